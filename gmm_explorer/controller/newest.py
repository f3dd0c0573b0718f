"""One thing after another worked out on a worker, where only the newest counts."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from gmm_explorer.controller.job import Job, Listener
from gmm_explorer.controller.lane import Lane

T = TypeVar("T")
Pause = Callable[[], bool]

Work = Callable[[Pause], Any]
Then = Callable[[Any], object]


class Newest(QObject):
    """Works out what is asked on a worker; of what is asked meanwhile the newest is next.

    Parameters
    ----------
    lane
        The worker.
    parent
        Who asks.
    """

    def __init__(self, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = lane
        self._job: Job[Any] | None = None
        self._then: Then | None = None
        self._next: tuple[Work, Then] | None = None

    @property
    def active(self) -> bool:
        """Whether a result is on its way."""
        return self._job is not None

    def ask(self, work: Callable[[Pause], T], then: Callable[[T], object]) -> None:
        """Have something worked out.

        Parameters
        ----------
        work
            Called on a worker with a function that it is to call every few milliseconds, so that
            the event loop can draw, and that says whether nobody waits for the result any more;
            it may touch nothing that anybody else changes.
        then
            Called with the result, on the thread this object lives in.
        """
        if self._job is None:
            self._begin(work, then)
        else:
            self._next = work, then

    def forget(self) -> None:
        """Drop what is on its way."""
        job, self._job, self._next = self._job, None, None
        if job is not None:
            job.drop()

    def _begin(self, work: Work, then: Then) -> None:
        self._then = then
        self._job = Job(lambda pause: iter((work(pause),)), Listener(self, self._end))
        self._job.start(self._lane)

    def _end(self, error: Exception | None) -> None:
        job, then, following = self._job, self._then, self._next
        self._job = self._then = self._next = None
        if following is not None:
            self._begin(*following)
        if error is not None:
            raise error
        if job is not None and then is not None:
            for result in job.take():
                then(result)
