"""Long lines as few points: what a screen can show of them, and no more."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPolygonF

from gmm_explorer.view.plot.strokes import polygon

FloatArray = NDArray[np.float64]

POINTS_A_PIXEL = 4  # where more fall into one column of pixels, four of them say it all


def polylines(x: FloatArray, y: FloatArray) -> list[QPolygonF]:
    """Return a line in pixels, shapes (T,), x ascending; parted where y is not finite."""
    finite = np.isfinite(y)
    cuts = np.flatnonzero(np.diff(finite)) + 1
    parts = zip(np.split(x, cuts), np.split(y, cuts), np.split(finite, cuts), strict=True)
    return [polygon(*thinned(part_x, part_y)) for part_x, part_y, kept in parts if kept.any()]


def thinned(x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return a line that looks the same with at most four points in a column of pixels.

    They are the first, the lowest, the highest and the last one.
    """
    if len(x) < 2 or len(x) <= POINTS_A_PIXEL * (x[-1] - x[0] + 1.0):
        return x, y
    columns = np.floor(x)
    starts = np.flatnonzero(np.diff(columns, prepend=columns[0] - 1.0))
    ends = np.append(starts[1:], len(x)) - 1
    low, high = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    middle = (x[starts] + x[ends]) / 2
    xs = np.stack([x[starts], middle, middle, x[ends]], axis=1)
    ys = np.stack([y[starts], low, high, y[ends]], axis=1)
    return xs.ravel(), ys.ravel()
