"""What a click on a plot means: a question, a new component, a data point or a component."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from gmm_explorer.view.plot.canvas import Canvas

NEAR = 6.0  # pixels: so near to a data point that it is the one meant
_MARKING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Clicker:
    """Sorts out clicks.

    In explore mode a click asks, with the place tool it places.  Else it selects the component
    it falls into; where there is none it marks the data point there.  Ctrl+Shift marks the data
    point also inside a component, one more or one less.
    """

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas

    def click(self, position: QPointF, keys: object) -> None:
        """Do what a click at a pixel means."""
        canvas = self._canvas
        if canvas.asking.active:
            canvas.asking.pin_at(position)
        elif canvas.box.drawing:
            canvas.place_at(position)
        elif keys == _MARKING:
            self._toggle_point(position)
        else:
            k = canvas.component_at(position)
            if k is None:
                self._click_outside(position)
            else:
                self.select(k, keys)

    def click_badge(self, k: int, keys: object) -> None:
        """Do what a click on a component's number means."""
        if self._canvas.asking.active:
            self._canvas.asking.pin_at(self._canvas.badges[k].pos())
        else:
            self.select(k, keys)

    def select(self, k: int, keys: object = Qt.KeyboardModifier.NoModifier) -> None:
        """Select a component alone, or with Ctrl one more or one less."""
        frame, presenting = self._canvas.frame, self._canvas.controller.presenting
        if keys == Qt.KeyboardModifier.ControlModifier:
            presenting.toggle_selected(k)
        elif frame is not None and frame.presentation.selection != (k,):
            presenting.select([k])

    def _click_outside(self, position: QPointF) -> None:
        point = self._canvas.point_at(position, NEAR)
        presenting = self._canvas.controller.presenting
        presenting.select([])
        presenting.mark([] if point is None else [point])

    def _toggle_point(self, position: QPointF) -> None:
        point = self._canvas.point_at(position, NEAR)
        if point is not None:
            self._canvas.controller.presenting.toggle_marked(point)


def asks_for_menu(ev: QKeyEvent) -> bool:
    """Return whether a key opens context menus: Menu, or Shift and F10."""
    shift = ev.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return ev.key() == Qt.Key.Key_Menu or (ev.key() == Qt.Key.Key_F10 and shift)
