"""Asking for a file, without stopping the event loop."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

DATA = "Tables (*.csv *.tsv *.txt *.dat);;All files (*)"
PARAMETERS = "Parameters (*.json);;All files (*)"
FIGURE = "Pictures (*.png)"


def ask_to_open(
    parent: QWidget, title: str, kinds: str, then: Callable[[Path], None]
) -> QFileDialog:
    """Ask for a file that exists, and pass its path on."""
    dialog = _dialog(parent, title, kinds, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()
    return dialog


def ask_to_save(
    parent: QWidget, title: str, kinds: str, name: str, then: Callable[[Path], None]
) -> QFileDialog:
    """Ask for a file to write; its suffix is that of the name proposed."""
    dialog = _dialog(parent, title, kinds, then)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(Path(name).suffix[1:])
    dialog.selectFile(name)
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str, kinds: str, then: Callable[[Path], None]) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setObjectName("file_dialog")
    dialog.setNameFilter(kinds)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    return dialog
