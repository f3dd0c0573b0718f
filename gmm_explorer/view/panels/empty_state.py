"""What an empty window says: what it is for, and three ways to begin."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from gmm_explorer.view.style.icons import PLACEHOLDER, line_pixmap
from gmm_explorer.view.widgets.card import plain_label

_WIDEST = 420
_ICON_SIZE = 28
_GAP = 10
_PADDING = (20, 10, 20, 10)


class EmptyState(QWidget):
    """One sentence and three big choices.

    Parameters
    ----------
    open_data, generate
        The actions behind the first two.
    examples
        The menu behind the third.
    """

    def __init__(
        self, open_data: QAction, generate: QAction, examples: QMenu, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("empty_state")
        sentence = plain_label("See Expectation-Maximization fit a Gaussian mixture", title=True)
        sentence.setWordWrap(True)
        sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        drop = plain_label("or drop a file here, or press T to paint points", dim=True)
        drop.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout()
        column.setSpacing(_GAP)
        column.addStretch(2)
        column.addWidget(sentence)
        column.addSpacing(_GAP)
        for choice in _choices(open_data, generate, examples):
            column.addWidget(choice)
        column.addWidget(drop)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(column, 100)
        row.addStretch(1)


class Choice(QPushButton):
    """A big button: an icon, what it does, and a word more.

    Parameters
    ----------
    icon_name
        A line icon.
    title
        What it does.
    subtitle
        A word more.
    """

    def __init__(self, icon_name: str, title: str, subtitle: str) -> None:
        super().__init__()
        self.setProperty("choice", True)
        self.setMaximumWidth(_WIDEST)
        self.setAccessibleName(title)
        self.setAccessibleDescription(subtitle)
        self.setToolTip(subtitle)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        picture = plain_label()
        picture.setPixmap(line_pixmap(icon_name, PLACEHOLDER, _ICON_SIZE, self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(2)
        heading = plain_label(title)
        heading.setFont(_bold(heading.font()))
        words.addWidget(heading)
        words.addWidget(plain_label(subtitle, dim=True, small=True))
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(*_PADDING)
        self._layout.setSpacing(16)
        self._layout.addWidget(picture)
        self._layout.addLayout(words, 1)

    def sizeHint(self) -> QSize:
        """Ask for room for the words, which stand in a layout."""
        return self._layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Ask for as much: words are not cut."""
        return self._layout.minimumSize()


def _choices(open_data: QAction, generate: QAction, examples: QMenu) -> list[Choice]:
    opening = Choice("open", "Open data", "A CSV, TSV or text file with columns of numbers")
    opening.setObjectName("empty_state_open")
    opening.clicked.connect(open_data.trigger)
    generating = Choice("generate", "Generate data", "Blobs, moons, rings and more of your making")
    generating.setObjectName("empty_state_generate")
    generating.clicked.connect(generate.trigger)
    example = Choice("examples", "See an example", "Data, a start, and what to look for")
    example.setObjectName("empty_state_example")
    example.setMenu(examples)
    return [opening, generating, example]


def _bold(font: QFont) -> QFont:
    result = QFont(font)
    result.setBold(True)
    return result
