"""Components on their way into a collapse: they pulse gently, and their owner is ringed."""

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen

from gmm_explorer.model import Frame, owner
from gmm_explorer.view.plot.layer import Layer
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.plot.strokes import OUT_OF_SIGHT
from gmm_explorer.view.style import motion
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import Theme

Z = 3.5
PERIOD, TICK = 1600, 100  # milliseconds: of a pulse, and from one picture to the next
FAINTEST = 0.25
RADIUS, GROWTH = 15.0, 5.0  # pixels: round the badge, and what a pulse adds
OWNER_RADIUS = 8.0  # pixels
MARGIN = 5.0  # pixels round what is drawn
LINE, HALO = 2.5, 2.5


class Alarm(NamedTuple):
    """One component that shrinks.

    Attributes
    ----------
    component
        From 0.
    owner
        The point that it holds on to most, from 0; None where it is not known.
    """

    component: int
    owner: int | None


class ShrinkingLayer(Layer):
    """Rings in the colours of components that shrink; without any, it has no clock.

    The plot says where on the screen they are: `place` is called before each picture.
    """

    def __init__(self, box: PlotBox, theme: Theme) -> None:
        super().__init__(box, theme)
        self.setZValue(Z)
        self.alarms: tuple[Alarm, ...] = ()
        self._places: list[tuple[Alarm, QPointF, QPointF | None]] = []
        self._phase = 0
        self.clock = QTimer(self)
        self.clock.setInterval(TICK)
        self.clock.timeout.connect(self._tick)

    def show_frame(self, frame: Frame) -> None:
        """Warn of other components from now on."""
        shrinking = (k for k, vital in enumerate(frame.vitals) if vital.status == "shrinking")
        self.alarms = tuple(_alarm(frame, k) for k in shrinking)
        self.setVisible(bool(self.alarms))
        if not self.alarms:
            self.clock.stop()
            self._phase = 0
            return
        if motion.motion_allowed() and not self.clock.isActive():
            self.clock.start()
        super().show_frame(frame)

    def place(self, places: list[tuple[Alarm, QPointF, QPointF | None]]) -> None:
        """Draw the alarms at these pixels: each with that of its badge and of its owner."""
        seen = [place for place in places if _in_reach(place[1])]
        if seen != self._places:
            self.prepareGeometryChange()
            self._places = seen
            self.update()

    def boundingRect(self) -> QRectF:
        """Return what the rings cover, in data units: a pulse paints no more than that anew."""
        area = QRectF()
        for _alarm_of, badge, point in self._places:
            area = area.united(_around(badge, RADIUS + GROWTH + MARGIN))
            if point is not None and _in_reach(point):
                area = area.united(_around(point, OWNER_RADIUS + MARGIN))
        pixels = self.box.pixels()
        corners = (area.topLeft(), area.bottomRight())
        left, right = (QPointF(*pixels.to_data(at.x(), at.y())) for at in corners)
        return QRectF(left, right).normalized()

    def draw(self, painter: QPainter, _frame: Frame) -> None:
        """Draw the rings as the moment of the pulse has them."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        swell = self.swell
        for alarm, badge, point in self._places:
            color = QColor(*component_color(alarm.component))
            if point is not None and _in_reach(point):
                painter.setPen(QPen(QColor(self.theme.halo), LINE + HALO))
                painter.drawEllipse(point, OWNER_RADIUS, OWNER_RADIUS)
                painter.setPen(QPen(color, LINE))
                painter.drawEllipse(point, OWNER_RADIUS, OWNER_RADIUS)
            color.setAlphaF(FAINTEST + (1.0 - FAINTEST) * (1.0 - swell))
            painter.setPen(QPen(color, LINE))
            radius = RADIUS + GROWTH * swell
            painter.drawEllipse(badge, radius, radius)

    @property
    def swell(self) -> float:
        """How far the rings have swollen, from 0 to 1."""
        return 0.5 - 0.5 * math.cos(2.0 * math.pi * self._phase / PERIOD)

    def _tick(self) -> None:
        views = self.scene().views() if self.scene() is not None else []
        if not any(view.isVisible() for view in views):
            self.clock.stop()
            return
        self._phase = (self._phase + TICK) % PERIOD
        self.update()


def _alarm(frame: Frame, k: int) -> Alarm:
    found = owner(frame.snapshot, frame.derived, k)
    return Alarm(k, None if found is None else found.point)


def _in_reach(pixel: QPointF) -> bool:
    return max(abs(pixel.x()), abs(pixel.y())) < OUT_OF_SIGHT


def _around(pixel: QPointF, reach: float) -> QRectF:
    return QRectF(pixel.x() - reach, pixel.y() - reach, 2 * reach, 2 * reach)
