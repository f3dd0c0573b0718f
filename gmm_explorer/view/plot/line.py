"""The line: one-dimensional data, and components as curves one can take hold of."""

import math
from collections.abc import Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from gmm_explorer.controller import Controller
from gmm_explorer.em import Mixture
from gmm_explorer.model import Frame
from gmm_explorer.view.plot.bar_place import Lines
from gmm_explorer.view.plot.canvas import Canvas
from gmm_explorer.view.plot.contours import contours_of
from gmm_explorer.view.plot.crossing import curves_crossed
from gmm_explorer.view.plot.curve_layer import CurveLayer
from gmm_explorer.view.plot.densities import height_at, histogram, jitter
from gmm_explorer.view.plot.extent import data_extent, full_extent
from gmm_explorer.view.plot.geometry import STILL
from gmm_explorer.view.plot.grips import BADGE_RADIUS, CLEARANCE, Handle
from gmm_explorer.view.plot.layers import ON_A_LINE, Layers
from gmm_explorer.view.plot.morph import Morph
from gmm_explorer.view.plot.surface import axis_names
from gmm_explorer.view.style.theme import Theme

MARGIN = 0.14  # of the data's span, on each side
FLOOR = 0.10  # of the height: room below the base line for the points
STRIP = (0.03, 0.076)  # of the height: the part of that room where they lie
TALLEST = 3.0  # peaks above so many times the histogram's are cut off rather than flatten it
SMALLEST_DEVIATION = 0.25  # pixels
SPIKE_REACH = 4.0  # pixels to either side that a narrower component can be clicked at
HANDLE_HINT = "Drag to widen or narrow the component"


class Line(Canvas):
    """The plot of one column."""

    n_features = 1
    MOVE_HINT = "Drag to move {}; Alt snaps to a point"

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__(controller, theme, vertical_grid=False)
        self.setObjectName("line")
        self.setAccessibleName("Plot of the data and the components")
        self.box.setMouseEnabled(x=True, y=False)
        self.curves = CurveLayer(self.box, theme)
        self.curves.setZValue(-1)
        self.layers = Layers(self.box, theme, ON_A_LINE)
        self.morph = Morph(self.curves.show_frame, self.place_all, self)
        self._data_peak = 0.0
        self._top = 1.0

    def render_frame(self, old: Frame | None, new: Frame) -> None:
        """Draw what has changed."""
        super().render_frame(old, new)
        self.layers.show_frame(new)
        self.morph.follow(old, new)
        self._suit_height(new)

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        super().set_theme(theme)
        self.curves.set_theme(theme)
        self.layers.set_theme(theme)

    def show_data(self, frame: Frame) -> None:
        """Show other points."""
        dataset = frame.snapshot.dataset
        x = np.empty(0) if dataset is None else dataset.X[:, 0]
        self.points.set_points(np.column_stack([x, -jitter(len(x), *STRIP)]))
        bars = None if dataset is None else histogram(x)
        self.curves.set_histogram(bars)
        self._data_peak = 0.0 if bars is None else float(bars.heights.max())
        self.name_axes(axis_names(frame.snapshot)[0], "density")
        super().show_data(frame)

    def fit_data(self) -> None:
        """Bring all data and all components into view."""
        if self.frame is not None:
            low, high = full_extent(self.frame)[:, 0]
            room = MARGIN * (high - low)
            self.box.setXRange(low - room, high + room, padding=0.0)
            self._top = 0.0
            self._suit_height(self.frame)

    def place_grips(self, frame: Frame) -> None:
        """Put badges at the peaks, and handles a standard deviation beside the selected one."""
        mixture = frame.snapshot.mixture
        if mixture is None:
            for handle in self.handles:
                handle.hide()
            return
        for k, badge in enumerate(self.badges):
            badge.setPos(self._on_curve(mixture, k, float(mixture.means[k, 0])))
        selection = frame.presentation.selection
        for handle, sign in zip(self.handles, (-1.0, 1.0), strict=True):
            handle.setVisible(len(selection) == 1)
            if len(selection) == 1 and not handle.dragging:
                handle.setPos(self._end(mixture, selection[0], sign))

    def make_handles(self) -> list[Handle]:
        """Make one handle a standard deviation to either side."""
        return [self._handle(0), self._handle(1)]

    def mean_at(self, position: QPointF) -> NDArray[np.float64]:
        """Return the mean of a component whose badge is at a pixel."""
        return np.array([self._x(position)])

    def pixel_of(self, place: NDArray[np.float64]) -> tuple[float, float]:
        """Return where a place in the data is on the screen: amid the strip of points."""
        return self.box.pixels().to_pixels(float(place[0]), -sum(STRIP) / 2 * self._top)

    def clear_area(self) -> QRectF:
        """Return the plot without the key to the colours, down to the strip of points."""
        area = super().clear_area()
        area.setBottom(min(area.bottom(), self.box.pixels().to_pixels(0.0, 0.0)[1]))
        return area

    def lines_of(self, frame: Frame, mixture: Mixture, k: int) -> Lines:
        """Return the curves, and how far that of a component reaches: down to the strip."""
        pixels, mean = self.box.pixels(), float(mixture.means[k, 0])
        farthest = max(one.n_sigma for one in contours_of(frame.presentation.shown.contours, 1))
        far = farthest * math.sqrt(mixture.covariances[k, 0, 0]) * pixels.scale_x
        peak = height_at(mixture, mixture.n_components - 1, mean, stacked=True)
        x, y = pixels.to_pixels(mean, peak)
        reach = QRectF(QPointF(x - far, y), QPointF(x + far, self.box.height()))
        stacked = frame.presentation.shown.stacked
        return Lines(
            reach, partial(curves_crossed, mixture, self.curves.histogram, pixels, stacked=stacked)
        )

    def weight_at_peak(self, k: int, position: QPointF) -> float | None:
        """Return the weight that puts the peak of a component's curve at a pixel, if it has one."""
        mixture = None if self.frame is None else self.frame.snapshot.mixture
        if mixture is None or mixture.covariances[k, 0, 0] <= 0.0:
            return None
        height = self.box.pixels().to_data(position.x(), position.y())[1]
        height -= self._height(mixture, k, mixture.means[k, 0]) - _peak(mixture, k)
        return height * math.sqrt(2.0 * math.pi * mixture.covariances[k, 0, 0])

    def component_at(self, position: QPointF) -> int | None:
        """Return the component whose curve is the lowest of those above a pixel."""
        heights = self._heights_at(position)
        _, y = self.box.pixels().to_data(position.x(), position.y())
        above = [(height, k) for k, height in enumerate(heights) if height >= y > 0.0]
        return min(above)[1] if above else None

    def is_over(self, k: int, position: QPointF) -> bool:
        """Return whether a pixel is under the curve of a component."""
        heights = self._heights_at(position)
        _, y = self.box.pixels().to_data(position.x(), position.y())
        return k < len(heights) and heights[k] >= y > 0.0

    def _heights_at(self, position: QPointF) -> list[float]:
        mixture = None if self.frame is None else self.frame.snapshot.mixture
        if mixture is None:
            return []
        x, reach = self._x(position), SPIKE_REACH / self.box.pixels().scale_x
        return [
            math.inf if _is_spike(mixture, k, x, reach) else self._height(mixture, k, x)
            for k in range(mixture.n_components)
        ]

    def draw_component(self, start: QPointF, end: QPointF) -> None:
        """Preview a component: centred at the press, a standard deviation wide to the mouse."""
        deviation = abs(self._x(end) - self._x(start))
        self.controller.editing.drag_new_component(
            [self._x(start)], [[max(deviation, self._smallest()) ** 2]]
        )

    def place_at(self, position: QPointF) -> None:
        """Add a component that is narrower the more there are."""
        if self.frame is not None:
            low, high = data_extent(self.frame)[:, 0]
            deviation = (high - low) / (4.0 * math.sqrt(self.frame.snapshot.n_components + 3.0))
            self.controller.editing.place([self._x(position)], [[deviation**2]])

    def _handle(self, end: int) -> Handle:
        handle = Handle(self.box, self.theme)
        handle.moved.connect(lambda pos, _keys: self._pull(end, pos))
        handle.released.connect(self._let_go)
        self.hint_for(handle, partial(str, HANDLE_HINT))
        return handle

    def _pull(self, end: int, position: QPointF) -> None:
        before = self.controller.editing.begin_drag().mixture
        if self.frame is None or before is None or not self.frame.presentation.selection:
            return
        k = self.frame.presentation.selection[0]
        held, scale = math.sqrt(before.covariances[k, 0, 0]), self.box.pixels().scale_x
        away = abs(self._x(position) - before.means[k, 0]) - self._beyond(held) / scale
        deviation = max(away, self._smallest())
        is_back = abs(away - held) * scale < STILL
        covariance = before.covariances[k] if is_back else [[deviation**2]]
        self.controller.editing.drag_covariance(k, covariance)
        mixture = self.frame.snapshot.mixture
        if mixture is not None:
            height = self._on_curve(mixture, k, float(mixture.means[k, 0]) + deviation).y()
            self.handles[end].setPos(position.x(), height)

    def _let_go(self) -> None:
        if self.frame is not None and self.frame.presentation.selection:
            k = self.frame.presentation.selection[0]
            self.controller.editing.finish(f"Reshape component {k + 1}")
            self.place_grips(self.frame)

    def _end(self, mixture: Mixture, k: int, sign: float) -> QPointF:
        """Return where a handle is: a standard deviation away, and clear of the badge."""
        deviation = math.sqrt(mixture.covariances[k, 0, 0])
        place = self._on_curve(mixture, k, float(mixture.means[k, 0]) + sign * deviation)
        return place + QPointF(sign * self._beyond(deviation), 0.0)

    def _beyond(self, deviation: float) -> float:
        """Return how many pixels beyond a standard deviation its handle is drawn."""
        return max(CLEARANCE - deviation * self.box.pixels().scale_x, 0.0)

    def _suit_height(self, frame: Frame) -> None:
        """Let the tallest curve fit, without a change of scale at every move."""
        if self.weigher.peak.dragging:
            return  # a scale that follows the hand would run away from it
        peak = max((self._peak(mixture) for mixture in _drawn(frame)), default=0.0)
        if self._data_peak > 0.0:
            peak = min(max(peak, self._data_peak), TALLEST * self._data_peak)
        elif peak == 0.0 and self._top == 0.0:
            peak = 1.0  # an empty sheet has a height too
        if peak > 0.0 and not 0.6 * self._top <= peak <= 0.95 * self._top:
            self._top = 1.15 * peak
            self.box.setYRange(-FLOOR * self._top, self._top, padding=0.0)
            # Points lie at shares of the height, whatever the height is.
            self.points.setTransform(QTransform.fromScale(1.0, self._top))

    def _on_curve(self, mixture: Mixture, k: int, x: float) -> QPointF:
        """Return the pixel of a component's curve above a place, within sight."""
        has_width = mixture.covariances[k, 0, 0] > 0.0
        height = self._height(mixture, k, x) if has_width else math.inf
        across, down = self.box.pixels().to_pixels(x, height)
        return QPointF(across, max(down, BADGE_RADIUS + 2.0))

    def _height(self, mixture: Mixture, k: int, x: float) -> float:
        """Return how high a component's curve is drawn at a place."""
        stacked = self.frame is not None and self.frame.presentation.shown.stacked
        return height_at(mixture, k, float(x), stacked=stacked)

    def _peak(self, mixture: Mixture) -> float:
        """Return how high the highest of the curves is drawn: that of the whole mixture."""
        means = np.sort(mixture.means[:, 0])
        places = np.concatenate((means, (means[1:] + means[:-1]) / 2))  # modes may lie between
        last = mixture.n_components - 1
        return max(height_at(mixture, last, float(x), stacked=True) for x in places)

    def _x(self, position: QPointF) -> float:
        return self.box.pixels().to_data(position.x(), position.y())[0]

    def _smallest(self) -> float:
        return SMALLEST_DEVIATION / self.box.pixels().scale_x


def _is_spike(mixture: Mixture, k: int, x: float, reach: float) -> bool:
    """Return whether a component is narrower than a reach, and a place nearer to it than that."""
    deviation = math.sqrt(mixture.covariances[k, 0, 0])
    return deviation < reach and bool(abs(x - mixture.means[k, 0]) <= reach)


def _peak(mixture: Mixture, k: int) -> float:
    return height_at(mixture, k, float(mixture.means[k, 0]))


def _drawn(frame: Frame) -> Iterator[Mixture]:
    """Yield the mixtures whose curves are drawn: that shown and, where it is wished, the truth."""
    dataset = frame.snapshot.dataset
    if frame.snapshot.mixture is not None:
        yield frame.snapshot.mixture
    if frame.presentation.shown.truth and dataset is not None and dataset.mixture is not None:
        yield dataset.mixture
