"""Where points of a small picture are drawn: from the units of the data to pixels."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.view.plot.plane import EQUAL_WITHIN

MARGIN = 12
BASELINE = 0.74
"""Of the height: where the histogram of a single column stands."""

_STRIP = 0.8  # of the height: where the points of a single column begin

FloatArray = NDArray[np.float64]


class Scales(NamedTuple):
    """How the units of the data become pixels.

    Attributes
    ----------
    middle : ndarray of shape (n_features,)
        What of the data stands in the middle of the picture.
    per_unit : ndarray of shape (n_features,)
        How many pixels a unit is long.
    width, height : int
        Of the picture, in pixels.
    """

    middle: FloatArray
    per_unit: FloatArray
    width: int
    height: int


def preview_scales(X: FloatArray, width: int, height: int) -> Scales:
    """Return the scales in which all points are in the picture.

    Parameters
    ----------
    X
        Shape (N, 1) or (N, 2). Two columns have one scale if the plot would give them one, else
        they fill the picture.
    width, height
        Of the picture, in pixels.
    """
    room = np.maximum(np.array([width, height]) - 2.0 * MARGIN, 1.0)[: X.shape[1]]
    low, span = X.min(axis=0), np.ptp(X, axis=0)
    scales = np.divide(room, span, out=np.full(len(span), np.inf), where=span > 0.0)
    if span.max() <= EQUAL_WITHIN * span.min() or not np.isfinite(scales).all():
        scales = np.full(len(span), scales.min() if np.isfinite(scales.min()) else 1.0)
    return Scales(low + span / 2.0, scales, width, height)


def preview_places(X: FloatArray, scales: Scales) -> FloatArray:
    """Return where points are drawn, in pixels from the top left.

    One column is a strip near the bottom, in which points keep clear of each other by their number.

    Parameters
    ----------
    X
        Shape (N, 1) or (N, 2).
    scales
        Those of the picture.

    Returns
    -------
    ndarray of shape (N, 2)
    """
    away = (X - scales.middle) * scales.per_unit
    across = scales.width / 2 + away[:, 0]
    if X.shape[1] == 2:
        return np.column_stack([across, scales.height / 2 - away[:, 1]])
    # Multiples of the golden ratio never come close to each other.
    spread = (np.arange(len(X)) * 0.6180339887498949) % 1.0
    room = max(scales.height * (1.0 - _STRIP) - MARGIN, 0.0)
    return np.column_stack([across, scales.height * _STRIP + spread * room])
