"""Where the bar of a weight lies: near its badge, and on as little of the drawing as can be."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

CLEAR, CLOSE = 15.0, 6.0  # pixels between the bar and the middle of a grip, and a line
ROOM = 13.0  # pixels round the bar in which there is no middle of a grip that it must not hide
REACH = 2  # half bars to either side of the badge that are looked at
PIXELS_A_LINE = 300.0  # how much farther away the bar goes to lie on one line less

FloatArray = NDArray[np.float64]
Crossed = Callable[[FloatArray], FloatArray]
"""From areas (A, 4): left, top, width, height in pixels, to how many lines each lies on, (A,)."""


class Lines(NamedTuple):
    """The lines of the drawing, in pixels of the plot box.

    Attributes
    ----------
    reach
        The rectangle round the outermost line of the component that the bar belongs to.
    crossed
        Tells how many lines areas lie on.
    """

    reach: QRectF
    crossed: Crossed


class Surroundings(NamedTuple):
    """What is drawn round the bar, in pixels of the plot box.

    Attributes
    ----------
    badge
        Of the component that the bar belongs to.
    handles, badges
        Of that component; of the others.
    inside
        The plot.
    lines
        Of the drawing.
    """

    badge: QPointF
    handles: Sequence[QPointF]
    badges: Sequence[QPointF]
    inside: QRectF
    lines: Lines


def free_place(pill: QRectF, around: Surroundings) -> QPointF:
    """Return where the bar, a pill round its middle, hides neither handles nor badges.

    Of such places in the plot it is the nearest to the badge, but for the lines it lies on; places
    far from the badge count only where all those near it are on lines.  In a crowd it hides other
    badges rather than handles.
    """
    own = [around.badge, *around.handles]
    near = _places_near(pill, around)
    for kept_free in ([*own, *around.badges], own, []):
        found = _best(pill, near, kept_free, around)
        if found is None or found.n_lines > 0.0:
            places = np.concatenate([near, _places_anywhere(pill, around)])
            found = _best(pill, places, kept_free, around)
        if found is not None:
            return found.place
    return QPointF(*near[0])


def is_free(pill: QRectF, place: QPointF, others: Sequence[QPointF], inside: QRectF) -> bool:
    """Return whether the bar at a place is in the plot and hides none of some grips."""
    area = pill.translated(place)
    around = area.adjusted(-ROOM, -ROOM, ROOM, ROOM)
    return inside.contains(area) and not any(map(around.contains, others))


class _Found(NamedTuple):
    """A place, and on how many lines the bar would lie there."""

    place: QPointF
    n_lines: float


def _best(
    pill: QRectF, places: FloatArray, kept_free: Sequence[QPointF], around: Surroundings
) -> _Found | None:
    """Return the best of places (P, 2) at which some grips stay free; None where there is none."""
    places = places[_are_free(_areas(pill, places), kept_free, around.inside)]
    if not len(places):
        return None
    away = np.hypot(*(places - _xy([around.badge])).T)
    n_lines = around.lines.crossed(_areas(pill, places))
    best = int(np.argmin(away + PIXELS_A_LINE * n_lines))
    return _Found(QPointF(*places[best]), float(n_lines[best]))


def _are_free(areas: FloatArray, others: Sequence[QPointF], inside: QRectF) -> NDArray[np.bool_]:
    """Return which areas (A, 4) are in the plot with no grip in them or close by, shape (A,)."""
    left, top = areas[:, 0], areas[:, 1]
    right, bottom = left + areas[:, 2], top + areas[:, 3]
    free = (left >= inside.left()) & (right <= inside.right())
    free &= (top >= inside.top()) & (bottom <= inside.bottom())
    for other in others:
        x, y = other.x(), other.y()
        beside = (x < left - ROOM) | (x > right + ROOM)
        free &= beside | (y < top - ROOM) | (y > bottom + ROOM)
    return free


def _areas(pill: QRectF, places: FloatArray) -> FloatArray:
    """Return what the bar covers at places (P, 2), shape (P, 4)."""
    sizes = np.broadcast_to([pill.width(), pill.height()], places.shape)
    return np.concatenate([places + np.array([pill.left(), pill.top()]), sizes], axis=1)


def _places_near(pill: QRectF, around: Surroundings) -> FloatArray:
    """Return places at the badge, just outside the handles, and just outside all lines, (P, 2)."""
    badge, room = around.badge, CLEAR - CLOSE
    own = QRectF(badge, badge)
    boxes = (
        (own, CLEAR),
        (_corners([badge, *around.handles]), CLEAR),
        (around.lines.reach.united(own.adjusted(-room, -room, room, room)), CLOSE),
    )
    return np.concatenate([_beside(pill, badge, box, gap) for box, gap in boxes])


def _beside(pill: QRectF, badge: QPointF, box: QRectF, gap: float) -> FloatArray:
    """Return places below, above and at the sides of a box, in the order of liking, (8, 2)."""
    half, across, down = pill.width() / 2, pill.width() / 2 + gap, pill.height() / 2 + gap
    x, y, below, above = badge.x(), badge.y(), box.bottom() + down, box.top() - down
    sides = [(box.right() + across, y), (box.left() - across, y)]
    aside = [(x + by, level) for level in (below, above) for by in (half, -half)]
    return np.array([(x, below), (x, above), *sides, *aside])


def _places_anywhere(pill: QRectF, around: Surroundings) -> FloatArray:
    """Return places over and under the badge, all over the height of the plot, (P, 2)."""
    badge, inside, step = around.badge, around.inside, pill.height() + CLOSE
    up, down = ((end - badge.y()) / step for end in (inside.top(), inside.bottom()))
    x = badge.x() + np.arange(-REACH, REACH + 1) * pill.width() / 2
    y = badge.y() + np.arange(np.ceil(up), np.floor(down) + 1) * step
    return np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)


def _corners(points: list[QPointF]) -> QRectF:
    (left, top), (right, bottom) = _xy(points).min(axis=0), _xy(points).max(axis=0)
    return QRectF(QPointF(left, top), QPointF(right, bottom))


def _xy(points: Sequence[QPointF]) -> FloatArray:
    return np.array([(point.x(), point.y()) for point in points])
