"""Asking for a file, without stopping the event loop."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from gmm_explorer.files import READABLE_PARAMETERS, SESSION_SUFFIX, TABLE_SUFFIXES

Then = Callable[[Path], None]


def kind(title: str, suffixes: Iterable[str]) -> str:
    """Return a kind of files as a dialog names it."""
    return f"{title} ({' '.join(f'*{suffix}' for suffix in suffixes)})"


_ALL = "All files (*)"
SESSIONS = kind("Sessions", (SESSION_SUFFIX,))
WORK = f"{kind('Tables and sessions', (*TABLE_SUFFIXES, SESSION_SUFFIX))};;{_ALL}"
DATA = f"{kind('Tables', TABLE_SUFFIXES)};;{_ALL}"
PARAMETERS = f"{kind('Parameters', READABLE_PARAMETERS)};;{_ALL}"
CSV = kind("CSV", (".csv",))


def ask_to_open(parent: QWidget, title: str, kinds: str, then: Then) -> QFileDialog:
    """Ask for a file that exists, and pass its path on."""
    dialog = _dialog(parent, title, kinds)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()
    return dialog


def ask_to_save(parent: QWidget, title: str, kinds: str, name: str, then: Then) -> QFileDialog:
    """Ask for a file to write; its suffix is that of the name proposed."""
    dialog = _saving(parent, title, kinds, name)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.open()
    return dialog


def ask_to_save_as(
    parent: QWidget,
    title: str,
    suffixes: Mapping[str, str],
    stem: str,
    then: Callable[[Path, str], None],
) -> QFileDialog:
    """Ask for a file to write in one of several forms.

    Parameters
    ----------
    parent, title
        Of the dialog.
    suffixes
        That of each form, by its title; the first is proposed.
    stem
        The name proposed, without a suffix.
    then
        Called with the path and the title of the form.  A suffix that is typed and is that of
        another form means that one.
    """
    titles = {kind(name, (suffix,)): name for name, suffix in suffixes.items()}
    first = next(iter(suffixes.values()))
    dialog = _saving(parent, title, ";;".join(titles), stem + first)

    def follow(chosen: str) -> None:
        suffix = suffixes[titles[chosen]]
        dialog.setDefaultSuffix(suffix[1:])
        for path in dialog.selectedFiles()[:1]:
            if Path(path).suffix in suffixes.values():
                dialog.selectFile(Path(path).with_suffix(suffix).name)

    def end(path: str) -> None:
        chosen = titles.get(dialog.selectedNameFilter(), next(iter(suffixes)))
        typed = Path(path).suffix.lower()
        if typed != suffixes[chosen].lower():
            chosen = next((n for n, s in suffixes.items() if s.lower() == typed), chosen)
        then(Path(path), chosen)

    dialog.filterSelected.connect(follow)
    dialog.fileSelected.connect(end)
    dialog.open()
    return dialog


def _saving(parent: QWidget, title: str, kinds: str, name: str) -> QFileDialog:
    dialog = _dialog(parent, title, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(Path(name).suffix[1:])
    dialog.selectFile(name)
    return dialog


def _dialog(parent: QWidget, title: str, kinds: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setObjectName("file_dialog")
    dialog.setNameFilter(kinds)
    dialog.finished.connect(dialog.deleteLater)
    return dialog
