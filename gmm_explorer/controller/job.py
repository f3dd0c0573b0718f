"""A generator drained on a worker thread."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

T = TypeVar("T")

REPORTS_PER_SECOND = 30.0


class JobSignals(QObject):
    """What a job says to the thread it was made in.

    Attributes
    ----------
    advanced
        Items have been added, at most 30 times a second.
    ended
        ``ended(error)``: the generator is exhausted or cancelled (None), or raised this.
    """

    advanced = Signal()
    ended = Signal(object)


class Job(QRunnable, Generic[T]):
    """Drains a generator on the thread pool; never touches a widget.

    Parameters
    ----------
    make
        Makes the generator, given a function that says whether to end.  All of it runs on the
        worker.

    Attributes
    ----------
    done
        What it has yielded so far; only ever appended to.
    """

    def __init__(self, make: Callable[[Callable[[], bool]], Iterator[T]]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.signals = JobSignals()
        self.done: list[T] = []
        self._make = make
        self._cancelled = threading.Event()

    def start(self) -> None:
        """Begin on a thread of the pool."""
        QThreadPool.globalInstance().start(self)

    def cancel(self) -> None:
        """Ask it to end, in the middle of an item where its generator looks."""
        self._cancelled.set()

    def run(self) -> None:
        """Drain the generator (called by the pool, on a worker thread)."""
        error: Exception | None = None
        try:
            self._drain()
        except Exception as raised:  # reaches the crash dialog on the main thread
            error = raised
        self.signals.ended.emit(error)

    def _drain(self) -> None:
        reported = time.monotonic()
        for item in self._make(self._cancelled.is_set):
            self.done.append(item)
            if self._cancelled.is_set():
                return
            now = time.monotonic()
            if now - reported >= 1.0 / REPORTS_PER_SECOND:
                reported = now
                self.signals.advanced.emit()
