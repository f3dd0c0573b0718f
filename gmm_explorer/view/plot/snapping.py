"""Means that land on a data point exactly: which point is nearest, and the ring round it."""

import math

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gmm_explorer.view.plot.geometry import PixelMap
from gmm_explorer.view.points.point_cloud import PointCloudItem
from gmm_explorer.view.style.theme import Theme

# Pixels: a near point is found without looking at all of them.
RADII = (4.0, 24.0, 96.0, 240.0, 480.0, 960.0, 1920.0, math.inf)
RING_RADIUS = 15.0  # pixels: outside the badge that comes to lie on the point


def nearest_point(
    points: PointCloudItem, position: QPointF, pixels: PixelMap, *, flat: bool
) -> int | None:
    """Return the row of the data point nearest to a pixel, or None without points.

    ``flat`` leaves out how high the pixel is: on a line only the distance along it counts.
    """
    x, y = pixels.to_data(position.x(), position.y())
    found = (points.nearest(x, None if flat else y, radius) for radius in RADII)
    return next((row for row in found if row is not None), None)


class SnapRing(pg.GraphicsObject):
    """A ring round the data point that a mean is held on."""

    def __init__(self, box: pg.ViewBox, theme: Theme) -> None:
        super().__init__(box)
        self._theme = theme
        self.setZValue(9)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self._theme = theme
        self.update()

    def boundingRect(self) -> QRectF:
        """Return room for the ring and its halo."""
        reach = RING_RADIUS + 3.0
        return QRectF(-reach, -reach, 2 * reach, 2 * reach)

    def paint(self, painter: QPainter, *_args: object) -> None:
        """Draw a ring that shows on any background."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in ((self._theme.halo, 4.5), (self._theme.accent, 2.0)):
            painter.setPen(QPen(QColor(color), width))
            painter.drawEllipse(QPointF(0.0, 0.0), RING_RADIUS, RING_RADIUS)
