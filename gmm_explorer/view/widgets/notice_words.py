"""A headline and the sentence after it, on one line where both fit, wrapped where not."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from gmm_explorer.controller.notice import Notice
from gmm_explorer.view.style.plain_text import breakable
from gmm_explorer.view.widgets.card import plain_label

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_GAP = 12


class NoticeWords(QWidget):
    """The words of a notice.

    Attributes
    ----------
    headline, text : QLabel
        Its two parts.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline = _label("notice_headline", heading=True)
        self.text = _label("notice_text")
        self._layout = QBoxLayout(_BESIDE, self)
        self._layout.setContentsMargins(0, 4, 0, 4)
        self._layout.addWidget(self.headline)
        self._layout.addWidget(self.text, 1)

    def show_notice(self, notice: Notice) -> None:
        """Show the words of another notice."""
        self.headline.setText(breakable(notice.headline))
        self.text.setText(breakable(notice.text))
        self.text.setVisible(bool(notice.text))
        self._arrange(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the sentence beside the headline where there is room."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        beside = self.one_line_width <= width
        self._layout.setDirection(_BESIDE if beside else _BELOW)
        self._layout.setSpacing(_GAP if beside else 2)
        for label in (self.headline, self.text):
            label.setWordWrap(not beside)

    @property
    def one_line_width(self) -> int:
        """The width at which both parts have room on one line."""
        widths = [
            label.fontMetrics().horizontalAdvance(label.text())
            for label in (self.headline, self.text)
        ]
        return sum(widths) + _GAP


def _label(name: str, **properties: bool) -> QLabel:
    label = plain_label(**properties)
    label.setObjectName(name)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    label.setMinimumWidth(1)  # wrapped text must never widen the window
    return label
