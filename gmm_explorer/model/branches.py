"""What was tried besides the active path, on the same data."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.model.block import Block, Position
from gmm_explorer.model.curve import BREAKS, Curve
from gmm_explorer.model.entry import Cause
from gmm_explorer.model.timeline import Timeline


class Branch(NamedTuple):
    """Entries that EM connects, from where they leave what is drawn already.

    Attributes
    ----------
    n_iter
        Shape (T,), the iterations.
    log_likelihood
        Shape (T,), total, nats.
    positions
        The last entry of each block that the branch runs through, and the number of the branch's
        entries up to there.
    name
        What a person called it last along its way; nothing, where nobody did.
    """

    n_iter: NDArray[np.int64]
    log_likelihood: NDArray[np.float64]
    positions: tuple[tuple[Position, int], ...]
    name: str

    def position(self, index: int) -> Position:
        """Return the place in the timeline of one of its entries."""
        block, at, upto = next((*place, n) for place, n in self.positions if index < n)
        behind = upto - 1 - index
        return Position(block, at - behind)


def branches(timeline: Timeline, curve: Curve) -> tuple[Branch, ...]:
    """Return all branches on the data shown that are no part of a curve, the oldest first."""
    found: list[Branch] = []
    drawn: set[Block] = set()
    waiting = [next(b for b in timeline.past_blocks() if b.entries.cause is Cause.DATA)]
    while waiting:
        block = waiting.pop()
        waiting.extend(c for c in reversed(block.children) if c.entries.cause is not Cause.DATA)
        if block not in drawn and not _is_within(block, curve):
            chain = list(_chain(block, curve))
            drawn.update(position.block for position in chain)
            found.extend(_branch(chain, curve))
    return tuple(found)


def _is_within(block: Block, curve: Curve) -> bool:
    """Return whether a curve holds all of a block and all that grew from it at once."""
    within = curve.extent(block) == len(block.entries)
    return within and all(curve.extent(child) for child in block.children)


def _chain(block: Block, curve: Curve) -> Iterator[Position]:
    """Yield the last entries of the blocks that EM connects, from one block on."""
    following: Block | None = block
    while following is not None:
        block = following
        yield Position(block, block.last)
        following = next((c for c in block.children if _continues(c, block, curve)), None)


def _continues(child: Block, block: Block, curve: Curve) -> bool:
    at_the_end = child.parent is not None and child.parent.at == block.last
    return at_the_end and not curve.extent(child) and child.entries.cause not in BREAKS


def _branch(chain: list[Position], curve: Curve) -> Iterator[Branch]:
    """Yield the branch of a chain, if it is one: at least a line between two entries."""
    block = chain[0].block
    begin = curve.extent(block)
    joins = block.parent if block.entries.cause not in BREAKS and begin == 0 else None
    parts = [] if joins is None else [(joins, joins.at)]
    parts += [(chain[0], max(begin - 1, 0)), *((position, 0) for position in chain[1:])]
    n_iter = np.concatenate([p.block.entries.n_iter[start : p.at + 1] for p, start in parts])
    if len(n_iter) < 2:
        return
    values = [p.block.entries.log_likelihood[start : p.at + 1] for p, start in parts]
    ends = np.cumsum([len(piece) for piece in values]).tolist()
    places = tuple((position, end) for (position, _start), end in zip(parts, ends, strict=True))
    names = (position.block.name for position in reversed(chain))
    yield Branch(n_iter, np.concatenate(values), places, next(filter(None, names), ""))
