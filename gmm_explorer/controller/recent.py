"""The files opened or saved last, from one start of the app to the next."""

from pathlib import Path

from PySide6.QtCore import QObject, QSettings

MOST = 9
"""More have no digit as a key in the menu."""

KEY = "files/recent"


class RecentFiles(QObject):
    """Remembers files, the newest first; those that are gone are forgotten."""

    def note(self, path: Path) -> None:
        """Put a file that was opened or saved on top."""
        newest = Path(path).absolute()
        others = [other for other in self._kept() if other != newest]
        self._keep([newest, *others][:MOST])

    def paths(self) -> list[Path]:
        """Return the files that are still there."""
        kept = self._kept()
        there = [path for path in kept if path.is_file()]
        if there != kept:
            self._keep(there)
        return there

    def forget_all(self) -> None:
        """Remember none of them."""
        QSettings().remove(KEY)

    @staticmethod
    def _kept() -> list[Path]:
        value = QSettings().value(KEY)
        names = value if isinstance(value, list) else [value]  # a list of one is read as its item
        return [Path(name) for name in names if isinstance(name, str) and name][:MOST]

    @staticmethod
    def _keep(paths: list[Path]) -> None:
        QSettings().setValue(KEY, [str(path) for path in paths])
