"""The way that the components have gone since the start, as a plot needs it."""

import math

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import Mixture
from gmm_explorer.model.block import Block, Position
from gmm_explorer.model.entry import Cause, Stacked
from gmm_explorer.model.painting import same_sheet

FloatArray = NDArray[np.float64]


def mixture_before(position: Position) -> Mixture | None:
    """Return the last mixture that is another than that at a position; None where none was.

    An E-step leaves the mixture as it is, so that what stood before it counts; in other units
    nothing did.
    """
    here = position.entry.snapshot.mixture
    step = _before(position)
    while step is not None and step.entry.snapshot.mixture is here:
        step = _before(step)
    return None if step is None else step.entry.snapshot.mixture


def marks(stacked: Stacked) -> FloatArray:
    """Return where components are marked, shape (T, K, 2).

    On a plane that is the mean; on a line the mean and, above it, the peak of pi_k N(x | k),
    which is infinite for a component without width.
    """
    weights, means, covariances = stacked
    if means.shape[-1] > 1:
        return means[..., :2]
    with np.errstate(divide="ignore", invalid="ignore"):
        peaks = weights / np.sqrt(2.0 * math.pi * covariances[..., 0, 0])
    return np.stack([means[..., 0], np.nan_to_num(peaks, posinf=math.inf)], axis=-1)


class Trail:
    """Where the components were at every entry since the start, up to any position.

    What one position asks for is kept for the next: a step further costs no more after ten
    thousand steps than after ten.
    """

    def __init__(self) -> None:
        self._marks: FloatArray = np.empty((0, 0, 2))
        self._stretches: list[tuple[Position, int]] = []  # the last entry and the marks up to it
        self._index: dict[Block, int] = {}

    def at(self, position: Position) -> FloatArray:
        """Return the marks from the start to a position, shape (T, K, 2); good until the next call.

        The start is the last entry of iteration 0, or that after which K or the units have changed.
        """
        missing = self._missing(position)
        for step in reversed(missing):
            self._add(step)
        return self._marks[: self._length]

    @property
    def _length(self) -> int:
        return self._stretches[-1][1] if self._stretches else 0

    def _missing(self, position: Position) -> list[Position]:
        """Return what has to be added, the last first, after dropping what is not on the way."""
        missing: list[Position] = []
        step: Position | None = position
        while step is not None:
            if missing and _n_components(step) != _n_components(missing[0]):
                break
            known = self._index.get(step.block)
            if known is not None:
                self._keep(known)
                missing.append(step)
                return missing
            missing.append(step)
            if step.block.entries.n_iter[step.at] == 0:
                break
            step = _parent(step.block)
        self._keep(0)
        return missing

    def _keep(self, n_stretches: int) -> None:
        for last, _length in self._stretches[n_stretches:]:
            del self._index[last.block]
        del self._stretches[n_stretches:]

    def _add(self, step: Position) -> None:
        block, at = step
        new = marks(block.entries.stacked)[: at + 1]
        start, stop = self._length, self._length + len(new)
        if stop > len(self._marks) or new.shape[1] != self._marks.shape[1]:
            room = np.empty((2 * stop, *new.shape[1:]))
            if start:
                room[:start] = self._marks[:start]
            self._marks = room
        self._marks[start:stop] = new
        self._index[block] = len(self._stretches)
        self._stretches.append((step, stop))


def _before(position: Position) -> Position | None:
    block, at = position
    return Position(block, at - 1) if at > 0 else _parent(block)


def _parent(block: Block) -> Position | None:
    """Return what a block grew from; nothing where that was told in other units, or of others."""
    parent = block.parent
    if parent is None or block.entries.cause is not Cause.DATA:
        return parent
    before, after = parent.entry.snapshot.dataset, block.entries[0].snapshot.dataset
    return parent if same_sheet(before, after) else None


def _n_components(position: Position) -> int:
    return len(position.block.entries.stacked.weights[0])
