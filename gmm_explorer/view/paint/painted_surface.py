"""A plot whose mouse is a brush while one is in hand."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QMouseEvent

from gmm_explorer.view.paint.brushing import Brushing
from gmm_explorer.view.plot.surface import Surface


class PaintedSurface(Surface):
    """Asks its brush first what the mouse means.

    Attributes
    ----------
    n_features
        How many columns it shows.
    brushing
        The brush.
    """

    n_features: int
    brushing: Brushing

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        """Begin a stroke, or leave the press to the plot."""
        if not self.brushing.press(ev):
            super().mousePressEvent(ev)

    def mouseDoubleClickEvent(self, ev: QMouseEvent) -> None:
        """Begin a stroke again: two quick clicks are two dabs."""
        if not self.brushing.press(ev):
            super().mouseDoubleClickEvent(ev)

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        """Go on with a stroke, or leave the move to the plot."""
        self.follow_button(ev)
        if not self.brushing.move(ev):
            super().mouseMoveEvent(ev)

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        """End a stroke, or leave the release to the plot."""
        if not self.brushing.release(ev):
            super().mouseReleaseEvent(ev)

    def leaveEvent(self, ev: QEvent) -> None:
        """Show no brush where there is no mouse."""
        self.brushing.leave()
        super().leaveEvent(ev)
