"""What is drawn of a curve, in the units of the plot."""

import math
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.model import Branch, Change, Curve, Frame, Kind, Segment, Tracing

FloatArray = NDArray[np.float64]

MOST_FOR_BRANCHES = 1.0  # spans of the curve by which branches may widen the scale on each side
MOST_FOR_START = 2.0  # spans of all else by which a start may be below it to be in sight
LEAST_WITHOUT_START = 4  # stops
LEAST_DECADES = 2.0


class Line(NamedTuple):
    """Iterations and values, shape (T,) each; what has no place is infinite or NaN."""

    x: FloatArray
    y: FloatArray


def joined(lines: Sequence[Line]) -> Line:
    """Return several lines as one that is parted between them."""
    gap = np.array([np.nan])
    xs = [part for line in lines if line.x.size for part in (line.x, line.x[-1:])]
    ys = [part for line in lines if line.x.size for part in (line.y, gap)]
    return Line(np.concatenate([gap[:0], *xs]), np.concatenate([gap[:0], *ys]))


class PendingLines(NamedTuple):
    """The iterations of a run under way.

    Attributes
    ----------
    log_likelihood
        The line of log L.
    objective
        That of the penalised objective, or None without a prior.
    """

    log_likelihood: Line
    objective: Line | None


class Reading(NamedTuple):
    """How log-likelihoods become heights on the plot.

    Attributes
    ----------
    scale
        1, or one over the number of points.
    gains
        Whether the height is the decimal logarithm of what an iteration gained.
    shift
        Subtracted from the penalised objective, whose constant is arbitrary: it starts with log L.
    """

    scale: float
    gains: bool
    shift: float

    def line(self, n_iter: NDArray[np.int64], values: FloatArray) -> Line:
        """Return iterations that EM connects as they are drawn."""
        if not self.gains:
            return Line(n_iter.astype(np.float64), values * self.scale)
        with np.errstate(invalid="ignore", divide="ignore"):
            gained = np.diff(values) * self.scale
            heights = np.log10(np.where(gained > 0.0, gained, np.nan))
        return Line(n_iter[1:].astype(np.float64), heights)

    def height(self, value: float) -> float:
        """Return the height of one log-likelihood, or of one gain."""
        if not self.gains:
            return value * self.scale
        return math.log10(value * self.scale) if value > 0.0 else math.nan


class Trace:
    """A curve and the branches beside it, as they are drawn.

    Parameters
    ----------
    curve
        The active path.
    beside
        What else was tried.
    changes
        What happened along the curve.
    tracing
        How it is to be plotted.

    Attributes
    ----------
    lines
        One a segment.
    objectives
        The penalised objective of those segments that have a prior.
    branches
        One a branch.
    last_iteration
        Along the curve, or on a branch beside it.
    bounds
        The lowest and the highest finite value that the scale has to hold, or None.
    """

    def __init__(
        self,
        curve: Curve,
        beside: tuple[Branch, ...],
        changes: tuple[Change, ...],
        tracing: Tracing,
    ) -> None:
        self.curve = curve
        self.beside = beside
        self.changes = changes
        self.tracing = tracing
        self.reading = _reading(curve, tracing)
        self.lines = [self.reading.line(one.n_iter, one.log_likelihood) for one in curve.segments]
        self.objectives = [self._objective(one) for one in curve.segments if is_penalised(one)]
        self.branches = [self.reading.line(one.n_iter, one.log_likelihood) for one in beside]
        self.last_iteration = self._last_iteration()
        self.bounds = self._bounds()
        self._at_stops: dict[int, list[Change]] = {}
        for change in changes:
            self._at_stops.setdefault(change.stop, []).append(change)

    def pending_lines(self, frame: Frame) -> PendingLines | None:
        """Return the iterations of a run under way, from where it started; None without one."""
        pending, (block, at) = frame.pending, frame.position
        if pending is None:
            return None
        start = block.entries
        n_iter = np.append(start.n_iter[at], pending.n_iter)
        values = np.append(start.log_likelihood[at], pending.log_likelihood)
        line = self.reading.line(n_iter, values)
        if frame.snapshot.settings.prior is None:
            return PendingLines(line, None)
        priors = np.append(start.log_prior[at], pending.log_prior)
        return PendingLines(line, self.reading.line(n_iter, values + priors - self.reading.shift))

    @property
    def tolerance(self) -> float | None:
        """The height below which a gain means that EM has converged, or None where it has none."""
        if not self.reading.gains or not self.curve.segments:
            return None
        tol = self.curve.segments[-1].settings.tol
        return self.reading.height(tol * self.curve.n_samples) if tol > 0.0 else None

    def place(self, stop: int) -> tuple[float, float]:
        """Return where a stop is drawn: its iteration and height."""
        number = self.curve.segment_number(stop)
        line = self.lines[number]
        index = stop - self.curve.segments[number].first - self.reading.gains
        return float(self.curve.n_iter[stop]), float(line.y[index]) if index >= 0 else math.nan

    def top(self, stop: int) -> tuple[float, float]:
        """Return the higher of the places of a stop and, where a hand led to it, the one before."""
        n_iter, height = self.place(stop)
        if stop > 0 and self.curve.n_iter[stop - 1] == n_iter:
            height = float(np.fmax(height, self.place(stop - 1)[1]))
        return n_iter, height

    def changes_at(self, stop: int) -> list[Change]:
        """Return what happened at a stop."""
        return self._at_stops.get(stop, [])

    def _last_iteration(self) -> int:
        own = (int(segment.n_iter[-1]) for segment in self.curve.segments)
        beside = (int(branch.n_iter[-1]) for branch in self.beside)
        return max(chain(own, beside), default=0)

    def _objective(self, segment: Segment) -> Line:
        return self.reading.line(segment.n_iter, segment.objective - self.reading.shift)

    def _bounds(self) -> tuple[float, float] | None:
        kinds = [_finite(self.lines), _finite(self.objectives)]
        if not self.reading.gains:
            kinds = [_without_far_start(heights) for heights in kinds]
        own = np.concatenate(kinds)
        beside = _finite(self.branches)
        if not own.size:
            return None
        low, high = float(own.min()), float(own.max())
        if beside.size:
            # A branch that began far away must not flatten the curve itself.
            room = MOST_FOR_BRANCHES * (high - low)
            low, high = (
                max(min(low, float(beside.min())), low - room),
                min(max(high, float(beside.max())), high + room),
            )
        if not self.reading.gains:
            return low, high
        if self.tolerance is not None:
            low, high = min(low, self.tolerance), max(high, self.tolerance)
        return low, max(high, low + LEAST_DECADES)


def is_penalised(segment: Segment) -> bool:
    """Return whether EM climbs another objective than the log-likelihood."""
    return segment.settings.prior is not None


def is_fall(change: Change) -> bool:
    """Return whether EM let the log-likelihood fall."""
    return change.kind is Kind.FALL


def _reading(curve: Curve, tracing: Tracing) -> Reading:
    scale = 1.0 / curve.n_samples if tracing.per_sample else 1.0
    priors = (one.log_prior for one in curve.segments if is_penalised(one))
    firsts = (prior[np.isfinite(prior)] for prior in priors)
    shift = next((float(first[0]) for first in firsts if first.size), 0.0)
    return Reading(scale, tracing.gains, shift)


def _without_far_start(heights: FloatArray) -> FloatArray:
    """Return heights but for the first where it is so low that it would flatten all others.

    The first iteration from a random start often gains more than all that follow.
    """
    rest = heights[1:]
    if len(rest) < LEAST_WITHOUT_START:
        return heights
    low, high = rest.min(), rest.max()
    return rest if low - heights[0] > MOST_FOR_START * (high - low) else heights


def _finite(lines: list[Line]) -> FloatArray:
    heights = np.concatenate([np.empty(0), *(line.y for line in lines)])
    return heights[np.isfinite(heights)]
