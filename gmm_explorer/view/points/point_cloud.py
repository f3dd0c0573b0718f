"""The points of the data as one plot item: every colour its own, drawn in one call."""

import math
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from gmm_explorer.view.points.colouring import Colouring, Looks
from gmm_explorer.view.points.density_layer import LATER_ABOVE, DensityLayer, Source, Wanted
from gmm_explorer.view.points.finding import Finder
from gmm_explorer.view.points.placement import (
    Mapping,
    Placement,
    Placing,
    finite_range,
    mapping_of,
    place,
    reach,
)
from gmm_explorer.view.points.point_layers import DiscLayer, DiscStyle, PieLayer, RingLayer
from gmm_explorer.view.points.vector_points import Outlined, draw_rings, is_vector
from gmm_explorer.view.style.theme import Theme, rgb_of
from gmm_explorer.view.widgets.reported import reported

DENSITY_LIMIT = 50_000
"""Above this many points in view their density is drawn: discs would hide each other."""

_HALO = 1.0
_HALO_OF_DIAMETER = 0.15
_RING_GAP = 2.0
_RING_WIDTH = 1.5
_LARGEST, _SMALLEST = 8.0, 3.0
_PIE_OF_DISC = 1.5  # slices want more room than a colour


def automatic_size(n_points: int) -> float:
    """Return the diameter of a disc, in logical pixels, at which so many stay readable."""
    size = _LARGEST * (300 / max(n_points, 1)) ** 0.2
    return min(_LARGEST, max(_SMALLEST, size))


class PointCloudItem(pg.GraphicsObject):
    """Points as discs with a thin halo, or their density where too many are in view.

    Points that are not finite are kept, so that indices stay those of the data, but never drawn.

    Parameters
    ----------
    theme
        Gives the halo, the grey of points without a colour and the rings of selected ones.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._xy: NDArray[np.float64] = np.empty((2, 0))
        self._source: Source = Looks().of
        self._seen: tuple[Placement, Source, Looks] | None = None
        self._pies: NDArray[np.float64] | None = None
        self._grey = _grey(theme)
        self._selected: NDArray[np.intp] = np.empty(0, np.intp)
        self._bounds: tuple[tuple[float, float] | None, ...] = (None, None)
        self._rect: QRectF | None = None
        self._placing: Placing | None = None
        self._dense = False
        self._discs = DiscLayer()
        self._pie_layer = PieLayer()
        self._density = DensityLayer(self.update, self)
        self._at_once = False
        self._rings = RingLayer()
        self._finder = Finder(self)

    def set_points(self, X: NDArray[np.float64]) -> None:
        """Show other points (N, 2), in data coordinates, grey until they are given colours.

        The array is kept, not copied.
        """
        self._xy = X.T
        self._finder.look_at(self._xy)
        self._bounds = tuple(finite_range(values) for values in self._xy)
        self._source, self._pies = Looks().of, None
        self._density.forget()
        self._selected = np.empty(0, np.intp)
        self._placing, self._dense = None, False
        self._forget_rect()
        self.informViewBoundsChanged()
        self.update()

    def set_colors(self, rgb: NDArray[np.uint8] | None) -> None:
        """Show the points in colours (N, 3), or all grey.

        The array is kept, not copied: give a new one for new colours.

        Raises
        ------
        ValueError
            When there is not one colour for each point.
        """
        self.set_looks(Looks(rgb))

    def set_looks(self, looks: Looks) -> None:
        """Show the points in colours, markers or pies, each for every point.

        Arrays are kept, not copied: give new ones for new looks.

        Raises
        ------
        ValueError
            When there is not one colour for each point.
        """
        n_points, rgb = self._xy.shape[1], looks.rgb
        if rgb is not None and rgb.shape != (n_points, 3):
            raise ValueError(
                f"{n_points} points need colours of shape ({n_points}, 3), not {rgb.shape}"
            )
        self._show(looks.of, looks.pies)

    def set_colouring(self, colouring: Colouring) -> None:
        """Show the points in colours that are worked out when they are drawn, if there are many."""
        if self._xy.shape[1] > LATER_ABOVE:
            self._show(colouring.of, None)
        else:
            self.set_looks(colouring.of(None))

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Draw everything in full within this context, however long it takes: for a file."""
        self._at_once = True
        try:
            yield
        finally:
            self._at_once = False

    def _show(self, source: Source, pies: NDArray[np.float64] | None) -> None:
        self._source = source
        self._set_pies(pies)
        self.update()

    def _set_pies(self, pies: NDArray[np.float64] | None) -> None:
        if (pies is None) is not (self._pies is None):
            self._forget_rect()  # pies are larger than discs
        self._pies = pies

    def set_selected(self, indices: NDArray[np.intp]) -> None:
        """Draw a ring around these points and no others."""
        self._selected = np.asarray(indices, np.intp)
        self._forget_rect()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of another theme."""
        self._theme = theme
        self._grey = _grey(theme)
        self.update()

    @property
    def diameter(self) -> float:
        """The diameter of a disc in logical pixels, without its halo."""
        size = automatic_size(self._xy.shape[1])
        return size if self._pies is None else _PIE_OF_DISC * size

    def place_of(self, index: int) -> tuple[float, float]:
        """Return where a point is, in coordinates of the plot."""
        x, y = self._xy[:, index]
        transform = self.transform()
        return float(x) * transform.m11(), float(y) * transform.m22()

    def nearest(self, x: float, y: float | None, radius: float) -> int | None:
        """Find the point nearest to a place on the plot, as distances look on the screen.

        Parameters
        ----------
        x, y
            The place, in coordinates of the plot; with None for y, only x counts.
        radius
            How far a point may be away, in logical pixels.

        Returns
        -------
        int or None
            The index of the point, or None when none is near enough.
        """
        own_y = None if y is None else y / self.transform().m22()
        return self._finder.nearest((x, own_y), self._pixels_per_unit(), radius)

    @reported
    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        """Draw all points that can be seen; called by Qt."""
        ratio = painter.device().devicePixelRatioF()
        transform = painter.transform()
        mapping = mapping_of(transform, painter.viewport(), ratio)
        # The data's transform would stretch the discs: go on in device pixels.
        painter.setTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
        unit = ratio * self._theme.scale  # in which discs and rings are measured
        margin = math.ceil((self.diameter / 2 + _RING_GAP + _RING_WIDTH) * unit)
        placing = self._placing_in(mapping, margin)
        if self._is_dense(placing):
            wanted = Wanted(placing, self._source, self._grey, max(1, round(ratio)))
            self._density.draw(painter, wanted, at_once=self._at_once)
        elif is_vector(painter):
            self._draw_outlines(painter, placing, self._disc_style(unit))
        elif self._pies is not None:
            style = self._disc_style(unit)
            self._pie_layer.draw(painter, placing.placement, self._pies, style)
        else:
            placement = placing.placement
            looks = self._looks(placement)
            rgb = self._grey if looks.rgb is None else looks.rgb
            self._discs.draw(painter, placement, rgb, self._disc_style(unit), looks.shapes)
        if self._selected.size:
            ringed = place(self._xy[:, self._selected], mapping, margin)
            self._draw_rings(painter, ringed, unit)
        painter.setTransform(transform)

    def _draw_outlines(self, painter: QPainter, placing: Placing, style: DiscStyle) -> None:
        shown = Outlined(self._xy, placing, self._pies, self._looks(placing.placement), self._grey)
        shown.draw(painter, style)

    def _placing_in(self, mapping: Mapping, margin: int) -> Placing:
        placing = self._placing
        if placing is None or (placing.mapping, placing.margin) != (mapping, margin):
            placing = self._placing = Placing(self._xy, mapping, margin)
        return placing

    def _is_dense(self, placing: Placing) -> bool:
        """Return whether a view has too many points for discs; the one before tells at first."""
        known = placing.is_known or self._at_once or self._xy.shape[1] <= LATER_ABOVE
        if known or not (self._dense and self._density.has_picture):
            self._dense = len(placing.placement.x) > DENSITY_LIMIT
        return self._dense

    def _looks(self, placement: Placement) -> Looks:
        """Return what the points in view look like."""
        seen = self._seen
        if seen is None or seen[0] is not placement or seen[1] is not self._source:
            seen = placement, self._source, self._source(placement.visible)
            self._seen = seen
        return seen[2]

    def _disc_style(self, unit: float) -> DiscStyle:
        diameter = self.diameter * unit
        # A halo as wide as a small disc would turn a crowd into a honeycomb.
        halo = min(_HALO * unit, _HALO_OF_DIAMETER * diameter)
        return DiscStyle(diameter, halo, self._theme.halo)

    def _draw_rings(self, painter: QPainter, placement: Placement, unit: float) -> None:
        pen = QPen(QColor(self._theme.text), _RING_WIDTH * unit)
        radius = (self.diameter / 2 + _RING_GAP) * unit
        if is_vector(painter):
            draw_rings(painter, placement.x + 0.5, placement.y + 0.5, radius, pen)
        else:
            self._rings.draw(painter, placement, radius, pen)

    def boundingRect(self) -> QRectF:
        """Return the extent of the points with their discs; called by Qt."""
        if self._rect is None:
            self._rect = self._extent()
        return QRectF(self._rect)

    def dataBounds(
        self,
        axis: int,
        frac: float = 1.0,
        orthoRange: tuple[float, float] | None = None,  # noqa: N803
    ) -> tuple[float, float] | tuple[None, None]:
        """Return the range of the finite points on one axis; called by pyqtgraph."""
        return self._bounds[axis] or (None, None)

    def pixelPadding(self) -> float:
        """Return how far a disc reaches beyond its point, in pixels; called by pyqtgraph."""
        ring = _RING_GAP + _RING_WIDTH if self._selected.size else 0.0
        return self.diameter / 2 + max(_HALO, ring) + 1

    def viewTransformChanged(self) -> None:
        """Measure anew what a disc covers in data coordinates; called by pyqtgraph."""
        self._forget_rect()

    def _forget_rect(self) -> None:
        self.prepareGeometryChange()
        self._rect = None

    def _extent(self) -> QRectF:
        x_bounds, y_bounds = self._bounds
        if x_bounds is None or y_bounds is None:
            return QRectF()
        x_pad, y_pad = (reach(self.pixelPadding(), scale) for scale in self._pixels_per_unit())
        left, top = x_bounds[0] - x_pad, y_bounds[0] - y_pad
        return QRectF(left, top, x_bounds[1] + x_pad - left, y_bounds[1] + y_pad - top)

    def _pixels_per_unit(self) -> tuple[float, float]:
        transform = self.sceneTransform()
        return abs(transform.m11()), abs(transform.m22())


def _grey(theme: Theme) -> NDArray[np.uint8]:
    return np.array([rgb_of(theme.unassigned)], np.uint8)
