"""What the window does when a collapse is to be explained or repaired."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gmm_explorer.controller import Controller
from gmm_explorer.controller.remedies import Remedy
from gmm_explorer.model import Session
from gmm_explorer.view import collapse
from gmm_explorer.view.collapse.repair_card import RepairCard


class Laboratory(QObject):
    """Opens the numbers behind a collapse, the card of a repair, and the comparison of all.

    Attributes
    ----------
    card : RepairCard
        Over the plot while a repair is proposed.
    """

    def __init__(self, controller: Controller, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self.card = RepairCard(controller)
        self._controller = controller
        self._session = session
        self._window = window

    def show_collapse(self) -> None:
        """Show the numbers behind the collapse."""
        snapshot = self._session.snapshot
        collapse.EvidenceDialog(self._controller.witnessing, snapshot, self._window).open()

    def propose(self, remedy: Remedy) -> None:
        """Show what a kind of repair would do."""
        self._controller.running.stop()
        self._controller.playing.pause()
        self.card.offer(remedy, self._session.frame)

    def compare(self) -> None:
        """Run every repair and show where each leads."""
        self._controller.running.stop()
        self._controller.playing.pause()
        collapse.CompareDialog(self._controller.trials, self._session.frame, self._window).open()
