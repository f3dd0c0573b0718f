"""Threads that last, for work that comes often and is short."""

import atexit
import threading
from collections.abc import Callable
from queue import SimpleQueue

PATIENCE = 10.0  # seconds that an app that ends waits for work that does not look up


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
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()

    @property
    def closing(self) -> bool:
        """Whether the app ends: what is being done is to be left as it is."""
        return self._closing.is_set()

    def put(self, work: Callable[[], None]) -> None:
        """Have something done after what has been put here before; it may not raise."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._do_all, name=self._name, daemon=True)
            self._thread.start()
            # Python takes its objects apart under a thread that still works.
            atexit.register(self.close)
        self._queue.put(work)

    def close(self) -> None:
        """End the thread, for good; what has not begun is not done."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        atexit.unregister(self.close)
        self._closing.set()
        self._queue.put(None)
        thread.join(PATIENCE)

    def _do_all(self) -> None:
        while (work := self._queue.get()) is not None:
            if not self._closing.is_set():
                work()
            del work  # or what it holds would live until the next


EM = Lane("EM")
"""For steps of EM."""

SHOWING = Lane("showing")
"""For what views show of them: one thing at a time, so that EM has the other core."""

FILES = Lane("files")
"""For large files, so that EM and what is shown go on beside them."""
