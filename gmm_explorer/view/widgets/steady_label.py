"""A label whose text may change in every frame without the window being laid out anew."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel

_SLACK = 40  # pixels that a shorter text may leave empty
_SHAPE = str.maketrans("123456789", "0" * 9)  # digits are as wide as one another


class SteadyLabel(QLabel):
    """One line of plain text that keeps its size until a text needs more room, or much less.

    A size that is fixed spares the layouts of all parents, and their repaint, when a digit
    becomes a narrower one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._room = 0
        self._shape = ""

    def show_text(self, text: str) -> None:
        """Show a text; nothing for an empty one."""
        if text != self.text():
            self.setText(text)
            self._fit()
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._room, self._shape = 0, ""
            self._fit()

    def _fit(self) -> None:
        shape = self.text().translate(_SHAPE)
        if shape == self._shape:
            return
        self._shape = shape
        advance = self.fontMetrics().horizontalAdvance(shape)
        if not self._room - _SLACK <= advance <= self._room:
            self._room = advance
            self.setMinimumSize(0, 0)  # a hint is never less than the minimum
            self.setFixedSize(self.sizeHint())
