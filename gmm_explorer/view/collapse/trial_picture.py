"""A small picture of data and a mixture: where a repair leads, at a glance."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gmm_explorer.em import Mixture
from gmm_explorer.model import Frame
from gmm_explorer.view.plot.densities import curves, jitter
from gmm_explorer.view.plot.extent import data_extent
from gmm_explorer.view.plot.geometry import PixelMap, on_screen
from gmm_explorer.view.plot.pens import component_pen
from gmm_explorer.view.plot.strokes import OUT_OF_SIGHT, polygon
from gmm_explorer.view.style.palette import UNASSIGNED

FloatArray = NDArray[np.float64]

MOST_POINTS = 800
"""More are not told apart in so small a picture."""

HEIGHT = 112
N_SIGMA = 2.0
_MARGIN = 8.0
_DOT = 2.5
_STRIP = 0.2  # of the height: where the points of a line are
_HIGHEST = 3.0  # times the usual height of a curve
_MOST_UNEQUAL = 3.0  # spans within it are drawn with one scale, as on the plane


class Backdrop(NamedTuple):
    """What all pictures of a comparison have in common.

    Attributes
    ----------
    corners
        Shape (2, D), the lowest and the highest of the data.
    points
        Shape (M, D), some of them.
    """

    corners: FloatArray
    points: FloatArray


def backdrop(frame: Frame) -> Backdrop:
    """Return the backdrop of a frame's data."""
    dataset = frame.snapshot.dataset
    X = np.empty((0, 2)) if dataset is None else dataset.X
    return Backdrop(data_extent(frame), X[:: max(1, math.ceil(len(X) / MOST_POINTS))])


class TrialPicture(QWidget):
    """Draws points in grey and components in their colours.

    Parameters
    ----------
    behind
        The data.
    """

    def __init__(self, behind: Backdrop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(HEIGHT)
        self._corners, self._points = behind
        self._mixture: Mixture | None = None

    def show_mixture(self, mixture: Mixture | None) -> None:
        """Draw another mixture, or none."""
        self._mixture = mixture
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw points and components."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pixels = self._pixels()
        pen = QPen(QColor(*UNASSIGNED), _DOT)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPoints(polygon(*self._places(pixels).T))
        if self._mixture is not None and len(self._corners[0]) == 1:
            self._draw_curves(painter, self._mixture, pixels)
        elif self._mixture is not None:
            self._draw_ellipses(painter, self._mixture, pixels)

    def _pixels(self) -> PixelMap:
        """Return the map that brings all data into view."""
        room = np.maximum(np.array([self.width(), self.height()]) - 2.0 * _MARGIN, 1.0)
        low, high = (np.resize(corner, 2) for corner in self._corners)
        scale = room / (high - low)
        if len(self._corners[0]) == 2 and scale.max() <= _MOST_UNEQUAL * scale.min():
            scale[:] = scale.min()
        middle = (low + high) / 2
        offset = np.array([self.width(), self.height()]) / 2 - middle * scale * [1.0, -1.0]
        return PixelMap(float(scale[0]), -float(scale[1]), float(offset[0]), float(offset[1]))

    def _places(self, pixels: PixelMap) -> FloatArray:
        x = self._points[:, 0] * pixels.scale_x + pixels.offset_x
        if self._points.shape[1] == 1:
            strip = self.height() * _STRIP
            y = jitter(len(x), self.height() - strip, self.height() - _MARGIN / 2)
        else:
            y = self._points[:, 1] * pixels.scale_y + pixels.offset_y
        return np.column_stack([x, y])

    def _draw_ellipses(self, painter: QPainter, mixture: Mixture, pixels: PixelMap) -> None:
        for k in range(mixture.n_components):
            ellipse = on_screen(mixture.covariances[k], pixels)
            x, y = pixels.to_pixels(*mixture.means[k])
            a, b = (max(float(N_SIGMA * axis), 1.0) for axis in ellipse.semi_axes)
            if not max(abs(x), abs(y), a) < OUT_OF_SIGHT:
                continue
            painter.save()
            painter.translate(QPointF(x, y))
            painter.rotate(math.degrees(ellipse.angle))
            painter.setPen(component_pen(k, 1.5))
            painter.drawEllipse(QRectF(-a, -b, 2 * a, 2 * b))
            painter.restore()

    def _draw_curves(self, painter: QPainter, mixture: Mixture, pixels: PixelMap) -> None:
        (low,), (high,) = self._corners
        sampled = curves(mixture, low, high, max(self.width(), 2))
        base = self.height() * (1.0 - _STRIP)
        # Beside a spike all other curves would be lost: it is cut off.
        peaks = sampled.weighted.max(axis=1, initial=0.0)
        usual = float(np.median(peaks[peaks > 0.0])) if np.any(peaks > 0.0) else 1.0
        height = min(float(peaks.max(initial=usual)), _HIGHEST * usual)
        x = sampled.x * pixels.scale_x + pixels.offset_x
        for k, weighted in enumerate(sampled.weighted):
            painter.setPen(component_pen(k, 1.5))
            up = np.minimum(weighted / height, 1.0) * (base - _MARGIN)
            painter.drawPolyline(polygon(x, base - up))
