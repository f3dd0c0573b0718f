"""Whether a component that is very narrow for its data is made of many points all the same.

Two tight clusters a million of their widths apart are narrow in units of the data's spread, and
sound: their covariances are those of many different points, and float64 has their digits.
"""

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.kernel.formulas import scaled
from gmm_explorer.em.mixture import Mixture
from gmm_explorer.em.prepared import Prepared

MANY = 30
"""Different points that a component must hold to be no collapse."""

_REACH = 9.0  # squared standard deviations a feature: what lies within belongs to the component
_SHARE = 0.5  # of its smallest eigenvalue that these points must account for
_THINNEST = 1e-13  # for its length: what is thinner is what rounding leaves of the length
_ENOUGH = 2000  # points to judge by
_ROWS_AT_ONCE = 1 << 16
_STEPS = 100.0  # of float64 at their place: what is narrower has been rounded away


def is_made_of_many(data: Prepared, mixture: Mixture, k: int) -> bool:
    """Return whether many different points account for a covariance, however small.

    Parameters
    ----------
    data
        What is fitted.
    mixture
        Its components; those that share a covariance share the points that account for it.
    k
        Which component, from 0.
    """
    covariance = mixture.covariances[k]
    alike = np.all(mixture.covariances == covariance, axis=(1, 2))
    return any(_holds_many(data, mean, covariance) for mean in mixture.means[alike])


def _holds_many(data: Prepared, mean: FloatArray, covariance: FloatArray) -> bool:
    near = _within(data.X, mean, covariance)
    eigenvalues, vectors = np.linalg.eigh(scaled(covariance, data.scale_products))
    if len(near) < MANY or not eigenvalues[0] > _THINNEST * eigenvalues[-1]:
        return False
    away = (near - mean) / data.scale
    squares = np.square(away @ vectors / np.sqrt(eigenvalues)).sum(axis=1)
    held = squares <= _REACH * data.n_features
    if len(np.unique(near[held], axis=0)) < MANY:
        return False
    centred = away[held] - away[held].mean(axis=0)
    narrowest = np.linalg.svd(centred, compute_uv=False)[-1] / np.sqrt(len(centred))
    step = (np.spacing(np.abs(near[held]).max(axis=0)) / data.scale).max()
    return bool(narrowest**2 >= _SHARE * eigenvalues[0] and narrowest >= _STEPS * step)


def _within(X: FloatArray, mean: FloatArray, covariance: FloatArray) -> FloatArray:
    """Return points in the box around all that a component can reach: all, or enough of them.

    They come from all over the data, which may be sorted.
    """
    reach = np.sqrt(_REACH * X.shape[1] * np.maximum(np.diagonal(covariance), 0.0))
    stride = max(1, len(X) // _ROWS_AT_ONCE)
    found: list[FloatArray] = []
    for first in range(stride):
        rows = X[first::stride]
        found.append(rows[np.all(np.abs(rows - mean) <= reach, axis=1)])
        if sum(map(len, found)) >= _ENOUGH:
            break
    return np.concatenate(found)[:: max(1, sum(map(len, found)) // _ENOUGH)]
