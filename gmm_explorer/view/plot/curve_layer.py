"""The components of a line as curves, over the histogram of the data."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gmm_explorer.model import Frame
from gmm_explorer.view.plot.densities import Histogram, curves
from gmm_explorer.view.plot.geometry import PixelMap
from gmm_explorer.view.plot.layer import Layer
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import Theme

FloatArray = NDArray[np.float64]

FILL_ALPHA = 0.10
OUT_OF_SIGHT = 1e5  # pixels: painters want coordinates that are not astronomical


class CurveLayer(Layer):
    """Histogram, pi_k N(x | k) for each component, and their sum."""

    def __init__(self, box: PlotBox, theme: Theme) -> None:
        super().__init__(box, theme)
        self._histogram: Histogram | None = None

    def set_histogram(self, histogram: Histogram | None) -> None:
        """Show the histogram of other data."""
        self._histogram = histogram
        self.update()

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Draw the histogram and the curves of a frame."""
        pixels = self.box.pixels()
        if self._histogram is not None:
            self._draw_histogram(painter, pixels, self._histogram)
        mixture = frame.snapshot.mixture
        if mixture is None:
            return
        left, right = self.box.viewRange()[0]
        sampled = curves(mixture, left, right, max(int(self.box.width() / 2), 2))
        selection = frame.presentation.selection
        for k, heights in enumerate(sampled.weighted):
            self._draw_component(painter, pixels, k, sampled.x, heights, selected=k in selection)
        if mixture.n_components > 1:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.text), 1.5, Qt.PenStyle.DashLine))
            painter.drawPolyline(_polygon(pixels, sampled.x, sampled.mixture))

    def _draw_histogram(self, painter: QPainter, pixels: PixelMap, bars: Histogram) -> None:
        painter.setPen(QPen(QColor(self.theme.plot), 1.0))
        painter.setBrush(QColor(self.theme.track))
        base = pixels.offset_y
        for left, right, height in zip(bars.edges[:-1], bars.edges[1:], bars.heights, strict=True):
            top = height * pixels.scale_y + base
            x = left * pixels.scale_x + pixels.offset_x
            painter.drawRect(QRectF(x, top, (right - left) * pixels.scale_x, base - top))

    def _draw_component(
        self,
        painter: QPainter,
        pixels: PixelMap,
        k: int,
        x: FloatArray,
        heights: FloatArray,
        *,
        selected: bool,
    ) -> None:
        color = QColor(*component_color(k))
        line = _polygon(pixels, x, heights)
        base = pixels.offset_y
        fill = QColor(color)
        fill.setAlphaF(FILL_ALPHA * (2.0 if selected else 1.0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        area = QPolygonF(line)
        if not line.isEmpty():
            area.append(QPointF(line.last().x(), base))
            area.append(QPointF(line.first().x(), base))
        painter.drawPolygon(area)
        painter.setPen(QPen(color, 2.5 if selected else 1.75))
        painter.drawPolyline(line)


def _polygon(pixels: PixelMap, x: FloatArray, heights: FloatArray) -> QPolygonF:
    across = x * pixels.scale_x + pixels.offset_x
    down = np.maximum(heights * pixels.scale_y + pixels.offset_y, -OUT_OF_SIGHT)
    return QPolygonF([QPointF(a, b) for a, b in zip(across, down, strict=True)])
