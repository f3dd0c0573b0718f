"""The history: a tree in which going back and doing something new loses nothing."""

from collections.abc import Iterator
from typing import NamedTuple

from gmm_explorer.model.entry import Cause, Entries, Entry, Single
from gmm_explorer.model.snapshot import Snapshot


class Block:
    """What one action left behind: a single entry, or all iterations of a run.

    Parameters
    ----------
    entries
        Its entries, at least one.
    parent
        Where it grew from; None for the root.
    """

    def __init__(self, entries: Entries, parent: "Position | None") -> None:
        self.entries = entries
        self.parent = parent
        self.children: list[Block] = []
        self.visited = len(entries) - 1
        self.turns: dict[int, Block] = {}

    @property
    def label(self) -> str:
        """What happened, for people: ``EM: iterations 8 to 65``."""
        return self.entries.label

    @property
    def last(self) -> int:
        """The index of the last entry."""
        return len(self.entries) - 1


class Position(NamedTuple):
    """A place in the tree: an entry of a block."""

    block: Block
    at: int

    @property
    def entry(self) -> Entry:
        """The entry that stands here."""
        return self.block.entries[self.at]


class Stretch(NamedTuple):
    """The part of a block that a path runs through: its entries 0 to ``stop`` - 1."""

    block: Block
    stop: int


class Timeline:
    """A tree of entries, a position in it, and for every fork the branch visited last.

    Undo and redo move by blocks, back and forward by entries.  A branch that grows from the
    middle of a run leaves the rest of that run where it was.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.root = Block(Single(Entry("Start", Cause.DATA, snapshot, None)), None)
        self._position = Position(self.root, 0)
        self._changes = 0

    @property
    def changes(self) -> int:
        """How often the tree or the active path has become another: moving along it is none."""
        return self._changes

    @property
    def position(self) -> Position:
        """Where we are."""
        return self._position

    @property
    def entry(self) -> Entry:
        """The entry where we are."""
        return self._position.entry

    def append(self, entries: Entries) -> None:
        """Grow a branch here and go to its last entry."""
        block = Block(entries, self._position)
        self._position.block.children.append(block)
        self._changes += 1
        self._arrive(Position(block, block.last))

    def follow_growth(self) -> None:
        """Go to the end of the block we are in, after its entries have grown."""
        block = self._position.block
        self._changes += 1
        self._arrive(Position(block, block.last))

    def go_to(self, position: Position) -> None:
        """Go to any position of this tree; the path to it becomes the active one."""
        step: Position | None = position
        while step is not None:
            self._arrive(step)
            step = step.block.parent
        self._position = position

    @property
    def before(self) -> Position | None:
        """Where back leads: one entry towards the root."""
        block, at = self._position
        return Position(block, at - 1) if at > 0 else block.parent

    @property
    def after(self) -> Position | None:
        """Where forward leads: one entry along the path visited last."""
        block, at = self._position
        if at in block.turns:
            return Position(block.turns[at], 0)
        return Position(block, at + 1) if at < block.last else None

    @property
    def undone(self) -> Position | None:
        """Where undo leads: the parent of the whole block."""
        return self._position.block.parent

    @property
    def redone(self) -> Position | None:
        """Where redo leads: into the child visited last, to where it was left."""
        block, at = self._position
        if at in block.turns:
            child = block.turns[at]
            return Position(child, child.visited)
        return Position(block, min(block.turns, default=block.last)) if self.after else None

    def path(self) -> Iterator[Stretch]:
        """Walk the active path from the root through here to its tip."""
        block: Block | None = self.root
        while block is not None:
            turn = min(block.turns, default=block.last)
            yield Stretch(block, turn + 1)
            block = block.turns.get(turn)

    def past(self) -> Iterator[Position]:
        """Walk from here back to the root, entry by entry."""
        step: Position | None = self._position
        while step is not None:
            yield step
            block, at = step
            step = Position(block, at - 1) if at > 0 else block.parent

    def past_blocks(self) -> Iterator[Block]:
        """Walk from here back to the root, block by block: a run has entries by the thousand."""
        step: Position | None = self._position
        while step is not None:
            yield step.block
            step = step.block.parent

    def _arrive(self, position: Position) -> None:
        """Make the path within a block, and from its parent into it, the active one."""
        block, at = position
        block.visited = at
        for turn in [turn for turn in block.turns if turn < at]:
            del block.turns[turn]
            self._changes += 1
        parent = block.parent
        if parent is not None and parent.block.turns.get(parent.at) is not block:
            parent.block.turns[parent.at] = block
            self._changes += 1
        self._position = position
