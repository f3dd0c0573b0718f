"""The verbs that ask for a file first."""

from PySide6.QtWidgets import QWidget

from gmm_explorer.controller.documents import Documents
from gmm_explorer.view.dialogs import file_dialogs


class FileVerbs:
    """Asks for files to open, and passes their paths on.

    Parameters
    ----------
    window
        What the dialogs stand before.
    documents
        Opens them.
    """

    def __init__(self, window: QWidget, documents: Documents) -> None:
        self._window = window
        self._documents = documents

    def open_parameters(self) -> None:
        """Ask for a mixture and take it as the start."""
        file_dialogs.ask_to_open(
            self._window,
            "Open parameters",
            file_dialogs.PARAMETERS,
            self._documents.open_parameters,
        )
