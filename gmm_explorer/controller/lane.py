"""Threads that last, for work that comes often and is short."""

import threading
from collections.abc import Callable
from queue import SimpleQueue


class Lane:
    """A worker that does one thing after another.

    Starting a thread for each would cost the event loop more than a frame beside a busy worker.

    Parameters
    ----------
    name
        Of the thread.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._queue: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def put(self, work: Callable[[], None]) -> None:
        """Have something done after what has been put here before; it may not raise."""
        if self._thread is None:
            # What is still to be done does not keep an app that has closed from ending.
            self._thread = threading.Thread(target=self._do_all, name=self._name, daemon=True)
            self._thread.start()
        self._queue.put(work)

    def _do_all(self) -> None:
        while True:
            self._queue.get()()


EM = Lane("EM")
"""For steps of EM."""

SHOWING = Lane("showing")
"""For what views show of them: one thing at a time, so that EM has the other core."""

FILES = Lane("files")
"""For large files, so that EM and what is shown go on beside them."""
