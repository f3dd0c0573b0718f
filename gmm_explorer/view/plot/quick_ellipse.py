"""Ellipses as fast as a drag needs them: Qt's own stroke takes ten times as long."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

_NO_PEN, _NO_BRUSH = QPen(Qt.PenStyle.NoPen), QBrush(Qt.BrushStyle.NoBrush)


class Edge(NamedTuple):
    """How the edge of an ellipse is drawn.

    Attributes
    ----------
    rgb, alpha
        Its colour, 0 to 255, and how much it covers, 0 to 1.
    width
        In the painter's coordinates.
    dash
        Lengths of dashes and gaps, pixels; empty for a solid one.
    """

    rgb: tuple[int, int, int]
    alpha: float
    width: float
    dash: tuple[float, ...] = ()


class Ring(NamedTuple):
    """An ellipse with what it is filled with, if anything, and its edges, from the lowest."""

    bounds: QRectF
    fill: QColor | None
    edges: Sequence[Edge]


class _Hairlines(NamedTuple):
    """Lines side by side, so many pixels outside of an edge's middle, that look like the edge."""

    pen: QPen
    outside: tuple[float, ...]


def draw_ellipses(painter: QPainter, rings: Sequence[Ring]) -> None:
    """Fill ellipses and draw their edges over that, much as ``QPainter.drawEllipse`` does.

    Two things make Qt slow, and are not seen: the rim of a fill need not be smooth, because it
    is under the edge; and lines that are one pixel wide are drawn without being made into areas
    first, so that a wider edge is drawn as several of them, side by side.

    Parameters
    ----------
    painter
        Its transform may move, rotate and scale alike along both axes.
    rings
        In the painter's coordinates.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(_NO_PEN)
    for ring in rings:
        if ring.fill is not None:
            painter.setBrush(ring.fill)
            painter.drawEllipse(ring.bounds)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(_NO_BRUSH)
    transform = painter.deviceTransform()
    per_pixel = 1.0 / max(math.hypot(transform.m11(), transform.m12()), 1e-9)
    for ring in rings:
        for edge in ring.edges:
            pen, outside = _hairlines(edge, per_pixel)
            painter.setPen(pen)
            for pixels in outside:
                out = pixels * per_pixel
                painter.drawEllipse(ring.bounds.adjusted(-out, -out, out, out))


@lru_cache(maxsize=512)
def _hairlines(edge: Edge, per_pixel: float) -> _Hairlines:
    """Return lines that overlap and hold as much ink as the edge would."""
    width = edge.width / per_pixel
    n_lines = max(1, math.ceil(width))
    color = QColor(*edge.rgb)
    # Where n lines share a width, each pixel of it is covered n / width times.
    one_of_many = 1.0 - (1.0 - edge.alpha) ** (width / n_lines)
    color.setAlphaF(edge.alpha * width if n_lines == 1 else one_of_many)
    pen = QPen(color, 1.0)
    pen.setCosmetic(True)
    if edge.dash:
        pen.setDashPattern(edge.dash)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    reach = max(width - 1.0, 0.0) / 2
    steps = range(1 - n_lines, n_lines, 2)
    return _Hairlines(pen, tuple(reach * step / max(n_lines - 1, 1) for step in steps))
