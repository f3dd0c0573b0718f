"""What a hand is holding on a canvas, and how it comes to an end."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from gmm_explorer.view.plot.grips import Grip, Holdable

if TYPE_CHECKING:
    from gmm_explorer.view.plot.canvas import Canvas

Keys = Qt.KeyboardModifier

MODIFIERS: dict[int, Keys] = {
    Qt.Key.Key_Shift: Keys.ShiftModifier,
    Qt.Key.Key_Control: Keys.ControlModifier,
    Qt.Key.Key_Alt: Keys.AltModifier,
}


class Holding:
    """Gives back what is dragged, lets go of it, or lets it know of a key that was pressed."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas
        canvas.controller.editing.interrupted.connect(self.let_go)

    @property
    def active(self) -> bool:
        """Whether a gesture is under way."""
        return bool(self._held())

    def let_go(self) -> None:
        """Ignore the rest of a gesture under way: it has been taken back already."""
        for one in self._held():
            one.give_up()
        self._canvas.band.give_up()
        self._canvas.mover.give_up()
        self._canvas.put_grips()

    def give_up(self) -> bool:
        """End a gesture under way as if it had not been; return whether there was one."""
        held = self.active
        if held:
            self._canvas.controller.editing.cancel()
            self.let_go()
        return held or self._canvas.controller.nudging.cancel()

    def wants(self, ev: QKeyEvent) -> bool:
        """Return whether a key changes what the drag under way does."""
        return ev.key() in MODIFIERS and self.active

    def press(self, ev: QKeyEvent) -> None:
        """Show at once what a drag does with a key that is `wanted`, also while the mouse rests.

        A key that is let go says nothing before the next move: it may be let go a moment before
        the button.
        """
        keys = ev.modifiers() | MODIFIERS[ev.key()]
        for one in self._held():
            if isinstance(one, Grip):
                one.pull_again(keys)

    def _held(self) -> list[Holdable]:
        canvas = self._canvas
        holdable: list[Holdable] = [canvas.box, canvas.brushing, *canvas.badges, *canvas.handles]
        holdable += canvas.weigher.grips
        return [one for one in holdable if one.dragging]
