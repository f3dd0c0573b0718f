"""Corners around all points, where a Gaussian's log density is as low as at any point, or lower.

Up to a factor and a constant, minus the log density is a convex function of place; on a polygon
such a function is largest at a corner. So a few corners bound it for a million points, where the
length of the longest vector alone would bound it too loosely: a cut of logarithms that the bound
shows to be needless costs a tenth of a pass.
"""

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.kernel.blocks import n_monomials, write_monomials

_DIRECTIONS = 16
_FEWEST_POINTS = 1000
"""Fewer are passed over faster than corners are looked at."""
_AT_ONCE = 1 << 14


def corners_of(z: FloatArray) -> FloatArray | None:
    """Return the monomials (F, V) of corners around points z (D, N), see `blocks.write_monomials`.

    They are those of a polygon, or the ends of a stretch. None for more than two features, and
    for few points.
    """
    n_features, n_samples = z.shape
    if n_features > 2 or n_samples < _FEWEST_POINTS:
        return None
    corners = np.array([[z.min(), z.max()]]) if n_features == 1 else _polygon(z)
    monomials = np.ones((n_monomials(n_features), corners.shape[1]))
    write_monomials(corners, monomials)
    return monomials


def _polygon(z: FloatArray) -> FloatArray:
    angles = np.pi * np.arange(_DIRECTIONS) / _DIRECTIONS
    normals = np.stack((np.cos(angles), np.sin(angles)), axis=1)
    reaches = np.full((2, _DIRECTIONS), -np.inf)
    for first in range(0, z.shape[1], _AT_ONCE):
        along = normals @ z[:, first : first + _AT_ONCE]
        np.maximum(reaches, (along.max(axis=1), -along.min(axis=1)), out=reaches)
    return _meetings(np.concatenate((normals, -normals)), reaches.ravel())


def _meetings(normals: FloatArray, reaches: FloatArray) -> FloatArray:
    """Return where each line ``normal . z = reach`` meets the next one: (2, V)."""
    pairs = np.stack((normals, np.roll(normals, -1, axis=0)), axis=1)
    sides = np.stack((reaches, np.roll(reaches, -1)), axis=1)
    return np.ascontiguousarray(np.linalg.solve(pairs, sides[..., None])[..., 0].T)
