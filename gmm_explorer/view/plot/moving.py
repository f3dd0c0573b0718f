"""Means moved by a hand: one or several, free, along one axis, or exactly onto a data point."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from gmm_explorer.controller.editing import named
from gmm_explorer.view.plot.geometry import STILL
from gmm_explorer.view.plot.snapping import SnapRing, nearest_point

if TYPE_CHECKING:
    from gmm_explorer.view.plot.canvas import Canvas

Keys = Qt.KeyboardModifier


class Mover:
    """Moves the selected components by the badge of one of them."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas
        self.ring = SnapRing(canvas.box, canvas.theme)
        self._row: int | None = None
        canvas.box.pixels_changed.connect(self._place_ring)

    def moved_with(self, k: int) -> tuple[int, ...]:
        """Return the components that the badge of one of them moves: all selected, or itself."""
        frame = self._canvas.frame
        selection = () if frame is None else frame.presentation.selection
        return selection if k in selection else (k,)

    def move(self, k: int, position: QPointF, keys: Qt.KeyboardModifier) -> None:
        """Preview the components with the mean of one of them at a pixel.

        Alt holds it on the nearest data point, bit for bit; Shift on one axis of the screen.
        """
        canvas = self._canvas
        if canvas.frame is None:
            return
        selection = self.moved_with(k)
        canvas.controller.presenting.select(selection)
        before = canvas.controller.editing.begin_drag().mixture
        if before is None:
            return
        start = QPointF(*canvas.pixel_of(before.means[k]))
        if keys & Keys.ShiftModifier:
            position = self._straight(start, position)
        mean = canvas.mean_at(position)
        if (QPointF(*canvas.pixel_of(mean)) - start).manhattanLength() < STILL:
            mean = before.means[k]
        dataset = canvas.frame.snapshot.dataset
        self._row = None
        if dataset is not None and keys & Keys.AltModifier:
            flat = dataset.n_features == 1
            self._row = nearest_point(canvas.points, position, canvas.box.pixels(), flat=flat)
            mean = mean if self._row is None else dataset.X[self._row]
        canvas.controller.editing.drag_means(selection, k, mean)
        self._place_ring()

    def finish(self) -> None:
        """Enter the move into the history."""
        self.give_up()
        if self._canvas.frame is not None:
            selection = self._canvas.frame.presentation.selection
            self._canvas.controller.editing.finish(f"Move {named(selection)}")

    def give_up(self) -> None:
        """Forget the move."""
        self._row = None
        self._place_ring()

    def _place_ring(self) -> None:
        self.ring.setVisible(self._row is not None)
        if self._row is not None:
            self.ring.setPos(
                *self._canvas.box.pixels().to_pixels(*self._canvas.points.place_of(self._row))
            )

    @staticmethod
    def _straight(start: QPointF, position: QPointF) -> QPointF:
        """Return the pixel nearest to another that is straight beside or above the start."""
        if abs(position.x() - start.x()) >= abs(position.y() - start.y()):
            return QPointF(position.x(), start.y())
        return QPointF(start.x(), position.y())
