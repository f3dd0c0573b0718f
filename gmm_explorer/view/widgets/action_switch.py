"""A button that says whether a checkable action is on."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget


class ActionSwitch(QPushButton):
    """Says ``on`` or ``off``, as its action is, and triggers it.

    Parameters
    ----------
    action
        What it stands for; checkable.
    name
        Its object name.
    label
        Its accessible name.
    """

    def __init__(
        self, action: QAction, name: str, label: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._action = action
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setProperty("switch", True)
        self.setCheckable(True)
        self.clicked.connect(lambda _on: action.trigger())
        action.changed.connect(self._follow)
        action.toggled.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        on = self._action.isChecked()
        self.setChecked(on)
        self.setText("on" if on else "off")
        self.setToolTip(self._action.toolTip())
        self.setEnabled(self._action.isEnabled())
