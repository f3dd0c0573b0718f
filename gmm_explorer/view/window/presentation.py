"""Presenting: the plot alone, larger, on the full screen, and back to the layout as it was."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QRect, Qt
from PySide6.QtWidgets import QMainWindow, QToolBar

from gmm_explorer.view.window.docks import Workspace

MAGNIFICATION = 1.5


class _Before(NamedTuple):
    """The layout to come back to."""

    geometry: QRect
    docks: QByteArray
    window: Qt.WindowState


class PresentationMode:
    """Hides the docks, fills the screen and draws everything larger; and takes it all back.

    Parameters
    ----------
    window
        What fills the screen.
    workspace
        Whose docks are hidden.
    bars
        The toolbar at a desk, and the one in front of a hall.
    resized
        Called when everything is to be drawn in another size.
    """

    def __init__(
        self,
        window: QMainWindow,
        workspace: Workspace,
        bars: tuple[QToolBar, QToolBar],
        resized: Callable[[], None],
    ) -> None:
        self._window = window
        self._workspace = workspace
        self._bars = bars
        self._resized = resized
        self._before: _Before | None = None

    @property
    def active(self) -> bool:
        """Whether somebody is presenting."""
        return self._before is not None

    @property
    def magnification(self) -> float:
        """How many times larger than at a desk everything is drawn."""
        return MAGNIFICATION if self.active else 1.0

    def switch(self, on: bool) -> None:
        """Begin or end."""
        if on and self._before is None:
            self._begin()
        elif not on and self._before is not None:
            self._end(self._before)

    def _show_bars(self) -> None:
        usual, presenting = self._bars
        usual.setVisible(not self.active)
        presenting.setVisible(self.active)

    def _begin(self) -> None:
        window = self._window
        self._before = _Before(window.geometry(), self._workspace.saveState(), window.windowState())
        self._workspace.hide_docks()
        self._show_bars()
        self._resized()
        window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)

    def _end(self, before: _Before) -> None:
        self._before = None
        self._show_bars()
        self._resized()
        self._window.setWindowState(before.window)
        if not before.window & Qt.WindowState.WindowMaximized:
            self._window.setGeometry(before.geometry)
        self._workspace.restoreState(before.docks)
