"""The shapes that tell components apart where the colours come round again."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF

from gmm_explorer.view.style.palette import COLORS

DISC, SQUARE, TRIANGLE, DIAMOND = range(4)
N_SHAPES = 4

_CORNERS = {
    SQUARE: ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    TRIANGLE: ((0.0, -1.0), (1.0, 0.85), (-1.0, 0.85)),
    DIAMOND: ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)),
}
"""Corners in the square round a disc of radius 1, so that all markers take the same room."""

_ROOM_FOR_NUMBER = {DISC: 1.0, SQUARE: 1.2, TRIANGLE: 1.5, DIAMOND: 1.4}
LARGEST_REACH = 1.7
"""How far a badge's corner is from its middle at most, for a disc of radius 1."""


def marker_of(component: int) -> int:
    """Return the shape of a component: a disc for the first ten, then another for each ten."""
    return component // len(COLORS) % N_SHAPES


def marker_path(shape: int, center: QPointF, radius: float) -> QPainterPath:
    """Return the outline of a shape, in the square round a disc of that radius."""
    path = QPainterPath()
    if shape == DISC:
        path.addEllipse(center, radius, radius)
    else:
        corners = [center + QPointF(x, y) * radius for x, y in _CORNERS[shape]]
        path.addPolygon(QPolygonF([*corners, corners[0]]))
    return path


def badge_path(component: int, center: QPointF, radius: float) -> QPainterPath:
    """Return the outline in which a component's number is written; a disc has that radius."""
    shape = marker_of(component)
    if shape == TRIANGLE:  # so that the number stands where a triangle is wide
        center = center - QPointF(0.0, 0.25 * radius)
    return marker_path(shape, center, _ROOM_FOR_NUMBER[shape] * radius)
