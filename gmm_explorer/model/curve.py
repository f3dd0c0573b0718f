"""The log-likelihood along the active path, as a plot needs it."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import EMSettings
from gmm_explorer.model.block import Block, Position
from gmm_explorer.model.entry import Cause
from gmm_explorer.model.timeline import Stretch, Timeline

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

RESETS = (Cause.DATA, Cause.START, Cause.RESTART)
BREAKS = (*RESETS, Cause.EDIT, Cause.REPAIR, Cause.SETTINGS)


class Event(NamedTuple):
    """What a hand did: who or what it was, and the same in words."""

    cause: Cause
    label: str


class Segment(NamedTuple):
    """Iterations that EM connects; a change by hand begins the next segment.

    Attributes
    ----------
    events
        What began it, at least one: all that was changed before EM went on, in its order.
    settings
        How EM was run in it.
    first
        The number of its first stop along the curve.
    n_iter
        Shape (T,), the iterations.
    log_likelihood
        Shape (T,), total, nats; ``inf`` at a collapse.
    log_prior
        Shape (T,), nats, up to a constant; 0 without a prior.
    """

    events: tuple[Event, ...]
    settings: EMSettings
    first: int
    n_iter: IntArray
    log_likelihood: FloatArray
    log_prior: FloatArray

    @property
    def objective(self) -> FloatArray:
        """Shape (T,): what EM climbs, which without a prior is the log-likelihood."""
        return self.log_likelihood + self.log_prior


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """The stops along the active path, from one reset to the next.

    A stop is where an iteration ended, by its last entry: half-steps are no stops of their own.
    Where a hand changed something, its iteration has two: before it and after it.

    Attributes
    ----------
    segments
        The stops, parted where EM does not connect them.
    n_samples
        N, of the data; 1 without.
    n_iter
        Shape (S,), the iteration of each stop, never descending.
    stretches
        What the path runs through.
    """

    segments: tuple[Segment, ...]
    n_samples: int
    n_iter: IntArray
    stretches: tuple[Stretch, ...]
    _numbers: dict[Block, int]  # of the stretches
    _firsts: IntArray  # the number of each stretch's first entry along the path
    _entries: IntArray  # the number of each stop's entry along the path

    def __len__(self) -> int:
        return len(self.n_iter)

    def extent(self, block: Block) -> int:
        """Return how many entries of a block the path runs through."""
        number = self._numbers.get(block)
        return 0 if number is None else self.stretches[number].stop

    def position(self, stop: int) -> Position:
        """Return the place in the timeline of a stop."""
        entry = int(self._entries[stop])
        number = int(np.searchsorted(self._firsts, entry, side="right")) - 1
        return Position(self.stretches[number].block, entry - int(self._firsts[number]))

    def entries(self, segment: Segment) -> Iterator[tuple[Block, IntArray]]:
        """Yield the blocks that hold the stops of a segment, with the indices of their entries."""
        last = segment.first + len(segment.n_iter)
        places = self._entries[segment.first : last]
        numbers = np.searchsorted(self._firsts, places, side="right") - 1
        for number in np.unique(numbers).tolist():
            yield self.stretches[number].block, places[numbers == number] - self._firsts[number]

    def stop_of(self, position: Position) -> int | None:
        """Return the stop that a place is or leads to, or None past the last and elsewhere."""
        number = self._numbers.get(position.block)
        if number is None:
            return None
        stop = int(np.searchsorted(self._entries, self._firsts[number] + position.at))
        return stop if stop < len(self) else None

    def nearest(self, iteration: float) -> int | None:
        """Return the stop nearest to an iteration, or None where there is none.

        Of the two stops of an iteration in which a hand changed something, that before the change
        lies on its left, and that after it on its right.
        """
        if not len(self):
            return None
        right = min(int(np.searchsorted(self.n_iter, iteration)), len(self) - 1)
        left = max(right - 1, 0)
        near_left = iteration - self.n_iter[left] < self.n_iter[right] - iteration
        found = self.n_iter[left if near_left else right]
        if iteration < found:
            return int(np.searchsorted(self.n_iter, found))
        return int(np.searchsorted(self.n_iter, found, side="right")) - 1

    def segment_of(self, stop: int) -> Segment:
        """Return the segment that a stop is part of."""
        return self.segments[self.segment_number(stop)]

    def segment_number(self, stop: int) -> int:
        """Return which segment a stop is part of."""
        return bisect_right(self.segments, stop, key=lambda segment: segment.first) - 1


def curve(timeline: Timeline) -> Curve:
    """Return the active path around here, from one reset to the next.

    What lies ahead on the path (after going back) is included; entries without a log-likelihood
    are no stops.
    """
    stretches = _around(timeline)
    lengths = np.array([stretch.stop for stretch in stretches])
    groups = np.cumsum([_cause(stretch) in BREAKS for stretch in stretches])
    group = np.repeat(groups, lengths)
    n_iter = np.concatenate([s.block.entries.n_iter[: s.stop] for s in stretches])
    values = np.concatenate([s.block.entries.log_likelihood[: s.stop] for s in stretches])
    priors = np.concatenate([s.block.entries.log_prior[: s.stop] for s in stretches])
    # An E-step by hand repeats the iteration before it.
    last = np.append((np.diff(n_iter) != 0) | (np.diff(group) != 0), True)
    kept = np.flatnonzero(last & ~np.isnan(values))
    pieces = list(_pieces(stretches, groups, group[kept], n_iter[kept]))
    chosen = np.concatenate([kept[:0], *(kept[piece.stops] for piece in pieces)])
    dataset = timeline.entry.snapshot.dataset
    return Curve(
        tuple(_segments(pieces, n_iter[chosen], values[chosen], priors[chosen])),
        1 if dataset is None else dataset.n_samples,
        n_iter[chosen],
        tuple(stretches),
        {stretch.block: number for number, stretch in enumerate(stretches)},
        np.cumsum(lengths) - lengths,
        chosen,
    )


class _Piece(NamedTuple):
    events: tuple[Event, ...]
    settings: EMSettings
    stops: slice


def _pieces(
    stretches: list[Stretch], groups: IntArray, group: IntArray, n_iter: IntArray
) -> Iterator[_Piece]:
    """Yield what EM connects; what was changed again before EM went on is part of the next."""
    events: tuple[Event, ...] = ()
    begins = np.flatnonzero(np.diff(groups, prepend=groups[0] - 1))
    bounds = np.searchsorted(group, [*groups[begins], groups[-1] + 1]).tolist()
    for begin, (start, stop) in zip(begins.tolist(), pairwise(bounds), strict=True):
        block = stretches[begin].block
        events = (*events, Event(block.entries.cause, block.label))
        superseded = stop - start == 1 and stop < len(n_iter) and n_iter[start] == n_iter[stop]
        if start < stop and not superseded:
            yield _Piece(events, block.entries[0].snapshot.settings, slice(start, stop))
            events = ()


def _segments(
    pieces: list[_Piece], n_iter: IntArray, values: FloatArray, priors: FloatArray
) -> Iterator[Segment]:
    first = 0
    for piece in pieces:
        part = slice(first, first + piece.stops.stop - piece.stops.start)
        yield Segment(piece.events, piece.settings, first, n_iter[part], values[part], priors[part])
        first = part.stop


def _around(timeline: Timeline) -> list[Stretch]:
    """Return the stretches of the path since the last reset and until the next."""
    here = timeline.position.block
    found: list[Stretch] = []
    reached = False
    for stretch in timeline.path():
        if _cause(stretch) in RESETS:
            if reached:
                break
            found.clear()
        found.append(stretch)
        reached = reached or stretch.block is here
    return found


def _cause(stretch: Stretch) -> Cause:
    return stretch.block.entries.cause
