"""The smallest eigenvalue of each component by iteration, as painted."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gmm_explorer.em.health import SMALLEST_EIGENVALUE
from gmm_explorer.model import Frame
from gmm_explorer.view.likelihood.polyline import path
from gmm_explorer.view.plot.layer import Layer
from gmm_explorer.view.plot.pens import component_pen
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import Theme, small_font

FloatArray = NDArray[np.float64]

THRESHOLD = float(np.log10(SMALLEST_EIGENVALUE))
LOWEST = THRESHOLD - 2.0  # decades: what is smaller is drawn as an arrow at the bottom edge
NAME = "collapsed below"
NOTHING_YET = "Smallest eigenvalues appear with data and a first component"
DOT, NOW = 2.5, 4.5  # pixels: radius of an iteration, and of that where we are
LEAST_FOR_DOTS = 9.0  # pixels from one iteration to the next
ARROW = (5.0, 9.0)  # pixels: half its width, and its height


class Courses(NamedTuple):
    """One segment: its iterations (T,), and the eigenvalues of K components at them, (T, K)."""

    n_iter: FloatArray
    eigenvalues: FloatArray

    @property
    def heights(self) -> FloatArray:
        """Their decimal logarithms, shape (T, K); minus infinity for what is drawn as an arrow."""
        with np.errstate(divide="ignore"):
            heights = np.log10(self.eigenvalues)
        return np.where(heights < LOWEST, -np.inf, heights)


class EigenvalueLayer(Layer):
    """A line a component, the threshold of the rule, and where we are."""

    def __init__(self, box: PlotBox, theme: Theme) -> None:
        super().__init__(box, theme)
        self.courses: list[Courses] = []
        self._now: Courses | None = None

    def show_courses(self, frame: Frame, courses: list[Courses]) -> None:
        """Draw these from now on, and where a frame is."""
        self.courses = courses
        smallest = [vital.health.min_eigenvalue for vital in frame.vitals]
        here = np.array([float(frame.snapshot.n_iter)])
        self._now = Courses(here, np.array([smallest])) if smallest else None
        self.show_frame(frame)

    def draw(self, painter: QPainter, _frame: Frame) -> None:
        """Draw all segments, and the place where we are over them."""
        painter.setFont(small_font())
        if self._now is None:
            painter.setPen(QColor(self.theme.dim))
            painter.drawText(self.box.rect(), Qt.AlignmentFlag.AlignCenter, NOTHING_YET)
            return
        self._draw_threshold(painter)
        for one in self.courses:
            self._draw_courses(painter, one)
        self._draw_now(painter, self._now)

    def _draw_threshold(self, painter: QPainter) -> None:
        y = self.box.pixels().to_pixels(0.0, THRESHOLD)[1]
        painter.setPen(QPen(QColor(self.theme.error), 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(0.0, y), QPointF(self.box.width(), y))
        painter.setPen(QColor(self.theme.dim))
        below = y + painter.fontMetrics().ascent() + 2.0
        painter.drawText(QPointF(4.0, below), NAME)

    def _draw_courses(self, painter: QPainter, courses: Courses) -> None:
        x, heights = self._across(courses), courses.heights
        far_apart = len(x) < 2 or (x[-1] - x[0]) / (len(x) - 1) >= LEAST_FOR_DOTS
        for k in range(heights.shape[1]):
            y = self._down(heights[:, k])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(component_pen(k, 1.75))
            painter.drawPath(path(x, y))
            if far_apart:
                self._draw_dots(painter, k, x, y, DOT)
            self._draw_arrows(painter, k, x[np.isneginf(heights[:, k])])

    def _draw_now(self, painter: QPainter, now: Courses) -> None:
        x, heights = self._across(now), now.heights[0]
        painter.setPen(QPen(QColor(self.theme.dim), 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x[0], 0.0), QPointF(x[0], self.box.height()))
        for k, height in enumerate(heights):
            self._draw_dots(painter, k, x, self._down(np.array([height])), NOW)
            self._draw_arrows(painter, k, x[np.isneginf([height])])

    def _draw_dots(
        self, painter: QPainter, k: int, x: FloatArray, y: FloatArray, radius: float
    ) -> None:
        painter.setPen(QPen(QColor(self.theme.plot), 1.0))
        painter.setBrush(QColor(*component_color(k)))
        seen = np.isfinite(y)
        for place in zip(x[seen].tolist(), y[seen].tolist(), strict=True):
            painter.drawEllipse(QPointF(*place), radius, radius)

    def _draw_arrows(self, painter: QPainter, k: int, x: FloatArray) -> None:
        """Draw what is zero, or next to it, at the bottom edge; beside each other's."""
        across, up = ARROW
        painter.setPen(QPen(QColor(self.theme.plot), 1.0))
        painter.setBrush(QColor(*component_color(k)))
        for at in x.tolist():
            tip = QPointF(at, self.box.height() - 1.0)
            left, right = tip + QPointF(-across, -up), tip + QPointF(across, -up)
            painter.drawPolygon(QPolygonF([tip, left, right]))

    def _across(self, courses: Courses) -> FloatArray:
        pixels = self.box.pixels()
        return courses.n_iter * pixels.scale_x + pixels.offset_x

    def _down(self, heights: FloatArray) -> FloatArray:
        """Return where heights are, in pixels; not finite where there is an arrow instead."""
        pixels = self.box.pixels()
        return heights * pixels.scale_y + pixels.offset_y
