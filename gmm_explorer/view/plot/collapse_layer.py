"""Marks of components that have collapsed, so that they are seen though they have no area."""

import math

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gmm_explorer.em import Mixture
from gmm_explorer.model import Frame
from gmm_explorer.view.plot.geometry import on_screen
from gmm_explorer.view.plot.grips import BADGE_RADIUS
from gmm_explorer.view.plot.optional_layer import OptionalLayer
from gmm_explorer.view.plot.strokes import OUT_OF_SIGHT
from gmm_explorer.view.style.palette import component_color

LINE, HALO = 3.0, 3.0  # pixels; the halo on both sides together
CROSS = (BADGE_RADIUS + 1.0, BADGE_RADIUS + 12.0)  # pixels from the mean: the badge lies between
N_SIGMA = 2.0  # to either side of the mean that a line is drawn
SHORTEST = BADGE_RADIUS + 14.0  # pixels to either side
TICK = 6.0  # pixels to either side of a line's ends
EMPTY = BADGE_RADIUS + 5.0  # pixels: radius of the ring of one without points

Stroke = tuple[QPointF, QPointF]


class CollapseLayer(OptionalLayer):
    """A cross for a point, a segment for a line, a dotted ring for nothing; spikes in 1-D."""

    def wanted(self, frame: Frame) -> bool:
        """Return whether a component has collapsed."""
        return any(vital.health.is_collapsed for vital in frame.vitals)

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Mark each component that has collapsed."""
        mixture = frame.snapshot.mixture
        if mixture is None:
            return
        for k, vital in enumerate(frame.vitals):
            if vital.health.is_collapsed:
                at = self._place(mixture, k)
                if max(abs(at.x()), abs(at.y())) < OUT_OF_SIGHT:
                    self._mark(painter, mixture, k, vital.status, at)

    def _mark(self, painter: QPainter, mixture: Mixture, k: int, status: str, at: QPointF) -> None:
        if status == "empty":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._pen(k, Qt.PenStyle.DotLine))
            painter.drawEllipse(at, EMPTY, EMPTY)
        elif status == "line":
            self._stroke(painter, k, self._segment(mixture, k, at))
        else:
            spike = [(at, QPointF(at.x(), 0.0))] if mixture.n_features == 1 else []
            self._stroke(painter, k, [*spike, *_cross(at)])

    def _place(self, mixture: Mixture, k: int) -> QPointF:
        """Return where a component is marked: at its mean, on a line on the base."""
        mean = mixture.means[k]
        y = float(mean[1]) if len(mean) > 1 else 0.0
        return QPointF(*self.box.pixels().to_pixels(float(mean[0]), y))

    def _segment(self, mixture: Mixture, k: int, at: QPointF) -> list[Stroke]:
        ellipse = on_screen(mixture.covariances[k], self.box.pixels())
        reach = float(np.clip(N_SIGMA * ellipse.semi_axes[0], SHORTEST, OUT_OF_SIGHT))
        along = QPointF(math.cos(ellipse.angle), math.sin(ellipse.angle))
        tick = QPointF(-along.y(), along.x()) * TICK
        ends = (at - along * reach, at + along * reach)
        return [ends, *((end - tick, end + tick) for end in ends)]

    def _stroke(self, painter: QPainter, k: int, strokes: list[Stroke]) -> None:
        halo = self._pen(k)
        halo.setColor(QColor(self.theme.halo))
        halo.setWidthF(LINE + HALO)
        for pen in (halo, self._pen(k)):
            painter.setPen(pen)
            for stroke in strokes:
                painter.drawLine(*stroke)

    @staticmethod
    def _pen(k: int, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        return QPen(QColor(*component_color(k)), LINE, style, Qt.PenCapStyle.RoundCap)


def _cross(at: QPointF) -> list[Stroke]:
    """Return four arms round a mean, which leave its badge free."""
    inner, outer = (radius / math.sqrt(2.0) for radius in CROSS)
    arms = [QPointF(x, y) for x in (-1.0, 1.0) for y in (-1.0, 1.0)]
    return [(at + arm * inner, at + arm * outer) for arm in arms]
