"""The plane: two-dimensional data, and components as ellipses one can take hold of."""

from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QResizeEvent

from gmm_explorer.controller import Controller
from gmm_explorer.controller.editing import UNCORRELATED
from gmm_explorer.em import CovarianceType, Mixture
from gmm_explorer.model import Frame
from gmm_explorer.view.plot.bar_place import Lines
from gmm_explorer.view.plot.canvas import Canvas
from gmm_explorer.view.plot.contours import SIGMAS, contours_of
from gmm_explorer.view.plot.crossing import ellipses_crossed
from gmm_explorer.view.plot.ellipses import OUTLINE_SIGMA, EllipseLayer
from gmm_explorer.view.plot.extent import data_extent, full_extent
from gmm_explorer.view.plot.geometry import STILL, Ellipse, in_data, on_screen, pulled
from gmm_explorer.view.plot.grips import CLEARANCE, Handle
from gmm_explorer.view.plot.layers import ON_A_PLANE, Layers
from gmm_explorer.view.plot.marginal_layer import beside_strips
from gmm_explorer.view.plot.morph import Morph
from gmm_explorer.view.plot.plights import MOST_BESIDE
from gmm_explorer.view.plot.surface import axis_names
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.card import plain_label

UNDER, OVER = -1.0, 1.0  # the points, which lie at 0
MARGIN = 0.18  # of the data's span, on each side
EQUAL_WITHIN = 3.0  # axes are equal when the columns' spans are within this ratio
NOTE_TIP = "The columns' spans are so unlike that both axes are filled; A gives them one scale"
HANDLE_HINTS: dict[CovarianceType, str] = {
    "full": "Drag to stretch or turn; Shift keeps the shape, Ctrl the angle",
    "tied": "Drag to stretch or turn all, as they are tied; Shift keeps the shape, Ctrl the angle",
    "diag": "Drag to stretch along the axis; Shift keeps the shape",
    "spherical": "Drag to make it wider or narrower",
}

Keys = Qt.KeyboardModifier


class Plane(Canvas):
    """The plot of two columns."""

    n_features = 2

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__(controller, theme)
        self.setObjectName("plane")
        self.setAccessibleName("Plot of the data and the components")
        self.ellipses = EllipseLayer(self.box, theme)
        self.layers = Layers(self.box, theme, ON_A_PLANE)
        self.morph = Morph(self.ellipses.show_frame, self.place_all, self)
        self._note = plain_label("scales differ", dim=True, small=True)
        self._note.setParent(self)
        self._note.setObjectName("axes_note")
        self._note.setToolTip(NOTE_TIP)
        self._note.hide()

    def resizeEvent(self, ev: QResizeEvent) -> None:
        """Keep the note about the axes in its corner."""
        super().resizeEvent(ev)
        if hasattr(self, "_note"):  # pyqtgraph resizes itself before we have made one
            self._note.adjustSize()
            self._note.move(self.width() - self._note.width() - 16, 12)

    def render_frame(self, old: Frame | None, new: Frame) -> None:
        """Draw what has changed."""
        super().render_frame(old, new)
        self.layers.show_frame(new)
        self.morph.follow(old, new)
        if old is None or old.presentation.equal_axes is not new.presentation.equal_axes:
            self.set_aspect(new)

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        super().set_theme(theme)
        self.ellipses.set_theme(theme)
        self.layers.set_theme(theme)

    def show_data(self, frame: Frame) -> None:
        """Show other points."""
        dataset = frame.snapshot.dataset
        points = np.empty((0, 2)) if dataset is None else dataset.X
        self.points.set_points(points)
        self.ellipses.setZValue(OVER if len(points) > MOST_BESIDE else UNDER)
        self.name_axes(*axis_names(frame.snapshot))
        super().show_data(frame)

    def show_extent(self, frame: Frame) -> None:
        """Bring the data of a frame into view, with the axes that suit them."""
        self.set_aspect(frame)
        super().show_extent(frame)

    @property
    def equal_axes(self) -> bool:
        """Whether both axes have one scale now."""
        return bool(self.box.state["aspectLocked"])

    def set_aspect(self, frame: Frame) -> None:
        """Give both axes one scale if that is wished, or else if the data allow it."""
        wished = frame.presentation.equal_axes
        equal = _spans_allow(data_extent(frame)) if wished is None else wished
        self.box.setAspectLocked(equal)
        self._note.setVisible(not equal)
        if not equal:
            self.fit_data()

    def fit_data(self) -> None:
        """Bring all data and all components into view."""
        if self.frame is not None:
            (left, bottom), (right, top) = full_extent(self.frame)
            x, y = MARGIN * (right - left), MARGIN * (top - bottom)
            self.box.setRange(
                xRange=(left - x, right + x), yRange=(bottom - y, top + y), padding=0.0
            )

    def place_grips(self, frame: Frame) -> None:
        """Put badges at the means, and handles at the selected component's axes."""
        mixture = frame.snapshot.mixture
        pixels = self.box.pixels()
        places = [] if mixture is None else mixture.means.tolist()
        for badge, place in zip(self.badges, places, strict=False):
            badge.put(*pixels.to_pixels(*place))
        selection = frame.presentation.selection
        alone = selection[0] if len(selection) == 1 and mixture is not None else None
        for handle in self.handles:
            handle.setVisible(alone is not None)
        if alone is not None and mixture is not None:
            centre = np.array(pixels.to_pixels(*mixture.means[alone]))
            ends = on_screen(mixture.covariances[alone], pixels).ends(OUTLINE_SIGMA, CLEARANCE)
            ends = self._in_hand(centre + ends)
            along = (ends - centre).tolist()
            for handle, end, way in zip(self.handles, ends.tolist(), along, strict=True):
                if not handle.dragging:
                    handle.put(*end)
                handle.point_along(*way)

    def _in_hand(self, ends: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the ends so that a handle in a hand keeps its own: axes may change places."""
        held = next((at for at, handle in enumerate(self.handles) if handle.dragging), None)
        if held is not None:
            here = self.handles[held].pos()
            own = np.hypot(*(ends - [here.x(), here.y()]).T).argmin()
            ends[[held, own]] = ends[[own, held]]
        return ends

    def make_handles(self) -> list[Handle]:
        """Make one handle for each end of both axes."""
        return [self._handle(end) for end in range(4)]

    def mean_at(self, position: QPointF) -> NDArray[np.float64]:
        """Return the mean of a component whose badge is at a pixel."""
        return np.array(self.box.pixels().to_data(position.x(), position.y()))

    def pixel_of(self, place: NDArray[np.float64]) -> tuple[float, float]:
        """Return where a place in the data is on the screen."""
        return self.box.pixels().to_pixels(float(place[0]), float(place[1]))

    def clear_area(self) -> QRectF:
        """Return the plot without the key to the colours and the strips of the marginals."""
        area = super().clear_area()
        if self.frame is not None and self.frame.presentation.shown.marginals:
            return area.intersected(beside_strips(self.box.rect()))
        return area

    def lines_of(self, frame: Frame, mixture: Mixture, k: int) -> Lines:
        """Return the ellipses, and how far those of a component reach."""
        pixels = self.box.pixels()
        n_sigmas = [one.n_sigma for one in contours_of(frame.presentation.shown.contours, 2)]
        centre = QPointF(*self.pixel_of(mixture.means[k]))
        spread = np.sqrt(np.diagonal(mixture.covariances[k])) * np.abs(pixels.scale)
        far = QPointF(*(max(n_sigmas) * spread))
        return Lines(
            QRectF(centre - far, centre + far),
            partial(ellipses_crossed, mixture, pixels, (OUTLINE_SIGMA, *n_sigmas)),
        )

    def component_at(self, position: QPointF) -> int | None:
        """Return the component whose outermost contour holds a pixel, the nearest by its own sd."""
        distances = self._distances(position)
        nearest = int(np.argmin(distances)) if distances else 0
        return nearest if self.is_over(nearest, position) else None

    def is_over(self, k: int, position: QPointF) -> bool:
        """Return whether the outermost contour of a component holds a pixel."""
        distances = self._distances(position)
        return k < len(distances) and distances[k] <= SIGMAS[0]

    def _distances(self, position: QPointF) -> list[float]:
        """Return how far a pixel is from each component, in its own standard deviations."""
        mixture = None if self.frame is None else self.frame.snapshot.mixture
        if mixture is None:
            return []
        pixels = self.box.pixels()
        distances = []
        for mean, covariance in zip(mixture.means, mixture.covariances, strict=True):
            x, y = pixels.to_pixels(*mean)
            away = np.array([position.x() - x, position.y() - y])
            distances.append(_distance(on_screen(covariance, pixels), away))
        return distances

    def draw_component(self, start: QPointF, end: QPointF) -> None:
        """Preview a round component: centred at the press, its 2-sigma ellipse at the mouse."""
        pixels = self.box.pixels()
        away = end - start
        radius = float(np.hypot(away.x(), away.y())) / OUTLINE_SIGMA
        covariance = in_data(Ellipse(np.array([radius, radius]), 0.0), pixels)
        mean = pixels.to_data(start.x(), start.y())
        self.controller.editing.drag_new_component(mean, covariance)

    def place_at(self, position: QPointF) -> None:
        """Add a component that is smaller the more there are, stretched as the data are."""
        if self.frame is None:
            return
        low, high = data_extent(self.frame)
        deviations = (high - low) / (4.0 * np.sqrt(self.frame.snapshot.n_components + 3.0))
        mean = self.box.pixels().to_data(position.x(), position.y())
        self.controller.editing.place(mean, np.diag(deviations**2))

    def _handle(self, end: int) -> Handle:
        handle = Handle(self.box, self.theme)
        handle.moved.connect(lambda pos, keys: self._pull(end, pos, keys))
        handle.released.connect(self._let_go)
        self.hint_for(handle, lambda: HANDLE_HINTS[self._family])
        return handle

    @property
    def _family(self) -> CovarianceType:
        return "full" if self.frame is None else self.frame.snapshot.settings.covariance_type

    def _pull(self, end: int, position: QPointF, keys: Keys) -> None:
        """Preview the component with an end of the ellipse that a drag began with at a pixel."""
        before = self.controller.editing.begin_drag().mixture
        if self.frame is None or before is None or not self.frame.presentation.selection:
            return
        k = self.frame.presentation.selection[0]
        pixels = self.box.pixels()
        x, y = pixels.to_pixels(*before.means[k])
        held, offset = before.covariances[k], np.array([position.x() - x, position.y() - y])
        start = on_screen(held, pixels)
        is_back = np.abs(offset - start.ends(OUTLINE_SIGMA, CLEARANCE)[end]).sum() < STILL
        ellipse = pulled(
            start,
            end,
            offset,
            OUTLINE_SIGMA,
            at_least=CLEARANCE,
            keep_shape=bool(keys & Keys.ShiftModifier) or self._family == "spherical",
            keep_angle=bool(keys & Keys.ControlModifier) or self._family in UNCORRELATED,
        )
        self.handles[end].setPos(position)
        covariance = held if is_back else in_data(ellipse, pixels)
        self.controller.editing.drag_covariance(k, covariance)

    def _let_go(self) -> None:
        if self.frame is not None and self.frame.presentation.selection:
            k = self.frame.presentation.selection[0]
            self.controller.editing.finish(f"Reshape component {k + 1}")
            self.place_grips(self.frame)


def _spans_allow(corners: NDArray[np.float64]) -> bool:
    spans = corners[1] - corners[0]
    return bool(spans.max() <= EQUAL_WITHIN * spans.min())


def _distance(ellipse: Ellipse, away: NDArray[np.float64]) -> float:
    """Return the Mahalanobis distance of a pixel; a component without area is a pixel wide."""
    cos, sin = np.cos(ellipse.angle), np.sin(ellipse.angle)
    along = np.array([cos * away[0] + sin * away[1], cos * away[1] - sin * away[0]])
    return float(np.hypot(*(along / np.maximum(ellipse.semi_axes, 1.0))))
