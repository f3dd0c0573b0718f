"""The verbs that ask for a file first."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from gmm_explorer.controller.documents import Documents
from gmm_explorer.view.window import file_dialogs


class FileVerbs:
    """Asks for files, and passes their paths on.

    Parameters
    ----------
    window
        What the dialogs stand before.
    documents
        Opens and writes.
    save_figure
        Writes the plot as a picture to a path.
    """

    def __init__(
        self, window: QWidget, documents: Documents, save_figure: Callable[[Path], None]
    ) -> None:
        self._window = window
        self._documents = documents
        self._save_figure = save_figure

    def open_data(self) -> None:
        """Ask for a table and open it."""
        file_dialogs.ask_to_open(
            self._window, "Open data", file_dialogs.DATA, self._documents.open_data
        )

    def open_parameters(self) -> None:
        """Ask for a mixture and take it as the start."""
        file_dialogs.ask_to_open(
            self._window,
            "Open parameters",
            file_dialogs.PARAMETERS,
            self._documents.open_parameters,
        )

    def export_parameters(self) -> None:
        """Ask where to write the mixture."""
        file_dialogs.ask_to_save(
            self._window,
            "Export parameters",
            file_dialogs.PARAMETERS,
            "parameters.json",
            self._documents.export_parameters,
        )

    def export_figure(self) -> None:
        """Ask where to write the plot."""
        file_dialogs.ask_to_save(
            self._window,
            "Export figure",
            file_dialogs.FIGURE,
            "figure.png",
            lambda path: self._documents.export_figure(path, self._save_figure),
        )
