"""Means moved by a hand: one or several, free, along one axis, or exactly onto a data point."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt

from gmm_explorer.controller.editing import named
from gmm_explorer.view.plot.snapping import SnapRing, nearest_point

if TYPE_CHECKING:
    from gmm_explorer.model import Frame
    from gmm_explorer.view.plot.canvas import Canvas

Keys = Qt.KeyboardModifier


class Mover:
    """Moves the selected components by the badge of one of them."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas
        self.ring = SnapRing(canvas.box, canvas.theme)

    def move(self, k: int, position: QPointF, keys: Qt.KeyboardModifier) -> None:
        """Preview the components with the mean of one of them at a pixel.

        Alt holds it on the nearest data point, bit for bit; Shift on one axis of the screen.
        """
        canvas = self._canvas
        if canvas.frame is None:
            return
        if k not in canvas.frame.presentation.selection:
            canvas.controller.presenting.select([k])
        selection = canvas.frame.presentation.selection
        if keys & Keys.ShiftModifier:
            position = self._straight(k, position)
        mean = self._snapped(canvas.frame, position) if keys & Keys.AltModifier else None
        if mean is None:
            self.ring.hide()
            mean = canvas.mean_at(position)
        else:
            self.ring.show_at(*canvas.pixel_of(mean))
        canvas.controller.editing.drag_means(selection, k, mean)

    def finish(self) -> None:
        """Enter the move into the history."""
        self.ring.hide()
        if self._canvas.frame is not None:
            selection = self._canvas.frame.presentation.selection
            self._canvas.controller.editing.finish(f"Move {named(selection)}")

    def give_up(self) -> None:
        """Forget the move."""
        self.ring.hide()

    def _snapped(self, frame: "Frame", position: QPointF) -> np.ndarray | None:
        canvas, dataset = self._canvas, frame.snapshot.dataset
        if dataset is None:
            return None
        flat = dataset.n_features == 1
        row = nearest_point(canvas.points, position, canvas.box.pixels(), flat=flat)
        return None if row is None else dataset.X[row]

    def _straight(self, k: int, position: QPointF) -> QPointF:
        """Return the pixel nearest to another, straight beside or above where the mean was."""
        frame = self._canvas.frame
        before = None if frame is None else frame.position.entry.snapshot.mixture
        if before is None:
            return position
        x, y = self._canvas.pixel_of(before.means[k])
        if abs(position.x() - x) >= abs(position.y() - y):
            return QPointF(position.x(), y)
        return QPointF(x, position.y())
