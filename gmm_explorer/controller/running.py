"""EM run to convergence, on a worker, shown as it goes and entered as one block."""

import time
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from gmm_explorer.controller.job import Job, Listener
from gmm_explorer.controller.lane import EM
from gmm_explorer.controller.progress import Progress, progress
from gmm_explorer.em import EMState, InvalidDataError, Outcome, iterate_em
from gmm_explorer.model import Pending, Run, Session, Snapshot, edits


class Running(QObject):
    """Runs EM until it stops by itself or is stopped.

    Attributes
    ----------
    toggled
        ``toggled(running)``: a run has begun or ended.
    advanced
        ``advanced(progress)``: how far the run has come, at most 30 times a second.
    ended
        ``ended(state, stopped)``: the last state of a run that has been entered into the history,
        and whether something else is about to happen, so that nothing may follow on the run.
    refused
        ``refused(error)``: EM cannot begin, by an `InvalidDataError` that says why.
    interrupting
        Something else is about to happen: what is only shown is to be entered now.
    """

    toggled = Signal(bool)
    advanced = Signal(object)
    ended = Signal(object, bool)
    refused = Signal(object)
    interrupting = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job[EMState] | None = None
        self._start = Snapshot()
        self._began = 0.0
        self._run: Run | None = None
        self._last: EMState | None = None

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
        self._start, self._began = snapshot, time.monotonic()
        self._run = self._last = None
        make = partial(iterate_em, prepared, snapshot.mixture, snapshot.settings)
        self._job = job = Job(make, Listener(self, self._end, self._show))
        self.toggled.emit(True)
        job.start(EM)

    def stop(self) -> None:
        """End the run now and keep what it has reached; nothing when there is none."""
        self.interrupting.emit()
        job = self._job
        if job is None:
            return
        self._take_all(job)
        self._enter(cancelled=True)

    def _gather(self, job: Job[EMState]) -> None:
        """Put the iterations done since the last time to those before; the start is none."""
        for state in job.take():
            self._last = state
            if state.n_iter == 0:  # the start may have been edited just before
                self._session.learn(state.log_likelihood)
            if self._run is not None:
                self._run.append(state)
            elif state.n_iter > 0:
                self._run = Run(self._start, [state])

    def _show(self) -> None:
        if self._job is None:
            return
        self._gather(self._job)
        run, state = self._run, self._last
        if run is None or state is None:
            return
        shown = edits.iterated(self._start, state.mixture, self._start.n_iter + state.n_iter)
        self._session.preview(shown, Pending(run.n_iter, run.log_likelihood, run.log_prior))
        self.advanced.emit(self._progress(run))

    def _progress(self, run: Run) -> Progress:
        dataset, settings = self._start.dataset, self._start.settings
        n_samples = 0 if dataset is None else dataset.n_samples
        return progress(run, n_samples, settings, time.monotonic() - self._began)

    def _end(self, error: Exception | None) -> None:
        job = self._job
        if job is None:
            return
        self._take_all(job)
        self._enter(cancelled=False)
        if isinstance(error, InvalidDataError):
            self.refused.emit(error)
        elif error is not None:
            raise error

    def _take_all(self, job: Job[EMState]) -> None:
        """Take what a job has done; no more is heard of it."""
        self._gather(job)
        job.drop()
        self._job = None

    def _enter(self, *, cancelled: bool) -> None:
        """Enter the iterations of a run into the history."""
        run, state = self._run, self._last
        self._run = self._last = None
        if cancelled and state is not None and state.outcome is Outcome.RUNNING:
            state = replace(state, outcome=Outcome.CANCELLED)
        if run is None or state is None:
            self._session.revert()
        else:
            run.end(state.outcome)
            self._session.play_on(run)
        self.toggled.emit(False)
        if state is not None:
            self.ended.emit(state, cancelled)
