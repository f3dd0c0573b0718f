"""Ellipses as fast as a drag needs them: Qt's own stroke takes ten times as long."""

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen


def draw_ellipse(painter: QPainter, bounds: QRectF, fill: QColor | None, pen: QPen) -> None:
    """Fill an ellipse and draw its edge, much as ``QPainter.drawEllipse`` does.

    Two things make Qt slow, and are not seen: the rim of the fill need not be smooth, because
    it is under the edge; and lines that are one pixel wide are drawn without being made into
    areas first, so that a wider edge is drawn as several of them, side by side.

    Parameters
    ----------
    painter
        Its transform may move, rotate and scale alike along both axes.
    bounds
        The ellipse, in the painter's coordinates.
    fill
        The colour inside, or None.
    pen
        The edge; its width is in the painter's coordinates.
    """
    if fill is not None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawEllipse(bounds)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    transform = painter.deviceTransform()
    per_pixel = 1.0 / max(math.hypot(transform.m11(), transform.m12()), 1e-9)
    _draw_edge(painter, bounds, pen, per_pixel)


def _draw_edge(painter: QPainter, bounds: QRectF, pen: QPen, per_pixel: float) -> None:
    """Draw hairlines side by side, overlapping, that hold as much ink as the edge would."""
    width = pen.widthF() / per_pixel
    n_lines = max(1, math.ceil(width))
    ink = QColor(pen.color())
    alpha = ink.alphaF()
    # Where n lines share a width, each pixel of it is covered n / width times.
    ink.setAlphaF(alpha * width if n_lines == 1 else 1.0 - (1.0 - alpha) ** (width / n_lines))
    hairline = QPen(pen)
    hairline.setCosmetic(True)
    hairline.setWidthF(1.0)
    hairline.setColor(ink)
    painter.setPen(hairline)
    reach = max(width - 1.0, 0.0) / 2 * per_pixel
    for line in range(n_lines):
        out = reach * (2 * line / (n_lines - 1) - 1) if n_lines > 1 else 0.0
        painter.drawEllipse(bounds.adjusted(-out, -out, out, out))
