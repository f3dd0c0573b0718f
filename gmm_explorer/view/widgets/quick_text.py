"""Short texts that are laid out once and drawn often."""

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QStaticText, QTransform

MOST_TEXTS = 4096


class LaidOut(NamedTuple):
    """A text with the width and half the height that it takes, logical pixels."""

    text: QStaticText
    width: float
    half_height: float


class QuickText:
    """Draws texts in one font; laying one out costs ten times as much as drawing it again."""

    def __init__(self) -> None:
        self._font = QFont()
        self._laid_out: dict[str, LaidOut] = {}

    def use(self, painter: QPainter, font: QFont) -> None:
        """Draw in this font from now on."""
        painter.setFont(font)
        if font != self._font:
            self._font = QFont(font)
            self._laid_out.clear()

    def draw(self, painter: QPainter, right: float, middle: float, text: str) -> None:
        """Draw a text that ends at ``right``, in the painter's pen and the font in use."""
        laid_out = self._laid_out.get(text) or self._lay_out(text)
        # Halves go down in every row, where `round` would go to and fro.
        top = math.floor(middle - laid_out.half_height + 0.5)
        place = QPointF(right - laid_out.width, top)
        painter.drawStaticText(place, laid_out.text)

    def _lay_out(self, text: str) -> LaidOut:
        if len(self._laid_out) >= MOST_TEXTS:
            self._laid_out.clear()
        static = QStaticText(text)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        static.prepare(QTransform(), self._font)
        size = static.size()
        laid_out = LaidOut(static, size.width(), size.height() / 2)
        self._laid_out[text] = laid_out
        return laid_out
