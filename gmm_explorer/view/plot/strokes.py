"""From arrays of pixels to what painters take."""

from collections.abc import Iterator

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QPainterPath, QPolygonF

FloatArray = NDArray[np.floating]

OUT_OF_SIGHT = 1e5  # pixels: painters want coordinates that are not astronomical


def within_reach(pixels: FloatArray) -> FloatArray:
    """Return pixels that a painter can take; what is not a number is far outside."""
    return np.nan_to_num(
        np.clip(pixels, -OUT_OF_SIGHT, OUT_OF_SIGHT), nan=-OUT_OF_SIGHT, copy=False
    )


def polygon(x: FloatArray, y: FloatArray) -> QPolygonF:
    """Return a line through pixels, shapes (S,)."""
    if not len(x):
        return QPolygonF()
    line: QPolygonF = pg.functions.arrayToQPolygonF(within_reach(x), within_reach(y))
    return line


def runs(wanted: NDArray[np.bool_]) -> Iterator[slice]:
    """Yield the longest unbroken runs of what is wanted, shape (S,)."""
    edges = np.flatnonzero(np.diff(wanted.astype(np.int8), prepend=0, append=0))
    for start, stop in edges.reshape(-1, 2).tolist():
        yield slice(start, stop)


def segments_path(segments: FloatArray) -> QPainterPath:
    """Return separate segments, shape (S, 2, 2): ends, then x and y, in pixels."""
    ends = within_reach(segments).reshape(-1, 2)
    path: QPainterPath = pg.functions.arrayToQPath(
        np.ascontiguousarray(ends[:, 0]), np.ascontiguousarray(ends[:, 1]), connect="pairs"
    )
    return path


def thinned(x: FloatArray, y: FloatArray, cell: float) -> NDArray[np.intp]:
    """Return which places of a way, shapes (S,), to draw: the first in every cell it enters.

    The last one always stays, so that the way ends where it ends.
    """
    if not len(x):
        return np.empty(0, np.intp)
    cells = np.floor(np.stack([x, y]) / cell)
    entered = np.append(True, (np.diff(cells, axis=1) != 0.0).any(axis=0))
    entered[-1] = True
    return np.flatnonzero(entered)
