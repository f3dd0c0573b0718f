"""The panels round the plot: docks that can be moved, closed and come back."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QFrame, QMainWindow, QVBoxLayout, QWidget

from gmm_explorer.view.card import Card

Area = Qt.DockWidgetArea

WIDTHS = {Area.LeftDockWidgetArea: 248, Area.RightDockWidgetArea: 360}
CURVE_HEIGHT = 196


class Docks:
    """The docks of a window, by object name."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._docks: dict[str, QDockWidget] = {}
        for corner, area in (
            (Qt.Corner.BottomLeftCorner, Area.LeftDockWidgetArea),
            (Qt.Corner.BottomRightCorner, Area.RightDockWidgetArea),
        ):
            window.setCorner(corner, area)

    def add(self, name: str, widget: QWidget, area: Area) -> None:
        """Dock a widget; the dock's title is the widget's window title."""
        dock = QDockWidget(widget.windowTitle(), self._window)
        dock.setObjectName(f"dock_{name}")
        if isinstance(widget, Card):
            widget.heading.hide()
        dock.setWidget(widget)
        dock.toggleViewAction().setObjectName(f"view_panel_{name}")
        self._window.addDockWidget(area, dock)
        self._docks[name] = dock

    def set_sizes(self) -> None:
        """Give the docks the sizes of a fresh window."""
        for area, width in WIDTHS.items():
            docks = [d for d in self._docks.values() if self._window.dockWidgetArea(d) == area]
            self._window.resizeDocks(docks, [width] * len(docks), Qt.Orientation.Horizontal)
        bottom = [self._docks["likelihood"]]
        self._window.resizeDocks(bottom, [CURVE_HEIGHT], Qt.Orientation.Vertical)

    def set_heights(self, heights: Mapping[str, int]) -> None:
        """Give docks of one column their heights."""
        docks = [self._docks[name] for name in heights]
        self._window.resizeDocks(docks, list(heights.values()), Qt.Orientation.Vertical)

    @property
    def toggles(self) -> list[QAction]:
        """The actions that close the docks and bring them back."""
        return [dock.toggleViewAction() for dock in self._docks.values()]


def framed(widget: QWidget, title: str) -> QFrame:
    """Return a plot on a card."""
    card = QFrame()
    card.setProperty("plotcard", True)
    card.setWindowTitle(title)
    layout = QVBoxLayout(card)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.addWidget(widget)
    return card
