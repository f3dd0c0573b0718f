"""How responsibilities are painted: a bar in the component's colour behind the number."""

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gmm_explorer.view.panels.responsibilities_model import INDEX_COLUMN, ResponsibilitiesModel
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.number_delegate import Index

PADDING = 8

_BAR_OPACITY = 0.45  # the number on the bar stays readable, light and dark
_BAR_MARGIN = 3
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ResponsibilitiesDelegate(QStyledItemDelegate):
    """Paints the cells of the responsibilities."""

    def __init__(self, model: ResponsibilitiesModel, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        is_index = index.column() == INDEX_COLUMN
        painter.save()
        painter.setFont(option.font)
        if not is_index:
            self._paint_bar(painter, rect, index)
        painter.setPen(QColor(self.theme.dim if is_index else self.theme.text))
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.drawText(rect.adjusted(0, 0, -PADDING, 0), _RIGHT, text)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(self.theme.border))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(self.theme.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))
        painter.restore()

    def _paint_bar(self, painter: QPainter, rect: QRect, index: Index) -> None:
        full = rect.adjusted(_BAR_MARGIN, _BAR_MARGIN, -_BAR_MARGIN, -_BAR_MARGIN - 1)
        color = QColor(*component_color(index.column() - 1))
        color.setAlphaF(_BAR_OPACITY)
        full.setWidth(round(full.width() * self._model.value(index)))
        painter.fillRect(full, color)
