"""The brush in a hand: what presses, moves and the passing of time do to the points."""

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent

from gmm_explorer.controller.painting import Change, Deed
from gmm_explorer.model import SPRAY_RATE, Brush, Frame, Presentation, Snapshot, Tool, painting
from gmm_explorer.view.paint import dabs
from gmm_explorer.view.paint.outline import BrushOutline
from gmm_explorer.view.paint.wet_stroke import WetStroke
from gmm_explorer.view.plot.geometry import PixelMap
from gmm_explorer.view.style.theme import Theme

if TYPE_CHECKING:
    from gmm_explorer.view.plot.canvas import Canvas

LEFT = Qt.MouseButton.LeftButton
Keys = Qt.KeyboardModifier

TICK = 40  # milliseconds between two puffs of a spray
DEEDS = {Tool.PAINT: Deed.PAINT, Tool.ERASE: Deed.ERASE, Tool.JITTER: Deed.JITTER}


class Brushing(QObject):
    """Paints, erases and jitters on a canvas while one of those tools is in hand.

    Presses are taken before anything on the plot can take hold of them: points are painted also
    where a component has its number.

    Parameters
    ----------
    canvas
        What is painted on.
    """

    def __init__(self, canvas: "Canvas") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._frame: Frame | None = None
        self._painting = canvas.controller.painting
        self._outline = BrushOutline(canvas.box, canvas.theme, is_band=canvas.n_features == 1)
        self._wet = WetStroke(canvas.box, canvas.theme)
        self._at = QPointF()  # pixels of the plot box
        self._due = 0.0  # points that are owed, of which some part of one is always left
        self._clock = QTimer(self)
        self._clock.setInterval(TICK)
        self._clock.timeout.connect(self._go_on_in_place)
        self._held = False

    @property
    def active(self) -> bool:
        """Whether a brush is in hand: while one asks, a press asks."""
        frame = self._frame
        return (
            frame is not None
            and frame.presentation.tool.is_brush
            and not self._canvas.asking.active
        )

    @property
    def dragging(self) -> bool:
        """Whether a stroke is under way."""
        return self._held

    def give_up(self) -> None:
        """Take back the stroke under way, and ignore the rest of it."""
        self._let_go()
        self._painting.cancel()

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self._outline.set_theme(theme)
        self._wet.set_theme(theme)

    def render_frame(self, frame: Frame) -> None:
        """Hold the tool and the brush of a frame."""
        before, self._frame = self._frame, frame
        tool = frame.presentation.tool
        if before is None or before.snapshot.dataset is not frame.snapshot.dataset:
            self._wet.clear()
        if before is not None and before.presentation.tool is not tool:
            self._let_go()
            if not self.active:
                self._canvas.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        if not self.active:
            self._outline.hide()
        elif self._outline.isVisible():
            self._show_outline()

    def press(self, ev: QMouseEvent) -> bool:
        """Begin a stroke; return whether that is what a press means."""
        if self._held:
            return True  # other buttons wait for the stroke to end
        position = self._position(ev)
        if not self.active or ev.buttons() != LEFT or not self._is_inside(position):
            return False
        self.begin(position)
        return True

    def move(self, ev: QMouseEvent) -> bool:
        """Go on with the stroke, or hover; return whether nobody else is to know of the move."""
        if self._held and not ev.buttons() & LEFT:
            self.end()  # the button was let go where we could not see it
        position = self._position(ev)
        if self._held:
            self._move_to(position)
            self._show_outline()
            return True
        self._at = position
        hovering = self.active and self._is_inside(position)
        self._outline.setVisible(hovering)
        if not hovering:
            return False
        self._show_outline()
        if ev.buttons():
            return False  # pans and zooms go on as they do without a brush
        self._canvas.scene().leaveEvent(ev)  # what was hovered before the brush was taken
        self._canvas.viewport().setCursor(Qt.CursorShape.CrossCursor)
        return True

    def release(self, ev: QMouseEvent) -> bool:
        """End the stroke; return whether that is what a release means."""
        if not self._held or ev.button() != LEFT:
            return self._held
        self.end()
        return True

    def leave(self) -> None:
        """Draw no outline while the mouse is elsewhere."""
        self._outline.setVisible(self._held)

    def turn(self, ev: QWheelEvent) -> bool:
        """Change the brush by the wheel: with Ctrl its size, with Shift its density."""
        frame = self._frame
        turned = ev.angleDelta().y() or ev.angleDelta().x()  # Shift turns it aside on some systems
        with_keys = ev.modifiers() & (Keys.ControlModifier | Keys.ShiftModifier)
        if frame is None or not self.active or not with_keys or not turned:
            return False
        by = 1 if turned > 0 else -1
        presenting = self._canvas.controller.presenting
        if ev.modifiers() & Keys.ControlModifier:
            presenting.widen_brush(by)
        else:
            presenting.thicken_brush(by)
        return True

    def dab(self, position: QPointF) -> None:
        """Make a stroke of one touch, as a click does."""
        self.begin(position)
        self.end()

    def begin(self, position: QPointF) -> None:
        """Press the brush down at a pixel."""
        frame = self._frame
        if frame is None:
            return
        tool, brush = frame.presentation.tool, frame.presentation.brush
        self._held, self._at, self._due = True, position, 0.0
        self._painting.begin(DEEDS[tool])
        if tool is Tool.PAINT and brush.spray:
            self._paint(dabs.sprayed(_xy(position), self._size / 2, brush.density, self._rng))
        elif tool is Tool.PAINT:
            self._paint(dabs.along(_xy(position), _xy(position), 0.0, 1, self._rng))
        else:
            self._touch(position, position)
        if tool is Tool.JITTER or (tool is Tool.PAINT and brush.spray):
            self._clock.start()

    def end(self) -> None:
        """Lift the brush: the stroke is done."""
        self._let_go()
        self._painting.finish()

    def lose(self) -> None:
        """End a stroke whose button may be let go where we do not see it."""
        if self._held:
            self.end()

    def _let_go(self) -> None:
        self._held = False
        self._wet.clear()
        self._clock.stop()

    def _move_to(self, position: QPointF) -> None:
        start, self._at = self._at, position
        tool, brush = self._in_hand
        if tool is Tool.ERASE:
            self._touch(start, position)
        elif tool is Tool.PAINT and not brush.spray:
            way = math.hypot(position.x() - start.x(), position.y() - start.y())
            n = self._owed(brush.density * way / self._size)
            self._paint(dabs.along(_xy(start), _xy(position), self._size / 2, n, self._rng))

    def _go_on_in_place(self) -> None:
        """Spray or jitter once more: the button is still held."""
        tool, brush = self._in_hand
        if tool is Tool.JITTER:
            self._touch(self._at, self._at)
        else:
            n = self._owed(SPRAY_RATE * brush.density * TICK / 1000.0)
            self._paint(dabs.sprayed(_xy(self._at), self._size / 2, n, self._rng))

    def _owed(self, points: float) -> int:
        """Return how many whole points are due by now."""
        self._due += points
        whole = math.floor(self._due)
        self._due -= whole
        return whole

    def _paint(self, places: dabs.FloatArray) -> None:
        """Paint points at pixels, as far as they can be seen."""
        area = self._canvas.box.rect()
        x, y = places.T
        seen = (x >= area.left()) & (x <= area.right())
        if self._canvas.n_features == 2:
            seen &= (y >= area.top()) & (y <= area.bottom())
        if seen.any():
            X = dabs.in_data(places[seen], self._pixels, self._canvas.n_features)
            self._wet.add_points(np.array([self._canvas.pixel_of(place) for place in X]))
            self._go_on(lambda snapshot: painting.paint(snapshot, X))

    def _touch(self, start: QPointF, end: QPointF) -> None:
        """Erase or jitter what the brush touches on its way."""
        pixels, way, radius = self._pixels, (_xy(start), _xy(end)), self._size / 2
        erases, rng = self._in_hand[0] is Tool.ERASE, self._rng
        if erases:
            self._wet.add_way(start, end, self._size)

        def change(snapshot: Snapshot) -> Snapshot:
            if snapshot.dataset is None:
                return snapshot
            rows = dabs.touched(snapshot.dataset.X, pixels, *way, radius)
            if erases:
                return painting.erase(snapshot, rows)
            offsets = dabs.shaken(len(rows), radius, rng) / pixels.scale
            return painting.displace(snapshot, rows, offsets[:, : snapshot.dataset.n_features])

        self._go_on(change)

    def _go_on(self, change: Change) -> None:
        self._painting.go_on(change)
        if not self._painting.held:
            self._let_go()  # it was undone, there are other data, or no room for more

    def _show_outline(self) -> None:
        tool, _brush = self._in_hand
        self._outline.show_at(self._at, self._size, tool, self._canvas.box.rect().height())

    @property
    def _in_hand(self) -> tuple[Tool, Brush]:
        looks = Presentation() if self._frame is None else self._frame.presentation
        return looks.tool, looks.brush

    @property
    def _size(self) -> int:
        return self._in_hand[1].size

    @property
    def _pixels(self) -> PixelMap:
        return self._canvas.box.pixels()

    @property
    def _rng(self) -> np.random.Generator:
        return self._painting.rng

    def _position(self, ev: QMouseEvent) -> QPointF:
        canvas = self._canvas
        return QPointF(canvas.box.mapFromScene(canvas.mapToScene(ev.position().toPoint())))

    def _is_inside(self, position: QPointF) -> bool:
        return bool(self._canvas.box.rect().contains(position))


def _xy(position: QPointF) -> dabs.Pixel:
    return position.x(), position.y()
