"""The verbs that bring data in from the clipboard, and from files read as a person says."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gmm_explorer.controller.documents import Documents
from gmm_explorer.controller.notice import Notices


class TablesIn:
    """Pastes, and asks how a table is to be read.

    Parameters
    ----------
    window
        What the dialogs stand before.
    documents
        Takes data and starts.
    notices
        Says that there is nothing to paste.
    """

    def __init__(self, window: QWidget, documents: Documents, notices: Notices) -> None:
        self._window = window
        self._documents = documents
        self._notices = notices

    def paste(self) -> None:
        """Take what is on the clipboard: files, a mixture as JSON, or a table."""
        content = QGuiApplication.clipboard().mimeData()
        files = [url.toLocalFile() for url in content.urls() if url.isLocalFile()]
        if files:
            self._documents.open(Path(files[0]))
        elif self._has_text("Nothing was pasted."):
            self._documents.paste(content.text())

    def paste_parameters(self) -> None:
        """Take the mixture on the clipboard, as JSON or CSV, as the start."""
        if self._has_text("The parameters were not pasted."):
            self._documents.paste_parameters(QGuiApplication.clipboard().text())

    def _has_text(self, refusal: str) -> bool:
        if QGuiApplication.clipboard().text().strip():
            return True
        self._notices.refuse(
            refusal, "There is no text on the clipboard: copy a table or parameters first."
        )
        return False
