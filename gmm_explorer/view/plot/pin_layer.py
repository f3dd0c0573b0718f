"""The places that the mixture was asked about, as small numbered marks."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gmm_explorer.model import Frame, Question
from gmm_explorer.view.plot.layer import Layer
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.style.theme import Theme, small_font

_HALF = 8.0
_ABOVE = 18.0  # pixels from the place to the middle of its number
_OUT_OF_SIGHT = 1e5  # pixels: painters want coordinates that are not astronomical
_Z = 5


class PinLayer(Layer):
    """Squares, so that nobody takes them for components, each with a stem to its place."""

    def __init__(self, box: PlotBox, theme: Theme) -> None:
        super().__init__(box, theme)
        self._pins: tuple[Question, ...] = ()
        self._current: Question | None = None
        self.setZValue(_Z)

    def show_questions(
        self, frame: Frame, pins: tuple[Question, ...], current: Question | None
    ) -> None:
        """Show these pins, and which question is answered now, pinned or not."""
        if (pins, current) != (self._pins, self._current):
            self._pins, self._current = pins, current
            self.show_frame(frame)

    def pixel_of(self, question: Question) -> QPointF:
        """Return where a place is on the screen; one of a line lies on its base."""
        y = question.place[1] if len(question.place) > 1 else 0.0
        return QPointF(*self.box.pixels().to_pixels(question.place[0], y))

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Draw the marks."""
        painter.setFont(small_font())
        if self._current is not None and self._current not in self._pins:
            self._draw_cross(painter, self.pixel_of(self._current))
        for number, pin in enumerate(self._pins, start=1):
            at = self.pixel_of(pin)
            if max(abs(at.x()), abs(at.y())) < _OUT_OF_SIGHT:
                self._draw_pin(painter, at, number, current=pin == self._current)

    def _draw_cross(self, painter: QPainter, at: QPointF) -> None:
        for color, width in ((self.theme.halo, 4.0), (self.theme.text, 1.5)):
            painter.setPen(QPen(QColor(color), width))
            for away in (QPointF(_HALF, 0.0), QPointF(0.0, _HALF)):
                painter.drawLine(at - away, at - away * 0.4)
                painter.drawLine(at + away * 0.4, at + away)

    def _draw_pin(self, painter: QPainter, at: QPointF, number: int, *, current: bool) -> None:
        ink = QColor(self.theme.accent if current else self.theme.text)
        middle = at - QPointF(0.0, _ABOVE)
        painter.setPen(QPen(QColor(self.theme.halo), 3.5))
        painter.drawLine(at, middle)
        painter.setPen(QPen(ink, 1.5))
        painter.drawLine(at, middle)
        box = QRectF(-_HALF, -_HALF, 2 * _HALF, 2 * _HALF)
        box.moveCenter(middle)
        painter.setPen(QPen(QColor(self.theme.halo), 1.5))
        painter.setBrush(ink)
        painter.drawRoundedRect(box, 3.0, 3.0)
        painter.setPen(QColor(self.theme.accent_text if current else self.theme.plot))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
