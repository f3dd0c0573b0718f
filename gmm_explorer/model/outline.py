"""The tree of the history in rows: the newest line of work as a trunk, older ones beside it."""

from gmm_explorer.model.block import Block


class Outline:
    """All blocks of a tree in rows, the newest on top.

    Above a block stand the branches that grew from it, the older ones indented; the newest one
    goes on in its own column.  So rows never change their order, and going back to try something
    else indents only what it leaves behind.

    Attributes
    ----------
    rows
        The blocks, from the top.
    depths
        By how many columns each is indented.
    """

    def __init__(self, root: Block) -> None:
        self.rows = [root]
        self.depths = [0]

    def row(self, block: Block) -> int:
        """Return in which row a block stands."""
        return self.rows.index(block)

    def add(self, block: Block, parent: Block) -> None:
        """Put a block, already the newest child of its parent, on top of its siblings."""
        if len(parent.children) > 1:
            first, last = self._reach(parent.children[-2])
            depth = self.depths[last]
            self._indent(first, last, 1)
        else:
            first = self.row(parent)
            depth = self.depths[first]
        self.rows.insert(first, block)
        self.depths.insert(first, depth)

    def remove(self, block: Block, parent: Block) -> None:
        """Take a block, still a child of its parent, and all that grew from it away."""
        first, last = self._reach(block)
        was_newest = parent.children[-1] is block
        del self.rows[first : last + 1], self.depths[first : last + 1]
        if was_newest and len(parent.children) > 1:
            self._indent(*self._reach(parent.children[-2]), -1)

    def _reach(self, block: Block) -> tuple[int, int]:
        """Return the first and the last row of a block with all that grew from it."""
        top = block
        while top.children:
            top = top.children[-1]
        last = self.row(block)
        return self.rows.index(top, 0, last + 1), last

    def _indent(self, first: int, last: int, by: int) -> None:
        self.depths[first : last + 1] = [depth + by for depth in self.depths[first : last + 1]]
