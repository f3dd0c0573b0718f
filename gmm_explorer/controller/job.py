"""A generator drained on a worker thread."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from gmm_explorer.controller.giving_way import give_way
from gmm_explorer.controller.lane import Lane

T = TypeVar("T")

REPORTS_PER_SECOND = 30.0


class JobSignals(QObject):
    """What a job says to the thread it was made in.

    Attributes
    ----------
    advanced
        There are new items to take, at most 30 times a second.
    ended
        ``ended(error)``: the generator is exhausted or cancelled (None), or raised this.
    """

    advanced = Signal()
    ended = Signal(object)


class Job(Generic[T]):
    """Drains a generator on a worker; never touches a widget.

    Parameters
    ----------
    make
        Makes the generator, given a function that says whether to end and that waits while the
        event loop draws: ask it every few milliseconds.  All of it runs on the worker.
    """

    def __init__(self, make: Callable[[Callable[[], bool]], Iterator[T]]) -> None:
        self.signals = JobSignals()
        self._make = make
        self._items: deque[T] = deque()
        self._cancelled = threading.Event()

    def start(self, lane: Lane) -> None:
        """Begin as soon as the lane is free."""
        lane.put(self._run)

    def cancel(self) -> None:
        """Ask it to end, in the middle of an item where its generator looks."""
        self._cancelled.set()

    def take(self) -> list[T]:
        """Return what it has yielded since the last call."""
        return [self._items.popleft() for _ in range(len(self._items))]

    def _run(self) -> None:
        error: Exception | None = None
        try:
            self._drain()
        except Exception as raised:  # reaches the crash dialog on the main thread
            error = raised
        self.signals.ended.emit(error)

    def _is_cancelled(self) -> bool:
        give_way()
        return self._cancelled.is_set()

    def _drain(self) -> None:
        reported = time.monotonic()
        for item in self._make(self._is_cancelled):
            self._items.append(item)
            if self._cancelled.is_set():
                return
            now = time.monotonic()
            if now - reported >= 1.0 / REPORTS_PER_SECOND:
                reported = now
                self.signals.advanced.emit()
