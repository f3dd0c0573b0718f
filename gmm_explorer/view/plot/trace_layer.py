"""The log-likelihood by iteration, as painted."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gmm_explorer.model import Cause, Frame, Segment
from gmm_explorer.view.plot.layer import Layer
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.style.theme import Theme, body_font, small_font

MOST_DOTS = 200  # iterations in sight above which dots would only thicken the line
EDGE = 7.0  # pixels from the top edge at which an infinite value is drawn

NOTHING_YET = "The log-likelihood appears with data and a first component"


class TraceLayer(Layer):
    """Segments that EM connects, marks where a hand edited, and where we are now."""

    def __init__(self, box: PlotBox, theme: Theme) -> None:
        super().__init__(box, theme)
        self._segments: tuple[Segment, ...] = ()

    def show_segments(self, segments: tuple[Segment, ...]) -> None:
        """Draw these segments from now on."""
        self._segments = segments
        self.update()

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Draw all segments, and the state of a frame as now."""
        for number, segment in enumerate(self._segments):
            self._draw_line(painter, segment.n_iter, segment.log_likelihood)
            if number > 0:
                self._draw_mark(painter, segment)
        if frame.pending is not None:
            self._draw_line(painter, frame.pending.n_iter, frame.pending.log_likelihood)
        log_likelihood = frame.derived.log_likelihood
        if log_likelihood is None:
            self._draw_nothing(painter)
        else:
            self._draw_now(painter, frame.snapshot.n_iter, log_likelihood)

    def _draw_nothing(self, painter: QPainter) -> None:
        painter.setPen(QColor(self.theme.dim))
        painter.setFont(body_font())
        painter.drawText(self.box.rect(), Qt.AlignmentFlag.AlignCenter, NOTHING_YET)

    def _draw_line(
        self, painter: QPainter, n_iter: NDArray[np.int64], values: NDArray[np.float64]
    ) -> None:
        accent = QColor(self.theme.accent)
        finite = np.isfinite(values)
        places = [self._place(n, v) for n, v in zip(n_iter[finite], values[finite], strict=True)]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(accent, 2.0))
        painter.drawPolyline(QPolygonF(places))
        if len(places) <= MOST_DOTS:
            painter.setPen(QPen(QColor(self.theme.plot), 1.0))
            painter.setBrush(accent)
            for place in places:
                painter.drawEllipse(place, 3.5, 3.5)
        for n, value in zip(n_iter[~finite], values[~finite], strict=True):
            self._draw_arrow(painter, self._place(n, 0.0).x(), upwards=value > 0.0)

    def _draw_arrow(self, painter: QPainter, x: float, *, upwards: bool) -> None:
        """Draw a value beyond all bounds as an arrow at the upper edge, or at the lower."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.warning))
        tip = QPointF(x, 1.0 if upwards else self.box.height() - 1.0)
        back = 2 * EDGE if upwards else -2 * EDGE
        painter.drawPolygon(QPolygonF([tip, tip + QPointF(-5.0, back), tip + QPointF(5.0, back)]))

    def _draw_mark(self, painter: QPainter, segment: Segment) -> None:
        """Draw a triangle over the first iteration of a segment that a hand began."""
        value = segment.log_likelihood[0]
        if segment.cause is not Cause.EDIT or not math.isfinite(value):
            return
        tip = self._place(segment.n_iter[0], value) - QPointF(0.0, 8.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.warning))
        painter.drawPolygon(QPolygonF([tip, tip + QPointF(-4.5, -7.0), tip + QPointF(4.5, -7.0)]))
        painter.setPen(QColor(self.theme.dim))
        painter.setFont(small_font())
        painter.drawText(
            QRectF(tip.x() - 100.0, tip.y() - 26.0, 200.0, 18.0),
            Qt.AlignmentFlag.AlignCenter,
            segment.label,
        )

    def _draw_now(self, painter: QPainter, n_iter: int, value: float) -> None:
        place = self._place(n_iter, value if math.isfinite(value) else 0.0)
        painter.setPen(QPen(QColor(self.theme.dim), 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(place.x(), 0.0), QPointF(place.x(), self.box.height()))
        if not math.isfinite(value):
            self._draw_arrow(painter, place.x(), upwards=value > 0.0)
            return
        painter.setPen(QPen(QColor(self.theme.plot), 1.5))
        painter.setBrush(QColor(self.theme.accent))
        painter.drawEllipse(place, 6.0, 6.0)

    def _place(self, n_iter: float, value: float) -> QPointF:
        return QPointF(*self.box.pixels().to_pixels(float(n_iter), float(value)))
