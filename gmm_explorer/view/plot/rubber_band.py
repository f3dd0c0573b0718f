"""The rubber band: a rectangle that selects the components whose means it holds."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsRectItem

from gmm_explorer.view.style.theme import Theme

if TYPE_CHECKING:
    from gmm_explorer.view.plot.canvas import Canvas

FILL_ALPHA = 0.12


class RubberBand:
    """Selects as it is drawn; giving up brings the selection before it back."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas
        self._before: tuple[int, ...] | None = None
        self._item = QGraphicsRectItem(canvas.box)
        self._item.setZValue(12)
        self._item.hide()
        self.set_theme(canvas.theme)
        canvas.box.band_moved.connect(self._stretch)
        canvas.box.band_finished.connect(self._end)

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        color = QColor(theme.accent)
        self._item.setPen(QPen(color, 1.0))
        color.setAlphaF(FILL_ALPHA)
        self._item.setBrush(color)

    def give_up(self) -> None:
        """Bring back the selection before it; nothing when none is drawn."""
        if self._before is not None:
            self._canvas.controller.presenting.select(self._before)
            self._end()

    def _stretch(self, start: QPointF, here: QPointF) -> None:
        frame = self._canvas.frame
        if frame is None:
            return
        if self._before is None:
            self._before = frame.presentation.selection
        area = QRectF(start, here).normalized()
        self._item.setRect(area)
        self._item.show()
        badges = enumerate(self._canvas.badges)
        held = [k for k, badge in badges if area.contains(badge.pos())]
        self._canvas.controller.presenting.select(held)

    def _end(self) -> None:
        self._before = None
        self._item.hide()
