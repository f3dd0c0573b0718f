"""The weight as something to take hold of: a bar at the badge, and on a line the peak's height."""

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from gmm_explorer.view.plot.grips import HANDLE_Z, Grip
from gmm_explorer.view.style.numbers import fixed
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import Theme, small_font

LENGTH = 52.0  # pixels of the track from weight 0 to 1
TRACK, KNOB = 4.0, 5.0
LEFT, RIGHT, HEIGHT = 11.0, 54.0, 22.0  # of the pill round the track; at the right is the number
GAP = 26.0  # pixels from the badge to the peak's grip
PILL_ALPHA, PILL_ALPHA_NEAR = 0.62, 0.94  # what lies under it is seen until a hand comes near


class WeightBar(Grip):
    """A track from 0 to 1 with a knob at pi_k and the number beside it.

    Its position is the middle of the pill; `weight_at` says what a place it was pulled to means.
    """

    def __init__(self, box: pg.ViewBox, theme: Theme) -> None:
        super().__init__(box, KNOB, theme)
        self._bounds = self.area().adjusted(-2.0, -2.0, 2.0, 2.0)  # with its outline
        self._component = 0
        self._weight = 0.0
        self._weight_held = 0.0
        self.setZValue(HANDLE_Z)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.hide()

    def show_weight(self, component: int, weight: float) -> None:
        """Show another weight."""
        if not self.dragging:
            self._weight_held = weight
        if (component, weight) != (self._component, self._weight):
            self._component, self._weight = component, weight
            self.update()

    def weight_at(self, position: QPointF) -> float:
        """Return the weight when the bar is pulled from where it is to a pixel."""
        return self._weight_held + (position.x() - self.pos().x()) / LENGTH

    def area(self) -> QRectF:
        """Return the pill, in pixels round its middle."""
        width = LEFT + LENGTH + RIGHT
        return QRectF(-width / 2, -HEIGHT / 2, width, HEIGHT)

    def shape(self) -> QPainterPath:
        """Return where the mouse can take hold of it: all of the pill."""
        path = QPainterPath()
        path.addRoundedRect(self.area(), HEIGHT / 2, HEIGHT / 2)
        return path

    def paint(self, painter: QPainter, *_args: object) -> None:
        """Draw the pill, the track, what is filled of it, the knob and the number."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.area()
        pill = QColor(self._theme.plot)
        pill.setAlphaF(PILL_ALPHA_NEAR if self.in_hand else PILL_ALPHA)
        edge = QPen(QColor(self._theme.border), 1.0)
        painter.setPen(edge if self.in_hand else Qt.PenStyle.NoPen)
        painter.setBrush(pill)
        painter.drawRoundedRect(area, HEIGHT / 2, HEIGHT / 2)
        left = area.left() + LEFT
        filled = LENGTH * self._weight
        painter.setPen(Qt.PenStyle.NoPen)
        for length, color in (
            (LENGTH, QColor(self._theme.track)),
            (filled, QColor(*component_color(self._component))),
        ):
            painter.setBrush(color)
            track = QRectF(left, -TRACK / 2, length, TRACK)
            painter.drawRoundedRect(track, TRACK / 2, TRACK / 2)
        painter.setPen(QPen(QColor(self._theme.handle_outline), 1.5))
        painter.setBrush(QColor(self._theme.handle_fill))
        painter.drawEllipse(QPointF(left + filled, 0.0), self.drawn_radius, self.drawn_radius)
        painter.setFont(small_font())
        painter.setPen(QColor(self._theme.text))
        number = QRectF(left + LENGTH, area.top(), RIGHT - 10.0, HEIGHT)
        vertically = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(number, vertically, fixed(self._weight, 3))


class PeakGrip(Grip):
    """On a line: above the badge, pulled up and down to change the height of the peak."""

    def __init__(self, box: pg.ViewBox, theme: Theme) -> None:
        super().__init__(box, KNOB, theme)
        self.setZValue(HANDLE_Z)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.hide()

    def paint(self, painter: QPainter, *_args: object) -> None:
        """Draw an arrow that points up and down."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, high = self.drawn_radius, self.drawn_radius + 3.0
        diamond = QPolygonF(
            [QPointF(0.0, -high), QPointF(wide, 0.0), QPointF(0.0, high), QPointF(-wide, 0.0)]
        )
        painter.setPen(QPen(QColor(self._theme.halo), 4.0))
        painter.drawPolygon(diamond)
        painter.setPen(QPen(QColor(self._theme.handle_outline), 1.75))
        painter.setBrush(QColor(self._theme.handle_fill))
        painter.drawPolygon(diamond)
