"""Where we are along the curve, what happened there, and where EM leads from there."""

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gmm_explorer.model import Frame
from gmm_explorer.view.likelihood.trace_layer import paint_arrow
from gmm_explorer.view.plot.layer import Layer
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.style.theme import Theme, body_font, small_font

GRIP = (12.0, 8.0)  # pixels: what is drawn of the handle on the now-line
MARGIN = 4.0
BACKING = 0.8  # how much of what lies under a text is hidden

NOTHING_YET = "The log-likelihood appears with data and a first component"


class Now(NamedTuple):
    """What is said of the place where we are.

    Attributes
    ----------
    n_iter
        Its iteration.
    height
        Of its log-likelihood on the plot; infinite beyond all bounds, NaN where it has none.
    limit
        The height of the limit; NaN where none is drawn.
    outlook
        Where EM leads, in words.
    caption
        What happened here, in words.
    place
        All that there is to say of it, for screen readers.
    falling
        Whether curves end low rather than high.
    """

    n_iter: int
    height: float
    limit: float = math.nan
    outlook: str = ""
    caption: str = ""
    place: str = ""
    falling: bool = False


class NowLayer(Layer):
    """A line to take hold of, a dot on the curve, and two short texts."""

    def __init__(self, box: PlotBox, theme: Theme) -> None:
        super().__init__(box, theme)
        self.now: Now | None = None
        self._lit = False

    def show_now(self, frame: Frame, now: Now | None) -> None:
        """Show this place from now on; None where there is no log-likelihood."""
        self.now = now
        self.show_frame(frame)

    def set_lit(self, lit: bool) -> None:
        """Show whether mouse or keys would move the line."""
        if lit is not self._lit:
            self._lit = lit
            self.update()

    @property
    def x(self) -> float | None:
        """The pixel of the line, or None while there is none."""
        return None if self.now is None else self._pixel(self.now.n_iter, 0.0).x()

    def draw(self, painter: QPainter, _frame: Frame) -> None:
        """Draw the place, or what would have to be done for there to be one."""
        if self.now is None:
            painter.setPen(QColor(self.theme.dim))
            painter.setFont(body_font())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.box.rect(), flags, NOTHING_YET)
            return
        painter.setFont(small_font())
        self._draw_limit(painter, self.now)
        self._draw_line(painter, self.now)
        self._draw_texts(painter, self.now)

    def _draw_line(self, painter: QPainter, now: Now) -> None:
        ink = QColor(self.theme.accent if self._lit else self.theme.dim)
        place = self._pixel(now.n_iter, now.height if math.isfinite(now.height) else 0.0)
        bottom = self.box.height()
        painter.setPen(QPen(ink, 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(place.x(), 0.0), QPointF(place.x(), bottom))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        width, height = GRIP
        grip = QRectF(place.x() - width / 2, bottom - height, width, height)
        painter.drawRoundedRect(grip, 3.0, 3.0)
        if math.isnan(now.height):
            return
        if math.isinf(now.height) or not 0.0 <= place.y() <= bottom:
            upwards = now.height > 0.0 if math.isinf(now.height) else place.y() < 0.0
            paint_arrow(painter, place.x(), bottom, self.theme, upwards=upwards)
        else:
            painter.setPen(QPen(QColor(self.theme.plot), 1.5))
            painter.setBrush(QColor(self.theme.accent))
            painter.drawEllipse(place, 6.0, 6.0)

    def _draw_limit(self, painter: QPainter, now: Now) -> None:
        """Draw the limit as a dashed line where it is in sight."""
        y = self._pixel(0.0, now.limit).y() if math.isfinite(now.limit) else -1.0
        if 0.0 <= y <= self.box.height():
            painter.setPen(QPen(QColor(self.theme.faint), 1.0, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(0.0, y), QPointF(self.box.width(), y))

    def _draw_texts(self, painter: QPainter, now: Now) -> None:
        """Write where curves leave room: that of log L rises, that of the gains falls."""
        area = self.box.rect().adjusted(MARGIN, MARGIN, -MARGIN, -GRIP[1] - MARGIN)
        metrics = painter.fontMetrics()
        texts = [(now.caption, self.theme.text), (now.outlook, self.theme.dim)]
        told = [(text, ink) for text, ink in texts if text]
        height = float(metrics.height())
        top = area.top() if now.falling else area.bottom() - height * len(told)
        for line, (text, ink) in enumerate(told):
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
            place = QRectF(area.left(), top + line * height, area.width(), height)
            width = metrics.horizontalAdvance(shown) + 2 * MARGIN
            backing = QColor(self.theme.plot)
            backing.setAlphaF(BACKING)
            painter.fillRect(QRectF(place.right() - width, place.top(), width, height), backing)
            painter.setPen(QColor(ink))
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, shown)

    def _pixel(self, n_iter: float, height: float) -> QPointF:
        x, y = self.box.pixels().to_pixels(float(n_iter), height)
        return QPointF(x, min(max(y, -1e5), 1e5))
