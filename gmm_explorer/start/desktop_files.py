"""Files that the desktop hands to a running application by itself, as macOS does."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent


class DesktopFiles(QObject):
    """Hears of files that were double-clicked or dropped on the icon.

    Attributes
    ----------
    opened
        ``opened(path)``: open this file.
    """

    opened = Signal(object)

    def __init__(self, application: QObject) -> None:
        super().__init__(application)
        application.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what is for this application; let all else pass."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.opened.emit(Path(event.file()))
            return True
        return False
