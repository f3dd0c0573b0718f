"""Work on files, on a worker, that says how far it is and can be ended."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject, Signal

from gmm_explorer.controller.job import Job
from gmm_explorer.controller.lane import FILES

Progress = Callable[[float], None]


class Reporting(QObject):
    """Does one piece of work at a time.

    Attributes
    ----------
    progressed
        ``progressed(share)``: how much is done, from 0 to 1.
    ended
        ``ended(result)``: what the work returned.
    """

    progressed = Signal(float)
    ended = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Job[object] | None = None

    @property
    def active(self) -> bool:
        """Whether something is being done."""
        return self._job is not None

    def start(self, work: Callable[[Progress], object]) -> None:
        """Do something instead of what is under way; it calls ``progress(share)`` on the way."""
        self.cancel()
        reports = _Reports()
        reports.progressed.connect(self._report)
        self._job = Job(partial(_done, work, reports))
        self._job.signals.ended.connect(self._end)
        self._job.start(FILES)

    def cancel(self) -> None:
        """End it; nothing more is heard of it."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
            job.signals.ended.disconnect(self._end)

    def _report(self, share: float) -> None:
        if self.active:
            self.progressed.emit(share)

    def _end(self, error: Exception | None) -> None:
        job, self._job = self._job, None
        if error is not None:
            raise error
        if job is not None:
            for result in job.take():
                self.ended.emit(result)


class _Reports(QObject):
    """What the worker says on the way; it outlives whoever listens."""

    progressed = Signal(float)


class _Cancelled(Exception):  # noqa: N818  # no error: somebody wanted it
    """The work is to end."""


def _done(
    work: Callable[[Progress], object], reports: _Reports, cancelled: Callable[[], bool]
) -> Iterator[object]:
    def progress(share: float) -> None:
        if cancelled():
            raise _Cancelled
        reports.progressed.emit(share)

    try:
        yield work(progress)
    except _Cancelled:
        return
