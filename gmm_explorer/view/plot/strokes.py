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
    # fmin and fmax, unlike clip, turn what is not a number into one.
    return np.fmax(np.fmin(pixels, OUT_OF_SIGHT), -OUT_OF_SIGHT)


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


def first_in_cells(places: FloatArray, cell: float) -> FloatArray:
    """Return those of places, shape (S, 2), that lie in a cell that none before them lies in."""
    cells = np.floor(within_reach(places * (1.0 / cell)))
    _, first = np.unique(cells[:, 0] + 1j * cells[:, 1], return_index=True)
    return places[np.sort(first)]


def thinned(ways: FloatArray, cell: float) -> NDArray[np.bool_]:
    """Return which places of ways, shape (T, K, 2), to draw: the first in every cell entered.

    The last one always stays, so that a way ends where it ends.  Shape (T, K).
    """
    kept = np.ones(ways.shape[:2], np.bool_)
    with np.errstate(invalid="ignore", over="ignore"):
        cells = np.floor(ways * (1.0 / cell))
        entered = cells[1:-1] != cells[:-2]
    kept[1:-1] = entered[..., 0] | entered[..., 1]
    return kept
