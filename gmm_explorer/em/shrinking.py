"""Whether a component is on its way into a collapse, told from the iterations behind it.

A collapse gives itself away before the rule of `health` names it: the smallest eigenvalue falls,
and falls faster with every iteration, because the fewer points a component holds the narrower it
becomes and the fewer it holds then. One that merely settles on a tight group falls ever slower.
"""

import math
from collections.abc import Sequence

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.health import SMALLEST_EIGENVALUE

# Eigenvalues in units of the data's spread. The bounds part collapses from tight but sound
# components; measured on the reference trajectories and on 300 runs from random starts.
SMALL = 1e-2
NARROW = 1e-3
TIGHT = 1e-6
FALL = 0.9  # of an iteration: what falls less may be settling
PLUNGE = 0.5
DIVE = 0.25  # of one that holds too few points: then it need not be small yet
HORIZON = 60  # iterations: what is farther away than that at its pace says nothing yet


def iterations_left(
    eigenvalues: Sequence[float], n_effective: float, n_features: int
) -> int | None:
    """Return how many iterations are left before a component collapses, at its present pace.

    The last factor is taken to stay what it is, down to the bound of the rule; as collapses speed
    up, it rather comes sooner.

    Parameters
    ----------
    eigenvalues
        The smallest one of the last iterations, in units of the data's spread, the newest last;
        three are enough, and fewer tell less.
    n_effective
        N_k now, Bishop (9.27).
    n_features
        D.

    Returns
    -------
    int or None
        At least 1; None for a component that is not on its way into a collapse.
    """
    if len(eigenvalues) < 2 or min(eigenvalues[-3:]) <= 0.0:
        return None
    now = eigenvalues[-1]
    pace = math.log(now / eigenvalues[-2])
    few = n_effective < n_features + 1  # points: a covariance needs as many
    wide = now >= SMALL and not (few and pace < math.log(DIVE))
    # Below the rule's bound a component has collapsed, or is made of many points.
    if wide or now < SMALLEST_EIGENVALUE or pace >= math.log(FALL):
        return None
    faster = len(eigenvalues) > 2 and pace < math.log(eigenvalues[-2] / eigenvalues[-3]) < 0.0
    holding_on = few or (now < NARROW and pace < math.log(PLUNGE))
    if not (faster and holding_on) and not (few and now < TIGHT):
        return None
    left = max(1, math.ceil(math.log(SMALLEST_EIGENVALUE / now) / pace))
    return left if left <= HORIZON else None


def smallest_eigenvalues(covariances: FloatArray, scale: FloatArray) -> FloatArray:
    """Return the smallest eigenvalue of many covariances, in units of the data's spread.

    Parameters
    ----------
    covariances : (..., D, D)
        In units of the data.
    scale : (D,)
        See `Prepared.scale`.

    Returns
    -------
    (...)
        At least 0. For two features it comes from the determinant: as a difference it would lose
        its digits.
    """
    scaled = covariances / np.multiply.outer(scale, scale)
    if len(scale) == 1:
        return np.asarray(scaled[..., 0, 0])
    if len(scale) > 2:
        return np.asarray(np.maximum(np.linalg.eigvalsh(scaled)[..., 0], 0.0))
    a, b, c = scaled[..., 0, 0], scaled[..., 0, 1], scaled[..., 1, 1]
    largest = 0.5 * (a + c) + np.hypot(0.5 * (a - c), b)
    largest = np.where(largest > 0.0, largest, 1.0)
    return np.asarray(np.maximum(a * (c / largest) - b * (b / largest), 0.0))
