"""Whether things may move by themselves: the desktop knows who does not want them to."""

from PySide6.QtWidgets import QApplication, QStyle


def motion_allowed() -> bool:
    """Return whether animations are switched on in the settings of the desktop."""
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
