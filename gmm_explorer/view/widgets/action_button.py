"""A push button that is the face of an action."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget


class ActionButton(QPushButton):
    """Shows an action's text, icon, tool tip and enabling, and triggers it.

    Parameters
    ----------
    action
        What it stands for.
    name
        Its object name.
    """

    def __init__(self, action: QAction, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self.setObjectName(name)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setText(self._action.text())
        self.setIcon(self._action.icon())
        self.setToolTip(self._action.toolTip())
        self.setAccessibleName(self._action.iconText())
        self.setEnabled(self._action.isEnabled())
