"""What a stroke has done and the points do not show yet: they take a while where there are many."""

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gmm_explorer.view.style.theme import Theme

DEPTH = 0.5  # just over the points
DIAMETER = 4.0  # pixels
ERASED_ALPHA = 0.8


class WetStroke(pg.GraphicsObject):
    """Painted points as small grey discs and the eraser's way, in pixels of the plot box."""

    def __init__(self, box: pg.ViewBox, theme: Theme) -> None:
        super().__init__(box)
        self._box = box
        self._theme = theme
        self._points: list[QPointF] = []
        self._way: list[tuple[QPointF, QPointF]] = []
        self._width = 0.0
        self.setZValue(DEPTH)
        self.hide()

    def add_points(self, places: NDArray[np.float64]) -> None:
        """Show points at pixels, shape (n, 2)."""
        self._points += [QPointF(x, y) for x, y in places.tolist()]
        self._show()

    def add_way(self, start: QPointF, end: QPointF, width: float) -> None:
        """Show where an eraser went."""
        self._way.append((start, end))
        self._width = width
        self._show()

    def clear(self) -> None:
        """Show nothing: the points do."""
        self._points, self._way = [], []
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self._theme = theme
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the whole plot."""
        return QRectF(self._box.rect())

    def paint(self, painter: QPainter, *_args: object) -> None:
        """Draw what is there."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        erased = QColor(self._theme.plot)
        erased.setAlphaF(ERASED_ALPHA)
        painter.setPen(_round(erased, self._width))
        for start, end in self._way:
            painter.drawLine(start, end)
        painter.setPen(_round(QColor(self._theme.unassigned), DIAMETER))
        painter.drawPoints(self._points)

    def _show(self) -> None:
        self.show()
        self.update()


def _round(color: QColor, width: float) -> QPen:
    """Return a pen that draws a point as a disc."""
    return QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
