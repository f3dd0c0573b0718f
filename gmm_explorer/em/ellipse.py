"""Ellipses of equal density: from covariances to axes and back, and the mass they hold."""

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.errors import InvalidDataError
from gmm_explorer.em.kernel.formulas import eigenvalues_2d


def ellipse_axes(covariance: ArrayLike) -> tuple[FloatArray, float]:
    """Return the semi-axes of the 1-sigma ellipse and the direction of the longer one.

    Parameters
    ----------
    covariance : (2, 2)
        Symmetric, positive semi-definite.

    Returns
    -------
    semi_axes : (2,)
        Standard deviations along the axes, the longer first, in units of the data.
    angle : float
        Of the longer axis against the first feature, radians counter-clockwise, in
        (-pi/2, pi/2]; 0 for a circle.

    Raises
    ------
    InvalidDataError
        When the matrix is not 2 x 2.
    """
    matrix = np.asarray(covariance, dtype=np.float64)
    if matrix.shape != (2, 2):
        raise InvalidDataError(
            f"an ellipse needs a covariance of shape (2, 2), not {matrix.shape}."
        )
    (a, b), (_, c) = matrix.tolist()
    smallest, largest = eigenvalues_2d(a, b, c)
    angle = math.atan2(2 * b, a - c) / 2
    return np.sqrt([largest, smallest]), math.pi / 2 if angle == -math.pi / 2 else angle


def covariance_from_axes(semi_axes: ArrayLike, angle: float) -> FloatArray:
    """Return the covariance (2, 2) whose 1-sigma ellipse has these axes.

    Parameters
    ----------
    semi_axes : (2,)
        Standard deviations along the axes, in units of the data, in either order.
    angle
        Of the first of them against the first feature, radians counter-clockwise.

    Raises
    ------
    InvalidDataError
        When an axis is negative or not finite.
    """
    axes = np.asarray(semi_axes, dtype=np.float64)
    if axes.shape != (2,) or not np.isfinite(axes).all() or np.any(axes < 0):
        raise InvalidDataError(f"the semi-axes are {axes}; give two lengths, 0 or above.")
    cosine, sine = math.cos(angle), math.sin(angle)
    first, second = np.square(axes).tolist()
    across = (first - second) * sine * cosine
    return np.array(
        [
            [first * cosine**2 + second * sine**2, across],
            [across, first * sine**2 + second * cosine**2],
        ]
    )


def ellipse_mass(n_sigma: float, n_features: int = 2) -> float:
    """Return the probability that a Gaussian puts inside its n-sigma ellipsoid.

    Parameters
    ----------
    n_sigma
        Mahalanobis radius, >= 0.
    n_features
        D: 0.683 for 1 sigma in one dimension, 0.393 in two.

    Notes
    -----
    The chi-square distribution function, by its recursion in steps of two degrees of freedom
    (Abramowitz & Stegun 26.4.8).
    """
    half_square = n_sigma * n_sigma / 2
    degrees = 2 - n_features % 2
    mass = math.erf(n_sigma / math.sqrt(2)) if degrees == 1 else -math.expm1(-half_square)
    while degrees < n_features:
        mass -= half_square ** (degrees / 2) * math.exp(-half_square) / math.gamma(degrees / 2 + 1)
        degrees += 2
    return mass


def n_sigma_of_mass(mass: float, n_features: int = 2) -> float:
    """Return the Mahalanobis radius of the ellipse that holds a mass: `ellipse_mass` backwards.

    Parameters
    ----------
    mass
        Probability, 0 <= mass < 1.
    n_features
        1 or 2, the dimensions that are drawn.

    Raises
    ------
    InvalidDataError
        When the mass is outside [0, 1) or there are other than 1 or 2 features.
    """
    if not 0 <= mass < 1 or n_features not in (1, 2):
        raise InvalidDataError(
            f"an ellipse cannot hold {mass} in {n_features} dimensions; give a mass of 0 or "
            "more and below 1, in 1 or 2 dimensions."
        )
    if n_features == 1:
        return NormalDist().inv_cdf((1 + mass) / 2)
    return math.sqrt(-2 * math.log1p(-mass))
