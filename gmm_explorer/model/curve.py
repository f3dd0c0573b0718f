"""The log-likelihood along the active path, as a plot needs it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.model.entry import Cause
from gmm_explorer.model.timeline import Stretch, Timeline

RESETS = (Cause.DATA, Cause.START, Cause.RESTART)
BREAKS = (*RESETS, Cause.EDIT, Cause.SETTINGS)


class Segment(NamedTuple):
    """Iterations that EM connects; a change by hand begins the next segment.

    Attributes
    ----------
    cause
        What began it.
    label
        The same, in words.
    n_iter
        Shape (T,), the iterations.
    log_likelihood
        Shape (T,), total, nats; ``inf`` at a collapse.
    """

    cause: Cause
    label: str
    n_iter: NDArray[np.int64]
    log_likelihood: NDArray[np.float64]


def curve(timeline: Timeline) -> tuple[Segment, ...]:
    """Return the segments of the active path around here, from one reset to the next.

    What lies ahead on the path (after going back) is included; entries without a log-likelihood
    are not.
    """
    joined = (_joined(pieces) for pieces in _groups(_around(timeline)))
    segments = [segment for segment in joined if segment.n_iter.size]
    kept = [one for one, after in pairwise(segments) if not _superseded(one, after)]
    return (*kept, *segments[-1:])


def _superseded(segment: Segment, following: Segment) -> bool:
    """Whether an edit was edited again before EM went on from it."""
    return segment.n_iter.size == 1 and bool(segment.n_iter[0] == following.n_iter[0])


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


def _groups(stretches: list[Stretch]) -> Iterator[list[Stretch]]:
    group: list[Stretch] = []
    for stretch in stretches:
        if group and _cause(stretch) in BREAKS:
            yield group
            group = []
        group.append(stretch)
    if group:
        yield group


def _joined(pieces: list[Stretch]) -> Segment:
    n_iter = np.concatenate([s.block.entries.n_iter[: s.stop] for s in pieces])
    log_likelihood = np.concatenate([s.block.entries.log_likelihood[: s.stop] for s in pieces])
    # An E-step by hand repeats the iteration before it.
    kept = ~np.isnan(log_likelihood) & np.append(True, np.diff(n_iter) != 0)
    first = pieces[0]
    return Segment(_cause(first), first.block.label, n_iter[kept], log_likelihood[kept])


def _cause(stretch: Stretch) -> Cause:
    return stretch.block.entries.cause
