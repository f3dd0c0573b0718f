"""What a person sees of a fault in the program: a traceback to copy."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gmm_explorer.view.card import plain_label

_SIZE = (680, 420)
_MARGIN = 20
_MOST_REPORTS = 20


class CrashDialog(QDialog):
    """Shows a traceback.

    Parameters
    ----------
    parent
        The window it stands before, or None.
    text
        The traceback.
    """

    def __init__(self, parent: QWidget | None, text: str) -> None:
        super().__init__(parent)
        self.setObjectName("crash_dialog")
        self.setWindowTitle("GMM Explorer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        headline = plain_label("Something in GMM Explorer went wrong", title=True)
        advice = plain_label(
            "The window lives on and your work is still there. Copy this report for whoever can "
            "repair it; if the window behaves strangely from here on, save and start it again."
        )
        advice.setWordWrap(True)
        self._texts = {text}
        self._report = QPlainTextEdit(text)
        self._report.setObjectName("crash_report")
        self._report.setAccessibleName("Report")
        self._report.setToolTip("The traceback: where in the program it happened")
        self._report.setReadOnly(True)
        self._report.setTabChangesFocus(True)
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(12)
        for widget in (headline, advice, self._report, self._buttons()):
            layout.addWidget(widget)

    def append(self, text: str) -> None:
        """Add the traceback of a further fault, once: a fault in a paint event comes often."""
        if text not in self._texts and len(self._texts) < _MOST_REPORTS:
            self._texts.add(text)
            self._report.appendPlainText(f"\n{text}")

    def _buttons(self) -> QDialogButtonBox:
        copy = QPushButton("Copy")
        copy.setObjectName("crash_copy")
        copy.setToolTip("Copy the report to the clipboard")
        copy.clicked.connect(self._copy)
        close = QPushButton("Close")
        close.setObjectName("crash_close")
        close.setToolTip("Go back to the window")
        close.setDefault(True)
        buttons = QDialogButtonBox()
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        return buttons

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
