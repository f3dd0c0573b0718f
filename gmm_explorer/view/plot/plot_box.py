"""The area of a plot that the mouse pans, zooms and clicks, or draws new components on."""

import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent, MouseDragEvent
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QGraphicsSceneWheelEvent

from gmm_explorer.view.plot.geometry import PixelMap

# What can be looked at: pixels per unit of both axes are multiplied by one another, and the product
# must neither overflow nor vanish.  Data that EM can fit lie well within.
FARTHEST, CLOSEST = 1e152, 1e-150
CLICK_RADIUS = 4.0  # pixels: a shorter drag is a click
FARTHEST_MOVED = 20_000.0  # pixels between two moves of the mouse
MOST_TURNED = 12_000  # eighths of a degree, 100 clicks of a wheel: what counts of one event


def bounded_turn(turned: int) -> int:
    """Return what counts of the angle that one event tells of, in eighths of a degree."""
    return max(-MOST_TURNED, min(turned, MOST_TURNED))


def _is_leap(ev: MouseDragEvent) -> bool:
    """Return whether the mouse went farther than any screen is wide: no zoom is made of that."""
    way = ev.screenPos() - ev.lastScreenPos()
    return max(abs(way.x()), abs(way.y())) > FARTHEST_MOVED


class PlotBox(pg.ViewBox):
    """A view box whose left button pans, or draws while a drawing tool is in hand.

    All positions are in pixels of this box.

    Attributes
    ----------
    clicked
        ``clicked(position, modifiers)``: the left button, without a drag.
    draw_moved, draw_finished
        ``(start, position)`` of a drag with a drawing tool.
    band_moved, band_finished
        The same of a drag with Shift held, which draws a rubber band.
    menu_asked
        ``menu_asked(position)``: the right button, without a drag.
    pixels_changed
        What is where on the screen has changed.
    """

    clicked = Signal(QPointF, object)
    draw_moved = Signal(QPointF, QPointF)
    draw_finished = Signal(QPointF, QPointF)
    band_moved = Signal(QPointF, QPointF)
    band_finished = Signal()
    menu_asked = Signal(QPointF)
    pixels_changed = Signal()

    def __init__(self) -> None:
        super().__init__(enableMenu=False, defaultPadding=0.0)
        self.border = None  # pyqtgraph would draw one that cannot be seen
        self.setLimits(
            **{f"{axis}Min": -FARTHEST for axis in "xy"},
            **{f"{axis}Max": FARTHEST for axis in "xy"},
            **{f"min{axis}Range": CLOSEST for axis in "XY"},
        )
        self.drawing = False
        self.dragging = False
        self._banding = False
        self._drawn_on = False  # what a drag does is known from its start
        self._given_up = False
        self.sigTransformChanged.connect(self._announce)
        self.sigResized.connect(self._announce)

    def give_up(self) -> None:
        """Ignore the rest of the drag under way."""
        self._given_up = True
        self.dragging = False

    def boundingRect(self) -> QRectF:
        """Return its pixels and half of one more, as pyqtgraph does, by a shorter way."""
        return self.rect().adjusted(0.0, 0.0, 0.5, 0.5)

    def pixels(self) -> PixelMap:
        """Return where on the screen the data are now."""
        transform = self.childTransform()
        # A box without area has no scale of its own.
        x, y = transform.m11() or 1.0, transform.m22() or -1.0
        return PixelMap(x, y, transform.dx(), transform.dy())

    def wheelEvent(self, ev: QGraphicsSceneWheelEvent, axis: int | None = None) -> None:
        """Zoom as pyqtgraph does, whose factor overflows where a wheel tells of more turns."""
        ev.setDelta(bounded_turn(ev.delta()))
        super().wheelEvent(ev, axis)

    def mouseDragEvent(self, ev: MouseDragEvent, axis: int | None = None) -> None:
        """Draw with a drawing tool, select with Shift; else pan and zoom as pyqtgraph does."""
        if ev.isStart():
            self._given_up = False
            shift = bool(ev.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._banding = shift and not self.drawing
            self._drawn_on = self.drawing
        left = ev.button() == Qt.MouseButton.LeftButton
        if not left or not (self._drawn_on or self._banding):
            if not _is_leap(ev):
                super().mouseDragEvent(ev, axis)
            ev.accept()
            return
        ev.accept()
        if self._given_up:
            return
        self.dragging = not ev.isFinish()
        start = self.mapFromScene(ev.buttonDownScenePos())
        here = self.mapFromScene(ev.scenePos())
        if self._banding:
            self.band_moved.emit(start, here)
            if ev.isFinish():
                self.band_finished.emit()
        else:
            self._tell(start, here, ev)

    def _tell(self, start: QPointF, here: QPointF, ev: MouseDragEvent) -> None:
        if (here - start).manhattanLength() >= CLICK_RADIUS:
            (self.draw_finished if ev.isFinish() else self.draw_moved).emit(start, here)
        elif ev.isFinish():
            self.clicked.emit(start, ev.modifiers())

    def mouseClickEvent(self, ev: MouseClickEvent) -> None:
        """Pass on clicks; the second one of a double click says nothing new."""
        position = self.mapFromScene(ev.scenePos())
        if ev.button() == Qt.MouseButton.LeftButton:
            ev.accept()
            if not ev.double():
                self.clicked.emit(position, ev.modifiers())
        elif ev.button() == Qt.MouseButton.RightButton:
            ev.accept()
            self.menu_asked.emit(position)

    def _announce(self) -> None:
        self.pixels_changed.emit()
