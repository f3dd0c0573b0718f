"""EM run to convergence, on a worker, shown as it goes and entered as one block."""

from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal

from gmm_explorer.controller.explain import stopped
from gmm_explorer.controller.job import Job
from gmm_explorer.controller.notice import Notices
from gmm_explorer.em import EMState, Outcome, iterate_em
from gmm_explorer.model import Pending, Session, edits


class Running(QObject):
    """Runs EM until it stops by itself or is stopped.

    Attributes
    ----------
    toggled
        ``toggled(running)``: a run has begun or ended.
    interrupting
        Something else is about to happen: what is only shown is to be entered now.
    """

    toggled = Signal(bool)
    interrupting = Signal()

    def __init__(self, session: Session, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._notices = notices
        self._job: Job[EMState] | None = None

    @property
    def active(self) -> bool:
        """Whether a run is under way."""
        return self._job is not None

    def start(self) -> None:
        """Run EM from the state shown; nothing where that is impossible."""
        self.interrupting.emit()
        snapshot, prepared = self._session.snapshot, self._session.prepared
        if self.active or prepared is None or snapshot.mixture is None:
            return
        job = Job(partial(iterate_em, prepared, snapshot.mixture, snapshot.settings))
        job.signals.advanced.connect(self._show)
        job.signals.ended.connect(self._end)
        self._job = job
        self.toggled.emit(True)
        job.start()

    def stop(self) -> None:
        """End the run now and keep what it has reached; nothing when there is none."""
        self.interrupting.emit()
        job = self._job
        if job is None:
            return
        self._forget(job)
        self._enter(job.done[:], cancelled=True)

    def _show(self) -> None:
        if self._job is None or len(self._job.done) < 2:
            return
        states = self._job.done[1:]
        start = self._session.timeline.entry.snapshot
        state = states[-1]
        pending = Pending(
            start.n_iter + np.array([s.n_iter for s in states]),
            np.array([s.log_likelihood for s in states]),
            np.array([s.log_prior for s in states]),
        )
        self._session.preview(
            edits.iterated(start, state.mixture, start.n_iter + state.n_iter), pending
        )

    def _end(self, error: Exception | None) -> None:
        job = self._job
        if job is None:
            return
        self._forget(job)
        self._enter(job.done, cancelled=False)
        if error is not None:
            raise error

    def _forget(self, job: Job[EMState]) -> None:
        """Drop whatever the job may still say."""
        job.cancel()
        job.signals.advanced.disconnect(self._show)
        job.signals.ended.disconnect(self._end)
        self._job = None

    def _enter(self, states: list[EMState], *, cancelled: bool) -> None:
        """Enter the iterations of a run into the history and say why it stopped."""
        if cancelled and states and states[-1].outcome is Outcome.RUNNING:
            states[-1] = replace(states[-1], outcome=Outcome.CANCELLED)
        if len(states) > 1:
            self._session.commit_run(states[1:])
        else:
            self._session.revert()
        self.toggled.emit(False)
        if states:
            self._notices.tell(stopped(states[-1], self._session.snapshot))
