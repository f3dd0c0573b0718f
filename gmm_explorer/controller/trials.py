"""Every repair tried out from one collapsed state, on a worker, each run to its end."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, Signal

from gmm_explorer.controller.explain import a_sentence
from gmm_explorer.controller.job import Job, Listener
from gmm_explorer.controller.lane import EM
from gmm_explorer.controller.remedies import TO_COMPARE
from gmm_explorer.controller.repairing import Proposal, Repairing, after
from gmm_explorer.controller.running import Running
from gmm_explorer.em import (
    EMState,
    InvalidDataError,
    Outcome,
    bic,
    iterate_em,
    n_parameters,
)
from gmm_explorer.em.repairs import Cured, Patient, Repair, RepairError, cure
from gmm_explorer.model import Run, Session, Snapshot


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """Where one repair leads.

    Attributes
    ----------
    repair
        Which.
    cured
        What it leaves; None where it does not apply.
    states
        What EM made of that, the start first.
    reason
        Why it does not apply, or nothing.
    bic
        Of the last state, Schwarz (1978), lower is better; None where there is no density.
    """

    repair: Repair
    cured: Cured | None
    states: tuple[EMState, ...]
    reason: str
    bic: float | None = None

    @property
    def last(self) -> EMState | None:
        """Where it leads; None where it does not apply."""
        return self.states[-1] if self.states else None

    @property
    def succeeded(self) -> bool:
        """Whether EM came to an end without another collapse."""
        return self.last is not None and self.last.outcome is not Outcome.DEGENERATE

    @property
    def tight(self) -> int | None:
        """The first component that is all but collapsed, from 0: its density lifts log L."""
        health = () if self.last is None else self.last.health
        return next((k for k, one in enumerate(health) if one.status != "healthy"), None)


class UnderWay(NamedTuple):
    """How far the repair has come that is being tried.

    Attributes
    ----------
    number
        Its place among all, from 0.
    state
        What EM has reached.
    """

    number: int
    state: EMState


class Trials(QObject):
    """Tries all repairs on the state shown; one of the results may become its next branch.

    Attributes
    ----------
    advanced
        ``advanced()``: there are more in `done`, or `under_way` has come farther.
    ended
        ``ended()``: all are done.
    done : list of Trial
        Those that have come to their end.
    under_way : UnderWay or None
        How far the next one has come, as soon as that is known.
    """

    advanced = Signal()
    ended = Signal()

    def __init__(
        self, session: Session, running: Running, repairing: Repairing, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._running = running
        self._repairing = repairing
        self._before = Snapshot()
        self._components: tuple[int, ...] = ()
        self._job: Job[Trial | UnderWay] | None = None
        self.done: list[Trial] = []
        self.under_way: UnderWay | None = None

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """What is tried, in this order."""
        return TO_COMPARE

    def start(self) -> None:
        """Try all repairs on the state shown.

        Raises
        ------
        RepairError
            When there is nothing to repair.
        """
        self.cancel()
        self.done, self.under_way = [], None
        patient = self._repairing.patient()
        self._before, self._components = self._session.snapshot, patient.components
        make = partial(try_all, patient, self.repairs)
        self._job = Job(make, Listener(self, self._end, self._gather))
        self._job.start(EM)

    def cancel(self) -> None:
        """Leave undone what is not done yet."""
        job, self._job = self._job, None
        if job is not None:
            job.drop()

    def choose(self, trial: Trial) -> None:
        """Enter a repair and the run that it led to as the branch from here on."""
        self.cancel()
        if trial.cured is None or self._session.snapshot is not self._before:
            return
        self._running.stop()
        repaired = after(self._before, trial.cured)
        self._repairing.enter(Proposal(trial.repair, self._components, self._before, repaired))
        if len(trial.states) > 1:
            self._session.play_on(Run(self._session.snapshot, trial.states[1:]))

    def _gather(self) -> None:
        if self._job is None:
            return
        for found in self._job.take():
            if isinstance(found, Trial):
                self.done.append(found)
                self.under_way = None
            else:
                self.under_way = found
        self.advanced.emit()

    def _end(self, error: Exception | None) -> None:
        self._gather()
        self._job = None
        if error is not None:
            raise error
        self.ended.emit()


def try_all(
    patient: Patient, repairs: Sequence[Repair], cancelled: Callable[[], bool]
) -> Iterator[Trial | UnderWay]:
    """Yield where each repair leads, and the way there; fewer where somebody cancels."""
    for number, repair in enumerate(repairs):
        states: list[EMState] = []
        try:
            cured = cure(repair, patient, np.random.default_rng(0))
            for state in iterate_em(patient.data, cured.mixture, cured.settings, cancelled):
                states.append(state)
                yield UnderWay(number, state)
        except (RepairError, InvalidDataError) as error:
            yield Trial(repair, None, (), a_sentence(error))
            continue
        if cancelled():
            return
        yield Trial(repair, cured, tuple(states), "", _bic(patient, cured, states[-1]))


def _bic(patient: Patient, cured: Cured, state: EMState) -> float | None:
    if state.outcome is Outcome.DEGENERATE or not np.isfinite(state.log_likelihood):
        return None
    mixture, family = state.mixture, cured.settings.covariance_type
    free = n_parameters(mixture.n_components, mixture.n_features, family)
    return bic(state.log_likelihood, free, patient.data.n_samples)
