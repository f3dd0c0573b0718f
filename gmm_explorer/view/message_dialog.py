"""The dialog that says what was not done, and why."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from gmm_explorer.controller.notice import Notice
from gmm_explorer.view.card import plain_label
from gmm_explorer.view.plain_text import breakable

_WIDTH = 440
_MARGIN = 20


class MessageDialog(QDialog):
    """A headline and a sentence, shown literally: names of files may hold markup."""

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_dialog")
        self.setWindowTitle("GMM Explorer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        headline = plain_label(breakable(notice.headline), title=True)
        headline.setObjectName("message_headline")
        text = plain_label(breakable(notice.text))
        text.setObjectName("message_text")
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (headline, text):
            label.setWordWrap(True)
            label.setMinimumWidth(_WIDTH)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
        buttons.setObjectName("message_buttons")
        buttons.accepted.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(12)
        layout.addWidget(headline)
        layout.addWidget(text)
        layout.addWidget(buttons)
        self.setAccessibleDescription(f"{notice.headline} {notice.text}")


def show_refusal(parent: QWidget, notice: Notice) -> None:
    """Show what was refused; the window behind lives on."""
    MessageDialog(notice, parent).open()
