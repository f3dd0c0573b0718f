"""The log-likelihood plot."""

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from gmm_explorer.controller import Controller
from gmm_explorer.model import Frame, Session
from gmm_explorer.view.likelihood import words
from gmm_explorer.view.likelihood.axis import HeightAxis, HeightGrid, IterationAxis
from gmm_explorer.view.likelihood.marks import change_at
from gmm_explorer.view.likelihood.now_layer import NowLayer
from gmm_explorer.view.likelihood.place import place_of
from gmm_explorer.view.likelihood.scale import Scale
from gmm_explorer.view.likelihood.scrubber import Scrubber
from gmm_explorer.view.likelihood.trace import Trace
from gmm_explorer.view.likelihood.trace_layer import TraceLayer
from gmm_explorer.view.likelihood.tracer import Tracer
from gmm_explorer.view.plot.clicking import asks_for_menu
from gmm_explorer.view.plot.one_hand import OneHandPlot
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.style.plain_text import tool_tip
from gmm_explorer.view.style.theme import Theme, Themed
from gmm_explorer.view.widgets.claimed_keys import claims


class LikelihoodPlot(OneHandPlot):
    """The log-likelihood of the active path by iteration, the start included.

    A drag along it, a click and the arrow keys move through the history.

    Attributes
    ----------
    hinted
        ``hinted(text)``: what the mouse would do here; empty when it has left.
    menu_asked
        ``menu_asked(at)``: a menu is wanted at a place of the screen.
    """

    hinted = Signal(str)
    menu_asked = Signal(QPoint)

    def __init__(self, controller: Controller, session: Session, theme: Theme) -> None:
        self.box = PlotBox()
        self._height_axis = HeightAxis("left", theme)
        bottom = IterationAxis("bottom", theme)
        axes = {"left": self._height_axis, "bottom": bottom}
        super().__init__(viewBox=self.box, axisItems=axes, background=theme.plot)
        self.setObjectName("likelihood_plot")
        self.setAccessibleName("Log-likelihood by iteration")
        self.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self.setMinimumHeight(120)
        self.hideButtons()
        self.box.setMouseEnabled(x=False, y=False)
        self.getPlotItem().setContentsMargins(8, 8, 16, 4)
        self._tracer = Tracer(session)
        self._grid = HeightGrid(theme, vertical=False)
        self.addItem(self._grid, ignoreBounds=True)
        self.trace_layer = TraceLayer(self.box, theme)
        self.now_layer = NowLayer(self.box, theme)
        self._scale = Scale(self.box, self._height_axis, self._grid)
        self._furniture: list[pg.GraphicsObject] = [self._grid, self._height_axis, bottom]
        self._themed: list[Themed] = [
            self._grid,
            self.trace_layer,
            self.now_layer,
            self._height_axis,
            bottom,
        ]
        self._scrubber = Scrubber(self, controller, session)
        self._hovered = False
        self.box.menu_asked.connect(self._ask_for_menu)
        bottom.set_name("iteration")

    @property
    def trace(self) -> Trace:
        """What is drawn of the history."""
        return self._tracer.trace

    def sizeHint(self) -> QSize:
        """Return the room the curve wants beside a plot."""
        return QSize(480, 200)

    def render_frame(self, _old: Frame | None, new: Frame) -> None:
        """Draw the path around where we are."""
        trace = self._tracer.follow(new)
        now = place_of(new, trace)
        self.trace_layer.show_trace(trace)
        self.trace_layer.show_frame(new)
        self.now_layer.show_now(new, now)
        for item in self._furniture:
            item.setVisible(now is not None)
        self._scale.suit(trace, new, now)
        said = () if now is None else (now.place, now.outlook)
        self.setAccessibleDescription(". ".join(text for text in said if text))

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self.magnify(theme.scale)
        self.setBackground(theme.plot)
        for item in self._themed:
            item.set_theme(theme)

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        """Let the cursor and a hint say what the mouse would do."""
        super().mouseMoveEvent(ev)
        if not ev.buttons():
            self._hover(self._in_box(ev.position().toPoint()))

    def leaveEvent(self, ev: QEvent) -> None:
        """Take the hint back."""
        super().leaveEvent(ev)
        self._hovered = False
        self._light()
        self.hinted.emit("")

    def viewportEvent(self, ev: QEvent) -> bool:
        """Explain a mark on which the mouse rests."""
        if ev.type() == QEvent.Type.ToolTip and isinstance(ev, QHelpEvent):
            text = self.explained(self._in_box(ev.pos()))
            QToolTip.showText(ev.globalPos(), tool_tip(text) if text else "", self.viewport())
            return True
        return bool(super().viewportEvent(ev))

    def explained(self, position: QPointF) -> str:
        """Say what happened where the mark at a pixel stands; nothing where there is none."""
        change = change_at(self.trace, self.box, position)
        return "" if change is None else words.where(self.trace, change.stop)

    def event(self, ev: QEvent) -> bool:
        """Claim the keys that move along the curve before the window's shortcuts."""
        return claims(ev, lambda key: self._scrubber.wants(key)) or bool(super().event(ev))

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        """Move along the curve, or open the menu."""
        if self._scrubber.wants(ev):
            self._scrubber.press(ev)
        elif asks_for_menu(ev):
            self._ask_for_menu(self.box.rect().center())
        else:
            ev.ignore()

    def contextMenuEvent(self, ev: QContextMenuEvent) -> None:
        """Leave menus to the click of the right button."""
        ev.accept()

    def focusInEvent(self, ev: QFocusEvent) -> None:
        """Show that the keys move the line."""
        super().focusInEvent(ev)
        self._light()

    def focusOutEvent(self, ev: QFocusEvent) -> None:
        """Show that they no longer do."""
        super().focusOutEvent(ev)
        self._light()

    def _hover(self, position: QPointF) -> None:
        self._hovered = self._scrubber.on_grip(position)
        self._light()
        inside = self.box.rect().contains(position)
        hint = self._scrubber.hint(position) if inside else ""
        shape = Qt.CursorShape.PointingHandCursor if hint else Qt.CursorShape.ArrowCursor
        self.box.setCursor(Qt.CursorShape.SizeHorCursor if self._hovered else shape)
        self.hinted.emit((self.explained(position) if inside else "") or hint)

    def _light(self) -> None:
        self.now_layer.set_lit(self._hovered or self.hasFocus())

    def _in_box(self, at: QPoint) -> QPointF:
        return QPointF(self.box.mapFromScene(self.mapToScene(at)))

    def _ask_for_menu(self, position: QPointF) -> None:
        self.menu_asked.emit(self.mapToGlobal(self.mapFromScene(self.box.mapToScene(position))))
