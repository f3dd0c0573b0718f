"""The ways of the means over the iterations: dotted lines with a dot an iteration."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gmm_explorer.model import Frame, Stacked, Trail, marks
from gmm_explorer.view.plot.geometry import PixelMap
from gmm_explorer.view.plot.optional_layer import OptionalLayer
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.plot.strokes import polygon, thinned
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import Theme

FloatArray = NDArray[np.floating]

CELL = 3.0  # pixels: dots nearer than this would run together
LINE = 1.5
DOT = 4.0
HALO = 1.5


class TrailLayer(OptionalLayer):
    """Where the components were at every entry since the start."""

    def __init__(self, box: PlotBox, theme: Theme) -> None:
        super().__init__(box, theme)
        self._trail = Trail()
        self._of_run: list[FloatArray] = []
        self._drawn: tuple[object, ...] = ()
        self._lines: list[QPolygonF] = []

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
        """Draw one way for each component."""
        for k, line in enumerate(self._ways(frame)):
            color = QColor(*component_color(k))
            pen = QPen(color, LINE, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
            pen.setDashPattern((0.01, 2.5))
            painter.setPen(pen)
            painter.drawPolyline(line)
            round_cap = Qt.PenCapStyle.RoundCap
            painter.setPen(
                QPen(QColor(self.theme.halo), DOT + HALO, Qt.PenStyle.SolidLine, round_cap)
            )
            painter.drawPoints(line)
            painter.setPen(QPen(color, DOT, Qt.PenStyle.SolidLine, round_cap))
            painter.drawPoints(line)

    def _ways(self, frame: Frame) -> list[QPolygonF]:
        """Return the way of each component in pixels; none is longer than a dot."""
        pixels = self.box.pixels()
        drawn = (frame.position, frame.snapshot.mixture, len(self._of_run), pixels)
        if drawn != self._drawn:
            self._drawn = drawn
            self._lines = _lines(self.places(frame), pixels)
        return self._lines

    def places(self, frame: Frame) -> FloatArray:
        """Return the marks up to what is shown, shape (T, K, 2)."""
        past, here = self._trail.at(frame.position), _now(frame)
        if past.shape[1:] != here.shape:
            return here[None]
        return np.concatenate([past, *self._of_run, here[None]])


def _now(frame: Frame) -> FloatArray:
    mixture = frame.snapshot.mixture
    if mixture is None:
        return np.empty((0, 2))
    one = Stacked(mixture.weights[None], mixture.means[None], mixture.covariances[None])
    return marks(one)[0]


def _lines(places: FloatArray, pixels: PixelMap) -> list[QPolygonF]:
    """Return the ways of components, shape (T, K, 2), as lines on the screen."""
    with np.errstate(over="ignore", invalid="ignore"):
        ways = places * pixels.scale + (pixels.offset_x, pixels.offset_y)
    kept = thinned(ways, CELL)
    # A way that never leaves its cell is no longer than a dot.
    return [polygon(*ways[kept[:, k], k].T) for k in range(ways.shape[1])]
