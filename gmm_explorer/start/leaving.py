"""What is done when Python ends although nobody has closed the windows."""

import atexit
from functools import cache

from PySide6.QtWidgets import QApplication


@cache
def hide_windows_at_exit() -> None:
    """Hide every window before Python takes its objects apart.

    Qt tells a window that is destroyed while it is shown about it, by methods that are gone then:
    a script that made a window and just ended would crash.
    """
    atexit.register(_hide_windows)


def _hide_windows() -> None:
    if QApplication.instance() is not None:
        for window in QApplication.topLevelWidgets():
            window.hide()
