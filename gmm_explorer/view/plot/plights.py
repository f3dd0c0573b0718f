"""Components in trouble, as a plot shows them: those that shrink and those that have collapsed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from gmm_explorer.model import Frame
from gmm_explorer.view.plot.collapse_layer import CollapseLayer
from gmm_explorer.view.plot.shrinking_layer import ShrinkingLayer
from gmm_explorer.view.style.theme import Theme

MOST_BESIDE = 1500  # points: more would hide what lies under them
UNDER, OVER = -0.4, 3.0  # the points, which lie at 0; ellipses and curves lie lower

if TYPE_CHECKING:
    from gmm_explorer.view.plot.canvas import Canvas


class Plights:
    """The marks on a canvas of what is wrong with its components."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas
        self.shrinking = ShrinkingLayer(canvas.box, canvas.theme)
        self.collapsed = CollapseLayer(canvas.box, canvas.theme)

    def show_frame(self, frame: Frame) -> None:
        """Mark the components of another frame; many points must not hide the marks."""
        dataset = frame.snapshot.dataset
        many = dataset is not None and dataset.n_samples > MOST_BESIDE
        depth = OVER if many else UNDER
        if self.collapsed.zValue() != depth:
            self.collapsed.setZValue(depth)
        self.shrinking.show_frame(frame)
        self.collapsed.show_frame(frame)

    def place(self) -> None:
        """Put the rings where badges and points are now."""
        badges, points = self._canvas.badges, self._canvas.points
        to_pixels = self._canvas.box.pixels().to_pixels
        self.shrinking.place(
            [
                (
                    alarm,
                    badges[alarm.component].pos(),
                    None
                    if alarm.owner is None
                    else QPointF(*to_pixels(*points.place_of(alarm.owner))),
                )
                for alarm in self.shrinking.alarms
            ]
        )

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self.shrinking.set_theme(theme)
        self.collapsed.set_theme(theme)
