"""The panel that all panels are: a heading on a card, rows of labels and controls below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

_MARGIN = 12
_TOP = 4
_GAP = 8
_LABEL_WIDTH = 98


class Card(QFrame):
    """A panel with a heading.

    Parameters
    ----------
    title
        The heading, also the title of a dock that holds the card.

    Attributes
    ----------
    heading : QLabel
        The heading; a dock that shows the title itself may hide it.
    body : QVBoxLayout
        What stands below the heading.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.heading = plain_label(title, heading=True)
        # Where a dock shows the title instead, this space goes with the heading.
        self.heading.setContentsMargins(0, _MARGIN - _TOP, 0, 0)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(_MARGIN, _TOP, _MARGIN, _MARGIN)
        self.body.setSpacing(_GAP)
        self._top = QHBoxLayout()
        self._top.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignBottom)
        self._top.addStretch(1)
        self.body.addLayout(self._top)

    def add_beside_heading(self, widget: QWidget) -> None:
        """Add a widget to the right of the heading."""
        self._top.insertWidget(1, widget, 0, Qt.AlignmentFlag.AlignBottom)

    def add_table(self, table: QWidget, empty: QWidget) -> None:
        """Add a table from edge to edge, and what stands in its place while it is empty."""
        self.body.setContentsMargins(1, _TOP, 1, _GAP)
        self._top.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        empty.setContentsMargins(_MARGIN, 0, _MARGIN, _GAP)
        self.body.addWidget(empty)
        self.body.addWidget(table, 1)
        table.hide()


class Rows(QGridLayout):
    """Labels on the left, dim; their controls on the right, all of one width."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: dict[QWidget, QLabel] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(_GAP)
        self.setVerticalSpacing(_GAP)
        self.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self.setColumnStretch(1, 1)

    def add(self, text: str, control: QWidget) -> None:
        """Add a row; the text becomes the control's accessible name where it has none."""
        label = plain_label(text, dim=True)
        label.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(text)
        self._labels[control] = label
        row = self.rowCount()
        self.addWidget(label, row, 0)
        self.addWidget(control, row, 1)

    def show_row(self, control: QWidget, on: bool) -> None:
        """Show the row of a control, or hide it."""
        control.setVisible(on)
        self._labels[control].setVisible(on)

    def add_wide(self, widget: QWidget) -> None:
        """Add a row that needs both columns."""
        self.addWidget(widget, self.rowCount(), 0, 1, 2)


def plain_label(text: str = "", /, **properties: bool) -> QLabel:
    """Return a label that never reads its text as markup.

    Parameters
    ----------
    text
        What it says.
    **properties
        What the style sheet looks at: ``dim``, ``small``, ``heading`` or ``title``.
    """
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    for name, value in properties.items():
        label.setProperty(name, value)
    return label
