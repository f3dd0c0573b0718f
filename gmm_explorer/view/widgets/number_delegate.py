"""Numbers edited in the cells of a table, and refused in place where they cannot be taken."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gmm_explorer.view.widgets import refusal

Index = QModelIndex | QPersistentModelIndex

_DIGITS_IN_SIGHT = 14
_AROUND_LINE = 8  # pixels

_Hint = QStyledItemDelegate.EndEditHint
_COMMITTING = {
    Qt.Key.Key_Return: _Hint.SubmitModelCache,
    Qt.Key.Key_Enter: _Hint.SubmitModelCache,
    Qt.Key.Key_Tab: _Hint.EditNextItem,
    Qt.Key.Key_Backtab: _Hint.EditPreviousItem,
}


class NumberEditor(QLineEdit):
    """The line over a cell; it knows which one."""

    def __init__(self, index: Index, parent: QWidget) -> None:
        super().__init__(parent)
        self.index = QPersistentModelIndex(index)
        self.setObjectName("number_editor")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        self.textEdited.connect(lambda: refusal.accept(self))


class NumberDelegate(QStyledItemDelegate):
    """Opens a line for a number; Return and Tab commit it, Escape leaves it as it was.

    A number that is refused stays in its line, outlined in red, with the reason.

    Parameters
    ----------
    take
        ``take(index, text)`` changes the number; it raises ValueError, with the reason.

    Attributes
    ----------
    dropped
        ``dropped(reason)``: a line was left by a click elsewhere and could not be taken.
    """

    dropped = Signal(str)

    def __init__(self, take: Callable[[Index, str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._take = take

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open a line over the cell."""
        return NumberEditor(index, parent)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Put the line in the middle of the cell, and over its left neighbours if it is narrow."""
        cell: QRect = option.rect
        metrics = editor.fontMetrics()
        width = metrics.horizontalAdvance("0" * _DIGITS_IN_SIGHT)
        height = metrics.height() + _AROUND_LINE
        line = QRect(0, 0, max(cell.width(), width), min(cell.height(), height))
        line.moveCenter(cell.center())
        line.moveRight(max(cell.right(), line.width() - 1))
        editor.setGeometry(line)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the number with all its digits; what has been typed stays while EM goes on."""
        if isinstance(editor, NumberEditor) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Commit on the way to another cell or window; what cannot be taken is dropped, aloud."""
        if isinstance(editor, NumberEditor) and editor.isModified():
            try:
                self._take(index, editor.text())
            except ValueError as error:
                self.dropped.emit(str(error))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Commit by key, and stay where the number is refused."""
        if (
            isinstance(editor, NumberEditor)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _COMMITTING
        ):
            self._commit(editor, _COMMITTING[Qt.Key(event.key())])
            return True
        return super().eventFilter(editor, event)

    def _commit(self, editor: NumberEditor, hint: QStyledItemDelegate.EndEditHint) -> None:
        if editor.isModified():
            try:
                self._take(editor.index, editor.text())
            except ValueError as error:
                refusal.refuse(editor, str(error))
                return
            editor.setModified(False)
        self.closeEditor.emit(editor, hint)
