"""What all dialogs are: a title, something below it, and buttons; open, never blocking."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from gmm_explorer.view.style.plain_text import breakable
from gmm_explorer.view.widgets.card import plain_label

_MARGIN = 20
_GAP = 12

Role = QDialogButtonBox.ButtonRole


class Dialog(QDialog):
    """A dialog that is shown by ``open()`` and forgotten when it is closed.

    Parameters
    ----------
    name
        Its object name; those of its buttons begin with it.
    title
        What stands at its top.
    parent
        The window it stands before.

    Attributes
    ----------
    body : QVBoxLayout
        What stands between title and buttons.
    """

    def __init__(self, name: str, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = plain_label(breakable(title), title=True)
        heading.setObjectName(f"{name}_title")
        heading.setWordWrap(True)
        self._buttons = QDialogButtonBox()
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.body = QVBoxLayout()
        self.body.setSpacing(_GAP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(_GAP)
        layout.addWidget(heading)
        layout.addLayout(self.body, 1)
        layout.addWidget(self._buttons)

    def add_button(self, word: str, role: Role, tip: str, *, primary: bool = False) -> QPushButton:
        """Add a button, named by its word; the primary one is filled and answers Return."""
        button = QPushButton(word)
        button.setObjectName(f"{self.objectName()}_{word.lower().replace(' ', '_')}")
        button.setToolTip(tip)
        button.setProperty("primary", primary)
        self._buttons.addButton(button, role)
        # Else Return would press whichever button has the focus last, and fill it.
        button.setAutoDefault(primary)
        button.setDefault(primary)
        return button
