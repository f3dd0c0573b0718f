"""The card with the history."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from gmm_explorer.controller import Controller
from gmm_explorer.model import Block, Frame, Position, Session
from gmm_explorer.view import dialogs
from gmm_explorer.view.history.history_view import HistoryView
from gmm_explorer.view.style.plain_text import tool_tip
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.card import Card, plain_label

_BYTES = 8  # of a number
_NO_LIMIT = (
    "There is no limit on the history: a state keeps its parameters only{size}. "
    "Delete a branch to forget it."
)


class HistoryPanel(Card):
    """The tree in rows, and below it how much is kept.

    Attributes
    ----------
    wanted
        The list is about to be used by keys: the card is to be seen.
    """

    wanted = Signal()

    def __init__(
        self,
        controller: Controller,
        session: Session,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("History", parent)
        self.setObjectName("history_panel")
        self._controller = controller
        self._session = session
        self._seen: tuple[int, Position] | None = None
        self.view = HistoryView(controller, session, theme)
        self.view.pruning.connect(self.prune)
        self.view.menu_asked.connect(self._open_menu)
        self._foot = plain_label(dim=True, small=True)
        self._foot.setObjectName("history_foot")
        self._foot.setContentsMargins(12, 0, 12, 0)
        self.body.setContentsMargins(1, 4, 1, 8)
        self.body.setSpacing(4)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self._foot)

    def render_frame(self, _old: Frame | None, new: Frame) -> None:
        """Show the history, if it or the place in it has changed."""
        timeline = self._session.timeline
        seen = (timeline.changes, new.position)
        if seen != self._seen:
            self._seen = seen
            self.view.follow()
            self._show_foot(new)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.view.set_theme(theme)

    def take_keys(self) -> None:
        """Show the list and give it the keyboard."""
        self.wanted.emit()
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def rename(self) -> None:
        """Let the chosen row be named."""
        self.take_keys()
        self.view.rename()

    def prune_chosen(self) -> None:
        """Delete the chosen row and all that grew from it."""
        self.prune(self.view.chosen)

    def prune(self, block: Block) -> None:
        """Delete a block with all that grew from it; ask first where that loses much."""
        branching = self._controller.branching
        if block.parent is not None and branching.must_ask(block):
            dialogs.PruneDialog(branching, block, self.window()).open()
        else:
            branching.prune(block)

    def compare(self, *, on: bool = True) -> None:
        """Compare the chosen row with the state shown, if they are two; or compare no longer."""
        branching = self._controller.branching
        chosen = self.view.chosen
        if not on:
            branching.stop_comparing()
        elif chosen is self._session.timeline.position.block:
            branching.compare()
        else:
            branching.compare(Position(chosen, chosen.last))

    def _show_foot(self, frame: Frame) -> None:
        n_entries = self._session.timeline.n_entries
        states = "1 state" if n_entries == 1 else f"{n_entries:,} states"
        self._foot.setText(f"{states}, all kept")
        mixture, size = frame.snapshot.mixture, ""
        if mixture is not None:
            numbers = mixture.weights.size + mixture.means.size + mixture.covariances.size + 3
            size = f", now {_BYTES * numbers:,} bytes each"
        self._foot.setToolTip(tool_tip(_NO_LIMIT.format(size=size)))

    def _open_menu(self, at: QPoint) -> None:
        """Open the menu of the chosen row."""
        chosen = self.view.chosen
        menu = QMenu(self.view)
        menu.setObjectName("history_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("&Go to this state\tReturn", self.view.jump)
        menu.addAction("&Name…\tF2", self.view.rename)
        menu.addAction("&Compare with the state shown", self.compare)
        menu.addSeparator()
        delete = menu.addAction("&Delete this branch\tDel", self.prune_chosen)
        delete.setEnabled(chosen.parent is not None)
        menu.popup(at)
