"""How the rows of the history are painted."""

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gmm_explorer.model import Cause, Course, Rail
from gmm_explorer.view.history.history_model import HistoryModel, Line
from gmm_explorer.view.history.rail_painter import RailPainter, column
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.number_delegate import Index

_GAP = 12  # pixels between the rail and the words, and to the edge


class HistoryDelegate(QStyledItemDelegate):
    """Paints the rail, what happened, and the log-likelihood at the right."""

    def __init__(self, model: HistoryModel, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme
        self._rails = RailPainter(theme)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row, unless the history has moved on: then it will be painted again."""
        if not self._model.is_current(index):
            return
        line, rail = self._model.line(index), self._model.rail(index)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        self._rails.paint_lines(painter, QRectF(rect), rail, line.block.parent is None)
        center = QPointF(rect.left() + column(rail.depth), rect.top() + rect.height() / 2)
        self._rails.paint_mark(painter, center, rail, line.block.entries, line.is_here)
        self._paint_words(painter, option, rail, line)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a field for the name."""
        field = QLineEdit(parent)
        field.setObjectName("history_name_field")
        field.setAccessibleName("Name")
        return field

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Lay the field over the words."""
        editor.setGeometry(self._words(option, self._model.rail(index)))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(self._theme.selection))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(self._theme.hover))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(self._theme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, rail: Rail, line: Line
    ) -> None:
        words = self._words(option, rail)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(self._theme.text if line.is_here else self._theme.dim))
        painter.setFont(option.font)
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | middle, line.value)
        taken = option.fontMetrics.horizontalAdvance(line.value + "  ")
        words.setRight(words.right() - taken)
        font = QFont(option.font)
        font.setBold(bool(line.block.name))
        painter.setFont(font)
        painter.setPen(self._ink(rail, line))
        elide = Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(line.title, elide, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | middle, text)

    def _ink(self, rail: Rail, line: Line) -> QColor:
        if not line.is_here and rail.course is not Course.PAST:
            return QColor(self._theme.dim)
        edited = line.block.entries.cause is Cause.EDIT
        return QColor(self._theme.warning_text if edited else self._theme.text)

    @staticmethod
    def _words(option: QStyleOptionViewItem, rail: Rail) -> QRect:
        left = round(column(rail.depth)) + _GAP
        return QRect(option.rect.adjusted(left, 0, -_GAP, 0))
