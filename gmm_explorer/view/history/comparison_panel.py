"""The card in which the state shown stands beside another one."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gmm_explorer.controller import Controller
from gmm_explorer.model import Frame, Position, Side, compare
from gmm_explorer.view.history.comparison_model import ComparisonModel
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.card import Card, plain_label
from gmm_explorer.view.widgets.component_disc import DIAMETER, paint_disc
from gmm_explorer.view.widgets.number_delegate import Index
from gmm_explorer.view.widgets.reading_table import ReadingTable

_EMPTY = "Choose a state in the History and press W to compare it with the one shown"
_BETWEEN_LINES = 6


class PairDelegate(QStyledItemDelegate):
    """Paints the discs of components that belong together at the head of their rows."""

    def __init__(self, model: ComparisonModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a disc below each state, or what any cell holds."""
        pair = self._model.pair(index.row())
        if pair is None:
            super().paint(painter, option, index)
            return
        painter.fillRect(option.rect.adjusted(0, 0, 0, 1 - option.rect.height()), self._border)
        if index.column() not in (1, 2):
            return
        k = pair[index.column() - 1]
        if k is None:
            painter.setPen(QColor(self.theme.dim))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(option.rect.adjusted(0, 0, -8, 0), right, "none")
        else:
            middle = option.rect.center().y() + 1
            center = QPointF(option.rect.right() - 8 - DIAMETER / 2, middle)
            paint_disc(painter, center, k, DIAMETER - 2)

    @property
    def _border(self) -> QColor:
        return QColor(self.theme.border)


class ComparisonPanel(Card):
    """Two states side by side; it follows the one shown.

    Attributes
    ----------
    wanted
        A comparison has begun: the card is to be seen.
    """

    wanted = Signal()

    def __init__(self, controller: Controller, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Comparison", parent)
        self.setObjectName("comparison_panel")
        self._shown = ComparisonModel(self)
        self.view = self._made_view(theme)
        self._empty = plain_label(_EMPTY, dim=True)
        self._empty.setWordWrap(True)
        self._stop = QPushButton("Stop comparing")
        self._stop.setObjectName("comparison_stop")
        self._stop.setProperty("link", True)
        self._stop.setToolTip("Take the other state off the plot too")
        self._stop.clicked.connect(controller.branching.stop_comparing)
        self.add_table(self.view, self._empty)
        self.body.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignRight)
        self._stop.hide()

    def render_frame(self, old: Frame | None, new: Frame) -> None:
        """Compare anew, if either state is another one."""
        other = new.presentation.compared
        if old is not None and _drawn(old) == _drawn(new):
            return
        self._empty.setVisible(other is None)
        self.view.setVisible(other is not None)
        self._stop.setVisible(other is not None)
        self._shown.show(None if other is None else compare(_here(new), _there(other)))
        if other is not None and (old is None or old.presentation.compared != other):
            self.wanted.emit()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._painter.theme = theme
        self.view.viewport().update()

    def _made_view(self, theme: Theme) -> ReadingTable:
        view = ReadingTable("comparison_table", "Comparison", self._shown, 1, _BETWEEN_LINES)
        self._painter = PairDelegate(self._shown, theme, view)
        view.setItemDelegate(self._painter)
        header = view.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        return view


def _here(frame: Frame) -> Side:
    title = "not entered yet" if frame.previewing else _title(frame.position)
    return Side(title, frame.snapshot, frame.derived.log_likelihood)


def _there(position: Position) -> Side:
    entry = position.entry
    return Side(_title(position), entry.snapshot, entry.log_likelihood)


def _title(position: Position) -> str:
    return position.block.name or position.entry.label.removeprefix("EM ")


def _drawn(frame: Frame) -> tuple[object, ...]:
    if frame.presentation.compared is None:
        return ()
    return frame.snapshot, frame.presentation.compared, frame.derived.log_likelihood
