"""Why a component collapsed, in this state's own numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import (
    Health,
    InvalidDataError,
    Mixture,
    Prepared,
    SingularCovarianceError,
    e_step,
)
from gmm_explorer.model.block import Position
from gmm_explorer.model.entry import Cause
from gmm_explorer.model.expecting import Pause, nothing
from gmm_explorer.model.frame import Frame

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]

ABOVE_ZERO = 1e-6
"""A smaller r_ic is 0.000000 to six decimals, and moves nothing that can be seen."""

FLAT = 1e-9
"""How narrow a line is, as a part of how long it is: what rounding leaves."""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What a component was made of.

    Attributes
    ----------
    component
        Which, from 0.
    health
        What has become of it.
    n_iter
        In which iteration; None where EM did not make it.
    rows
        Shape (M,), the points whose r_ic is above `ABOVE_ZERO`, from 0, the largest first.
    responsibilities
        Shape (M,), theirs, of the E-step that the mean and the covariance were made from.
    points
        Shape (M, D).
    n_rest, rest
        How many points there are besides, and the sum of their r_ic.
    mean
        Shape (D,).
    covariance
        Shape (D, D).
    """

    component: int
    health: Health
    n_iter: int | None
    rows: IntArray
    responsibilities: FloatArray
    points: FloatArray
    n_rest: int
    rest: float
    mean: FloatArray
    covariance: FloatArray

    @property
    def is_one_place(self) -> bool:
        """Whether the points that matter are one, or copies of one."""
        return len(self.points) > 0 and bool(np.all(self.points == self.points[0]))

    @property
    def deviations(self) -> FloatArray:
        """Shape (M, D): x - mu of the points that matter."""
        return self.points - self.mean

    @property
    def across(self) -> float:
        """How far a point that matters lies from the mean in the narrowest direction, at most."""
        narrowest = np.linalg.eigh(self.covariance)[1][:, 0]
        return float(np.abs(self.deviations @ narrowest).max(initial=0.0))

    @property
    def is_flat(self) -> bool:
        """Whether the points that matter lie on one line."""
        return self.across <= FLAT * float(np.abs(self.deviations).max(initial=0.0))


def maker(position: Position) -> Mixture | None:
    """Return the mixture whose E-step the one at a position was made from; None if none was."""
    before = position.before
    if before is None or position.entry.cause not in (Cause.ITERATION, Cause.M_STEP):
        return None
    return before.entry.snapshot.mixture


def evidence(
    frame: Frame, prepared: Prepared, component: int, pause: Pause = nothing
) -> Evidence | None:
    """Return why a component of the mixture shown is as it is; None without a mixture.

    Parameters
    ----------
    frame
        What is shown, no preview.
    prepared
        Its data.
    component
        Which, from 0.
    pause
        Called on the way, so that a worker can hold still.
    """
    mixture = frame.snapshot.mixture
    if mixture is None:
        return None
    made_by = maker(frame.position)
    column = _column(prepared, made_by, mixture, component, pause)
    order = np.argsort(-column, kind="stable")
    rows, rest = np.split(order, [int(np.count_nonzero(column > ABOVE_ZERO))])
    return Evidence(
        component,
        frame.derived.health[component],
        None if made_by is None else frame.snapshot.n_iter,
        rows,
        column[rows],
        prepared.X[rows],
        len(rest),
        float(column[rest].sum()),
        mixture.means[component],
        mixture.covariances[component],
    )


def _column(
    prepared: Prepared, made_by: Mixture | None, mixture: Mixture, component: int, pause: Pause
) -> FloatArray:
    """Return the r_ic of a component, shape (N,): of the E-step before it, or else of itself."""
    for one in (made_by, mixture):
        if one is None or one.n_components != mixture.n_components:
            continue
        pause()
        try:
            return e_step(prepared, one).responsibilities[:, component]
        except (SingularCovarianceError, InvalidDataError):
            continue
    return np.zeros(prepared.n_samples)
