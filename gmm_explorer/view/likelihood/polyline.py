"""Long lines as few points: what a screen can show of them, and no more."""

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QPainterPath

from gmm_explorer.view.plot.strokes import OUT_OF_SIGHT

FloatArray = NDArray[np.float64]


def path(x: FloatArray, y: FloatArray) -> QPainterPath:
    """Return a line in pixels, shapes (T,); parted where y is not finite."""
    few_x, few_y = thinned(x, np.where(np.isfinite(y), y, np.nan))
    drawn: QPainterPath = pg.functions.arrayToQPath(
        few_x, np.clip(few_y, -OUT_OF_SIGHT, OUT_OF_SIGHT), connect="finite"
    )
    return drawn


def thinned(x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return a line that looks the same with at most four points in a column of pixels.

    They are the first, the lowest, the highest and the last one of each unbroken part, where
    these are not the same.
    """
    if not len(x):
        return x, y
    columns, broken = np.floor(x), np.isnan(y)
    begins = (np.diff(columns) != 0) | (np.diff(broken) != 0)
    starts = np.flatnonzero(np.append(True, begins))
    if len(starts) == len(x):
        return x, y
    ends = np.append(starts[1:], len(x)) - 1
    low, high = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    middle = (x[starts] + x[ends]) / 2
    xs = np.stack([x[starts], middle, middle, x[ends]], axis=1)
    ys = np.stack([y[starts], low, high, y[ends]], axis=1)
    first, last = y[starts], y[ends]
    wanted = np.ones(xs.shape, np.bool_)
    wanted[:, 1] = (low < first) & (low < last)
    wanted[:, 2] = (high > first) & (high > last)
    wanted[:, 3] = ends > starts
    return xs[wanted], ys[wanted]
