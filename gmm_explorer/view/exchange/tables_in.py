"""The verbs that bring data in from the clipboard, and from files read as a person says."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gmm_explorer.controller.documents import Documents
from gmm_explorer.controller.notice import Notices
from gmm_explorer.files.table_source import TableSource
from gmm_explorer.view import exchange
from gmm_explorer.view.dialogs import file_dialogs


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
    open_file
        Opens a file of any kind.
    """

    def __init__(
        self,
        window: QWidget,
        documents: Documents,
        notices: Notices,
        open_file: Callable[[Path], object],
    ) -> None:
        self._window = window
        self._documents = documents
        self._notices = notices
        self._open = open_file
        documents.large_wanted.connect(self._read_large)

    def import_table(self) -> None:
        """Ask for a file, and show how its table is read."""
        file_dialogs.ask_to_open(
            self._window,
            "Import table",
            file_dialogs.DATA,
            lambda path: self._show(TableSource(path)),
        )

    @property
    def has_table(self) -> bool:
        """Whether there is a table that could be read in another way."""
        return self._documents.table is not None

    def import_again(self) -> None:
        """Show how the table that was opened or pasted last is read."""
        if self._documents.table is not None:
            self._show(self._documents.table)

    def _read_large(self, table: TableSource) -> None:
        """Read a large table; its beginning, progress and a way to end it come into sight."""
        exchange.ImportDialog(table, self._documents, self._window).read_at_once()

    def _show(self, table: TableSource) -> None:
        exchange.ImportDialog(table, self._documents, self._window).open()

    def paste(self) -> None:
        """Take what is on the clipboard: files, a mixture as JSON, or a table."""
        content = QGuiApplication.clipboard().mimeData()
        urls = () if content is None else content.urls()  # of an empty clipboard it is None
        files = [url.toLocalFile() for url in urls if url.isLocalFile()]
        if files:
            self._open(Path(files[0]))
        elif self._has_text("Nothing was pasted."):
            self._documents.paste(QGuiApplication.clipboard().text())

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
