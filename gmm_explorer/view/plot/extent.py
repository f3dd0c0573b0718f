"""How far what there is to see reaches, in data units."""

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import Mixture
from gmm_explorer.model import Frame

FloatArray = NDArray[np.float64]

REACH = 3.0  # standard deviations of a component without data round it
OUTLINE = 2.0  # standard deviations that hold its handles
WIDEST = 3.0  # spans of the data that a component is brought into view with
SHEET = 10.0  # from the middle of an empty sheet to its edge
FARTHEST = 1e4  # spans of the data: beyond it the data would be less than a pixel


def data_extent(frame: Frame) -> FloatArray:
    """Return the lowest and highest corner of the data, or of the components where there are none.

    Shape (2, D); a column without a span is given one, so that it can be drawn.
    """
    dataset, mixture = frame.snapshot.dataset, frame.snapshot.mixture
    if dataset is not None:
        corners = dataset.bounds
    elif mixture is not None:
        corners = _corners(mixture, REACH * _deviations(mixture))
    else:
        corners = np.array([[-SHEET], [SHEET]]).repeat(frame.n_axes or 2, axis=1)
    return _widened(corners)


def full_extent(frame: Frame) -> FloatArray:
    """Return the corners of data and components together, shape (2, D).

    A component far wider than the data counts for `WIDEST` of their spans, so that they are not
    lost in it; one that is too far away for both to be seen does not count.
    """
    data, mixture = data_extent(frame), frame.snapshot.mixture
    if frame.snapshot.dataset is None or mixture is None:
        return data
    span = data[1] - data[0]
    with np.errstate(over="ignore"):
        away = np.maximum(data[0] - mixture.means, mixture.means - data[1])
        near = np.all(away <= FARTHEST * span, axis=1)
    if not near.any():
        return data
    seen = Mixture(
        np.full(near.sum(), 1.0 / near.sum()), mixture.means[near], mixture.covariances[near]
    )
    corners = _corners(seen, np.minimum(OUTLINE * _deviations(seen), WIDEST * span))
    return np.array([np.minimum(data[0], corners[0]), np.maximum(data[1], corners[1])])


def _deviations(mixture: Mixture) -> FloatArray:
    return np.asarray(np.sqrt(np.diagonal(mixture.covariances, axis1=1, axis2=2)))


def _corners(mixture: Mixture, reach: FloatArray) -> FloatArray:
    return np.array([(mixture.means - reach).min(axis=0), (mixture.means + reach).max(axis=0)])


def _widened(corners: FloatArray) -> FloatArray:
    low, high = corners
    flat = high - low <= 1e-12 * np.maximum(np.abs(low), np.abs(high))
    room = np.where(flat, np.maximum(np.abs(low), 1.0) / 2, 0.0)
    return np.array([low - room, high + room])
