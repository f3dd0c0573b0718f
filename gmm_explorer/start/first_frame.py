"""The moment at which a window has been painted for the first time."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class FirstFrame(QObject):
    """Waits for the first painting of a window.

    Attributes
    ----------
    painted
        The window has been painted, with all that is in it.
    """

    painted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell of it once the event loop goes on after the window's exposure, which paints all.

        A window that its children cover is sent no paint event of its own.
        """
        if event.type() == QEvent.Type.Show:
            self._window.windowHandle().installEventFilter(self)
        elif event.type() == QEvent.Type.Expose:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)
        return False
