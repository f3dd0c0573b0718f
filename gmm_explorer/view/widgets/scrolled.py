"""Rows of a card that scroll where there is no room for all of them."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget

from gmm_explorer.view.widgets.card import Card

_LEAST_HEIGHT = 40


def add_scrolled(card: Card, rows: QLayout) -> None:
    """Add rows to a card; the bar that scrolls them stands in its right margin."""
    margins = card.body.contentsMargins()
    room = margins.right()
    margins.setRight(0)
    card.body.setContentsMargins(margins)
    card.body.addWidget(Scrolled(rows, room), 1)


class Scrolled(QScrollArea):
    """Asks for the room of its rows, and scrolls in less.

    Parameters
    ----------
    rows
        What it shows.
    margin
        Pixels on the right, which a bar may take.
    """

    def __init__(self, rows: QLayout, margin: int) -> None:
        super().__init__()
        self._margin = margin
        self._content = QWidget()
        self._content.setProperty("transparent", True)
        self._layout = QVBoxLayout(self._content)
        self._layout.setContentsMargins(0, 0, margin, 0)
        self._layout.addLayout(rows)
        self._layout.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._content)

    def sizeHint(self) -> QSize:
        """Ask for all the room that its rows want."""
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Ask for the breadth of its rows."""
        rows = self._layout.contentsMargins()
        breadth = self._content.minimumSizeHint().width() - rows.right() + self._margin
        return QSize(breadth, _LEAST_HEIGHT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass on what the rows want when that changes, as they do when they are styled."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return bool(super().eventFilter(watched, event))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the rows as broad with a bar beside them as without."""
        super().resizeEvent(event)
        bar = self.width() - self.viewport().width()
        self._layout.setContentsMargins(0, 0, max(self._margin - bar, 0), 0)
