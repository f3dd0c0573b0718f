"""Which point is nearest to a place."""

import math
from bisect import bisect_left, bisect_right
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from gmm_explorer.controller.lane import SHOWING
from gmm_explorer.controller.newest import Newest
from gmm_explorer.model import Pause, nothing

FloatArray = NDArray[np.float64]
Rows = NDArray[np.signedinteger]

ORDERED_ABOVE = 100_000
"""Points that are looked at in a millisecond (measured); more are put in order first."""

STRIP = 4_000  # points, from left to right
MOST_STRIPS = 100  # a look at all points takes no longer than one at the ends of so many
TOGETHER = 10  # strips that are ordered before others are let in


class Reach(NamedTuple):
    """A box round a place, in data units; without an upper and lower end for None as y."""

    left: float
    right: float
    low: float
    high: float


class Order:
    """Points in strips from left to right, and in each from low to high.

    Strips have equally many points, so that it does not matter where the points lie.

    Parameters
    ----------
    xy
        Shape (2, N), points by coordinate.
    pause
        Called on the way.
    """

    def __init__(self, xy: FloatArray, pause: Pause = nothing) -> None:
        self._y = xy[1]
        self._rows = np.argsort(xy[0]).astype(np.int32)  # half as large as NumPy's own
        starts = np.arange(0, xy.shape[1], STRIP)
        ends = np.minimum(starts + STRIP, xy.shape[1])
        self._lefts, self._rights = xy[0, self._rows[starts]], xy[0, self._rows[ends - 1]]
        for at, start in enumerate(starts):
            strip = self._rows[start : start + STRIP]
            strip[:] = strip[np.argsort(self._y[strip])]
            if at % TOGETHER == 0:
                pause()

    def within(self, reach: Reach) -> Rows | None:
        """Return the points in a box and some beside it; None where a look at all is quicker."""
        first = int(np.searchsorted(self._rights, reach.left))
        last = int(np.searchsorted(self._lefts, reach.right, side="right"))
        if last - first > MOST_STRIPS:
            return None
        found = [self._part(at, reach) for at in range(first, last)]
        return np.concatenate(found) if found else self._rows[:0]

    def _part(self, at: int, reach: Reach) -> Rows:
        strip = self._rows[at * STRIP : (at + 1) * STRIP]
        start = bisect_left(strip, reach.low, key=self._y.__getitem__)
        return strip[start : bisect_right(strip, reach.high, start, key=self._y.__getitem__)]


class Finder:
    """Finds the point nearest to a place, and of many without a look at each.

    A worker puts many points in order when somebody first asks about a place; until then all are
    looked at.

    Parameters
    ----------
    parent
        The item that shows the points.
    """

    def __init__(self, parent: QObject) -> None:
        self._newest = Newest(SHOWING, parent)
        self._xy: FloatArray = np.empty((2, 0))
        self._order: Order | None = None

    @property
    def is_ordered(self) -> bool:
        """Whether only what lies near a place is looked at."""
        return self._order is not None

    def look_at(self, xy: FloatArray) -> None:
        """Find other points, shape (2, N), by coordinate."""
        self._newest.forget()
        self._xy, self._order = xy, None

    def nearest(
        self, at: tuple[float, float | None], scale: tuple[float, float], radius: float
    ) -> int | None:
        """Return the point nearest to a place, the first one of several, None when none is near.

        Parameters
        ----------
        at
            The place; with None for y, only x counts.
        scale
            Pixels per unit along each axis.
        radius
            How far a point may be away, in pixels.
        """
        rows = self._near(at, scale, radius)
        with np.errstate(over="ignore", invalid="ignore"):
            distance = np.abs(self._xy[0, rows] - at[0]) * scale[0]
            if at[1] is not None:
                distance = np.hypot(distance, (self._xy[1, rows] - at[1]) * scale[1])
        distance[~(distance <= radius)] = math.inf
        least = distance.min(initial=math.inf)
        return None if math.isinf(least) else int(rows[distance == least].min())

    def _near(
        self, at: tuple[float, float | None], scale: tuple[float, float], radius: float
    ) -> Rows:
        """Return the points that may be near enough."""
        x, y = at
        if self._order is not None:
            rows = self._order.within(
                Reach(*_ends(x, scale[0], radius), *_ends(y, scale[1], radius))
            )
            if rows is not None:
                return rows
        elif self._xy.shape[1] > ORDERED_ABOVE and not self._newest.active:
            self._newest.ask(partial(Order, self._xy), self._take)
        with np.errstate(over="ignore", invalid="ignore"):
            return np.flatnonzero(np.abs(self._xy[0] - x) * scale[0] <= radius)

    def _take(self, order: Order) -> None:
        self._order = order


def _ends(middle: float | None, scale: float, radius: float) -> tuple[float, float]:
    """Return the ends of what is so many pixels round a place, or a rounding error farther."""
    if middle is None or scale == 0.0:
        return -math.inf, math.inf
    reach = radius / scale
    return math.nextafter(middle - reach, -math.inf), math.nextafter(middle + reach, math.inf)
