"""What the brush would touch, drawn round the mouse."""

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gmm_explorer.model import Tool
from gmm_explorer.view.style.theme import Theme

FILL_ALPHA = 0.06
LINE, HALO = 1.25, 3.0  # pixels
DEPTH = 20.0  # over all that a hand takes hold of with other tools
PATTERNS = {
    Tool.PAINT: Qt.PenStyle.SolidLine,
    Tool.ERASE: Qt.PenStyle.DashLine,
    Tool.JITTER: Qt.PenStyle.DotLine,
}


class BrushOutline(pg.GraphicsObject):
    """A circle of the brush's size; on a line, a band as high as the plot."""

    def __init__(self, box: pg.ViewBox, theme: Theme, *, is_band: bool) -> None:
        super().__init__(box)
        self._theme = theme
        self._is_band = is_band
        self._tool = Tool.PAINT
        self._area = QRectF()
        self.setZValue(DEPTH)
        self.hide()

    def show_at(self, position: QPointF, diameter: float, tool: Tool, height: float) -> None:
        """Draw it round a pixel; a band is so high."""
        radius = diameter / 2
        area = QRectF(position.x() - radius, position.y() - radius, diameter, diameter)
        if self._is_band:
            area.setTop(-HALO)
            area.setHeight(height + 2 * HALO)
        if (area, tool) != (self._area, self._tool):
            self.prepareGeometryChange()
            self._area, self._tool = area, tool
        self.show()

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self._theme = theme
        self.update()

    def boundingRect(self) -> QRectF:
        """Return room for the outline and its halo."""
        return self._area.adjusted(-HALO, -HALO, HALO, HALO)

    def paint(self, painter: QPainter, *_args: object) -> None:
        """Draw an outline that shows on any background."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = QColor(self._theme.error if self._tool is Tool.ERASE else self._theme.accent)
        fill = QColor(color)
        fill.setAlphaF(FILL_ALPHA)
        halo = QColor(self._theme.halo)
        halo.setAlphaF(0.7)
        for brush, pen in (
            (fill, QPen(halo, HALO)),
            (
                Qt.BrushStyle.NoBrush,
                QPen(color, LINE, PATTERNS.get(self._tool, Qt.PenStyle.SolidLine)),
            ),
        ):
            painter.setBrush(brush)
            painter.setPen(pen)
            if self._is_band:
                painter.drawRect(self._area)
            else:
                painter.drawEllipse(self._area)
