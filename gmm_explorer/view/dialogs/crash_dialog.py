"""What a person sees of a fault in the program: a traceback to copy."""

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gmm_explorer.view.widgets.card import plain_label
from gmm_explorer.view.widgets.dialog import Dialog, Role

_SIZE = (680, 420)
_MOST_REPORTS = 20


class CrashDialog(Dialog):
    """Shows a traceback.

    Parameters
    ----------
    parent
        The window it stands before, or None.
    text
        The traceback.
    """

    def __init__(self, parent: QWidget | None, text: str) -> None:
        super().__init__("crash_dialog", "Something in GMM Explorer went wrong", parent)
        self.resize(*_SIZE)
        advice = plain_label(
            "The window lives on and your work is still there. Copy this report for whoever can "
            "repair it; if the window behaves strangely from here on, start it again."
        )
        advice.setWordWrap(True)
        self._texts = {text}
        self._report = QPlainTextEdit(text)
        self._report.setObjectName("crash_dialog_report")
        self._report.setAccessibleName("Report")
        self._report.setToolTip("The traceback: where in the program it happened")
        self._report.setReadOnly(True)
        self._report.setTabChangesFocus(True)
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.body.addWidget(advice)
        self.body.addWidget(self._report, 1)
        copy = self.add_button("Copy", Role.ActionRole, "Copy the report to the clipboard")
        copy.clicked.connect(self._copy)
        close = self.add_button("Close", Role.RejectRole, "Go back to the window", primary=True)
        close.setFocus()

    def append(self, text: str) -> None:
        """Add the traceback of a further fault, once: a fault in a paint event comes often."""
        if text not in self._texts and len(self._texts) < _MOST_REPORTS:
            self._texts.add(text)
            self._report.appendPlainText(f"\n{text}")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
