"""Points as outlines, for devices that have no pixels: SVG and PDF."""

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPaintEngine, QPainter, QPen

from gmm_explorer.view.points.colouring import Looks
from gmm_explorer.view.points.placement import Mapping, Placing
from gmm_explorer.view.points.point_layers import DiscStyle
from gmm_explorer.view.style.markers import DISC, marker_path
from gmm_explorer.view.style.palette import UNASSIGNED, component_color

_VECTOR = (QPaintEngine.Type.SVG, QPaintEngine.Type.Pdf)
_TURN = 16 * 360  # of an angle as Qt counts it
_TOP = 16 * 90

FloatArray = NDArray[np.float64]


def is_vector(painter: QPainter) -> bool:
    """Return whether a painter writes outlines that stay sharp at any size."""
    return painter.paintEngine().type() in _VECTOR


class Outlined(NamedTuple):
    """All points in view, as outlines.

    Attributes
    ----------
    xy : (2, N)
        The points, by coordinate.
    placing
        Which of them are in view, and where.
    pies : (N, K) or None
        Their shares, where they are pies.
    looks
        Of those in view.
    grey : (1, 3)
        The colour of points without one.
    """

    xy: FloatArray
    placing: Placing
    pies: FloatArray | None
    looks: Looks
    grey: NDArray[np.uint8]

    def draw(self, painter: QPainter, style: DiscStyle) -> None:
        """Draw them in device pixels."""
        visible = self.placing.placement.visible
        chosen = slice(None) if visible is None else visible
        places = exact_places(self.xy[:, chosen], self.placing.mapping)
        if self.pies is not None:
            draw_pies(painter, places, self.pies[chosen], style)
        else:
            rgb = self.grey if self.looks.rgb is None else self.looks.rgb
            draw_markers(painter, places, rgb, self.looks.shapes, style)


def exact_places(xy: FloatArray, mapping: Mapping) -> FloatArray:
    """Return where points (2, N) fall, shape (N, 2), between the pixels too."""
    x, y = xy
    return np.column_stack(
        [x * mapping.x_scale + mapping.x_shift, y * mapping.y_scale + mapping.y_shift]
    )


def draw_markers(
    painter: QPainter,
    places: FloatArray,
    rgb: NDArray[np.uint8],
    shapes: NDArray[np.uint8] | None,
    style: DiscStyle,
) -> None:
    """Draw points at places (V, 2) in colours (V, 3) or (1, 3) and shapes (V,), or discs."""
    colors = np.broadcast_to(rgb, (len(places), 3))
    shapes = np.full(len(places), DISC) if shapes is None else shapes
    radius = style.diameter / 2
    painter.setPen(_halo(style))
    rows = zip(places.tolist(), colors.tolist(), shapes.tolist(), strict=True)
    for (x, y), color, shape in rows:
        painter.setBrush(QColor(*color))
        if shape == DISC:
            painter.drawEllipse(QPointF(x, y), radius + style.halo / 2, radius + style.halo / 2)
        else:
            painter.drawPath(marker_path(shape, QPointF(x, y), radius + style.halo / 2))


def draw_pies(painter: QPainter, places: FloatArray, shares: FloatArray, style: DiscStyle) -> None:
    """Draw points at places (V, 2) as pies of shares (V, K), from the top clockwise."""
    radius = style.diameter / 2
    for (x, y), slices in zip(places.tolist(), shares.tolist(), strict=True):
        disc = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
        painter.setPen(Qt.PenStyle.NoPen)
        known = math.isfinite(sum(slices)) and sum(slices) > 0.0
        painter.setBrush(QColor(*UNASSIGNED))
        if not known or max(slices) == sum(slices):
            if known:
                painter.setBrush(QColor(*component_color(slices.index(max(slices)))))
            painter.drawEllipse(disc)
        else:
            _draw_slices(painter, disc, slices)
        painter.setPen(_halo(style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(x, y), radius + style.halo / 2, radius + style.halo / 2)


def draw_rings(
    painter: QPainter, x: NDArray[Any], y: NDArray[Any], radius: float, pen: QPen
) -> None:
    """Draw a ring around each place, x and y of shape (V,)."""
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for place in zip(x.tolist(), y.tolist(), strict=True):
        painter.drawEllipse(QPointF(*place), radius, radius)


def _draw_slices(painter: QPainter, disc: QRectF, slices: list[float]) -> None:
    begin, total = float(_TOP), sum(slices)
    for component, share in enumerate(slices):
        span = -_TURN * share / total
        painter.setBrush(QBrush(QColor(*component_color(component))))
        painter.drawPie(disc, round(begin), round(begin + span) - round(begin))
        begin += span


def _halo(style: DiscStyle) -> QPen:
    return QPen(QColor(style.halo_color), style.halo) if style.halo else QPen(Qt.PenStyle.NoPen)
