"""Closed forms for one and two features.

A component is a flat tuple: weight, mean, packed covariance; (w, m, a) in one dimension and
(w, mx, my, a, b, c) in two, for the covariance [[a, b], [b, c]]. The formulas compute with
what they are given: floats here, arrays over many starts in `batched`.
"""

import math
from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

from gmm_explorer.em.arrays import FloatArray

LOG_2PI = math.log(2 * math.pi)

# Stands for ln 0 where BLAS would multiply an infinity by the zeros it pads with.
LOG_OF_NOTHING = -1e300

# Wider than any data; eigenvalues of what is wider could not be computed.
_WIDEST = 1e200

# The smallest and largest eigenvalue of each of some covariances.
Extremes = Sequence[tuple[float, float]]
Number = TypeVar("Number", float, FloatArray)


def log_weights(weights: FloatArray) -> FloatArray:
    """Return the logarithms of weights >= 0, finite also for 0."""
    nothing = np.full_like(weights, LOG_OF_NOTHING)
    return np.log(weights, out=nothing, where=weights > 0)


def natural_1d(
    log_weight: Number, m: Number, a: Number, log: Callable[[Number], Number]
) -> tuple[Number, ...]:
    """Return theta with theta . (1, z, z^2) = ln weight + ln N(z | m, a), Bishop (2.220)."""
    h = m / a
    return log_weight - 0.5 * (LOG_2PI + log(a) + m * h), h, -0.5 / a


def natural_2d(
    log_weight: Number,
    mx: Number,
    my: Number,
    a: Number,
    b: Number,
    c: Number,
    log: Callable[[Number], Number],
) -> tuple[Number, ...]:
    """Return theta with theta . (1, x, y, x^2, x y, y^2) = ln weight + ln N((x, y) | m, S)."""
    det = a * c - b * b
    p, q, r = c / det, -b / det, a / det
    hx, hy = p * mx + q * my, q * mx + r * my
    constant = log_weight - LOG_2PI - 0.5 * (log(det) + mx * hx + my * hy)
    return constant, hx, hy, -0.5 * p, -q, -0.5 * r


def central_1d(n: Number, x: Number, xx: Number) -> tuple[Number, ...]:
    """Return mean and variance from sums of responsibility times (1, z, z^2)."""
    m = x / n
    return m, xx / n - m * m


def central_2d(
    n: Number, x: Number, y: Number, xx: Number, xy: Number, yy: Number
) -> tuple[Number, ...]:
    """Return mean and packed covariance from sums of responsibility times monomials."""
    mx, my = x / n, y / n
    return mx, my, xx / n - mx * mx, xy / n - mx * my, yy / n - my * my


def eigenvalues_2d(a: float, b: float, c: float) -> tuple[float, float]:
    """Return the smallest and largest of [[a, b], [b, c]], a, c >= 0.

    The smallest comes from the determinant: as a difference it would lose its digits.
    """
    largest = 0.5 * (a + c) + math.hypot(0.5 * (a - c), b)
    if largest == 0:
        return 0.0, 0.0
    return max(0.0, a * (c / largest) - b * (b / largest)), largest


def scaled(covariances: FloatArray, units: FloatArray) -> FloatArray:
    """Return covariances (..., D, D) in products of units (D, D), cut to what can be judged."""
    with np.errstate(over="ignore"):
        quotients = covariances / units
    return np.minimum(np.maximum(quotients, -_WIDEST), _WIDEST)  # faster than clip


def extreme_eigenvalues(matrices: FloatArray) -> Extremes:
    """Return the smallest and largest eigenvalue of each symmetric matrix (K, D, D)."""
    n_features = matrices.shape[-1]
    if n_features == 1:
        return [(v, v) for ((v,),) in matrices.tolist()]
    if n_features == 2:
        return [eigenvalues_2d(a, b, c) for (a, b), (_, c) in matrices.tolist()]
    eigenvalues = np.linalg.eigvalsh(matrices)
    return list(zip(eigenvalues[:, 0].tolist(), eigenvalues[:, -1].tolist(), strict=True))
