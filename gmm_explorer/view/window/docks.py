"""The panels round the plot: docks that can be moved, closed and come back."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QDockWidget, QFrame, QMainWindow, QTabWidget, QVBoxLayout, QWidget

from gmm_explorer.view.widgets.card import Card

Area = Qt.DockWidgetArea

WIDTHS = {Area.LeftDockWidgetArea: 248, Area.RightDockWidgetArea: 360}
CURVE_HEIGHT, SECOND_CURVE = 196, 128
ROOM_FOR_ALL = 800  # pixels: in a lower window Model and Show share one place
ROOM_FOR_HISTORY = 1200  # in a lower window it shares the place of Show
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
        self._shared_at = 0  # the height of the window when places were shared last
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
        QTimer.singleShot(0, self, self._fit_left_column)  # cards know their size once styled
        self.give_curves_room(two=False)

    def _fit_left_column(self) -> None:
        """Give the settings their full height where there is room, and the rest to Show."""
        column = [self._docks[name] for name in ("data", "model", "show")]
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        wanted = [dock.sizeHint().height() for dock in column[:-1]]
        rest = sum(dock.height() for dock in column) - sum(wanted)
        self.resizeDocks(column, [*wanted, max(0, rest)], Qt.Orientation.Vertical)

    def give_curves_room(self, two: bool) -> None:
        """Make room under the plot for one curve, or for two."""
        height = CURVE_HEIGHT + SECOND_CURVE * two
        self.resizeDocks([self._docks["likelihood"]], [height], Qt.Orientation.Vertical)

    def fill(self, area: Area, **widgets: QWidget) -> None:
        """Dock widgets one after the other, each by its name."""
        for name, widget in widgets.items():
            self.dock(name, widget, area)

    def keep_ready(self, area: Area, behind: str, widgets: Mapping[str, QWidget]) -> None:
        """Dock widgets that are closed until they are wanted and share the place of another one."""
        self.fill(area, **widgets)
        for name in widgets:
            self.tabify(name, behind)
            self.conceal(name)

    def tabify(self, name: str, behind: str) -> None:
        """Let a dock share the place of another one, behind it."""
        self.tabifyDockWidget(self._docks[behind], self._docks[name])
        self._docks[behind].raise_()

    def bring(self, name: str) -> None:
        """Show a dock, before those that share its place."""
        self._docks[name].show()
        self._docks[name].raise_()

    def conceal(self, name: str) -> None:
        """Close a dock."""
        self._docks[name].hide()

    def share_places(self) -> None:
        """In a low window let the cards on the left that stand below each other share one place."""
        height = self._shared_at = self.window().height()
        if height < ROOM_FOR_ALL:
            self._share_place("show", behind="model")
        if height < ROOM_FOR_HISTORY:
            self._share_place("history", behind="model" if height < ROOM_FOR_ALL else "show")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share places where an open window has become too low for all cards."""
        super().resizeEvent(event)
        before, now = self._shared_at, self.window().height()
        if any(now < least <= before for least in (ROOM_FOR_ALL, ROOM_FOR_HISTORY)):
            # Docks cannot be moved while they are laid out.
            QTimer.singleShot(0, self, self.share_places)

    def _share_place(self, name: str, behind: str) -> None:
        together = self._docks[name] in self.tabifiedDockWidgets(self._docks[behind])
        if self._is_on_the_left(behind) and self._is_on_the_left(name) and not together:
            self.tabify(name, behind)

    def _is_on_the_left(self, name: str) -> bool:
        dock = self._docks[name]
        on_the_left = self.dockWidgetArea(dock) == Area.LeftDockWidgetArea
        return on_the_left and not dock.isFloating() and not dock.isHidden()

    def hide_docks(self) -> None:
        """Leave the plot alone."""
        for dock in self._docks.values():
            dock.hide()

    @property
    def toggles(self) -> list[QAction]:
        """The actions that close the docks and bring them back."""
        return [dock.toggleViewAction() for dock in self._docks.values()]

    @property
    def docks(self) -> list[QDockWidget]:
        """The docks, each a window of its own while it floats."""
        return list(self._docks.values())


def framed(widget: QWidget, title: str) -> QFrame:
    """Return a plot on a card."""
    card = QFrame()
    card.setProperty("plotcard", True)
    card.setWindowTitle(title)
    layout = QVBoxLayout(card)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.addWidget(widget)
    return card
