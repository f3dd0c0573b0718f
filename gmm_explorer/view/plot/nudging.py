"""Arrow keys and Ctrl with the wheel: small changes of the selected components."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent

from gmm_explorer.view.plot.plot_box import bounded_turn

if TYPE_CHECKING:
    from gmm_explorer.view.plot.canvas import Canvas

ARROWS: dict[int, tuple[float, float]] = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
STEP, FINE_STEP = 8.0, 1.0  # pixels
NOTCH = 120.0  # the angle of one click of a wheel, in eighths of a degree
GROWTH = 1.1  # of a component, for each click

Keys = Qt.KeyboardModifier


class Nudger:
    """Turns keys and wheel into nudges while there is a selection."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas

    def wants(self, ev: QKeyEvent) -> bool:
        """Return whether a key nudges: on a line, only along it."""
        across, down = ARROWS.get(ev.key(), (0.0, 0.0))
        plain = not ev.modifiers() & ~(Keys.ShiftModifier | Keys.KeypadModifier)
        moves = bool(across) or (bool(down) and self._n_features == 2)
        return plain and moves and bool(self._selection)

    def press(self, ev: QKeyEvent) -> None:
        """Nudge by a key that is `wanted`; a held one goes on until it is released."""
        step = FINE_STEP if ev.modifiers() & Keys.ShiftModifier else STEP
        pixels = self._canvas.box.pixels()
        direction = ARROWS[ev.key()]
        displacement = [
            step * way / scale for way, scale in zip(direction, pixels.scale, strict=True)
        ]
        self._canvas.controller.nudging.nudge(displacement[: self._n_features], held=True)

    def release(self, ev: QKeyEvent) -> None:
        """Begin the pause that ends a burst; a key that repeats itself is still held."""
        if ev.key() in ARROWS and not ev.isAutoRepeat():
            self._canvas.controller.nudging.let_go()

    def turn(self, ev: QWheelEvent, position: QPointF) -> bool:
        """Scale the selection by Ctrl and the wheel over it; return whether that was meant."""
        if not ev.modifiers() & Keys.ControlModifier:
            return False
        over = (self._canvas.is_over(k, position) for k in self._selection)
        if self._canvas.taken_at(position) not in self._selection and not any(over):
            return False
        self._canvas.controller.nudging.scale(GROWTH ** (bounded_turn(ev.angleDelta().y()) / NOTCH))
        return True

    @property
    def _selection(self) -> tuple[int, ...]:
        frame = self._canvas.frame
        return () if frame is None else frame.presentation.selection

    @property
    def _n_features(self) -> int:
        frame = self._canvas.frame
        return 0 if frame is None else frame.snapshot.n_features or 0
