"""What the plane and the line have in common: a plot box with points, badges and handles."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)

from gmm_explorer.controller import Controller
from gmm_explorer.controller.editing import named
from gmm_explorer.em import Mixture
from gmm_explorer.model import Frame, Tool, painting
from gmm_explorer.view.paint.brushing import Brushing
from gmm_explorer.view.paint.painted_surface import PaintedSurface
from gmm_explorer.view.plot.asking import Asking
from gmm_explorer.view.plot.bar_place import Lines
from gmm_explorer.view.plot.clicking import Clicker, asks_for_menu
from gmm_explorer.view.plot.grips import Badge, Grip, Handle
from gmm_explorer.view.plot.holding import Holding
from gmm_explorer.view.plot.morph import Morph
from gmm_explorer.view.plot.moving import Mover
from gmm_explorer.view.plot.nudging import Nudger
from gmm_explorer.view.plot.plights import Plights
from gmm_explorer.view.plot.rubber_band import RubberBand
from gmm_explorer.view.plot.weighing import Weigher
from gmm_explorer.view.points.colouring import color_source
from gmm_explorer.view.style.theme import Theme, Themed
from gmm_explorer.view.widgets.claimed_keys import claims


class Canvas(PaintedSurface):
    """A plot on which components are seen, placed and taken hold of.

    Attributes
    ----------
    hinted
        ``hinted(text)``: what the mouse would do here; empty for the tool's own hint.
    menu_asked
        ``menu_asked(position, at)``: a menu is wanted for what is at a pixel of the plot box, and
        is to appear at a place of the screen.
    """

    MOVE_HINT = "Drag to move {}; Alt snaps to a point, Shift keeps to an axis"
    morph: Morph  # made by the plane and the line, each for the components as it draws them

    hinted = Signal(str)
    menu_asked = Signal(QPointF, QPoint)

    def __init__(self, controller: Controller, theme: Theme, *, vertical_grid: bool = True) -> None:
        super().__init__(theme, vertical_grid=vertical_grid)
        self.controller = controller
        self.frame: Frame | None = None
        self.badges: list[Badge] = []
        self.handles: list[Handle] = []
        self._hinting: Grip | None = None
        self._cursor: Qt.CursorShape | None = None
        self.plights = Plights(self)
        self.mover = Mover(self)
        self.weigher = Weigher(self)
        self.band = RubberBand(self)
        self.nudger = Nudger(self)
        self.asking = Asking(self)
        self.brushing = Brushing(self)
        self.clicker = Clicker(self)
        self.holding = Holding(self)
        self.box.clicked.connect(self.clicker.click)
        self.box.menu_asked.connect(self._ask_for_menu)
        self.box.draw_moved.connect(self.draw_component)
        self.box.draw_finished.connect(self._finish_drawing)
        self.box.pixels_changed.connect(self.put_grips)

    # What the plane and the line do in their own way

    def fit_data(self) -> None:
        """Bring all data and all components into view."""
        raise NotImplementedError

    def place_grips(self, frame: Frame) -> None:
        """Put badges and handles where the frame has them."""
        raise NotImplementedError

    def component_at(self, position: QPointF) -> int | None:
        """Return the component whose drawing a pixel belongs to, or None."""
        raise NotImplementedError

    def is_over(self, k: int, position: QPointF) -> bool:
        """Return whether a pixel is inside the drawing of a component."""
        raise NotImplementedError

    def mean_at(self, position: QPointF) -> NDArray[np.float64]:
        """Return the mean, shape (D,), of a component whose badge is at a pixel."""
        raise NotImplementedError

    def pixel_of(self, place: NDArray[np.float64]) -> tuple[float, float]:
        """Return where a place in the data, shape (D,), is on the screen."""
        raise NotImplementedError

    def lines_of(self, frame: Frame, mixture: Mixture, k: int) -> Lines:
        """Return the lines that are drawn, and how far those of a component reach."""
        raise NotImplementedError

    def weight_at_peak(self, k: int, position: QPointF) -> float | None:
        """Return the weight that puts the peak of a component's curve at a pixel, if it has one."""
        return None

    def draw_component(self, start: QPointF, end: QPointF) -> None:
        """Preview the component that a drag with the place tool describes."""
        raise NotImplementedError

    def place_at(self, position: QPointF) -> None:
        """Add a component of a sensible size."""
        raise NotImplementedError

    # What they share

    def render_frame(self, old: Frame | None, new: Frame) -> None:
        """Draw what has changed."""
        self.frame = new
        if old is None or old.snapshot.dataset is not new.snapshot.dataset:
            self.show_data(new)
            if old is None or not painting.same_sheet(old.snapshot.dataset, new.snapshot.dataset):
                self.show_extent(new)
        elif color_source(old) != color_source(new):
            self.color_points(new)
        if old is None or old.presentation.marked is not new.presentation.marked:
            self.points.set_selected(new.presentation.marked)
        self.box.drawing = new.presentation.tool is Tool.PLACE and not new.presentation.asking
        self._show_cursor(new)
        self._match_grips(new)
        self.plights.show_frame(new)
        self.put_grips()
        self.asking.render_frame(new)
        self.brushing.render_frame(new)

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        """Let nothing glide away from under a hand."""
        self.morph.finish()
        super().mousePressEvent(ev)

    def place_all(self, frame: Frame) -> None:
        """Put all that a hand takes hold of where a frame has it."""
        self.place_grips(frame)
        self.weigher.place(frame)
        self.plights.place()

    def _show_cursor(self, frame: Frame) -> None:
        """Let the cursor over the box say what the tool in hand does there."""
        draws = self.box.drawing or frame.presentation.tool.is_brush
        cursor = Qt.CursorShape.CrossCursor if draws else Qt.CursorShape.ArrowCursor
        if frame.presentation.asking:
            cursor = Qt.CursorShape.WhatsThisCursor
        if cursor is not self._cursor:
            self._cursor = cursor
            self.box.setCursor(cursor)

    def show_data(self, frame: Frame) -> None:
        """Show the points of a frame."""
        self.color_points(frame)

    def show_extent(self, frame: Frame) -> None:
        """Bring the data of a frame into view; what a hand does to them leaves the view alone."""
        self.fit_data()

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        super().set_theme(theme)
        items: list[Themed] = [self.plights, self.mover.ring, self.weigher, self.band, self.asking]
        items.append(self.brushing)
        for item in (*items, *self.badges, *self.handles):
            item.set_theme(theme)
        if self.frame is not None:
            self.color_points(self.frame)

    def event(self, ev: QEvent) -> bool:
        """Claim keys for what is selected or dragged before the window or its menu bar does."""
        wanted = claims(ev, lambda key: self.nudger.wants(key) or self.holding.wants(key))
        return wanted or bool(super().event(ev))

    def leaveEvent(self, ev: QEvent) -> None:
        """Let no answer stay where the mouse is no more."""
        self.asking.leave()
        super().leaveEvent(ev)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        """Let Escape give the component back, Return place one and arrows nudge."""
        escaping = ev.key() == Qt.Key.Key_Escape
        escaped = escaping and (self.holding.give_up() or self.asking.dismiss())
        if escaped or self.asking.press(ev):
            ev.accept()
        elif self.holding.wants(ev):
            self.holding.press(ev)
        elif self._acts(ev) and self.brushing.active:
            self.brushing.dab(self.aim())
        elif self._acts(ev):
            self.clicker.click(self.aim(), Qt.KeyboardModifier.NoModifier)
        elif self.nudger.wants(ev):
            self.nudger.press(ev)
        elif asks_for_menu(ev):
            self._ask_for_menu(self._selected_or_aim())
        else:
            ev.ignore()

    def _acts(self, ev: QKeyEvent) -> bool:
        """Return whether a key stands for a click: Return, where one asks, places or paints."""
        is_return = ev.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return is_return and (self.box.drawing or self.asking.active or self.brushing.active)

    def keyReleaseEvent(self, ev: QKeyEvent) -> None:
        """End a burst of nudges when the key is let go."""
        self.nudger.release(ev)
        self.asking.release(ev)
        super().keyReleaseEvent(ev)

    def focusOutEvent(self, ev: QFocusEvent) -> None:
        """End nudges, questions and strokes: what is held may be let go where we do not see it."""
        self.controller.nudging.let_go()
        self.asking.let_go()
        self.brushing.lose()
        super().focusOutEvent(ev)

    def hideEvent(self, ev: QHideEvent) -> None:
        """Let go of everything: the window is away, or shows data of another dimension."""
        if self.controller.editing.dragging:
            self.let_go_unseen()
        self.holding.let_go()
        super().hideEvent(ev)

    def wheelEvent(self, ev: QWheelEvent) -> None:
        """Scale the selection with Ctrl, zoom without; but never under a hand that drags."""
        position = self.in_box(ev.position().toPoint())
        if self.holding.active or self.brushing.turn(ev) or self.nudger.turn(ev, position):
            ev.accept()
        else:
            super().wheelEvent(ev)

    def contextMenuEvent(self, ev: QContextMenuEvent) -> None:
        """Leave menus to the click of the right button: its drag zooms."""
        ev.accept()

    def taken_at(self, position: QPointF) -> int | None:
        """Return the component that a click at a pixel means: badges first, the selected on top."""
        near = [badge for badge in self.badges if badge.is_near(position)]
        if near:
            return self.badges.index(max(near, key=Badge.zValue))
        return self.component_at(position)

    def _ask_for_menu(self, position: QPointF) -> None:
        self.menu_asked.emit(position, self.on_screen(position))

    def _selected_or_aim(self) -> QPointF:
        selection = () if self.frame is None else self.frame.presentation.selection
        return self.badges[selection[0]].pos() if selection else self.aim()

    def hint_for(self, grip: Grip, text: Callable[[], str]) -> None:
        """Show a hint while the mouse is near a grip."""
        grip.hovered.connect(lambda on: self._hint(grip, text() if on else ""))

    def _hint(self, grip: Grip, text: str) -> None:
        """Pass on what a grip says; one that is left after another was reached is not heard."""
        if text or grip is self._hinting:
            self._hinting = grip if text else None
            self.hinted.emit(text)

    def add_badge(self, k: int) -> Badge:
        """Make the badge of a component and wire it."""
        badge = Badge(self.box, k, self.theme)
        badge.moved.connect(lambda pos, keys: self.mover.move(k, pos, keys))
        badge.released.connect(self.mover.finish)
        badge.clicked.connect(lambda keys: self.clicker.click_badge(k, keys))
        self.hint_for(badge, lambda: self.MOVE_HINT.format(named(self.mover.moved_with(k))))
        return badge

    def make_handles(self) -> Sequence[Handle]:
        """Make the handles of the selected component and wire them."""
        raise NotImplementedError

    def _match_grips(self, frame: Frame) -> None:
        """Have one badge a component."""
        n_components = frame.snapshot.n_components
        while len(self.badges) > n_components:
            self.badges[-1].leave()
            self.scene().removeItem(self.badges.pop())
        while len(self.badges) < n_components:
            self.badges.append(self.add_badge(len(self.badges)))
        if not self.handles:
            self.handles.extend(self.make_handles())
        for k, badge in enumerate(self.badges):
            badge.set_selected(k in frame.presentation.selection)

    def put_grips(self) -> None:
        """Put all that a hand takes hold of where the frame shown has it."""
        if self.frame is not None:
            self.place_all(self.frame)

    def _finish_drawing(self, start: QPointF, end: QPointF) -> None:
        self.draw_component(start, end)
        self.controller.editing.finish_placing()
