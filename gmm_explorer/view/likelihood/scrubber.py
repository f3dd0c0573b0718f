"""Mouse and keys on the log-likelihood plot: they move along the curve, or to another branch."""

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from gmm_explorer.controller import Controller
from gmm_explorer.model import Branch, Curve, Position, Session
from gmm_explorer.view.likelihood.trace import Line

if TYPE_CHECKING:
    from gmm_explorer.view.likelihood.likelihood_plot import LikelihoodPlot

GRIP_WIDTH = 12.0  # pixels in which the now-line can be taken hold of
DOT_REACH = 8.0  # pixels from a stop, or from a branch, that mean it and no other

GRIP_HINT = "Drag along the iterations"
GO_HINT = "Click to go to this iteration, drag along the others"
BRANCH_HINT = "Click to go over to this branch"

KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
Keys = Qt.KeyboardModifier


class Scrubber:
    """Turns the mouse and keys on a plot into places of the timeline.

    Left of an iteration in which a hand changed something lies what was before the change, right
    of it what is after; a click on a dot means the dot.
    """

    def __init__(self, plot: "LikelihoodPlot", controller: Controller, session: Session) -> None:
        self._plot = plot
        self._controller = controller
        self._session = session
        self._start: QPointF | None = None
        self._offset = 0.0
        plot.box.drawing = True  # a drag is ours, and does not pan
        plot.box.clicked.connect(self._click)
        plot.box.draw_moved.connect(self._drag)
        plot.box.draw_finished.connect(self._finish)

    @property
    def dragging(self) -> bool:
        """Whether a hand holds the now-line."""
        return self._start is not None

    def on_grip(self, position: QPointF) -> bool:
        """Return whether a pixel belongs to the handle of the now-line."""
        x = self._plot.now_layer.x
        return x is not None and abs(position.x() - x) <= GRIP_WIDTH / 2

    def hint(self, position: QPointF) -> str:
        """Say what the mouse would do at a pixel."""
        if self.on_grip(position):
            return GRIP_HINT
        if not len(self._curve):
            return ""
        found = self._branch_at(position)
        return GO_HINT if found is None else BRANCH_HINT

    def wants(self, ev: QKeyEvent) -> bool:
        """Return whether a key moves along the curve."""
        plain = not ev.modifiers() & ~(Keys.ControlModifier | Keys.KeypadModifier)
        return ev.key() in KEYS and plain

    def press(self, ev: QKeyEvent) -> None:
        """Move by a key that is wanted: by entries, with Ctrl by what happened, or to an end."""
        timeline, last = self._session.timeline, len(self._curve) - 1
        forwards = ev.key() in (Qt.Key.Key_Right, Qt.Key.Key_End)
        if ev.modifiers() & Keys.ControlModifier:
            self._go_to_stop(self._next_change(forwards=forwards))
        elif ev.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go(timeline.after if forwards else timeline.before)
        elif last >= 0:
            self._go_to_stop(last if forwards else 0)

    def _next_change(self, *, forwards: bool) -> int | None:
        """Return the next stop at which something happened, or the end of the curve."""
        here = self._curve.stop_of(self._session.timeline.position)
        if here is None:
            return None
        stops = [change.stop for change in self._plot.trace.changes]
        if forwards:
            return min((s for s in stops if s > here), default=len(self._curve) - 1)
        return max((s for s in stops if s < here), default=0)

    def _click(self, position: QPointF, _keys: object) -> None:
        branch = self._branch_at(position)
        self._go_to_stop(self._dot_at(position)) if branch is None else self._go(branch)

    def _drag(self, start: QPointF, here: QPointF) -> None:
        if self._start != start:
            self._start = QPointF(start)
            x = self._plot.now_layer.x
            self._offset = x - start.x() if x is not None and self.on_grip(start) else 0.0
        self._go_to_stop(self._nearest(here.x() + self._offset))

    def _finish(self, start: QPointF, here: QPointF) -> None:
        self._drag(start, here)
        self._start = None

    def _nearest(self, x: float) -> int | None:
        return self._curve.nearest(self._plot.box.pixels().to_data(x, 0.0)[0])

    def _dot_at(self, position: QPointF) -> int | None:
        """Return the stop whose dot is at a pixel, or else the nearest along the iterations."""
        nearest = self._nearest(position.x())
        if nearest is None:
            return None
        around = range(max(nearest - 1, 0), min(nearest + 2, len(self._curve)))
        distances = {stop: self._distance(stop, position) for stop in around}
        closest = min(around, key=distances.__getitem__)
        return closest if distances[closest] <= DOT_REACH else nearest

    def _distance(self, stop: int, position: QPointF) -> float:
        n_iter, height = self._plot.trace.place(stop)
        x, y = self._plot.box.pixels().to_pixels(n_iter, height)
        distance = math.hypot(x - position.x(), y - position.y())
        return distance if math.isfinite(distance) else math.inf

    def _branch_at(self, position: QPointF) -> Position | None:
        """Return the entry of a branch at a pixel; the curve itself lies on top."""
        trace = self._plot.trace
        if any(self._height_off(line, position) <= DOT_REACH for line in trace.lines):
            return None
        found: tuple[float, Branch] | None = None
        for branch, line in zip(trace.beside, trace.branches, strict=True):
            away = self._height_off(line, position)
            if away <= DOT_REACH and (found is None or away <= found[0]):
                found = away, branch
        if found is None:
            return None
        branch = found[1]
        iteration = self._plot.box.pixels().to_data(position.x(), 0.0)[0]
        return branch.position(int(np.argmin(np.abs(branch.n_iter - iteration))))

    def _height_off(self, line: Line, position: QPointF) -> float:
        """Return how many pixels a line is above or below a pixel; infinity past its ends."""
        pixels = self._plot.box.pixels()
        iteration = pixels.to_data(position.x(), 0.0)[0]
        room = DOT_REACH / pixels.scale_x
        if not line.x.size or not line.x[0] - room <= iteration <= line.x[-1] + room:
            return math.inf
        height = float(np.interp(iteration, line.x, line.y))
        away = abs(pixels.to_pixels(0.0, height)[1] - position.y())
        return away if math.isfinite(away) else math.inf

    def _go_to_stop(self, stop: int | None) -> None:
        if stop is not None:
            self._go(self._curve.position(stop))

    def _go(self, position: Position | None) -> None:
        self._controller.travelling.go_to(position)

    @property
    def _curve(self) -> Curve:
        return self._plot.trace.curve
