"""Many rectangles in one colour, drawn with a single call."""

from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from shiboken6 import wrapInstance

FloatArray = NDArray[np.float64]

_NO_PEN = QPen(Qt.PenStyle.NoPen)


def fill_rectangles(
    painter: QPainter,
    color: QColor,
    left: float,
    tops: FloatArray,
    width: FloatArray | float,
    height: float,
) -> None:
    """Fill rectangles that stand one under another; one without width is not seen.

    An array of ``QRectF`` that Qt reads in place takes a fraction of the time of a list.

    Parameters
    ----------
    painter
        Its pen and its brush are others afterwards.
    color
        Of all of them.
    left, tops, width, height
        The tops, shape (N,), and the widths, (N,) or one for all, in the painter's coordinates.
    """
    fields = np.empty((len(tops), 4))
    fields[:, 0], fields[:, 1], fields[:, 2], fields[:, 3] = left, tops, width, height
    if len(fields):
        painter.setPen(_NO_PEN)
        painter.setBrush(color)
        first = cast(QRectF, wrapInstance(fields.ctypes.data, QRectF))
        painter.drawRects(first, len(fields))
