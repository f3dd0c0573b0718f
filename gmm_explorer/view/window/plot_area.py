"""The middle of the window: the empty state, the plane or the line, and the banner over it."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QPoint, QPointF, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gmm_explorer.controller import Controller
from gmm_explorer.model import Frame
from gmm_explorer.view.collapse.repair_card import RepairCard
from gmm_explorer.view.paint.brush_strip import BrushStrip
from gmm_explorer.view.panels.banner import Banner
from gmm_explorer.view.panels.empty_state import EmptyState
from gmm_explorer.view.plot.canvas import Canvas
from gmm_explorer.view.plot.line import Line
from gmm_explorer.view.plot.plane import Plane
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.window.docks import framed

CanvasT = TypeVar("CanvasT", bound=Canvas)


class PlotArea(QWidget):
    """Shows the canvas that suits the data; each is made when such data come.

    Attributes
    ----------
    hinted
        ``hinted(text)``: what the mouse would do here; empty for the tool's own hint.
    menu_asked
        ``menu_asked(position, at)``: a menu is wanted for what is at a pixel of the canvas's plot
        box, and is to appear at a place of the screen.
    """

    hinted = Signal(str)
    menu_asked = Signal(QPointF, QPoint)

    def __init__(self, controller: Controller, empty: EmptyState, theme: Theme) -> None:
        super().__init__()
        self._controller = controller
        self._theme = theme
        self.banner = Banner()
        self.banner.left.connect(self._go_on)
        self._empty = empty
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._cards: dict[Canvas, QWidget] = {}
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.banner)
        layout.addWidget(self._stack, 1)

    @cached_property
    def plane(self) -> Plane:
        """The canvas of two columns."""
        return self._framed(Plane(self._controller, self._theme))

    @cached_property
    def line(self) -> Line:
        """The canvas of one column."""
        return self._framed(Line(self._controller, self._theme))

    def _framed(self, canvas: CanvasT) -> CanvasT:
        self._cards[canvas] = framed(canvas, "Plot")
        self._stack.addWidget(self._cards[canvas])
        canvas.hinted.connect(self.hinted)
        canvas.menu_asked.connect(self.menu_asked)
        return canvas

    @property
    def canvas(self) -> Canvas | None:
        """The canvas shown, or None while the window is empty."""
        shown = self._stack.currentWidget()
        return next((canvas for canvas, card in self._cards.items() if card is shown), None)

    def on_canvas(self, verb: Callable[[Canvas], None]) -> None:
        """Do something to the canvas that is shown, if there is one."""
        if self.canvas is not None:
            verb(self.canvas)

    @property
    def plots(self) -> Iterable[Canvas]:
        """The canvases that have been made."""
        return self._cards

    def press(self, ev: QKeyEvent) -> bool:
        """Ask the mixture by a key that nobody else wanted; return whether that is what it means.

        The keys go on in the plot, which is to see this one let go.
        """
        if self.canvas is None or not self.canvas.asking.press(ev):
            return False
        self.canvas.setFocus()
        return True

    @property
    def equal_axes(self) -> bool:
        """Whether the plane is shown, and its axes have one scale."""
        return isinstance(self.canvas, Plane) and self.canvas.equal_axes

    def put_strip(self, strip: BrushStrip) -> None:
        """Have the brush's strip over the plot, under the banner."""
        self._layout.insertWidget(self._layout.count() - 1, strip)

    def put_over(self, card: RepairCard) -> None:
        """Have a card over the plot, which hides the banner while it is open."""
        self._layout.insertWidget(1, card)
        card.toggled.connect(self._make_room)

    def _make_room(self, on: bool) -> None:
        """Hide the banner for a card; after it, show it again and go on in the plot."""
        self.banner.give_way(on)
        if not on:
            self._go_on()

    def _go_on(self) -> None:
        """Give the keys to the plot."""
        if self.canvas is not None:
            self.canvas.setFocus()

    def render_frame(self, old: Frame | None, new: Frame) -> None:
        """Show the canvas for the dimension of the data or of an empty sheet, and draw it."""
        canvas = self._canvas_of(new.n_axes)
        if canvas is None:
            self._stack.setCurrentWidget(self._empty)
        else:
            appeared = canvas is not self.canvas
            self._stack.setCurrentWidget(self._cards[canvas])
            canvas.render_frame(None if appeared else old, new)
            if appeared:
                canvas.setFocus()
        self.banner.render_frame(old, new)

    def _canvas_of(self, n_axes: int | None) -> Canvas | None:
        if n_axes == 1:
            return self.line
        return self.plane if n_axes == 2 else None

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self._theme = theme
        for canvas in self._cards:
            canvas.set_theme(theme)
