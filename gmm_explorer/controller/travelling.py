"""Moving through the history by hand, to wherever one points."""

from PySide6.QtCore import QObject

from gmm_explorer.controller.playing import Playing
from gmm_explorer.controller.running import Running
from gmm_explorer.model import Position, Session


class Travelling(QObject):
    """Goes to any place of the timeline; what runs by itself ends first."""

    def __init__(
        self, session: Session, running: Running, playing: Playing, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._running = running
        self._playing = playing
        self._left: Position | None = None

    @property
    def left(self) -> Position | None:
        """Where we came from when we went over to another block last, if it is still there."""
        left = self._left
        return left if left is not None and self._session.timeline.holds(left) else None

    @property
    def start(self) -> Position | None:
        """The start that a person made last before here, or None."""
        timeline = self._session.timeline
        for block in timeline.past_blocks():
            place = Position(block, 0)
            with_data = block.entries[0].snapshot.dataset is not None
            if block.entries.cause.sets_start and with_data and place != timeline.position:
                return place
        return None

    def to_start(self) -> None:
        """Go to the start before here; from there, to the one before it."""
        self.halt()
        self.go_to(self.start)

    def to_end(self) -> None:
        """Go to the last entry of the active path."""
        self.halt()
        *_, last = self._session.timeline.path()
        self.go_to(Position(last.block, last.stop - 1))

    def go_to(self, position: Position | None) -> None:
        """Go to a place; nowhere when it is None or where we are."""
        if position is None:
            return
        self.halt()
        here = self._session.timeline.position
        if position.block is not here.block:
            self._left = here
        if position != here:
            self._session.go_to(position)

    def halt(self) -> None:
        """End what runs by itself."""
        self._playing.pause()
        self._running.stop()
