"""The log-likelihood by iteration, as painted: what stays while one moves along it."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gmm_explorer.model import Frame
from gmm_explorer.view.likelihood.marks import paint_marks
from gmm_explorer.view.likelihood.polyline import path
from gmm_explorer.view.likelihood.still_picture import StillPicture
from gmm_explorer.view.likelihood.trace import Line, Trace, joined
from gmm_explorer.view.plot.layer import Layer
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.style.theme import Theme, small_font

FloatArray = NDArray[np.float64]

LEAST_FOR_DOTS = 9.0  # pixels from one iteration to the next: nearer ones thicken the line
NAME_GAP = 16.0  # pixels beside a name that no line may cross
ARROW = 13.0  # pixels that the arrow of an infinite value is high

TOLERANCE = "tolerance"
OBJECTIVE = "penalised objective"


class TraceLayer(Layer):
    """Segments that EM connects, branches beside them, and marks of what else happened."""

    def __init__(self, box: PlotBox, theme: Theme) -> None:
        super().__init__(box, theme)
        self._trace: Trace | None = None
        self._picture = StillPicture()

    def show_trace(self, trace: Trace) -> None:
        """Draw this trace from now on."""
        if trace is not self._trace:
            self._trace = trace
            self.update()

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Draw all segments, and the iterations of a run under way."""
        trace = self._trace
        if trace is None:
            return
        key = (trace, self.box.pixels(), self.theme)
        self._picture.draw(painter, self.box.rect(), key, lambda inner: self._paint(inner, trace))
        pending = trace.pending_lines(frame)
        if pending is not None:
            if pending.objective is not None:
                self._draw_objective(painter, pending.objective)
            self._draw_line(painter, pending.log_likelihood)

    def _paint(self, painter: QPainter, trace: Trace) -> None:
        self._draw_plain(painter, joined(trace.branches), QPen(QColor(self.theme.faint), 1.25))
        for line, branch in zip(trace.branches, trace.beside, strict=True):
            self._name(painter, line, branch.name, line)
        if trace.tolerance is not None:
            self._draw_level(painter, trace.tolerance)
        if trace.objectives:
            self._draw_objective(painter, joined(trace.objectives))
        self._draw_line(painter, joined(trace.lines))
        if trace.objectives:
            self._name(painter, trace.objectives[-1], OBJECTIVE, joined(trace.lines))
        paint_marks(painter, trace, self.box, self.theme)

    def _draw_plain(self, painter: QPainter, line: Line, pen: QPen) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawPath(path(*self._places(line)))

    def _draw_objective(self, painter: QPainter, line: Line) -> None:
        pen = QPen(QColor(self.theme.accent), 1.25, Qt.PenStyle.DashLine)
        self._draw_plain(painter, line, pen)

    def _draw_line(self, painter: QPainter, line: Line) -> None:
        """Draw a line, with dots where there is room for them and arrows where it is infinite."""
        accent = QColor(self.theme.accent)
        self._draw_plain(painter, line, QPen(accent, 2.0))
        x, y = self._places(line)
        seen = np.isfinite(y)
        dots = list(zip(x[seen].tolist(), y[seen].tolist(), strict=True))
        if dots and dots[-1][0] - dots[0][0] >= LEAST_FOR_DOTS * (len(dots) - 1):
            painter.setPen(QPen(QColor(self.theme.plot), 1.0))
            painter.setBrush(accent)
            for dot in dots:
                painter.drawEllipse(QPointF(*dot), 3.5, 3.5)
        infinite = np.isinf(line.y)
        for at, value in zip(x[infinite].tolist(), line.y[infinite].tolist(), strict=True):
            paint_arrow(painter, at, self.box.height(), self.theme, upwards=value > 0.0)

    def _draw_level(self, painter: QPainter, height: float) -> None:
        """Draw the gain below which EM has converged."""
        _, y = self.box.pixels().to_pixels(0.0, height)
        painter.setPen(QPen(QColor(self.theme.good), 1.0, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(0.0, y), QPointF(self.box.width(), y))
        painter.setFont(small_font())
        painter.setPen(QColor(self.theme.dim))
        painter.drawText(QPointF(4.0, y - 4.0), TOLERANCE)

    def _name(self, painter: QPainter, line: Line, name: str, lowest: Line) -> None:
        """Write what a line is under its end, and under what lies lower there."""
        x, y = self._places(line)
        seen = np.flatnonzero(np.isfinite(y))
        if not (seen.size and name):
            return
        painter.setFont(small_font())
        painter.setPen(QColor(self.theme.dim))
        metrics = painter.fontMetrics()
        at = x[seen[-1]] - metrics.horizontalAdvance(name) - 8.0
        low_x, low_y = self._places(lowest)
        over = np.isfinite(low_y) & (low_x >= at - NAME_GAP)
        bottom = max(y[seen[-1]], low_y[over].max(initial=-np.inf))
        painter.drawText(QPointF(max(at, 4.0), bottom + metrics.height()), name)

    def _places(self, line: Line) -> tuple[FloatArray, FloatArray]:
        """Return where a line is, in pixels; what is infinite stays so."""
        pixels = self.box.pixels()
        with np.errstate(over="ignore"):
            return (
                line.x * pixels.scale_x + pixels.offset_x,
                line.y * pixels.scale_y + pixels.offset_y,
            )


def paint_arrow(painter: QPainter, x: float, height: float, theme: Theme, *, upwards: bool) -> None:
    """Draw a value beyond all bounds as an arrow at the upper edge, or at the lower."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.warning))
    tip = QPointF(x, 1.0 if upwards else height - 1.0)
    back = ARROW if upwards else -ARROW
    painter.drawPolygon(QPolygonF([tip, tip + QPointF(-5.0, back), tip + QPointF(5.0, back)]))
