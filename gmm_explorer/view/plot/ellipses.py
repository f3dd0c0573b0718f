"""The components of a plane as ellipses at chosen standard deviations or masses."""

import math
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPen

from gmm_explorer.em import Mixture
from gmm_explorer.model import Contours, Frame
from gmm_explorer.view.plot.contours import Contour, contours_of
from gmm_explorer.view.plot.geometry import Ellipse, PixelMap, on_screen
from gmm_explorer.view.plot.layer import Layer
from gmm_explorer.view.plot.pens import dash_of
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.plot.quick_ellipse import Edge, Ring, draw_ellipses
from gmm_explorer.view.plot.stamps import EXACT, ROUNDED, Drawing, Stamps
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import Theme, rgb_of

OUTLINE_SIGMA = 2.0  # where the selected component's outline and handles are
LARGEST_RADIUS = 1e5  # pixels: beyond it an edge on the screen cannot be told from a line
FARTHEST = 2.0 * LARGEST_RADIUS  # pixels: an ellipse that is drawn and so far away is out of sight
OUTLINE_WIDTH = 1.5  # pixels
EDGE = 4.0  # pixels that an edge and its halo take at most
HALO = 2.0  # pixels, both sides together
SMALLEST_WIDTH = 1.0  # pixels: so that a component without area can still be seen


class EllipseLayer(Layer):
    """All components' ellipses; the selected ones with an outline and their axes."""

    def __init__(self, box: PlotBox, theme: Theme) -> None:
        super().__init__(box, theme)
        self._stamps = Stamps()

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Draw the ellipses of a frame; those that keep their shape from memory."""
        mixture = frame.snapshot.mixture
        self._stamps.keep(range(frame.snapshot.n_components))
        if mixture is None:
            return
        pixels, shown = self.box.pixels(), frame.presentation.shown.contours
        look = (shown, self.zValue(), self.theme.name, pixels.scale_x, pixels.scale_y)
        tolerance = ROUNDED if frame.previewing else EXACT
        for k, mean in enumerate(mixture.means.tolist()):
            selected = k in frame.presentation.selection
            shape = (mixture.covariances[k].tobytes(), float(mixture.weights[k]), selected)
            describe = partial(self._drawing_of, mixture, k, pixels, shown, selected)
            x, y = pixels.to_pixels(*mean)
            if max(abs(x), abs(y)) < FARTHEST:
                self._stamps.draw(painter, k, QPointF(x, y), (shape, look), describe, tolerance)

    def _drawing_of(
        self, mixture: Mixture, k: int, pixels: PixelMap, shown: Contours, selected: bool
    ) -> Drawing | None:
        """Return how a component is drawn round its mean; None where it is too large."""
        contours = contours_of(shown, 2)
        ellipse = on_screen(mixture.covariances[k], pixels)
        if not contours[0].n_sigma * ellipse.semi_axes[0] < LARGEST_RADIUS:
            return None

        def paint(painter: QPainter) -> None:
            painter.rotate(math.degrees(ellipse.angle))
            self._draw_contours(painter, k, ellipse, float(mixture.weights[k]), contours)
            if selected:
                self._draw_outline(painter, ellipse)

        return Drawing(_reach(ellipse, max(contours[0].n_sigma, OUTLINE_SIGMA)), paint)

    def _draw_contours(
        self,
        painter: QPainter,
        k: int,
        ellipse: Ellipse,
        weight: float,
        contours: tuple[Contour, ...],
    ) -> None:
        rgb, dash, halo = component_color(k), dash_of(k), rgb_of(self.theme.halo)
        rings = []
        for contour in contours:
            fill = QColor(*rgb)
            fill.setAlphaF(contour.fill_alpha)
            width = contour.width * (0.75 + 0.75 * weight)
            edges = [Edge(rgb, contour.edge_alpha, width, dash)]
            if self.zValue() > 0.0:  # over points of the same colour an edge needs a halo
                edges.insert(0, Edge(halo, 1.0, width + HALO))
            rings.append(Ring(_bounds(ellipse, contour.n_sigma), fill, edges))
        draw_ellipses(painter, rings)

    def _draw_outline(self, painter: QPainter, ellipse: Ellipse) -> None:
        bounds = _bounds(ellipse, OUTLINE_SIGMA)
        edge = Edge(rgb_of(self.theme.handle_outline), 1.0, OUTLINE_WIDTH)
        draw_ellipses(painter, [Ring(bounds, None, [edge])])
        ink = QColor(self.theme.handle_outline)
        ink.setAlphaF(0.5)
        painter.setPen(QPen(ink, 1.0))
        painter.drawLine(QPointF(bounds.left(), 0.0), QPointF(bounds.right(), 0.0))
        painter.drawLine(QPointF(0.0, bounds.top()), QPointF(0.0, bounds.bottom()))


def _reach(ellipse: Ellipse, n_sigma: float) -> QSizeF:
    """Return how far the edges of an ellipse reach from its middle."""
    (a, b), cos, sin = ellipse.semi_axes.tolist(), math.cos(ellipse.angle), math.sin(ellipse.angle)
    return QSizeF(
        n_sigma * math.hypot(a * cos, b * sin) + EDGE, n_sigma * math.hypot(a * sin, b * cos) + EDGE
    )


def _bounds(ellipse: Ellipse, n_sigma: float) -> QRectF:
    a, b = (max(n_sigma * axis, SMALLEST_WIDTH / 2) for axis in ellipse.semi_axes)
    return QRectF(-a, -b, 2 * a, 2 * b)
