"""Keys that a widget, while it has the focus, takes before the shortcuts of its window."""

from collections.abc import Callable, Container

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget

Keys = Qt.Key
ENDS = (Keys.Key_Home, Keys.Key_End)
ALONG_A_ROW = (Keys.Key_Left, Keys.Key_Right, *ENDS)


def is_one_of(event: QKeyEvent, keys: Container[int]) -> bool:
    """Return whether a key is one of some that move, with Ctrl or without, on the keypad or not."""
    also = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.KeypadModifier
    return event.key() in keys and not event.modifiers() & ~also


def toggles(event: QKeyEvent) -> bool:
    """Return whether a key takes the current row of a table in, or leaves it out: Ctrl+Space."""
    with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return event.key() == Keys.Key_Space and with_ctrl


def claims(event: QEvent, wants: Callable[[QKeyEvent], bool]) -> bool:
    """Accept Qt's question whether a widget wants a key for itself; return whether it does.

    Parameters
    ----------
    event
        Any event of the widget.
    wants
        Says whether a key means something to the widget as it is.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if not wants(event):
        return False
    event.accept()
    return True


class SpaceOnButtons(QObject):
    """Space presses the button that Tab has led to; elsewhere it is the window's.

    A button that was clicked, or that got the focus in some other way, leaves Space to the
    window: who clicks "Initialise" and then presses Space wants to see EM play, not another start.

    Parameters
    ----------
    *windows
        The windows whose buttons are meant; what they do not handle comes to them.
    """

    def __init__(self, *windows: QWidget) -> None:
        super().__init__(windows[0])
        self._tabbing = False
        self._reached: QWidget | None = None
        for window in windows:
            window.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim Space for the button that Tab has led to."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self._tabbing = event.key() in (Keys.Key_Tab, Keys.Key_Backtab)
        return claims(event, self._wants) or super().eventFilter(watched, event)

    def _wants(self, event: QKeyEvent) -> bool:
        focus = QApplication.focusWidget()
        pressable = isinstance(focus, QAbstractButton | QComboBox) and focus is self._reached
        return pressable and event.key() == Keys.Key_Space and not event.modifiers()

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Note which widget Tab leads to; a list that opens, or another window, changes nothing."""
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._reached = None
        elif self._tabbing:
            self._reached, self._tabbing = now, False
