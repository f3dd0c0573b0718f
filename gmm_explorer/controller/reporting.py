"""Work on files, on a worker, that says how far it is and can be ended."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, Signal

from gmm_explorer.controller.job import Job, Listener
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
        self._job: Job[float] | None = None

    @property
    def active(self) -> bool:
        """Whether something is being done."""
        return self._job is not None

    def start(self, work: Callable[[Progress], object]) -> None:
        """Do something instead of what is under way; it calls ``progress(share)`` on the way."""
        self.cancel()
        results: list[object] = []

        def make(cancelled: Callable[[], bool]) -> Iterator[float]:
            def progress(share: float) -> None:
                if cancelled():
                    raise _Cancelled
                job.give(share)

            with suppress(_Cancelled):
                results.append(work(progress))
            return iter(())

        job = Job(make, Listener(self, partial(self._end, results), self._report))
        self._job = job
        job.start(FILES)

    def cancel(self) -> None:
        """End it; nothing more is heard of it."""
        job, self._job = self._job, None
        if job is not None:
            job.drop()

    def _report(self) -> None:
        for share in [] if self._job is None else self._job.take()[-1:]:
            self.progressed.emit(share)

    def _end(self, results: list[object], error: Exception | None) -> None:
        self._job = None
        if error is not None:
            raise error
        for result in results:
            self.ended.emit(result)


class _Cancelled(Exception):  # noqa: N818  # no error: somebody wanted it
    """The work is to end."""
