"""The history as a tree: going elsewhere in it, naming, deleting and comparing branches."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QObject

from gmm_explorer.controller.notice import Loudness, Notice, Notices
from gmm_explorer.controller.travelling import Travelling
from gmm_explorer.model import Block, Position, Session

MOST_UNASKED = 10
"""States that are deleted without a question."""


class Branching(QObject):
    """Moves about the tree of the history and tends its branches."""

    def __init__(
        self, session: Session, travelling: Travelling, notices: Notices, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._travelling = travelling
        self._notices = notices

    def next_branch(self, by: int = 1) -> None:
        """Go to the end of the next branch, or of the one before."""
        self._travelling.halt()
        ends = list(self._ends())
        *_, tip = self._session.timeline.path()
        here = ends.index(Position(tip.block, tip.block.last))
        self._travelling.go_to(ends[(here + by) % len(ends)])

    def first_branch(self) -> None:
        """Go to the end of the oldest branch."""
        self._travelling.halt()
        self._travelling.go_to(next(self._ends()))

    def name(self, block: Block, name: str) -> None:
        """Call a block of the history by a name; by what happened in it, when that is empty."""
        name = " ".join(name.split())
        self._session.name(block, "" if name == block.label else name)

    def loss(self, block: Block) -> int:
        """Return how many states go when a block and all that grew from it is deleted."""
        return sum(len(one.entries) for one in block.branch())

    def must_ask(self, block: Block) -> bool:
        """Return whether deleting a block loses so much that a person should be asked first."""
        return self.loss(block) > MOST_UNASKED or any(one.name for one in block.branch())

    def prune(self, block: Block) -> None:
        """Delete a block and all that grew from it, and say so; the first one stays."""
        self._travelling.halt()
        if block.parent is None:
            return
        title, loss = block.title, self.loss(block)
        self._session.prune(block)
        states = "1 state" if loss == 1 else f"{loss:,} states"
        headline = f"Deleted “{title}” from the history."
        self._notices.tell(Notice(Loudness.INFO, headline, f"It held {states}."))

    def compare(self, position: Position | None = None) -> None:
        """Compare a state with the one shown; by itself with the one we came from."""
        other = self._partner() if position is None else position
        if other is not None:
            self._set_compared(other)

    def stop_comparing(self) -> None:
        """Compare no longer."""
        self._set_compared(None)

    def _set_compared(self, position: Position | None) -> None:
        looks = self._session.presentation
        if position != looks.compared:
            self._session.present(replace(looks, compared=position))

    def _partner(self) -> Position | None:
        """Return the state to compare with where none is named."""
        timeline = self._session.timeline
        left = self._travelling.left
        if left is not None and left != timeline.position:
            return left
        return timeline.before or timeline.after

    def _ends(self) -> Iterator[Position]:
        """Yield the last states of all branches, the oldest first."""
        blocks = self._session.timeline.outline.rows
        forks = {block.parent for block in blocks}
        for block in reversed(blocks):
            end = Position(block, block.last)
            if end not in forks:
                yield end
