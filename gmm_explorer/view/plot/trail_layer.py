"""The ways of the means over the iterations: dotted lines with a dot an iteration."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gmm_explorer.model import Frame, Stacked, Trail, marks
from gmm_explorer.view.plot.geometry import PixelMap
from gmm_explorer.view.plot.optional_layer import OptionalLayer
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.plot.strokes import first_in_cells, polygon, thinned, within_reach
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import Theme

FloatArray = NDArray[np.floating]

CELL = 3.0  # pixels: dots nearer than this would run together
LINE = 1.5
DOT = 4.0
HALO = 1.5

_FEWEST_DOTS = 2  # of a way: one is under the badge
_SAME = 0.1  # pixels


class Way(NamedTuple):
    """The past of a component, in pixels.

    Attributes
    ----------
    line
        Through all places that can be told apart.
    dots
        The same, but each only once: a hand leads a component over the same places often.
    """

    line: QPolygonF
    dots: QPolygonF


class TrailLayer(OptionalLayer):
    """Where the components were at every entry since the start."""

    def __init__(self, box: PlotBox, theme: Theme) -> None:
        super().__init__(box, theme)
        self._trail = Trail()
        self._of_run: list[FloatArray] = []
        # The past in pixels: during a drag it stays while the present moves.
        self._drawn: tuple[object, ...] = ()
        self._past: list[Way] = []

    def wanted(self, frame: Frame) -> bool:
        """Return whether trails are shown and a component could have one.

        Peaks that stand on other curves have no way of their own.
        """
        shown, snapshot = frame.presentation.shown, frame.snapshot
        stacked = shown.stacked and snapshot.n_features == 1
        return shown.trails and not stacked and snapshot.mixture is not None

    def show_frame(self, frame: Frame) -> None:
        """Note where a run under way is; the history will have all of it at its end."""
        if frame.pending is None:
            self._of_run.clear()
        else:
            self._of_run.append(_now(frame)[None])
        super().show_frame(frame)

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Draw one way for each component that has come from elsewhere."""
        for k, (line, dots) in enumerate(self._ways(frame)):
            if dots.size() < _FEWEST_DOTS:
                continue
            dotted, around, inside = _pens(component_color(k), self.theme.halo)
            painter.setPen(dotted)
            painter.drawPolyline(line)
            painter.setPen(around)
            painter.drawPoints(dots)
            painter.setPen(inside)
            painter.drawPoints(dots)

    def _ways(self, frame: Frame) -> list[Way]:
        """Return the way of each component in pixels, from the start to what is shown."""
        pixels, here = self.box.pixels(), _now(frame)
        drawn = (frame.position, len(self._of_run), pixels)
        if drawn != self._drawn:
            self._drawn = drawn
            self._past = _ways(self.past(frame), pixels)
        if len(self._past) != len(here):
            return []
        ends = [QPointF(*end) for end in within_reach(_on_screen(here, pixels)).tolist()]
        return [_led(past, end) for past, end in zip(self._past, ends, strict=True)]

    def past(self, frame: Frame) -> FloatArray:
        """Return the marks since the start, those of a run under way too, shape (T, K, 2)."""
        history = self._trail.at(frame.position)
        same_run = self._of_run and self._of_run[0].shape[1:] == history.shape[1:]
        return np.concatenate([history, *self._of_run]) if same_run else history


@lru_cache(maxsize=64)
def _pens(rgb: tuple[int, int, int], halo: str) -> tuple[QPen, QPen, QPen]:
    """Return the pens of a way's line, of what parts its dots from others, and of the dots."""
    color, solid, round_cap = QColor(*rgb), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap
    dotted = QPen(color, LINE, Qt.PenStyle.CustomDashLine, round_cap)
    dotted.setDashPattern((0.01, 2.5))
    around = QPen(QColor(halo), DOT + HALO, solid, round_cap)
    return dotted, around, QPen(color, DOT, solid, round_cap)


def _now(frame: Frame) -> FloatArray:
    mixture = frame.snapshot.mixture
    if mixture is None:
        return np.empty((0, 2))
    one = Stacked(mixture.weights[None], mixture.means[None], mixture.covariances[None])
    return marks(one)[0]


def _on_screen(places: FloatArray, pixels: PixelMap) -> FloatArray:
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(places * pixels.scale + (pixels.offset_x, pixels.offset_y))


def _ways(places: FloatArray, pixels: PixelMap) -> list[Way]:
    """Return the ways of components, shape (T, K, 2), on the screen."""
    ways = _on_screen(places, pixels)
    kept = thinned(ways, CELL)
    lines = [ways[kept[:, k], k] for k in range(ways.shape[1])]
    return [Way(polygon(*line.T), polygon(*first_in_cells(line, CELL).T)) for line in lines]


def _led(past: Way, end: QPointF) -> Way:
    """Return a way that goes on to a place, or as it is where it has come to that place."""
    if not past.line.isEmpty() and (past.line.last() - end).manhattanLength() < _SAME:
        return past
    return Way(_joined(past.line, end), _joined(past.dots, end))


def _joined(line: QPolygonF, end: QPointF) -> QPolygonF:
    whole = QPolygonF(line)
    whole.append(end)
    return whole
