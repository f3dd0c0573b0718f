"""How the cells of the health card are painted."""

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gmm_explorer.view.health.health_cells import Column
from gmm_explorer.view.health.health_model import HealthModel
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.component_disc import DIAMETER, paint_disc
from gmm_explorer.view.widgets.health_light import paint_health
from gmm_explorer.view.widgets.number_delegate import Index
from gmm_explorer.view.widgets.quick_text import QuickText

PADDING = 8
_LEFT = 12  # pixels from the edge of the card to the disc
_LIGHT = 18  # pixels from the disc to the middle of the light


class HealthDelegate(QStyledItemDelegate):
    """Paints a disc and a light at the head of each row, and two numbers a cell after them."""

    def __init__(self, model: HealthModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._text = QuickText()
        self.theme = theme

    @staticmethod
    def width_of_head() -> int:
        """Return the width of the first column."""
        return round(_LEFT + DIAMETER + _LIGHT + PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        painter.save()
        if index.row() in self._model.selection:
            painter.fillRect(rect, QColor(self.theme.selection))
        if index.column() == Column.COMPONENT:
            self._paint_head(painter, QRectF(rect), index.row())
        else:
            self._paint_lines(painter, option, str(index.data()))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(self.theme.border))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(self.theme.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRectF, k: int) -> None:
        disc = QPointF(rect.left() + _LEFT + DIAMETER / 2, rect.center().y())
        paint_disc(painter, disc, k)
        status = self._model.doing(k).vital.status
        light = disc + QPointF(DIAMETER / 2 + _LIGHT / 2 + 2, 0.0)
        paint_health(painter, light, status, self.theme)

    def _paint_lines(self, painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        self._text.use(painter, option.font)
        painter.setPen(QColor(self.theme.text))
        rect: QRect = option.rect
        right, half = rect.right() + 1 - PADDING, rect.height() / 4 - 1
        for line, part in enumerate(text.split("\n")):
            middle = rect.top() + rect.height() / 2 + (2 * line - 1) * half
            self._text.draw(painter, right, middle, part)
