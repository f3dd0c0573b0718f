"""A run that repairs itself: EM goes on after a collapse, a limited number of times."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from gmm_explorer.em.errors import RepairError
from gmm_explorer.em.iteration import iterate_em
from gmm_explorer.em.mixture import Mixture
from gmm_explorer.em.prepared import Data, Prepared, prepare
from gmm_explorer.em.repairs.repair import Cured, Repair, cure, patient_of
from gmm_explorer.em.settings import EMSettings
from gmm_explorer.em.state import EMState, Outcome


@dataclass(frozen=True, slots=True, eq=False)
class Repaired:
    """What a standing repair did in a run.

    Parameters
    ----------
    components
        The components it repaired, from 0.
    cured
        What it left; the next state is the start made of it.
    n_iter
        The M-steps done until then.
    """

    components: tuple[int, ...]
    cured: Cured
    n_iter: int


@dataclass(frozen=True, slots=True, eq=False)
class NotRepaired:
    """Why a standing repair gave up; the run ends with it.

    Parameters
    ----------
    components
        The components that stay collapsed, from 0.
    reason
        Why, in words.
    """

    components: tuple[int, ...]
    reason: str


def iterate_em_repairing(
    X: Data,
    mixture: Mixture,
    settings: EMSettings,
    repair: Repair,
    rng: np.random.Generator,
    cancelled: Callable[[], bool] | None = None,
    at_most: int = 20,
) -> Iterator[EMState | Repaired | NotRepaired]:
    """Run EM, repair each collapse and go on; parameters and errors as in `iterate_em`.

    Parameters
    ----------
    X : (N, D)
        The data.
    mixture, settings, cancelled
        As in `iterate_em`.
    repair
        What to do about a collapse.
    rng
        For repairs that choose at random.
    at_most
        Repairs, after which a collapse ends the run.

    Yields
    ------
    EMState, Repaired or NotRepaired
        The states of `iterate_em`. A collapsed one is followed by what the repair made of it
        and by the start that it is for EM, counted on, or by why it was not repaired.
        `max_iter` counts for the whole.
    """
    data, done = prepare(X), 0
    for repairs_left in range(at_most, -1, -1):
        allowed = replace(settings, max_iter=max(0, settings.max_iter - done))
        last = None
        for state in iterate_em(data, mixture, allowed, cancelled):
            last = replace(state, n_iter=done + state.n_iter)
            yield last
        if last is None or last.outcome is not Outcome.DEGENERATE:
            return
        done = last.n_iter
        found = _repaired(data, last, settings, repair if repairs_left else None, rng)
        yield found
        if isinstance(found, NotRepaired):
            return
        mixture, settings = found.cured.mixture, found.cured.settings


def _repaired(
    data: Prepared,
    state: EMState,
    settings: EMSettings,
    repair: Repair | None,
    rng: np.random.Generator,
) -> Repaired | NotRepaired:
    patient = patient_of(data, state.mixture, settings, state.health)
    if repair is None:
        return NotRepaired(patient.components, "it collapsed again after every repair allowed")
    try:
        return Repaired(patient.components, cure(repair, patient, rng), state.n_iter)
    except RepairError as error:
        return NotRepaired(patient.components, str(error))
