"""Repairs as a person chooses them: seen first, then entered as one entry of the history."""

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QObject

from gmm_explorer.controller.editing import named
from gmm_explorer.controller.explain import a_sentence
from gmm_explorer.controller.notice import Loudness, Notice, Notices
from gmm_explorer.controller.remedies import remedy_of
from gmm_explorer.controller.running import Running
from gmm_explorer.em import (
    InvalidDataError,
    InvalidMixtureError,
    Mixture,
    SingularCovarianceError,
    e_step,
)
from gmm_explorer.em.repairs import Cured, Patient, Repair, RepairError, cure
from gmm_explorer.model import Cause, Frame, Session, Snapshot, edits


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """What a repair would make of the state shown.

    Attributes
    ----------
    repair
        Which.
    components
        What it repairs, from 0.
    before, after
        The state repaired, and what it becomes.
    """

    repair: Repair
    components: tuple[int, ...]
    before: Snapshot
    after: Snapshot

    @property
    def label(self) -> str:
        """What the history says of it."""
        return f"Repair: {remedy_of(self.repair).deed.format(named(self.components))}"


class Repairing(QObject):
    """Proposes repairs of the components that have collapsed, and does them."""

    def __init__(
        self, session: Session, running: Running, notices: Notices, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._running = running
        self._notices = notices
        self._seed = 0

    def propose(self, repair: Repair) -> Proposal:
        """Show what a repair would make of the state shown.

        Raises
        ------
        RepairError
            When it does not apply: it says why.
        """
        self.withdraw()
        proposal = self.found(repair)
        self._present(proposal.after.mixture)
        return proposal

    def log_likelihood(self, proposal: Proposal) -> float | None:
        """Return that of what a repair would leave; None where it would keep the loop waiting."""
        prepared, mixture = self._session.prepared, proposal.after.mixture
        if prepared is None or mixture is None or self._session.is_large:
            return None
        try:
            return e_step(prepared, mixture).log_likelihood
        except (InvalidDataError, SingularCovarianceError):
            return None

    def withdraw(self) -> None:
        """No longer show what was proposed."""
        if self._session.presentation.proposed is not None:
            self._present(None)

    def try_another(self) -> None:
        """Let repairs that choose at random choose otherwise from now on."""
        self._seed += 1

    def enter(self, proposal: Proposal) -> None:
        """Enter what a repair makes of a state, where that is still the one shown."""
        self._running.stop()
        self.withdraw()
        if self._session.snapshot is proposal.before:
            self._session.commit(proposal.after, proposal.label, Cause.REPAIR)

    def repair(self, repair: Repair) -> str:
        """Do a repair at once; return why it could not be done, or nothing."""
        try:
            self.enter(self.found(repair))
        except RepairError as error:
            return a_sentence(error)
        return ""

    def refuse(self, why: str) -> None:
        """Say that a repair was not done, and why."""
        self._notices.tell(Notice(Loudness.WARNING, "It was not repaired.", why))

    def rely_on(self, repair: Repair | None) -> None:
        """Let runs go on by a repair whenever they collapse; without one they stop and ask."""
        looks = self._session.presentation
        if repair != looks.standing:
            self._session.present(replace(looks, standing=repair))

    def found(self, repair: Repair) -> Proposal:
        """Return what a repair makes of the state shown, or raise RepairError."""
        frame = self._session.frame
        patient = self.patient()
        try:
            cured = cure(repair, patient, np.random.default_rng(self._seed))
        except (InvalidDataError, InvalidMixtureError) as error:  # from a parameter out of bounds
            raise RepairError(str(error)) from error
        return Proposal(repair, patient.components, frame.snapshot, after(frame.snapshot, cured))

    def patient(self) -> Patient:
        """Return the state shown as repairs want it.

        Raises
        ------
        RepairError
            When there is nothing to repair in it.
        """
        frame, prepared = self._session.frame, self._session.prepared
        mixture, components = frame.snapshot.mixture, to_repair(frame)
        if prepared is None or mixture is None or not components:
            raise RepairError("no component is in trouble, and none is selected: select one")
        # What a component without extent was made of, its own E-step no longer knows.
        n_effective = np.where(
            [one.status == "empty" for one in frame.derived.health],
            0.0,
            mixture.weights * prepared.n_samples,
        )
        return Patient(prepared, mixture, frame.snapshot.settings, n_effective, components)

    def _present(self, mixture: Mixture | None) -> None:
        self._session.present(replace(self._session.presentation, proposed=mixture))


def to_repair(frame: Frame) -> tuple[int, ...]:
    """Return which components a repair is for: those in trouble, or else those selected."""
    return in_trouble(frame) or frame.presentation.selection


def in_trouble(frame: Frame) -> tuple[int, ...]:
    """Return the components that have collapsed, or else those on their way into a collapse."""
    shrinking = tuple(k for k, one in enumerate(frame.vitals) if one.status == "shrinking")
    return collapsed_components(frame) or shrinking


def collapsed_components(frame: Frame) -> tuple[int, ...]:
    """Return the components that have collapsed, or have no density."""
    collapsed = {k for k, one in enumerate(frame.derived.health) if one.is_collapsed}
    problem = frame.derived.problem
    if isinstance(problem, SingularCovarianceError):
        collapsed.add(problem.component)
    return tuple(sorted(collapsed))


def after(before: Snapshot, cured: Cured) -> Snapshot:
    """Return a state with what a repair left of its mixture and settings."""
    return edits.with_mixture(replace(before, settings=cured.settings), cured.mixture)
