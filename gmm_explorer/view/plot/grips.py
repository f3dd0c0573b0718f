"""What a hand takes hold of on a plot; only a hand makes these speak, never code."""

import math
from typing import Protocol

import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import HoverEvent, MouseClickEvent, MouseDragEvent
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from gmm_explorer.view.style.markers import LARGEST_REACH, badge_path
from gmm_explorer.view.style.palette import component_color, text_color_on
from gmm_explorer.view.style.theme import Theme, small_font

REACH = 9.0  # pixels round the centre that the mouse may miss it by
BADGE_RADIUS = 10.0
HANDLE_RADIUS = 6.0
HOVER_GROWTH = 1.25
CLEARANCE = 24.0  # pixels from the middle of a badge, where a handle leaves it free
BADGE_Z, SELECTED_Z, HANDLE_Z = 10.0, 10.5, 11.0  # the selected component's are on top
STRETCHES = (
    Qt.CursorShape.SizeHorCursor,
    Qt.CursorShape.SizeFDiagCursor,
    Qt.CursorShape.SizeVerCursor,
    Qt.CursorShape.SizeBDiagCursor,
)  # along right, right and down, down, left and down


class Holdable(Protocol):
    """What a hand can be dragging."""

    @property
    def dragging(self) -> bool:
        """Whether it is being dragged."""

    def give_up(self) -> None:
        """Ignore the rest of the drag under way."""


class Grip(pg.GraphicsObject):
    """Something round at a place on the plot, in pixels of the plot box.

    Attributes
    ----------
    moved
        ``moved(position, modifiers)`` during a drag, pixels of the plot box.
    released
        The drag has ended.
    clicked
        ``clicked(modifiers)``.
    hovered
        ``hovered(on)``.
    """

    moved = Signal(QPointF, object)
    released = Signal()
    clicked = Signal(object)
    hovered = Signal(bool)

    def __init__(self, box: pg.ViewBox, radius: float, theme: Theme) -> None:
        super().__init__(box)
        # Painted once; where it goes, it goes as a picture.
        self.setCacheMode(self.CacheMode.DeviceCoordinateCache)
        # The view need not know where it is: it has no part in what there is to see.
        self.setFlag(self.GraphicsItemFlag.ItemSendsGeometryChanges, enabled=False)
        self._box = box
        self._radius = radius
        self._bounds = _square(max(radius * HOVER_GROWTH + 2.0, REACH))
        self._theme = theme
        self._near = False
        self._grabbed: QPointF | None = None
        self._pulled_to = QPointF()
        self._given_up = False

    @property
    def dragging(self) -> bool:
        """Whether a hand holds it, and has not given it up."""
        return self._grabbed is not None and not self._given_up

    def give_up(self) -> None:
        """Ignore the rest of the drag under way."""
        self._given_up = True
        self.update()

    def put(self, x: float, y: float) -> None:
        """Put it at a pixel; where it is already, that costs next to nothing."""
        if self.x() != x or self.y() != y:
            self.setPos(x, y)

    def pull_again(self, keys: Qt.KeyboardModifier) -> None:
        """Tell where it is pulled once more: other keys are held now."""
        if self.dragging:
            self.moved.emit(self._pulled_to, keys)

    def leave(self) -> None:
        """Say that the mouse is near no more: it is about to be taken away."""
        self._come_near(False)

    def is_near(self, position: QPointF) -> bool:
        """Return whether a pixel is one that takes hold of it."""
        return self.isVisible() and self.shape().contains(position - self.pos())

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self._theme = theme
        self.update()

    def boundingRect(self) -> QRectF:
        """Return room for what is drawn at its largest, with its outline."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """Return where the mouse can take hold of it: never less than 18 pixels wide."""
        path = QPainterPath()
        reach = max(self._radius, REACH)
        path.addEllipse(QPointF(0, 0), reach, reach)
        return path

    def hoverEvent(self, ev: HoverEvent) -> None:
        """Grow while the mouse is near, and claim its clicks and drags."""
        if self._grabbed is not None or (not ev.isExit() and ev.buttons()):
            return  # what a drag does is said until it ends, and by nothing that it passes
        near = not ev.isExit() and bool(ev.acceptDrags(Qt.MouseButton.LeftButton))
        if near:
            ev.acceptClicks(Qt.MouseButton.LeftButton)
        self._come_near(near)

    def mouseClickEvent(self, ev: MouseClickEvent) -> None:
        """Tell of a click."""
        if ev.button() == Qt.MouseButton.LeftButton:
            ev.accept()
            self.clicked.emit(ev.modifiers())

    def mouseDragEvent(self, ev: MouseDragEvent) -> None:
        """Tell where it is pulled, without a jump to the mouse at the start."""
        if ev.button() != Qt.MouseButton.LeftButton:
            ev.ignore()
            return
        ev.accept()
        if ev.isStart():
            self._grabbed = self.pos() - self._box.mapFromScene(ev.buttonDownScenePos())
            self._given_up = False
            self._come_near(True)
            self.update()
        if self._grabbed is None:
            return
        if not self._given_up and (ev.isStart() or ev.scenePos() != ev.lastScenePos()):
            self._pulled_to = self._box.mapFromScene(ev.scenePos()) + self._grabbed
            self.moved.emit(self._pulled_to, ev.modifiers())
        if ev.isFinish():
            self._grabbed = None
            self.update()
            if not self._given_up:
                self.released.emit()
            self._come_near(False)  # the mouse may have left it; if not, it is told so at once

    def _come_near(self, near: bool) -> None:
        if near != self._near:
            self._near = near
            self.hovered.emit(near)
            self.update()

    @property
    def in_hand(self) -> bool:
        """Whether the mouse is near or drags it."""
        return self._near or self.dragging

    @property
    def drawn_radius(self) -> float:
        """The radius as drawn now, pixels."""
        return self._radius * (HOVER_GROWTH if self.in_hand else 1.0)


def _square(reach: float) -> QRectF:
    return QRectF(-reach, -reach, 2 * reach, 2 * reach)


class Badge(Grip):
    """The numbered disc at a component's mean."""

    def __init__(self, box: pg.ViewBox, component: int, theme: Theme) -> None:
        super().__init__(box, BADGE_RADIUS, theme)
        # The corners of the grown outline reach beyond a disc.
        self._bounds = _square(LARGEST_REACH * BADGE_RADIUS * HOVER_GROWTH + 2.0)
        self._component = component
        self.set_selected(False)
        self.setCursor(Qt.CursorShape.SizeAllCursor)

    def set_selected(self, on: bool) -> None:
        """Lie over the other badges while the component is selected."""
        z = SELECTED_Z if on else BADGE_Z
        if self.zValue() != z:
            self.setZValue(z)

    def paint(self, painter: QPainter, *_args: object) -> None:
        """Draw the disc with a halo, and the number in it."""
        color = component_color(self._component)
        radius = self.drawn_radius
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.halo), 1.5))
        painter.setBrush(QColor(*color))
        painter.drawPath(badge_path(self._component, QPointF(0, 0), radius))
        font = small_font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(*text_color_on(color)))
        area = QRectF(-radius, -radius, 2 * radius, 2 * radius)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(self._component + 1))


class Handle(Grip):
    """The round handle at the end of an axis."""

    def __init__(self, box: pg.ViewBox, theme: Theme) -> None:
        super().__init__(box, HANDLE_RADIUS, theme)
        self.setZValue(HANDLE_Z)
        self._stretch: Qt.CursorShape | None = None
        self.point_along(0.0, 0.0)

    def point_along(self, dx: float, dy: float) -> None:
        """Let the cursor say which way it pulls, given a direction in pixels."""
        stretch = STRETCHES[round(math.atan2(dy, dx) / (math.pi / 4)) % 4]
        if stretch != self._stretch:
            self._stretch = stretch
            self.setCursor(stretch)

    def paint(self, painter: QPainter, *_args: object) -> None:
        """Draw a ring that shows on any background."""
        radius = self.drawn_radius
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.halo), 4.0))
        painter.drawEllipse(QPointF(0, 0), radius, radius)
        painter.setPen(QPen(QColor(self._theme.handle_outline), 1.75))
        painter.setBrush(QColor(self._theme.handle_fill))
        painter.drawEllipse(QPointF(0, 0), radius, radius)
