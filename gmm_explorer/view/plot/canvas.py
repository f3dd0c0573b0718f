"""What the plane and the line have in common: a plot box with points, badges and handles."""

from collections.abc import Sequence
from typing import Protocol

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent

from gmm_explorer.controller import Controller
from gmm_explorer.model import Frame, Tool
from gmm_explorer.view.plot.grid import GridItem, QuietAxis
from gmm_explorer.view.plot.grips import Badge, Grip, Handle
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.points.colouring import color_source, looks_of
from gmm_explorer.view.points.point_cloud import PointCloudItem
from gmm_explorer.view.style.theme import Theme, Themed


class Holdable(Protocol):
    """What a hand can be dragging."""

    @property
    def dragging(self) -> bool:
        """Whether it is being dragged."""

    def give_up(self) -> None:
        """Ignore the rest of the drag under way."""


class Canvas(pg.PlotWidget):
    """A plot on which components are seen, placed and taken hold of.

    Attributes
    ----------
    hinted
        ``hinted(text)``: what the mouse would do here; empty for the tool's own hint.
    """

    hinted = Signal(str)

    def __init__(self, controller: Controller, theme: Theme, *, vertical_grid: bool = True) -> None:
        self.box = PlotBox()
        axes = {side: QuietAxis(side, theme) for side in ("left", "bottom")}
        super().__init__(viewBox=self.box, axisItems=axes, background=theme.plot)
        self.controller = controller
        self.theme = theme
        self.frame: Frame | None = None
        self.grid = GridItem(theme, vertical=vertical_grid)
        self.points = PointCloudItem(theme)
        self.badges: list[Badge] = []
        self.handles: list[Handle] = []
        self._axes = axes
        self.hideButtons()
        self.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self.getPlotItem().setContentsMargins(8, 12, 16, 8)
        self.addItem(self.grid, ignoreBounds=True)
        self.addItem(self.points, ignoreBounds=True)
        self.box.clicked.connect(self._click)
        self.box.draw_moved.connect(self.draw_component)
        self.box.draw_finished.connect(self._finish_drawing)
        self.box.pixels_changed.connect(self._put_grips)

    # What the plane and the line do in their own way

    def fit_data(self) -> None:
        """Bring all data, and components where there are no data, into view."""
        raise NotImplementedError

    def place_grips(self, frame: Frame) -> None:
        """Put badges and handles where the frame has them."""
        raise NotImplementedError

    def component_at(self, position: QPointF) -> int | None:
        """Return the component that a click at a pixel means, or None."""
        raise NotImplementedError

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
        elif color_source(old) != color_source(new):
            self._color_points(new)
        if old is None or old.presentation.marked is not new.presentation.marked:
            self.points.set_selected(new.presentation.marked)
        self.box.drawing = new.presentation.tool is Tool.PLACE
        cursor = Qt.CursorShape.CrossCursor if self.box.drawing else Qt.CursorShape.ArrowCursor
        self.box.setCursor(cursor)
        self._match_grips(new)
        self.place_grips(new)

    def show_data(self, frame: Frame) -> None:
        """Show the points of a frame."""
        self._color_points(frame)

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self.theme = theme
        self.setBackground(theme.plot)
        items: list[Themed] = [self.grid, self.points, *self._axes.values()]
        for item in (*items, *self.badges, *self.handles):
            item.set_theme(theme)
        if self.frame is not None:
            self._color_points(self.frame)

    def name_axes(self, x: str, y: str) -> None:
        """Write the names of what is drawn along the axes."""
        self._axes["bottom"].set_name(x)
        self._axes["left"].set_name(y)

    def give_up_drag(self) -> bool:
        """End a drag under way as if it had not been; return whether there was one."""
        holdable: list[Holdable] = [self.box, *self.badges, *self.handles]
        held = [one for one in holdable if one.dragging]
        for one in held:
            one.give_up()
        if held:
            self.controller.editing.cancel()
        return bool(held)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        """Let Escape give the component back and Return place one; the window has the rest."""
        if ev.key() == Qt.Key.Key_Escape and self.give_up_drag():
            ev.accept()
        elif self.box.drawing and ev.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.place_at(self._aim())
        else:
            ev.ignore()

    def _aim(self) -> QPointF:
        """Return the pixel under the mouse, or the middle while it is elsewhere."""
        area = self.box.rect()
        mouse = self.box.mapFromScene(self.mapToScene(self.mapFromGlobal(QCursor.pos())))
        return mouse if area.contains(mouse) else area.center()

    def hint_for(self, grip: Grip, text: str) -> None:
        """Show a hint while the mouse is near a grip."""
        grip.hovered.connect(lambda on: self.hinted.emit(text if on else ""))

    def add_badge(self, k: int) -> Badge:
        """Make the badge of a component and wire it."""
        badge = Badge(self.box, k, self.theme)
        badge.moved.connect(lambda pos, _keys: self._drag_badge(k, pos))
        badge.released.connect(lambda: self.controller.editing.finish(f"Move component {k + 1}"))
        badge.clicked.connect(lambda keys: self._select(k, keys))
        self.hint_for(badge, f"Drag to move component {k + 1}; Escape gives it back")
        return badge

    def make_handles(self) -> Sequence[Handle]:
        """Make the handles of the selected component and wire them."""
        raise NotImplementedError

    def _drag_badge(self, k: int, position: QPointF) -> None:
        self._select(k)
        self.drag_mean(k, position)

    def drag_mean(self, k: int, position: QPointF) -> None:
        """Preview the mean of a component at a pixel."""
        raise NotImplementedError

    def _color_points(self, frame: Frame) -> None:
        self.points.set_looks(looks_of(frame, self.theme))

    def _match_grips(self, frame: Frame) -> None:
        """Have one badge a component."""
        n_components = frame.snapshot.n_components
        while len(self.badges) > n_components:
            self.scene().removeItem(self.badges.pop())
        while len(self.badges) < n_components:
            self.badges.append(self.add_badge(len(self.badges)))
        if not self.handles:
            self.handles.extend(self.make_handles())

    def _put_grips(self) -> None:
        if self.frame is not None:
            self.place_grips(self.frame)

    def _finish_drawing(self, start: QPointF, end: QPointF) -> None:
        self.draw_component(start, end)
        self.controller.editing.finish_placing()

    def _select(self, k: int, keys: object = Qt.KeyboardModifier.NoModifier) -> None:
        if keys == Qt.KeyboardModifier.ControlModifier:
            self.controller.presenting.toggle_selected(k)
        elif self.frame is not None and self.frame.presentation.selection != (k,):
            self.controller.presenting.select([k])

    def _click(self, position: QPointF, keys: object) -> None:
        if self.box.drawing:
            self.place_at(position)
            return
        k = self.component_at(position)
        if k is None:
            self.controller.presenting.select([])
        else:
            self._select(k, keys)
