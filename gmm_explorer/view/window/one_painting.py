"""Plots and panels that change together are painted together."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QGraphicsView

# Once for all: an enumeration of Qt's is slow to ask for its numbers.
_WHAT_SCENES_WAIT_FOR = QEvent.Type.MetaCall.value


def gather_changes(plots: Iterable[QGraphicsView]) -> None:
    """Have plots say now what of them is to be painted; to be called before a window is painted.

    A scene notes what changes and says so when the event loop comes to it, and then has the whole
    window painted on the spot. So two scenes would paint the window twice, the second time for
    little, and what belongs together would come on the screen in two parts.
    """
    for plot in plots:
        QCoreApplication.sendPostedEvents(plot.scene(), _WHAT_SCENES_WAIT_FOR)
