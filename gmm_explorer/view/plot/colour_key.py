"""What the colours of the points mean, in a corner of the plot, where that is not obvious."""

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gmm_explorer.model import ColourMode, Frame
from gmm_explorer.view.points.colouring import MOST_PIES, between, ramp, shown_component, shown_mode
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import Theme, rgb_of, small_font

_BAR = QSize(72, 8)
_GAP = 8
_PADDING = 6


class ColourKey(QWidget):
    """A ramp with its ends in words, or why there is none."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("colour_key")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._words: tuple[str, str] = ("", "")
        self._bar: QImage | None = None
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window; the next frame brings the ramp's own."""
        self._theme = theme
        self.update()

    def show_frame(self, frame: Frame) -> None:
        """Explain the colours of a frame."""
        responsibilities = frame.derived.responsibilities
        mode = frame.presentation.colour_mode
        self._words, self._bar = ("", ""), None
        if responsibilities is not None:
            n_points, n_components = responsibilities.shape
            if shown_mode(mode, n_points) is not mode:
                self._words = (f"More than {MOST_PIES:,} points: mixed colours, not pies", "")
            elif mode is ColourMode.UNCERTAINTY:
                self._words = ("certain", "undecided")
                self._bar = _image(ramp(_STEPS))
            elif mode is ColourMode.COMPONENT:
                k = min(shown_component(frame.presentation), n_components - 1)
                self._words = (f"r of component {k + 1}:  0", "1")
                absent = rgb_of(self._theme.scroll)
                self._bar = _image(between(_STEPS, absent, component_color(k)))
        if not self._words[0] and self.isHidden():
            return
        self.setVisible(bool(self._words[0]))
        self.setAccessibleName(" to ".join(filter(None, self._words)))
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for the words and the ramp."""
        self.setFont(small_font(self._theme.scale))
        width = sum(self.fontMetrics().horizontalAdvance(word) for word in self._words)
        width += 2 * _PADDING + (0 if self._bar is None else _BAR.width() + 2 * _GAP)
        return QSize(width, self.fontMetrics().height() + _PADDING)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it on the screen."""
        painter = QPainter(self)
        self.draw(painter)
        painter.end()

    def draw(self, painter: QPainter) -> None:
        """Draw the words on a veil of the background, so that points do not disturb them."""
        veil = QColor(self._theme.plot)
        veil.setAlphaF(0.85)
        painter.fillRect(self.rect(), veil)
        painter.setFont(small_font(self._theme.scale))
        painter.setPen(QColor(self._theme.dim))
        words = self.rect().adjusted(_PADDING, 0, -_PADDING, 0)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, left, self._words[0])
        painter.drawText(words, right, self._words[1])
        if self._bar is not None:
            x = _PADDING + self.fontMetrics().horizontalAdvance(self._words[0]) + _GAP
            y = (self.height() - _BAR.height()) // 2
            painter.drawImage(QRect(x, y, _BAR.width(), _BAR.height()), self._bar)


_STEPS = np.linspace(0.0, 1.0, _BAR.width())


def _image(rgb: np.ndarray) -> QImage:
    """Return a row of pixels (N, 3) as a picture."""
    pixels = np.ascontiguousarray(rgb)
    image = QImage(pixels.data, len(rgb), 1, 3 * len(rgb), QImage.Format.Format_RGB888)
    return image.copy()
