"""The layout of the window, from one time to the next."""

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

GEOMETRY, STATE = "window/geometry", "window/state"


def save_layout(window: QMainWindow, workspace: QMainWindow) -> None:
    """Remember where the window is and how its docks lie."""
    settings = QSettings()
    settings.setValue(GEOMETRY, window.saveGeometry())
    settings.setValue(STATE, workspace.saveState())


def restore_layout(window: QMainWindow, workspace: QMainWindow) -> bool:
    """Bring back the layout of the last time; return whether there was one."""
    settings = QSettings()
    geometry, state = settings.value(GEOMETRY), settings.value(STATE)
    if not (isinstance(geometry, QByteArray) and isinstance(state, QByteArray)):
        return False
    window.restoreGeometry(geometry)
    return workspace.restoreState(state)
