"""The question before a large or named branch of the history is deleted."""

from PySide6.QtWidgets import QWidget

from gmm_explorer.controller.branching import Branching
from gmm_explorer.model import Block
from gmm_explorer.view.style.plain_text import breakable
from gmm_explorer.view.widgets.card import plain_label
from gmm_explorer.view.widgets.dialog import Dialog, Role

_WIDTH = 400


class PruneDialog(Dialog):
    """Says what would be lost; keeping it is what Return and Escape do."""

    def __init__(self, branching: Branching, block: Block, parent: QWidget | None = None) -> None:
        super().__init__("prune_dialog", f"Delete “{block.title}”?", parent)
        self._branching = branching
        self._block = block
        loss = branching.loss(block)
        states = "1 state goes" if loss == 1 else f"{loss:,} states go"
        text = plain_label(
            breakable(f"{states} with all that grew from it. This cannot be undone.")
        )
        text.setObjectName("prune_dialog_text")
        text.setWordWrap(True)
        text.setMinimumWidth(_WIDTH)
        self.body.addWidget(text)
        self.setAccessibleDescription(text.text())
        self.add_button("Delete", Role.DestructiveRole, "Forget this branch").clicked.connect(
            self._delete
        )
        self.add_button("Keep", Role.RejectRole, "Leave the history as it is", primary=True)

    def _delete(self) -> None:
        self.accept()
        self._branching.prune(self._block)
