"""The plot of the smallest eigenvalues, under that of the log-likelihood."""

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt

from gmm_explorer.controller import Controller
from gmm_explorer.model import Frame
from gmm_explorer.model.narrowing import Narrowing
from gmm_explorer.view.health.eigenvalue_layer import LOWEST, Courses, EigenvalueLayer
from gmm_explorer.view.likelihood.axis import HeightAxis, HeightGrid, IterationAxis
from gmm_explorer.view.likelihood.likelihood_plot import LikelihoodPlot
from gmm_explorer.view.likelihood.trace import Trace
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.style.numbers import significant
from gmm_explorer.view.style.theme import Theme, Themed

LEAST_HEIGHT = 110
ABOVE, BELOW = 0.5, 1.0  # decades between what is drawn and the edges
AT_LEAST = 0.0  # the decade that is always in sight: the spread of the data


class EigenvaluePlot(pg.PlotWidget):
    """Logarithms of the smallest eigenvalues over the iterations of the plot above it.

    A click or a drag goes to an iteration; the keys are those of the plot above.
    """

    def __init__(self, above: LikelihoodPlot, controller: Controller, theme: Theme) -> None:
        self.box = PlotBox()
        left, bottom = HeightAxis("left", theme), IterationAxis("bottom", theme)
        left.in_decades = True
        axes = {"left": left, "bottom": bottom}
        super().__init__(viewBox=self.box, axisItems=axes, background=theme.plot)
        self._above = above
        self._controller = controller
        self._narrowing = Narrowing()
        self._drawn: tuple[Trace, object] | None = None
        self._courses: list[Courses] = []
        self.setObjectName("eigenvalue_plot")
        self.setAccessibleName("Smallest eigenvalue of each component by iteration")
        self.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setFocusProxy(above)
        self.hideButtons()
        self.box.setMouseEnabled(x=False, y=False)
        self.getPlotItem().setContentsMargins(8, 0, 16, 4)
        grid = HeightGrid(theme, vertical=False)
        grid.in_decades = True
        self.addItem(grid, ignoreBounds=True)
        self.layer = EigenvalueLayer(self.box, theme)
        self._themed: list[Themed] = [grid, self.layer, left, bottom]
        left.set_name("λ min")
        self._wire()

    def _wire(self) -> None:
        self.box.drawing = True  # a drag is ours, and does not pan
        self.box.clicked.connect(lambda position, _keys: self._go(position))
        self.box.draw_moved.connect(lambda _start, here: self._go(here))
        self.box.draw_finished.connect(lambda _start, here: self._go(here))
        self._above.box.sigXRangeChanged.connect(self._follow_range)
        self._above.box.sigResized.connect(self._follow_range)  # as its axis grows
        self.box.setCursor(Qt.CursorShape.PointingHandCursor)

    def render_frame(self, frame: Frame) -> None:
        """Draw the path that the plot above draws, and where a frame is."""
        trace, scale = self._above.trace, frame.derived.scale
        if self._drawn is None or self._drawn[0] is not trace or self._drawn[1] is not scale:
            self._drawn = (trace, scale)
            self._courses = []
            if scale is not None:
                found = self._narrowing.along(trace.curve, scale)
                self._courses = [
                    Courses(segment.n_iter.astype(np.float64), eigenvalues)
                    for segment, eigenvalues in zip(trace.curve.segments, found, strict=True)
                ]
        self.layer.show_courses(frame, self._courses)
        self._suit(frame)
        self._follow_range()
        self.setAccessibleDescription(_spoken(frame))

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self.setBackground(theme.plot)
        for item in self._themed:
            item.set_theme(theme)

    def _suit(self, frame: Frame) -> None:
        """Show the largest of them, and all that lies between it and a collapse."""
        highest = max(
            (float(one.eigenvalues.max()) for one in self._courses if one.eigenvalues.size),
            default=0.0,
        )
        here = max((vital.health.min_eigenvalue for vital in frame.vitals), default=0.0)
        largest = max(highest, here)
        top = max(AT_LEAST, math.log10(largest) if 0.0 < largest < math.inf else AT_LEAST)
        self.box.setYRange(LOWEST - BELOW, top + ABOVE, padding=0.0)

    def _follow_range(self) -> None:
        self.getAxis("left").setWidth(self._above.getAxis("left").width())
        self.box.setXRange(*self._above.box.viewRange()[0], padding=0.0)

    def _go(self, position: QPointF) -> None:
        curve = self._above.trace.curve
        stop = curve.nearest(self.box.pixels().to_data(position.x(), 0.0)[0])
        if stop is not None:
            self._controller.travelling.go_to(curve.position(stop))


def _spoken(frame: Frame) -> str:
    return ". ".join(
        f"Component {k + 1}: {significant(vital.health.min_eigenvalue, 2)}"
        for k, vital in enumerate(frame.vitals)
    )
