"""The question before work that no file holds is left."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from gmm_explorer.view.style.plain_text import breakable
from gmm_explorer.view.widgets.card import plain_label
from gmm_explorer.view.widgets.dialog import Dialog, Role

_WIDTH = 400


class SaveDialog(Dialog):
    """Asks whether to save first; Return saves, and Escape stays.

    Parameters
    ----------
    name
        What to call the session; empty when it is in no file yet.
    save, leave
        What the buttons Save and Discard do.
    parent
        The window it stands before.
    """

    def __init__(
        self,
        name: str,
        save: Callable[[], object],
        leave: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        title = f"Save “{name}” first?" if name else "Save this session first?"
        super().__init__("save_dialog", title, parent)
        since = "since it was saved last" if name else "here, with its whole history,"
        text = plain_label(breakable(f"Otherwise what was done {since} is lost."))
        text.setObjectName("save_dialog_text")
        text.setWordWrap(True)
        text.setMinimumWidth(_WIDTH)
        self.body.addWidget(text)
        self.setAccessibleDescription(text.text())
        self._save = save
        self._leave = leave
        discard = self.add_button("Discard", Role.DestructiveRole, "Lose what was done")
        discard.clicked.connect(self._discard)
        self.add_button("Cancel", Role.RejectRole, "Go back to the window")
        saving = self.add_button("Save", Role.AcceptRole, "Save the session first", primary=True)
        saving.setFocus()
        self.accepted.connect(lambda: self._save())

    def _discard(self) -> None:
        self.reject()
        self._leave()
