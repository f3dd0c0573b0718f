"""How each component is doing now, and where the last iterations lead it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import Health, iterations_left, smallest_eigenvalues
from gmm_explorer.em.health import Status
from gmm_explorer.model.block import Position
from gmm_explorer.model.derived import Derived
from gmm_explorer.model.entry import Cause
from gmm_explorer.model.snapshot import Snapshot

FloatArray = NDArray[np.float64]

_ALL_ITS_OWN = 0.999  # of the largest responsibility
_ENTRIES = 3  # two paces: whether a fall speeds up


class Vital(NamedTuple):
    """How one component is doing.

    Attributes
    ----------
    health
        What the mixture alone tells.
    iterations_left
        Before it collapses, at the pace of the last iterations; None where it is not shrinking.
    """

    health: Health
    iterations_left: int | None

    @property
    def status(self) -> Status:
        """Collapsed as the rule has it, shrinking by the last iterations, or healthy.

        A component that is tight and stays so is healthy.
        """
        if self.health.is_collapsed:
            return self.health.status
        return "healthy" if self.iterations_left is None else "shrinking"


class Owner(NamedTuple):
    """The point that a component holds on to most.

    Attributes
    ----------
    point
        Its index, from 0.
    responsibility
        r_ic, of the mixture that colours the points.
    share
        r_ic / N_c: how much of the component's mean it is.
    """

    point: int
    responsibility: float
    share: float


def vitals(derived: Derived, position: Position | None) -> tuple[Vital, ...]:
    """Return how each component is doing; none without data.

    Parameters
    ----------
    derived
        What follows from the mixture shown.
    position
        Where in the timeline it stands; None while it is not in the history.
    """
    health = derived.health
    recent = _recent(position) if position is not None and health else []
    if derived.scale is None or len(recent) < 2 or recent[-1].shape[0] != len(health):
        return tuple(Vital(one, None) for one in health)
    smallest = smallest_eigenvalues(np.stack(recent), derived.scale)
    return tuple(
        Vital(one, iterations_left(smallest[:, k].tolist(), one.n_effective, len(derived.scale)))
        for k, one in enumerate(health)
    )


def owner(snapshot: Snapshot, derived: Derived, component: int) -> Owner | None:
    """Return the point that a component holds on to most; None where it holds none.

    That is so while points are grey, too. Of points that are as good as all its own it is the one
    nearest to its mean, as far as the data spread.
    """
    held, dataset, mixture = derived.responsibilities, snapshot.dataset, snapshot.mixture
    if held is None or dataset is None or mixture is None or derived.scale is None:
        return None
    column = held[:, component] if component < held.shape[1] else held[:0, 0]
    total = float(column.sum())
    if not total > 0.0:
        return None
    own = np.flatnonzero(column >= _ALL_ITS_OWN * column.max())
    away = (dataset.X[own] - mixture.means[component]) / derived.scale
    point = int(own[np.argmin(np.sum(away * away, axis=1))])
    return Owner(point, float(column[point]), float(column[point]) / total)


def _recent(position: Position) -> list[FloatArray]:
    """Return the covariances (K, D, D) of the last mixtures that EM connects, the newest last."""
    found: list[FloatArray] = []
    step: Position | None = position
    while step is not None and len(found) < _ENTRIES:
        entries = step.block.entries
        if entries.cause_at(step.at) is not Cause.E_STEP:  # which leaves the mixture as it is
            found.append(entries.stacked.covariances[step.at])
        if not entries.cause.is_em:
            break
        step = step.before
    return found[::-1]
