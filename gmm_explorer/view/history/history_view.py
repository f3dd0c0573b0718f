"""The list of the history: going elsewhere, naming and deleting by mouse and keys."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gmm_explorer.controller import Controller
from gmm_explorer.model import Block, Position, Session
from gmm_explorer.view.history.history_delegate import HistoryDelegate
from gmm_explorer.view.history.history_model import HistoryModel
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.claimed_keys import claims
from gmm_explorer.view.widgets.typed import typed

_NARROWEST, _LOWEST = 160, 72
_USUAL = QSize(240, 168)
_BETWEEN_LINES = 8
_OWN_KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_F2,
)


class HistoryView(QTableView):
    """One row a block.  A click or Return goes there, F2 names it, Delete deletes its branch.

    A table of one column: Qt's lists ask for every row whenever one is added.

    Attributes
    ----------
    pruning
        ``pruning(block)``: this block is to be deleted with all that grew from it.
    menu_asked
        ``menu_asked(at)``: a menu for the chosen row is wanted at a place of the screen.
    """

    pruning = Signal(object)
    menu_asked = Signal(QPoint)

    def __init__(
        self,
        controller: Controller,
        session: Session,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._session = session
        self._shown = HistoryModel(controller, session, self)
        self._painter = HistoryDelegate(self._shown, theme, self)
        self.setObjectName("history_list")
        self.setAccessibleName("History")
        self.setModel(self._shown)
        self.setItemDelegate(self._painter)
        self._set_up()

    @property
    def chosen(self) -> Block:
        """The block of the row that keys are about."""
        index = self.currentIndex()
        return self._shown.block(index) if index.isValid() else self._session.timeline.root

    def follow(self) -> None:
        """Show the history as it is now; the row where we are becomes the chosen one."""
        self._shown.follow()
        here = self._shown.index_of(self._session.timeline.position.block)
        if here != self.currentIndex() or not self.selectionModel().isSelected(here):
            self.selectionModel().setCurrentIndex(
                here, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        self.scrollTo(here)
        self.viewport().update()

    def rename(self) -> None:
        """Let the chosen row be named."""
        self.edit(self.currentIndex())

    def jump(self) -> None:
        """Go to the chosen row."""
        block = self.chosen
        self._controller.travelling.go_to(Position(block, block.last))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._painter.set_theme(theme)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_font()

    def sizeHint(self) -> QSize:
        """Ask for room for a few rows."""
        return _USUAL

    def minimumSizeHint(self) -> QSize:
        """Ask for room for the row where we are and its neighbours."""
        return QSize(_NARROWEST, _LOWEST)

    def event(self, event: QEvent) -> bool:
        """Take keys that are about the chosen row before the window's actions do."""
        return claims(event, _is_own) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the chosen row by Return, delete its branch by Delete; letters are the window's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.jump()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.pruning.emit(self.chosen)
        elif typed(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the row under the mouse."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index == self.currentIndex():
            self.jump()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row under the mouse, or of the chosen one by key."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_asked.emit(at)

    def _set_up(self) -> None:
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_font()

    def _fit_font(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + _BETWEEN_LINES)


def _is_own(event: QKeyEvent) -> bool:
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return plain and event.key() in _OWN_KEYS
