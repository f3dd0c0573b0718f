"""The dialog that says what was not done, and why."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gmm_explorer.controller.notice import Notice
from gmm_explorer.view.style.plain_text import breakable
from gmm_explorer.view.widgets.card import plain_label
from gmm_explorer.view.widgets.dialog import Dialog, Role

_WIDTH = 440


class MessageDialog(Dialog):
    """A headline and a sentence, shown literally: names of files may hold markup.

    Parameters
    ----------
    notice
        What it says.
    help_with
        An action that may help, beside OK.
    """

    def __init__(
        self, notice: Notice, parent: QWidget | None = None, help_with: QAction | None = None
    ) -> None:
        super().__init__("message_dialog", notice.headline, parent)
        text = plain_label(breakable(notice.text))
        text.setObjectName("message_dialog_text")
        text.setWordWrap(True)
        text.setMinimumWidth(_WIDTH)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(text)
        self.setAccessibleDescription(notice.text)
        if help_with is not None:
            offered = self.add_button(help_with.iconText(), Role.ActionRole, help_with.toolTip())
            offered.clicked.connect(self.accept)
            offered.clicked.connect(help_with.trigger)
        self.add_button("OK", Role.AcceptRole, "Go back to the window", primary=True).setFocus()


def show_refusal(parent: QWidget, notice: Notice, help_with: QAction | None = None) -> None:
    """Show what was refused; the window behind lives on."""
    MessageDialog(notice, parent, help_with).open()
