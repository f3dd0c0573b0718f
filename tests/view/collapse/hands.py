"""What a hand does in the laboratory: presses buttons and clicks in menus."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

LEFT = Qt.MouseButton.LeftButton


def press(widget, kind, name):
    """Click a button by its object name."""
    button = widget.findChild(kind, name)
    assert button.isVisible(), name
    assert button.isEnabled(), name
    QTest.mouseClick(button, LEFT)


def dialog():
    """Return the dialog that is open."""
    return QApplication.activeModalWidget()


class ClickInMenu:
    """Clicks an entry of the menu that opens next; such a menu has a loop of its own."""

    def __init__(self, name):
        self.name = name
        self.clicked = False
        QTimer.singleShot(0, self._click)

    def _click(self):
        menu = QApplication.activePopupWidget()
        action = next(a for a in menu.actions() if a.objectName() == self.name)
        QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
        self.clicked = True
