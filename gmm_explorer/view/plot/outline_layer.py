"""Mixtures other than the one shown, as outlines: the last state and the truth."""

import math
from collections.abc import Collection

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gmm_explorer.em import Mixture
from gmm_explorer.model import Frame, mixture_before
from gmm_explorer.view.plot.contours import contours_of
from gmm_explorer.view.plot.densities import curves
from gmm_explorer.view.plot.geometry import on_screen
from gmm_explorer.view.plot.optional_layer import OptionalLayer
from gmm_explorer.view.plot.pens import component_pen
from gmm_explorer.view.plot.strokes import OUT_OF_SIGHT, polygon, runs

CROSS = 4.0  # pixels from the middle of a true mean's cross to its ends
GHOST_ALPHA = 0.75
RING = 14.0  # pixels: the radius about a component that would be too narrow to be seen
LOWEST = 0.5  # pixels: a curve below it is the base line


class OutlineLayer(OptionalLayer):
    """The outlines of a mixture: ellipses on a plane, curves on a line."""

    def mixture(self, frame: Frame) -> Mixture | None:
        """Return the mixture to outline in a frame, if there is one."""
        raise NotImplementedError

    def pen(self, component: int) -> QPen:
        """Return the pen of a component's outline."""
        raise NotImplementedError

    def components(self, _frame: Frame, mixture: Mixture) -> Collection[int]:
        """Return which of its components to outline: all."""
        return range(mixture.n_components)

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Outline the mixture."""
        mixture = self.mixture(frame)
        if mixture is None:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if mixture.n_features == 1:
            self._draw_curves(painter, mixture, self.components(frame, mixture))
        else:
            n_sigma = contours_of(frame.presentation.shown.contours, 2)[1].n_sigma
            for k in self.components(frame, mixture):
                painter.setPen(self.pen(k))
                self._draw_ellipse(painter, mixture, k, n_sigma)

    def _draw_ellipse(self, painter: QPainter, mixture: Mixture, k: int, n_sigma: float) -> None:
        pixels = self.box.pixels()
        ellipse = on_screen(mixture.covariances[k], pixels)
        x, y = pixels.to_pixels(*mixture.means[k])
        if not max(abs(x), abs(y), n_sigma * ellipse.semi_axes[0]) < OUT_OF_SIGHT:
            return
        painter.save()
        painter.translate(QPointF(x, y))
        painter.rotate(math.degrees(ellipse.angle))
        a, b = (float(n_sigma * axis) for axis in ellipse.semi_axes)
        painter.drawEllipse(QRectF(-a, -b, 2 * a, 2 * b))
        painter.restore()

    def _draw_curves(
        self, painter: QPainter, mixture: Mixture, components: Collection[int]
    ) -> None:
        pixels = self.box.pixels()
        left, right = self.box.viewRange()[0]
        sampled = curves(mixture, left, right, max(int(self.box.width() / 2), 2))
        x = sampled.x * pixels.scale_x + pixels.offset_x
        for k in components:
            painter.setPen(self.pen(k))
            down = pixels.down(sampled.weighted[k])
            for run in runs(pixels.offset_y - down > LOWEST):
                painter.drawPolyline(polygon(x[run], down[run]))


class GhostLayer(OutlineLayer):
    """The mixture one change ago; during a drag or a run, that before it; or one compared with."""

    def wanted(self, frame: Frame) -> bool:
        """Return whether ghosts are shown and the components then were as many as now."""
        if not (frame.presentation.shown.ghost or frame.presentation.compared):
            return False
        ghost, mixture = self.mixture(frame), frame.snapshot.mixture
        return (
            ghost is not None and mixture is not None and ghost.means.shape == mixture.means.shape
        )

    def mixture(self, frame: Frame) -> Mixture | None:
        """Return the mixture compared with, or else that of the entry before what is shown."""
        if frame.presentation.compared is not None:
            return frame.presentation.compared.entry.snapshot.mixture
        if frame.snapshot.mixture is not frame.position.entry.snapshot.mixture:
            return frame.position.entry.snapshot.mixture
        return mixture_before(frame.position)

    def pen(self, component: int) -> QPen:
        """Return a thin line in the component's colour."""
        return component_pen(component, 1.25, GHOST_ALPHA)


class ProposalLayer(OutlineLayer):
    """What a repair would make of the mixture, dashed, until it is done or dropped."""

    def wanted(self, frame: Frame) -> bool:
        """Return whether a repair is proposed."""
        return self.mixture(frame) is not None

    def mixture(self, frame: Frame) -> Mixture | None:
        """Return what is proposed."""
        return frame.presentation.proposed

    def components(self, frame: Frame, mixture: Mixture) -> Collection[int]:
        """Return the components that would change; all where their number would."""
        now, every = frame.snapshot.mixture, range(mixture.n_components)
        if now is None or now.n_components != mixture.n_components:
            return every
        return [k for k in every if _differs(now, mixture, k)]

    def pen(self, component: int) -> QPen:
        """Return a dashed line in the component's colour."""
        pen = component_pen(component, 2.0)
        pen.setDashPattern((4.0, 3.0))
        return pen

    def _draw_ellipse(self, painter: QPainter, mixture: Mixture, k: int, n_sigma: float) -> None:
        """Ring what would be too narrow to be seen."""
        super()._draw_ellipse(painter, mixture, k, n_sigma)
        pixels = self.box.pixels()
        widest = n_sigma * float(on_screen(mixture.covariances[k], pixels).semi_axes[0])
        x, y = pixels.to_pixels(*mixture.means[k])
        if widest < RING and max(abs(x), abs(y)) < OUT_OF_SIGHT:
            painter.drawEllipse(QPointF(x, y), RING, RING)


def _differs(now: Mixture, proposed: Mixture, k: int) -> bool:
    same_place = np.array_equal(now.means[k], proposed.means[k])
    return not (same_place and np.array_equal(now.covariances[k], proposed.covariances[k]))


class TruthLayer(OutlineLayer):
    """The mixture that the data were drawn from, dashed, in no component's colour."""

    def wanted(self, frame: Frame) -> bool:
        """Return whether the truth is shown and known."""
        return frame.presentation.shown.truth and self.mixture(frame) is not None

    def mixture(self, frame: Frame) -> Mixture | None:
        """Return what the data were drawn from, where that is known."""
        dataset = frame.snapshot.dataset
        return None if dataset is None else dataset.mixture

    def pen(self, component: int) -> QPen:
        """Return the same dashed line for all: a true component has no number."""
        pen = QPen(QColor(self.theme.text), 1.5)
        pen.setDashPattern((4.0, 3.0))
        return pen

    def _draw_ellipse(self, painter: QPainter, mixture: Mixture, k: int, n_sigma: float) -> None:
        super()._draw_ellipse(painter, mixture, k, n_sigma)
        x, y = self.box.pixels().to_pixels(*mixture.means[k])
        painter.setPen(QPen(QColor(self.theme.text), 1.5))
        for across, down in ((CROSS, CROSS), (CROSS, -CROSS)):
            painter.drawLine(QPointF(x - across, y - down), QPointF(x + across, y + down))
