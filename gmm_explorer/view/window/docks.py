"""The panels round the plot: docks that can be moved, closed and come back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QFrame, QMainWindow, QTabWidget, QVBoxLayout, QWidget

from gmm_explorer.view.widgets.card import Card

Area = Qt.DockWidgetArea

WIDTHS = {Area.LeftDockWidgetArea: 248, Area.RightDockWidgetArea: 360}
CURVE_HEIGHT = 196
ROOM_FOR_ALL = 800  # pixels: in a lower window two cards on the left share one place
GAP = 8  # pixels between cards


class Workspace(QMainWindow):
    """The plot with its docks: a window in the window, since only that leaves a margin around."""

    def __init__(self, plots: QWidget) -> None:
        super().__init__()
        self.setObjectName("workspace")
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setContentsMargins(GAP, GAP, GAP, GAP)
        self.setCentralWidget(plots)
        self.setTabPosition(Area.LeftDockWidgetArea, QTabWidget.TabPosition.North)
        self._docks: dict[str, QDockWidget] = {}
        for corner, area in (
            (Qt.Corner.BottomLeftCorner, Area.LeftDockWidgetArea),
            (Qt.Corner.BottomRightCorner, Area.RightDockWidgetArea),
        ):
            self.setCorner(corner, area)

    def dock(self, name: str, widget: QWidget, area: Area) -> None:
        """Dock a widget; the dock's title is the widget's window title."""
        dock = QDockWidget(widget.windowTitle(), self)
        dock.setObjectName(f"dock_{name}")
        if isinstance(widget, Card):
            widget.heading.hide()
        dock.setWidget(widget)
        dock.toggleViewAction().setObjectName(f"view_panel_{name}")
        self.addDockWidget(area, dock)
        self._docks[name] = dock

    def set_sizes(self) -> None:
        """Give the docks the sizes of a fresh window."""
        for area, width in WIDTHS.items():
            docks = [d for d in self._docks.values() if self.dockWidgetArea(d) == area]
            self.resizeDocks(docks, [width] * len(docks), Qt.Orientation.Horizontal)
        bottom = [self._docks["likelihood"]]
        self.resizeDocks(bottom, [CURVE_HEIGHT], Qt.Orientation.Vertical)

    def share_places(self) -> None:
        """In a low window let the cards on the left that stand below each other share one place."""
        model, show = self._docks["model"], self._docks["show"]
        below_each_other = all(
            not dock.isFloating()
            and not dock.isHidden()
            and self.dockWidgetArea(dock) == Area.LeftDockWidgetArea
            for dock in (model, show)
        )
        together = show in self.tabifiedDockWidgets(model)
        if self.window().height() < ROOM_FOR_ALL and below_each_other and not together:
            self.tabifyDockWidget(model, show)
            model.raise_()

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
