"""The history: a tree in which going back and doing something new loses nothing."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gmm_explorer.model.block import Block, Position
from gmm_explorer.model.entry import Cause, Entries, Entry, Single
from gmm_explorer.model.outline import Outline
from gmm_explorer.model.snapshot import Snapshot

__all__ = ["Block", "Position", "Stretch", "Timeline"]


class Stretch(NamedTuple):
    """The part of a block that a path runs through: its entries 0 to ``stop`` - 1."""

    block: Block
    stop: int


class Timeline:
    """A tree of entries, a position in it, and for every fork the branch visited last.

    Undo and redo move by what a person did at once: a whole run, but a single step of those that
    were made one by one.  Back and forward move by entries.  A branch that grows from the middle
    of a run leaves the rest of that run where it was.  Nothing is ever dropped but by `prune`.

    Attributes
    ----------
    root
        The block that all others grew from.
    outline
        All blocks in rows, for a list of them.
    n_entries
        How many entries there are on all branches.
    deeds
        How often something was entered, named or dropped: what a saved file would lack.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._plant(Block(Single(Entry("Start", Cause.DATA, snapshot, None)), None))

    @classmethod
    def restored(cls, blocks: Sequence[Block], position: Position) -> "Timeline":
        """Return a tree that was taken apart, seen from a position in it.

        Parameters
        ----------
        blocks
            The root, then the others, each after its parent and after its older siblings, with
            no ``children`` yet; the active path is that of their ``turns``.
        position
            Where we are.
        """
        root, *others = blocks
        timeline = cls.__new__(cls)
        timeline._plant(root)
        for block in others:
            timeline._graft(block)
        timeline.go_to(position)
        return timeline

    def _plant(self, root: Block) -> None:
        self.root = root
        self.outline = Outline(root)
        self.n_entries = 0
        self.deeds = 0
        self._position = Position(self.root, 0)
        self._changes = 0
        self._ranks: dict[Block, int] | None = None
        self._count(self.root)

    @property
    def changes(self) -> int:
        """How often the tree or the active path has become another: moving along it is none."""
        return self._changes

    @property
    def ranks(self) -> dict[Block, int]:
        """The blocks of the active path, each with its rank on it; the root has rank 0."""
        if self._ranks is None:
            self._ranks = {stretch.block: rank for rank, stretch in enumerate(self.path())}
        return self._ranks

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
        parent, at = self._position
        ranks = self.ranks
        at_tip = at == parent.last and ranks[parent] == len(ranks) - 1
        block = Block(entries, self._position)
        self._graft(block)
        self._changes += 1
        self.deeds += 1
        self._arrive(Position(block, block.last))
        if at_tip:  # a long path is not walked again for each step along it
            ranks[block] = len(ranks)
            self._ranks = ranks

    def learn(self, log_likelihood: float) -> None:
        """Fill in the log-likelihood of the entry where we are, found after it was made."""
        block, at = self._position
        block.entries.learn(at, log_likelihood)
        self._changes += 1

    def follow_growth(self) -> None:
        """Go to the end of the block we are in, after its entries have grown."""
        block = self._position.block
        self._count(block)
        self._changes += 1
        self.deeds += 1
        self._arrive(Position(block, block.last))

    def go_to(self, position: Position) -> None:
        """Go to any position of this tree; the path to it becomes the active one.

        Raises
        ------
        ValueError
            When its branch has been pruned.
        """
        here, ranks = self._position.block, self.ranks
        on_path = position.block in ranks and position.at <= position.block.turn
        if on_path and ranks[position.block] <= ranks[here]:
            self._arrive(position)  # backwards, what leads there stays as it is
            return
        if not (on_path or self.holds(position)):
            raise ValueError("this state was deleted from the history: choose another one")
        step: Position | None = position
        while step is not None:
            self._arrive(step)
            step = None if on_path and step.block is here else step.block.parent
        self._position = position

    def holds(self, position: Position) -> bool:
        """Return whether a position is in this tree: its branch may have been pruned."""
        block = position.block
        if block in self.ranks:
            return True
        while block.parent is not None:
            block = block.parent.block
        return block is self.root

    def prune(self, block: Block) -> None:
        """Drop a block and all that grew from it; from there we go to where it grew from.

        Raises
        ------
        ValueError
            When it is the root.
        """
        if block.parent is None:
            raise ValueError("the first state cannot be deleted: all others grew from it")
        parent = block.parent
        lost = set(block.branch())
        if self._position.block in lost:
            self.go_to(parent)
        self.outline.remove(block, parent.block)
        parent.block.children.remove(block)
        if parent.block.turns.get(parent.at) is block:
            self._turn_elsewhere(parent)
        block.parent = None
        self.deeds += 1
        self.n_entries -= sum(one.counted for one in lost)
        self._changed()

    def name(self, block: Block, name: str) -> None:
        """Call a block by a name; by none, when it is empty."""
        block.name = name
        self._changes += 1
        self.deeds += 1

    @property
    def before(self) -> Position | None:
        """Where back leads: one entry towards the root."""
        return self._position.before

    @property
    def after(self) -> Position | None:
        """Where forward leads: one entry along the path visited last."""
        block, at = self._position
        if at in block.turns:
            return Position(block.turns[at], 0)
        return Position(block, at + 1) if at < block.last else None

    @property
    def undone(self) -> Position | None:
        """Where undo leads: out of a whole block, or one step back where they were made singly."""
        block = self._position.block
        return self.before if block.entries.stepwise else block.parent

    @property
    def redone(self) -> Position | None:
        """Where redo leads: into the child visited last, to where undo came from."""
        block, at = self._position
        if at in block.turns:
            child = block.turns[at]
            return Position(child, 0 if child.entries.stepwise else child.visited)
        if block.entries.stepwise:
            return self.after
        return Position(block, block.turn) if self.after else None

    def made_before(self, cause: Cause) -> Position | None:
        """Return the entry that a cause has made from here already, or None.

        EM makes the same of the same: to step again after going back is to go forward.
        """
        block, at = self._position
        if at < block.last and block.entries.cause_at(at + 1) is cause:
            return Position(block, at + 1)
        made = (child for child in block.children_at(at) if child.entries.cause_at(0) is cause)
        return next((Position(child, 0) for child in made), None)

    def path(self) -> Iterator[Stretch]:
        """Walk the active path from the root through here to its tip."""
        block: Block | None = self.root
        while block is not None:
            turn = block.turn
            yield Stretch(block, turn + 1)
            block = block.turns.get(turn)

    def past(self) -> Iterator[Position]:
        """Walk from here back to the root, entry by entry."""
        step: Position | None = self._position
        while step is not None:
            yield step
            step = step.before

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
            self._changed()
        parent = block.parent
        if parent is not None and parent.block.turns.get(parent.at) is not block:
            parent.block.turns[parent.at] = block
            self._changed()
        self._position = position

    def _changed(self) -> None:
        self._changes += 1
        self._ranks = None

    @staticmethod
    def _turn_elsewhere(fork: Position) -> None:
        """Let the path go on in the block itself, or where it ends into the newest other child."""
        del fork.block.turns[fork.at]
        if fork.at == fork.block.last:
            for child in fork.block.children_at(fork.at):
                fork.block.turns[fork.at] = child
                break

    def _graft(self, block: Block) -> None:
        """Let a block be the newest that grew from its parent."""
        if block.parent is not None:
            parent = block.parent.block
            parent.children.append(block)
            self.outline.add(block, parent)
        self._count(block)

    def _count(self, block: Block) -> None:
        self.n_entries += len(block.entries) - block.counted
        block.counted = len(block.entries)
