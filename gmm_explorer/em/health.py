"""The health of components, and the rule by which a collapse is known.

A collapse is often silent in float64: the log-likelihood jumps up, then settles on rounding
noise, and no factorisation fails. So it is judged by size, in units of the data's own spread.
"""

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.kernel.formulas import Extremes, extreme_eigenvalues, scaled
from gmm_explorer.em.mixture import Mixture
from gmm_explorer.em.prepared import Data, Prepared, prepare
from gmm_explorer.em.support import is_made_of_many

Status = Literal["healthy", "shrinking", "point", "line", "empty"]
COLLAPSED: tuple[Status, ...] = ("point", "line", "empty")

# The rule. At 1e-8 tight but sound components would be reported, at 1e-20 collapses be missed;
# what is narrower and yet made of many different points is spared, see `support`.
SMALLEST_EIGENVALUE = 1e-10
SMALLEST_N_EFFECTIVE = 1e-8
# Below this a component deserves a look; and a collapsed one that is nowhere wider is a point.
_SHRINKING = 1e-6


class Health(NamedTuple):
    """How one component is doing.

    Attributes
    ----------
    min_eigenvalue
        Smallest eigenvalue of its covariance, the data scaled by `Prepared.scale`.
    condition
        Largest eigenvalue over smallest in the same units; `math.inf` when the latter is 0.
    n_effective
        N_k, the sum over the points of its responsibilities, Bishop (9.27).
    owner
        Index, from 0, of the point it sits on; None unless it has collapsed onto one.
    status
        'healthy'; 'shrinking', a hint and no alarm; collapsed: onto a 'point' or a 'line'
        (of D > 2 features: anything flat), or 'empty', when no point belongs to it.
    """

    min_eigenvalue: float
    condition: float
    n_effective: float
    owner: int | None
    status: Status

    @property
    def is_collapsed(self) -> bool:
        """Whether the collapse rule names this component."""
        return self.status in COLLAPSED


def diagnose(
    X: Data, mixture: Mixture, responsibilities: ArrayLike | None = None
) -> tuple[Health, ...]:
    """Judge each component of a mixture by the collapse rule.

    Parameters
    ----------
    X : (N, D)
        The data.
    mixture
        What to judge.
    responsibilities : (N, K), optional
        Of this mixture. Without them N_k is taken as the weight times N, which it is after an
        M-step.

    Returns
    -------
    tuple of K Health

    Raises
    ------
    InvalidDataError
        When the data cannot be used.
    """
    data = prepare(X)
    if responsibilities is None:
        n_effective = mixture.weights * data.n_samples
    else:
        n_effective = np.asarray(responsibilities, dtype=np.float64).sum(axis=0)
    extremes = scaled_eigenvalues(mixture.covariances, data.scale_products)
    return health_of(data, mixture, n_effective.tolist(), extremes)


def health_of(
    data: Prepared, mixture: Mixture, n_effective: Sequence[float], extremes: Extremes
) -> tuple[Health, ...]:
    """Judge each component, with N_k (K numbers) and `scaled_eigenvalues` known."""
    return tuple(
        [
            Health(smallest, largest / smallest, n, None, "healthy")
            if smallest >= _SHRINKING and n >= SMALLEST_N_EFFECTIVE
            else _judge(data, mixture, k, smallest, largest, n)
            for k, ((smallest, largest), n) in enumerate(zip(extremes, n_effective, strict=True))
        ]
    )


def scaled_eigenvalues(covariances: FloatArray, units: FloatArray) -> Extremes:
    """Return the smallest and largest eigenvalue of each covariance in the units of the scale.

    Parameters
    ----------
    covariances : (K, D, D)
        In units of the data.
    units : (D, D)
        Products of units, see `Prepared.scale_products`.
    """
    return extreme_eigenvalues(scaled(covariances, units))


def is_too_narrow(data: Prepared, mixture: Mixture, k: int, smallest: float) -> bool:
    """Return whether a component with that smallest eigenvalue has collapsed by the rule."""
    return smallest < SMALLEST_EIGENVALUE and not is_made_of_many(data, mixture, k)


def _judge(
    data: Prepared, mixture: Mixture, k: int, smallest: float, largest: float, n_effective: float
) -> Health:
    condition = largest / smallest if smallest > 0 else math.inf
    status: Status = "healthy"
    owner = None
    if is_too_narrow(data, mixture, k, smallest):
        status = "point" if largest < _SHRINKING else "line"
        owner = nearest_point(data, mixture.means[k]) if status == "point" else None
    elif smallest < _SHRINKING:
        status = "shrinking"
    if n_effective < SMALLEST_N_EFFECTIVE and not _is_made_of_points(data, mixture, k, owner):
        status, owner = "empty", None
    return Health(smallest, condition, n_effective, owner, status)


def _is_made_of_points(data: Prepared, mixture: Mixture, k: int, owner: int | None) -> bool:
    """Return whether a component sits on a point, though it may be out of its own reach.

    Without extent, even the point it was made from can be too far off, by rounding.
    """
    if owner is None or mixture.weights[k] * data.n_samples < SMALLEST_N_EFFECTIVE:
        return False
    return bool(np.sum(_away(data, mixture.means[k])[owner] ** 2) < _SHRINKING)


def nearest_point(data: Prepared, mean: FloatArray) -> int:
    """Return the index, from 0, of the point nearest to a mean (D,) in units of the scale."""
    return int(np.argmin(np.sum(_away(data, mean) ** 2, axis=1)))


def _away(data: Prepared, mean: FloatArray) -> FloatArray:
    return np.asarray((data.X - mean) / data.scale)
