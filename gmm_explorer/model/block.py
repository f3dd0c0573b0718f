"""The nodes of the history: what one action left behind, and places in it."""

from collections.abc import Iterator
from typing import NamedTuple

from gmm_explorer.model.entry import Entries, Entry


class Block:
    """What one action left behind: a single entry, or all iterations of a run.

    Parameters
    ----------
    entries
        Its entries, at least one.
    parent
        Where it grew from; None for the root, and for what has been pruned.

    Attributes
    ----------
    children
        What grew from any of its entries, the newest last.
    visited
        The entry where we were last.
    turns
        By entry: the child that was visited last.
    name
        What a person calls it, or nothing.
    """

    __slots__ = ("children", "counted", "entries", "name", "parent", "turns", "visited")

    def __init__(self, entries: Entries, parent: "Position | None") -> None:
        self.entries = entries
        self.parent = parent
        self.children: list[Block] = []
        self.visited = len(entries) - 1
        self.turns: dict[int, Block] = {}
        self.name = ""
        self.counted = 0  # entries that the timeline knows of

    @property
    def label(self) -> str:
        """What happened, for people: ``EM: iterations 8 to 65``."""
        return self.entries.label

    @property
    def title(self) -> str:
        """The name that a person gave, or else what happened."""
        return self.name or self.label

    @property
    def last(self) -> int:
        """The index of the last entry."""
        return len(self.entries) - 1

    @property
    def turn(self) -> int:
        """The entry after which the path visited last leaves this block, or the last one."""
        return min(self.turns, default=self.last)

    def children_at(self, at: int) -> Iterator["Block"]:
        """Yield what grew from one of its entries, the newest first."""
        for child in reversed(self.children):
            if child.parent is not None and child.parent.at == at:
                yield child

    def branch(self) -> Iterator["Block"]:
        """Yield this block and all that grew from it."""
        waiting = [self]
        while waiting:
            block = waiting.pop()
            yield block
            waiting.extend(block.children)


class Position(NamedTuple):
    """A place in the tree: an entry of a block."""

    block: Block
    at: int

    @property
    def entry(self) -> Entry:
        """The entry that stands here."""
        return self.block.entries[self.at]

    @property
    def log_likelihood(self) -> float:
        """That of the entry, without a look at its mixture; NaN where it has none."""
        return float(self.block.entries.log_likelihood[self.at])

    @property
    def before(self) -> "Position | None":
        """The entry that this one came from."""
        return Position(self.block, self.at - 1) if self.at > 0 else self.block.parent
