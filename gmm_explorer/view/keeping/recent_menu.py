"""The menu of the files opened or saved last."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from gmm_explorer.controller.recent import RecentFiles
from gmm_explorer.view.style.plain_text import tool_tip


class RecentMenu(QMenu):
    """Lists the files that are still there, each time it is opened.

    Parameters
    ----------
    recent
        Which files.
    open_file
        Opens one of them.
    parent
        The window.
    """

    def __init__(
        self, recent: RecentFiles, open_file: Callable[[Path], object], parent: QWidget
    ) -> None:
        super().__init__("Open &recent", parent)
        self.setObjectName("file_recent_menu")
        self.setToolTipsVisible(True)
        self._recent = recent
        self._open_file = open_file
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List the files anew."""
        self.clear()
        paths = self._recent.paths()
        for number, path in enumerate(paths, 1):
            action = self.addAction(f"&{number}  {_shown(path.name)}")
            action.setObjectName(f"file_recent_{number}")
            action.setToolTip(tool_tip(str(path)))
            action.triggered.connect(partial(self._open, path))
        self.addSeparator()
        forget = self.addAction("&Clear this list", self._recent.forget_all)
        forget.setObjectName("file_recent_clear")
        forget.setEnabled(bool(paths))

    def _open(self, path: Path, _checked: bool = False) -> None:
        self._open_file(path)


def _shown(name: str) -> str:
    """Return a name as a menu writes it: an ampersand is no mnemonic, a tab no column."""
    plain = name.encode("utf-8", "replace").decode()
    return "".join(c if c.isprintable() else "�" for c in plain).replace("&", "&&")
