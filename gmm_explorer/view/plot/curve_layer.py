"""The components of a line as curves, over the histogram of the data."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gmm_explorer.em import Mixture
from gmm_explorer.model import Frame
from gmm_explorer.view.plot.contours import Contour, contours_of
from gmm_explorer.view.plot.densities import Curves, Histogram, curves, height_at
from gmm_explorer.view.plot.geometry import PixelMap
from gmm_explorer.view.plot.grips import CLEARANCE
from gmm_explorer.view.plot.layer import Layer
from gmm_explorer.view.plot.pens import component_pen
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.plot.strokes import OUT_OF_SIGHT, polygon, runs
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import Theme

FloatArray = NDArray[np.float64]

FILL_ALPHA = 0.05
NARROWEST_BAR = 6.0  # pixels: bars below it are drawn without gaps
THINNEST = 0.3  # pixels: where a curve is no higher it is the line that it stands on


class CurveLayer(Layer):
    """Histogram, pi_k N(x | k) for each component, and their sum.

    Attributes
    ----------
    histogram
        Of the data; None where there are none.
    """

    def __init__(self, box: PlotBox, theme: Theme) -> None:
        super().__init__(box, theme)
        self.histogram: Histogram | None = None

    def set_histogram(self, histogram: Histogram | None) -> None:
        """Show the histogram of other data."""
        self.histogram = histogram
        self.update()

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Draw the histogram and the curves of a frame."""
        pixels = self.box.pixels()
        if self.histogram is not None:
            self._draw_histogram(painter, pixels, self.histogram)
        mixture = frame.snapshot.mixture
        if mixture is None:
            return
        contours = contours_of(frame.presentation.shown.contours, 1)
        left, right = self.box.viewRange()[0]
        n_sigmas = [contour.n_sigma for contour in contours]
        sampled = curves(mixture, left, right, max(int(self.box.width() / 2), 2), n_sigmas)
        bands = _bands(sampled, stacked=frame.presentation.shown.stacked)
        x = sampled.x * pixels.scale_x + pixels.offset_x
        if mixture.n_components > 1:
            painter.setPen(QPen(QColor(self.theme.text), 1.25))
            down = pixels.down(sampled.mixture)
            for run in runs(pixels.offset_y - down > THINNEST):
                painter.drawPolyline(polygon(x[run], down[run]))
        for k, heights in enumerate(bands):
            band = Band(sampled.x, x, *(pixels.down(edge) for edge in heights))
            selected = k in frame.presentation.selection
            self._fill(painter, band, k, mixture, contours)
            painter.setPen(component_pen(k, 2.5 if selected else 1.75))
            for run in runs(band.base - band.top > THINNEST):
                painter.drawPolyline(polygon(band.x[run], band.top[run]))

        selection = frame.presentation.selection
        if len(selection) == 1 and not frame.presentation.shown.stacked:
            self._draw_deviations(painter, pixels, mixture, selection[0])

    def _draw_deviations(
        self, painter: QPainter, pixels: PixelMap, mixture: Mixture, k: int
    ) -> None:
        """Join the handles: a standard deviation to either side, or clear of the badge."""
        deviation, mean = math.sqrt(mixture.covariances[k, 0, 0]), float(mixture.means[k, 0])
        x, y = pixels.to_pixels(mean, height_at(mixture, k, mean + deviation))
        reach = max(deviation * pixels.scale_x, CLEARANCE)
        if max(abs(x), reach) < OUT_OF_SIGHT:
            ink = QColor(self.theme.handle_outline)
            ink.setAlphaF(0.5)
            painter.setPen(QPen(ink, 1.0))
            painter.drawLine(QPointF(x - reach, y), QPointF(x + reach, y))

    def _draw_histogram(self, painter: QPainter, pixels: PixelMap, bars: Histogram) -> None:
        edges, heights = bars.outline()
        x, y = edges * pixels.scale_x + pixels.offset_x, pixels.down(heights)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.track))
        painter.drawPolygon(polygon(x, y))
        if x[2] - x[1] < NARROWEST_BAR:
            return
        painter.setPen(QPen(QColor(self.theme.plot), 1.0))
        for left, top in zip(x[2:-2:2], np.maximum(y[2:-2:2], y[3:-1:2]), strict=True):
            painter.drawLine(QPointF(left, top), QPointF(left, pixels.offset_y))

    @staticmethod
    def _fill(
        painter: QPainter, band: "Band", k: int, mixture: Mixture, contours: tuple[Contour, ...]
    ) -> None:
        """Shade what is under a curve, the more the nearer the mean."""
        color = QColor(*component_color(k))
        color.setAlphaF(FILL_ALPHA)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPolygon(band.area(np.full(len(band.x), True)))
        away = np.abs(band.values - mixture.means[k, 0])
        deviation = math.sqrt(mixture.covariances[k, 0, 0])
        for contour in contours:
            color.setAlphaF(contour.fill_alpha)
            painter.setBrush(color)
            # The places at the contour itself are rounded.
            inside = away <= contour.n_sigma * deviation * (1.0 + 1e-9)
            painter.drawPolygon(band.area(inside))
        painter.setBrush(Qt.BrushStyle.NoBrush)


class Band(NamedTuple):
    """What lies between two curves: where they are sampled, and the same and both in pixels."""

    values: FloatArray
    x: FloatArray
    base: FloatArray
    top: FloatArray

    def area(self, inside: NDArray[np.bool_]) -> QPolygonF:
        """Return the outline of the part over some of the places."""
        across = self.x[inside]
        return polygon(
            np.concatenate([across, across[::-1]]),
            np.concatenate([self.top[inside], self.base[inside][::-1]]),
        )


def _bands(sampled: Curves, *, stacked: bool) -> FloatArray:
    """Return where each component's curve stands and ends, shape (K, 2, S)."""
    tops = sampled.weighted.cumsum(axis=0) if stacked else sampled.weighted
    return np.stack([tops - sampled.weighted, tops], axis=1)
