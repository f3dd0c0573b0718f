"""The log-likelihood plot."""

from collections.abc import Iterator

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QSize

from gmm_explorer.model import Frame, Segment, Session, curve
from gmm_explorer.view.plot.grid import GridItem, QuietAxis
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.plot.trace_layer import TraceLayer
from gmm_explorer.view.style.theme import Theme, Themed

FEWEST_ITERATIONS = 8  # an axis shorter than this would jump at the first steps
ROOM = 0.15  # of the span, above and below the curve


class LikelihoodPlot(pg.PlotWidget):
    """The log-likelihood of the active path by iteration, the start included."""

    def __init__(self, session: Session, theme: Theme) -> None:
        self.box = PlotBox()
        axes = {side: QuietAxis(side, theme) for side in ("left", "bottom")}
        super().__init__(viewBox=self.box, axisItems=axes, background=theme.plot)
        self.setObjectName("likelihood_plot")
        self.setAccessibleName("Log-likelihood by iteration")
        self.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self.setMinimumHeight(120)
        self.hideButtons()
        self.box.setMouseEnabled(x=False, y=False)
        self.getPlotItem().setContentsMargins(8, 8, 16, 4)
        self._session = session
        self._axes = axes
        self._grid = GridItem(theme, vertical=False)
        self.addItem(self._grid, ignoreBounds=True)
        self.trace = TraceLayer(self.box, theme)
        axes["bottom"].set_name("iteration")
        axes["left"].set_name("log L")

    def sizeHint(self) -> QSize:
        """Return the room the curve wants beside a plot."""
        return QSize(480, 200)

    def render_frame(self, _old: Frame | None, new: Frame) -> None:
        """Draw the path around where we are."""
        segments = curve(self._session.timeline)
        self.trace.show_segments(segments)
        self.trace.show_frame(new)
        furniture: list[pg.GraphicsObject] = [self._grid, *self._axes.values()]
        for item in furniture:
            item.setVisible(new.derived.log_likelihood is not None)
        self._suit_ranges(segments, new)

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self.setBackground(theme.plot)
        items: list[Themed] = [self._grid, self.trace, *self._axes.values()]
        for item in items:
            item.set_theme(theme)

    def _suit_ranges(self, segments: tuple[Segment, ...], frame: Frame) -> None:
        n_iter = np.concatenate([[0.0], *_pieces(segments, frame, 0)])
        values = np.concatenate([np.empty(0), *_pieces(segments, frame, 1)])
        finite = values[np.isfinite(values)]
        last = max(float(n_iter.max()), FEWEST_ITERATIONS)
        self.box.setXRange(-0.02 * last, 1.04 * last, padding=0.0)
        if finite.size:
            low, high = float(finite.min()), float(finite.max())
            least = (1e-6 if high > low else 1e-2) * max(abs(low), abs(high), 1e-9)
            span = max(high - low, least)
            if frame.previewing and self._holds(low, high):
                return  # the scale is still while a hand drags, where it can be
            self.box.setYRange(low - ROOM * span, low + (1.0 + 1.6 * ROOM) * span, padding=0.0)

    def _holds(self, low: float, high: float) -> bool:
        bottom, top = self.box.viewRange()[1]
        return bool(bottom < low <= high < top)


def _pieces(
    segments: tuple[Segment, ...], frame: Frame, which: int
) -> Iterator[NDArray[np.generic]]:
    """Yield the iterations (which = 0) or the log-likelihoods (1) of all that is drawn."""
    for segment in segments:
        yield (segment.n_iter, segment.log_likelihood)[which]
    if frame.pending is not None:
        yield frame.pending[which]
    value = frame.derived.log_likelihood
    if value is not None:
        yield np.array([(frame.snapshot.n_iter, value)[which]])
