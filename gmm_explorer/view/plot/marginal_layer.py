"""The data and the mixture along each axis of a plane, in strips at its top and right edge."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gmm_explorer.data import Dataset
from gmm_explorer.em import Mixture
from gmm_explorer.model import Frame
from gmm_explorer.view.plot.densities import Curves, Histogram, curves, histogram
from gmm_explorer.view.plot.optional_layer import OptionalLayer
from gmm_explorer.view.plot.pens import component_pen
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.plot.strokes import polygon, runs
from gmm_explorer.view.style.theme import Theme

FloatArray = NDArray[np.float64]

DEPTH = 0.10  # of the plot's side: about the margin that fit-data leaves
SHALLOWEST, DEEPEST = 28.0, 64.0  # pixels
FULL = 0.92  # of the strip: as high as its peak is
LEAST = 0.01  # of the strip: lower than this is the base line
TALLEST = 2.0  # peaks above so many times the histogram's are cut off rather than flatten it
BACKGROUND_ALPHA = 0.86


class Strip(NamedTuple):
    """Where a marginal is drawn.

    Attributes
    ----------
    axis
        0 for the strip of x along the top, 1 for that of y along the right.
    side
        The length of the plot across the strip, pixels.
    depth
        Of the strip, pixels.
    scale, offset
        From the data to pixels along the strip.
    """

    axis: int
    side: float
    depth: float
    scale: float
    offset: float

    def line(self, values: FloatArray, shares: FloatArray) -> QPolygonF:
        """Return a line over values of the data, as high as shares of the strip's depth."""
        along = values * self.scale + self.offset
        high = np.clip(shares, 0.0, 1.0) * self.depth
        if self.axis:
            return polygon(self.side - self.depth + high, along)
        return polygon(along, self.depth - high)


class MarginalLayer(OptionalLayer):
    """Histogram, components and mixture of each column."""

    def __init__(self, box: PlotBox, theme: Theme) -> None:
        super().__init__(box, theme)
        self._dataset: Dataset | None = None
        self._histograms: list[Histogram] = []

    def wanted(self, frame: Frame) -> bool:
        """Return whether marginals are shown."""
        return frame.presentation.shown.marginals

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Draw the strip of x along the top and that of y along the right."""
        self._count(frame.snapshot.dataset)
        background = QColor(self.theme.plot)
        background.setAlphaF(BACKGROUND_ALPHA)
        top, right = (self._area(self._strip(axis)) for axis in (0, 1))
        painter.fillRect(QRectF(top.topRight(), right.topRight()), background)
        for axis, area in enumerate((top, right)):
            strip = self._strip(axis)
            painter.fillRect(area, background)
            painter.save()
            painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
            self._draw_base(painter, strip, area)
            self._draw_marginal(painter, strip, frame.snapshot.mixture)
            painter.restore()

    def _count(self, dataset: Dataset | None) -> None:
        if dataset is not self._dataset:
            self._dataset = dataset
            self._histograms = [] if dataset is None else [histogram(x) for x in dataset.X.T]

    def _strip(self, axis: int) -> Strip:
        pixels = self.box.pixels()
        side = float(self.box.width() if axis else self.box.height())
        depth = _depth(side)
        scale, offset = (pixels[0], pixels[2]) if axis == 0 else (pixels[1], pixels[3])
        return Strip(axis, side, depth, scale, offset)

    def _area(self, strip: Strip) -> QRectF:
        """Return where a strip is; they leave the corner free."""
        width, height = float(self.box.width()), float(self.box.height())
        other = self._strip(1 - strip.axis).depth
        if strip.axis:
            return QRectF(width - strip.depth, other, strip.depth, height - other)
        return QRectF(0, 0, width - other, strip.depth)

    def _draw_base(self, painter: QPainter, strip: Strip, area: QRectF) -> None:
        painter.setPen(QPen(QColor(self.theme.border), 1.0))
        corner = area.topLeft() if strip.axis else area.bottomRight()
        painter.drawLine(area.bottomLeft(), QPointF(corner))

    def _draw_marginal(self, painter: QPainter, strip: Strip, mixture: Mixture | None) -> None:
        bars = self._histograms[strip.axis] if self._histograms else None
        sampled = None if mixture is None else self._sampled(mixture, strip.axis)
        peak = _peak(bars, sampled)
        if not (np.isfinite(peak) and peak > 0.0):
            return
        share = FULL / peak
        if bars is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.track))
            x, heights = bars.outline()
            painter.drawPolygon(strip.line(x, heights * share))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if sampled is not None:
            painter.setPen(QPen(QColor(self.theme.text), 1.0))
            _draw_raised(painter, strip, sampled.x, sampled.mixture * share)
            for k, heights in enumerate(sampled.weighted):
                painter.setPen(component_pen(k, 1.25))
                _draw_raised(painter, strip, sampled.x, heights * share)

    def _sampled(self, mixture: Mixture, axis: int) -> Curves:
        low, high = self.box.viewRange()[axis]
        length = self.box.height() if axis else self.box.width()
        return curves(marginal(mixture, axis), low, high, max(int(length / 2), 2))


def beside_strips(plot: QRectF) -> QRectF:
    """Return what the strips leave free of a plot."""
    return plot.adjusted(0.0, _depth(plot.height()), -_depth(plot.width()), 0.0)


def _depth(side: float) -> float:
    """Return the depth of a strip from the side of the plot across it, pixels."""
    return min(max(DEPTH * side, SHALLOWEST), DEEPEST)


def marginal(mixture: Mixture, axis: int) -> Mixture:
    """Return a mixture as seen along one axis: Bishop (2.98) for every component."""
    kept = slice(axis, axis + 1)
    return Mixture(mixture.weights, mixture.means[:, kept], mixture.covariances[:, kept, kept])


def _draw_raised(painter: QPainter, strip: Strip, x: FloatArray, shares: FloatArray) -> None:
    """Draw a curve where it can be told from the base line."""
    for run in runs(shares > LEAST):
        painter.drawPolyline(strip.line(x[run], shares[run]))


def _peak(bars: Histogram | None, sampled: Curves | None) -> float:
    tallest = 0.0 if sampled is None else float(sampled.mixture.max(initial=0.0))
    if bars is None:
        return tallest
    bar = float(bars.heights.max())
    return min(max(bar, tallest), TALLEST * bar)
