"""A generator drained on a worker thread."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from gmm_explorer.controller.giving_way import give_way
from gmm_explorer.controller.lane import Lane
from gmm_explorer.controller.mailbox import mailbox

T = TypeVar("T")

REPORTS_PER_SECOND = 30.0


class Listener(NamedTuple):
    """Who hears of a job, on the thread of the event loop.

    Attributes
    ----------
    owner
        Once Qt has destroyed it, nothing is told.
    ended
        ``ended(error)``: the generator is exhausted (None), or raised this.
    advanced
        There are new items to take, at most 30 times a second.
    """

    owner: QObject
    ended: Callable[[Exception | None], object]
    advanced: Callable[[], object] | None = None


class Job(Generic[T]):
    """Drains a generator on a worker; never touches a widget.

    Parameters
    ----------
    make
        Makes the generator, given a function that says whether to end and that waits while the
        event loop draws: ask it every few milliseconds.  All of it runs on the worker.
    listener
        Who hears of it.
    """

    def __init__(
        self, make: Callable[[Callable[[], bool]], Iterator[T]], listener: Listener
    ) -> None:
        self._make = make
        self._listener: Listener | None = listener
        self._mailbox = mailbox()
        self._lane: Lane | None = None
        self._items: deque[T] = deque()
        self._reported = 0.0
        self._cancelled = threading.Event()

    def start(self, lane: Lane) -> None:
        """Begin as soon as the lane is free."""
        self._lane = lane
        lane.put(self._run)

    def drop(self) -> None:
        """End it, in the middle of an item where its generator looks; no more is heard of it."""
        self._cancelled.set()
        self._listener = None

    def give(self, item: T) -> None:
        """Hand out an item, for the generator's own depths: where it cannot yield one."""
        self._items.append(item)
        now = time.monotonic()
        if now - self._reported >= 1.0 / REPORTS_PER_SECOND:
            self._reported = now
            self._mailbox.put(self._tell_advance)

    def take(self) -> list[T]:
        """Return what it has yielded since the last call."""
        return [self._items.popleft() for _ in range(len(self._items))]

    def _run(self) -> None:
        error: Exception | None = None
        try:
            self._drain()
        except Exception as raised:  # reaches the crash dialog on the main thread
            error = raised
        self._mailbox.put(lambda: self._tell_end(error))

    def _is_cancelled(self) -> bool:
        give_way()
        return self._is_over()

    def _is_over(self) -> bool:
        return self._cancelled.is_set() or (self._lane is not None and self._lane.closing)

    def _drain(self) -> None:
        self._reported = time.monotonic()
        for item in self._make(self._is_cancelled):
            self.give(item)
            if self._is_over():
                return

    def _tell_advance(self) -> None:
        listener = self._heard_by()
        if listener is not None and listener.advanced is not None:
            listener.advanced()

    def _tell_end(self, error: Exception | None) -> None:
        listener = self._heard_by()
        self._listener = None
        if listener is not None:
            listener.ended(error)

    def _heard_by(self) -> Listener | None:
        listener = self._listener
        return listener if listener is not None and isValid(listener.owner) else None
