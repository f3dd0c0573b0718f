"""The components of a plane as ellipses at chosen standard deviations or masses."""

import math
from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from gmm_explorer.em import Mixture
from gmm_explorer.model import Frame
from gmm_explorer.view.plot.contours import Contour, contours_of
from gmm_explorer.view.plot.geometry import Ellipse, PixelMap, on_screen
from gmm_explorer.view.plot.layer import Layer
from gmm_explorer.view.plot.pens import dash_of
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.plot.quick_ellipse import Edge, Ring, draw_ellipses
from gmm_explorer.view.plot.still_picture import StillPicture
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import Theme, rgb_of

OUTLINE_SIGMA = 2.0  # where the selected component's outline and handles are
LARGEST_RADIUS = 1e5  # pixels: beyond it an edge on the screen cannot be told from a line
OUTLINE_WIDTH = 1.5  # pixels
HALO = 2.0  # pixels, both sides together
SMALLEST_WIDTH = 1.0  # pixels: so that a component without area can still be seen


class EllipseLayer(Layer):
    """All components' ellipses; the selected ones with an outline and their axes."""

    def __init__(self, box: PlotBox, theme: Theme) -> None:
        super().__init__(box, theme)
        self._still = StillPicture()

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Draw the ellipses of a frame; those that a drag leaves alone from memory."""
        mixture = frame.snapshot.mixture
        if mixture is None:
            return
        still = _left_alone(frame, mixture)
        if still:
            self._still.draw(
                painter,
                self.box.rect(),
                self._look(frame, mixture, still),
                lambda inner: self._draw_components(inner, frame, mixture, still),
            )
        moving = [k for k in range(mixture.n_components) if k not in still]
        self._draw_components(painter, frame, mixture, moving)

    def _draw_components(
        self, painter: QPainter, frame: Frame, mixture: Mixture, components: Sequence[int]
    ) -> None:
        pixels = self.box.pixels()
        contours = contours_of(frame.presentation.shown.contours, 2)
        for k in components:
            ellipse = on_screen(mixture.covariances[k], pixels)
            if contours[0].n_sigma * ellipse.semi_axes[0] < LARGEST_RADIUS:
                self._enter(painter, mixture.means[k], pixels, ellipse)
                self._draw_contours(painter, k, ellipse, float(mixture.weights[k]), contours)
                if k in frame.presentation.selection:
                    self._draw_outline(painter, ellipse)
                painter.restore()

    def _look(self, frame: Frame, mixture: Mixture, components: list[int]) -> Hashable:
        """Return all that the picture of these components follows from."""
        numbers = (mixture.weights, mixture.means, mixture.covariances)
        return (
            tuple(components),
            *(array[components].tobytes() for array in numbers),
            frame.presentation.selection,
            frame.presentation.shown.contours,
            self.box.pixels(),
            self.theme.name,
        )

    @staticmethod
    def _enter(painter: QPainter, mean: np.ndarray, pixels: PixelMap, ellipse: Ellipse) -> None:
        """Put the painter where the ellipse is centred and lies along x."""
        painter.save()
        painter.translate(QPointF(*pixels.to_pixels(*mean)))
        painter.rotate(math.degrees(ellipse.angle))

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


def _left_alone(frame: Frame, mixture: Mixture) -> list[int]:
    """Return the components that are where they were before a drag; none where nobody drags."""
    before = frame.position.entry.snapshot.mixture if frame.previewing else None
    if before is None or before.n_components != mixture.n_components:
        return []
    same: NDArray[np.bool_] = (
        (mixture.weights == before.weights)
        & (mixture.means == before.means).all(axis=1)
        & (mixture.covariances == before.covariances).all(axis=(1, 2))
    )
    found: list[int] = np.flatnonzero(same).tolist()
    return found


def _bounds(ellipse: Ellipse, n_sigma: float) -> QRectF:
    a, b = (max(n_sigma * axis, SMALLEST_WIDTH / 2) for axis in ellipse.semi_axes)
    return QRectF(-a, -b, 2 * a, 2 * b)
