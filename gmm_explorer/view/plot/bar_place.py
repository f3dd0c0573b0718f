"""Where the bar of a weight lies: near its badge, and on as little of the drawing as can be."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

CLEAR, CLOSE = 15.0, 6.0  # pixels between the bar and the middle of a grip, and a line
ROOM = 13.0  # pixels round the bar in which there is no middle of a grip that it must not hide
PIXELS_A_LINE = 300.0  # how much farther away the bar goes to lie on one line less

Crossed = Callable[[NDArray[np.float64]], NDArray[np.float64]]
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
    """Return where the bar, a pill round its middle, hides neither handles nor other badges.

    Of such places in the plot it is the nearest to the badge, but for the lines it lies on.  In a
    crowd it hides other badges rather than handles.
    """
    places = _places(pill, around)
    for kept_free in ([*around.handles, *around.badges], around.handles, []):
        free = [place for place in places if is_free(pill, place, kept_free, around.inside)]
        if free:
            return free[_best(pill, free, around)]
    return places[0]


def _best(pill: QRectF, places: list[QPointF], around: Surroundings) -> int:
    middles = np.array([(place.x(), place.y()) for place in places])
    areas = np.empty((len(places), 4))
    areas[:, :2] = middles + np.array([pill.left(), pill.top()])
    areas[:, 2:] = pill.width(), pill.height()
    away = np.hypot(*(middles - np.array([around.badge.x(), around.badge.y()])).T)
    return int(np.argmin(away + PIXELS_A_LINE * around.lines.crossed(areas)))


def _places(pill: QRectF, around: Surroundings) -> list[QPointF]:
    """Return places at the badge, just outside the handles, and just outside all lines."""
    badge, room = around.badge, CLEAR - CLOSE
    own = QRectF(badge, badge)
    boxes = (
        (own, CLEAR),
        (_corners([badge, *around.handles]), CLEAR),
        (around.lines.reach.united(own.adjusted(-room, -room, room, room)), CLOSE),
    )
    return [place for box, gap in boxes for place in _beside(pill, badge, box, gap)]


def _beside(pill: QRectF, badge: QPointF, box: QRectF, gap: float) -> list[QPointF]:
    """Return places below, above and at the sides of a box, in the order of liking."""
    half, across, down = pill.width() / 2, pill.width() / 2 + gap, pill.height() / 2 + gap
    below, above = box.bottom() + down, box.top() - down
    return [
        QPointF(badge.x(), below),
        QPointF(badge.x(), above),
        QPointF(box.right() + across, badge.y()),
        QPointF(box.left() - across, badge.y()),
        *(QPointF(badge.x() + aside, y) for y in (below, above) for aside in (half, -half)),
    ]


def _corners(points: list[QPointF]) -> QRectF:
    across, down = [point.x() for point in points], [point.y() for point in points]
    return QRectF(QPointF(min(across), min(down)), QPointF(max(across), max(down)))


def is_free(pill: QRectF, place: QPointF, others: Sequence[QPointF], inside: QRectF) -> bool:
    """Return whether the bar at a place is in the plot and hides none of some grips."""
    area = pill.translated(place)
    roomy = area.adjusted(-ROOM, -ROOM, ROOM, ROOM)
    return inside.contains(area) and not any(roomy.contains(other) for other in others)
