"""Coordinates in which the data has no offset, no scale and no strong correlation."""

import math
from dataclasses import dataclass

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.families import CovarianceType
from gmm_explorer.em.kernel.blocks import aligned
from gmm_explorer.em.kernel.corners import corners_of
from gmm_explorer.em.kernel.formulas import extreme_eigenvalues
from gmm_explorer.em.textbook import forward_substitution

# Coordinates are the columns themselves, in units of a power of two, which costs no digit at
# all, unless the smallest eigenvalue of their correlations is below this. Rotated coordinates
# are rounded: by little, yet a component a million times tighter than the data would notice.
_SKEWED = 0.1
# Points farther out than this, in robust standard deviations, do not shape the coordinates.
_CENTRAL = 10.0
# A column that the columns before it explain but for this share of its variance adds no
# direction of its own: such data is left to the textbook.
_DEPENDENT = 1e-11
# Beyond this the squares of coordinates leave the range in which sums keep their digits.
_FARTHEST = 1e60
# A covariance narrower than this for its length has no digits left in its narrow direction.
THINNEST = 1e-12
_ROWS_AT_ONCE = 1 << 16


@dataclass(frozen=True, slots=True, eq=False)
class Whitening:
    """Points as ``x = centre + root @ z``; a log density of x is that of z minus `log_det`.

    Parameters
    ----------
    centre : (D,)
        The origin of the coordinates.
    root : (D, D)
        Lower triangular. For 'diag' diagonal and for 'spherical' a multiple of the identity,
        so that the family of covariances is the same on both sides.
    inverse : (D, D)
        root^-1.
    log_det
        ln |det root|.
    z : (D, N)
        The points, one row a coordinate.
    reach
        The length of the longest column of z.
    corners : (F, V) or None
        Monomials of corners around all of z; see `corners.corners_of`.
    """

    centre: FloatArray
    root: FloatArray
    inverse: FloatArray
    log_det: float
    z: FloatArray
    reach: float
    corners: FloatArray | None

    def means_in(self, means: FloatArray) -> FloatArray:
        """Bring means (K, D) into the coordinates."""
        return np.asarray((means - self.centre) @ self.inverse.T)

    def matrices_in(self, matrices: FloatArray) -> FloatArray:
        """Bring covariances (K, D, D) into the coordinates: root^-1 S root^-T."""
        whole = self.inverse @ matrices @ self.inverse.T
        return np.asarray((whole + whole.swapaxes(1, 2)) / 2)

    def means_out(self, means: FloatArray) -> FloatArray:
        """Bring means (K, D) back."""
        return np.asarray(means @ self.root.T + self.centre)

    def matrices_out(self, matrices: FloatArray) -> FloatArray:
        """Bring covariances (K, D, D) back: root S root^T."""
        whole = self.root @ matrices @ self.root.T
        return np.asarray((whole + whole.swapaxes(1, 2)) / 2)

    def can_hold(self, matrices: FloatArray) -> bool:
        """Tell whether covariances (K, D, D) keep their digits in the coordinates."""
        return all(
            smallest > max(THINNEST * largest, 1 / _FARTHEST) and largest < _FARTHEST
            for smallest, largest in extreme_eigenvalues(self.matrices_in(matrices))
        )


def whiten(
    X: FloatArray, centre: FloatArray, scale: FloatArray, covariance_type: CovarianceType
) -> Whitening | None:
    """Find coordinates for a family of covariances.

    Parameters
    ----------
    X : (N, D)
        The points.
    centre, scale : (D,)
        Robust location and scale of the columns: one far point moves neither, so that the
        others keep their digits.
    covariance_type
        The family that is to stay a family.

    Returns
    -------
    Whitening or None
        None when the points have fewer than D directions, or lie too far apart to be squared.
    """
    exact = 2.0 ** np.rint(np.log2(scale))
    if covariance_type == "spherical":
        root = np.eye(len(scale)) * exact.max()
    else:
        root = np.diag(exact)
        if covariance_type == "full" and len(scale) > 1:
            triangle = _central_triangle(X, centre, exact)
            if triangle is None:
                return None
            if _is_skewed(triangle):
                root = exact[:, None] * triangle
    z = _coordinates(X, centre, root)
    reach = math.sqrt(_largest_square(z))
    if not reach < _FARTHEST or np.any(np.ptp(z, axis=1) == 0):
        return None
    inverse = forward_substitution(root, np.eye(len(root)))
    log_det = float(np.log(np.diagonal(root)).sum())
    return Whitening(centre, root, inverse, log_det, z, reach, corners_of(z))


def _is_skewed(triangle: FloatArray) -> bool:
    """Tell whether the correlations of the covariance L L^T are worth a rotation."""
    shapes = triangle / np.linalg.norm(triangle, axis=1, keepdims=True)
    return bool(np.linalg.svd(shapes, compute_uv=False)[-1] ** 2 < _SKEWED)


def _central_triangle(X: FloatArray, centre: FloatArray, scale: FloatArray) -> FloatArray | None:
    """Return a lower triangle L with L L^T the covariance of the scaled points about 0."""
    total = np.zeros((len(scale), len(scale)))
    n = 0
    for first in range(0, len(X), _ROWS_AT_ONCE):
        scaled = (X[first : first + _ROWS_AT_ONCE] - centre) / scale
        scaled = scaled[np.abs(scaled).max(axis=1) <= _CENTRAL]
        total += scaled.T @ scaled
        n += len(scaled)
    deviations = np.sqrt(np.diagonal(total))
    if np.any(deviations == 0):
        return None
    try:
        triangle = np.linalg.cholesky(total / deviations / deviations[:, None])
    except np.linalg.LinAlgError:
        return None
    if np.any(np.diagonal(triangle) ** 2 < _DEPENDENT):
        return None
    return np.asarray(triangle * (deviations / math.sqrt(n))[:, None])


def _coordinates(X: FloatArray, centre: FloatArray, root: FloatArray) -> FloatArray:
    z = aligned((X.shape[1], len(X)))
    for first in range(0, len(X), _ROWS_AT_ONCE):
        rows = slice(first, first + _ROWS_AT_ONCE)
        z[:, rows] = forward_substitution(root, (X[rows] - centre).T)
    return z


def _largest_square(z: FloatArray) -> float:
    with np.errstate(over="ignore"):  # infinity is an answer that the caller understands
        return max(
            float(np.sum(np.square(z[:, first : first + _ROWS_AT_ONCE]), axis=0).max())
            for first in range(0, z.shape[1], _ROWS_AT_ONCE)
        )
