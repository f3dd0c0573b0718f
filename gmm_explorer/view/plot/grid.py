"""A quiet grid and quiet axes: thin lines behind the data, dim labels beside it."""

import html
import math
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QLine, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QTransform
from PySide6.QtWidgets import QGraphicsSceneResizeEvent, QStyleOptionGraphicsItem, QWidget

from gmm_explorer.view.plot.ticks import Ticks, horizontal_ticks, tick_texts, vertical_ticks
from gmm_explorer.view.style.theme import SMALL_PX, Theme, small_font
from gmm_explorer.view.widgets.reported import reported

_BEHIND_EVERYTHING = -1000.0
_LABEL_GAP = 8
_LABEL_WIDTH = 36


class GridItem(pg.GraphicsObject):
    """Lines at the ticks of both axes, kept until the view changes.

    pyqtgraph's own grid costs about 20 ms a repaint; this one costs its dozen lines.

    Parameters
    ----------
    theme
        Gives the colour of the lines.
    scale
        Factor on the type of the axes, as in ``apply_theme``.
    vertical, horizontal
        Which lines to draw.
    """

    def __init__(
        self, theme: Theme, scale: float = 1.0, *, vertical: bool = True, horizontal: bool = True
    ) -> None:
        super().__init__()
        self._color = theme.grid
        self._type_scale = scale
        self._vertical = vertical
        self._horizontal = horizontal
        self._lines: list[QLine] = []
        self._lines_of: tuple[QTransform, QRectF, float] | None = None
        self.setZValue(_BEHIND_EVERYTHING)

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Draw in the colours of another theme, for axes of another size."""
        self._color = theme.grid
        self._type_scale = scale
        self._lines_of = None
        self.update()

    @reported
    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        """Draw the lines; called by Qt."""
        ratio = painter.device().devicePixelRatioF()
        transform = painter.transform()
        view = (transform, self.boundingRect(), ratio)
        if view != self._lines_of:
            self._lines_of = view
            self._lines = self._measured(transform, self.boundingRect(), ratio)
        # On whole device pixels a line of one pixel is crisp and needs no anti-aliasing.
        painter.setTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
        painter.setPen(QPen(QColor(self._color), max(1, round(ratio))))
        painter.drawLines(self._lines)
        painter.setTransform(transform)

    def _measured(self, transform: QTransform, rect: QRectF, ratio: float) -> list[QLine]:
        shown = transform.mapRect(rect)
        edges = (shown.left(), shown.right(), shown.top(), shown.bottom())
        if not all(map(math.isfinite, edges)):
            return []
        left, right = round(shown.left() * ratio), round(shown.right() * ratio)
        top, bottom = round(shown.top() * ratio), round(shown.bottom() * ratio)
        scale = self._type_scale
        lines = []
        if self._vertical:
            for x in horizontal_ticks(rect.left(), rect.right(), shown.width(), scale).values:
                pixel = int((x * transform.m11() + transform.dx()) * ratio)
                lines.append(QLine(pixel, top, pixel, bottom))
        if self._horizontal:
            for y in self.levels(rect.top(), rect.bottom(), shown.height()).values:
                pixel = int((y * transform.m22() + transform.dy()) * ratio)
                lines.append(QLine(left, pixel, right, pixel))
        return lines

    def levels(self, low: float, high: float, length: float) -> Ticks:
        """Choose where the horizontal lines are."""
        return vertical_ticks(low, high, length, self._type_scale)

    def boundingRect(self) -> QRectF:
        """Return what the view shows; called by Qt."""
        rect: QRectF | None = self.viewRect()
        return QRectF() if rect is None else rect

    def viewRangeChanged(self) -> None:
        """Follow the view; called by pyqtgraph."""
        self.prepareGeometryChange()

    def dataBounds(self, *_args: Any) -> tuple[None, None]:  # noqa: ANN401 - the grid has no data
        """Return no range, because the grid must not widen the view; called by pyqtgraph."""
        return None, None


class QuietAxis(pg.AxisItem):
    """An axis of labels alone: dim, 12 px, real minus signs, no line and no prefix.

    Parameters
    ----------
    orientation
        "left", "right", "top" or "bottom" of the plot.
    theme
        Gives the colour of the labels.
    scale
        Factor on the type, as in ``apply_theme``.
    """

    _name = ""  # pyqtgraph lays itself out before there is an object of ours

    def __init__(self, orientation: str, theme: Theme, scale: float = 1.0) -> None:
        super().__init__(orientation, pen=pg.mkPen(None), maxTickLength=0)
        # Its numbers are laid out when they change, not in every frame.
        self.setCacheMode(self.CacheMode.DeviceCoordinateCache)
        self._theme = theme
        self._type_scale = scale
        self.enableAutoSIPrefix(False)
        # The plot must not shift under a hand because a label became shorter.
        self.setStyle(
            tickTextOffset=_LABEL_GAP,
            hideOverlappingLabels=True,
            tickAlpha=0,
            tickTextWidth=_LABEL_WIDTH,
            autoReduceTextSpace=False,
        )
        self.set_theme(theme, scale)

    def boundingRect(self) -> QRectF:
        """Return the room for its labels, as pyqtgraph does, by a shorter way; called by Qt."""
        rect: QRectF = self.rect()
        return rect

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Write in the colours of another theme, or in another size."""
        self._theme = theme
        self._type_scale = scale
        self.setTextPen(theme.dim)
        self.setTickFont(small_font(scale))
        self.set_name(self._name)

    def set_name(self, name: str) -> None:
        """Write a name beside the axis, as plain text; nothing for an empty one."""
        self._name = name
        if not name:
            self.showLabel(False)
            return
        size = f"{round(SMALL_PX * self._type_scale)}px"
        # Column names come from files and may hold markup.
        style = {"color": self._theme.dim, "font-size": size}
        self.setLabel(html.escape(self._fitting(name)), **style)

    def resizeEvent(self, ev: QGraphicsSceneResizeEvent | None = None) -> None:
        """Write as much of the name as there is room for; called by Qt."""
        if self._name and self.labelText != html.escape(self._fitting(self._name)):
            self.set_name(self._name)
        super().resizeEvent(ev)

    def _fitting(self, name: str) -> str:
        """Return a name cut in the middle where it is longer than the axis."""
        upright = self.orientation in ("left", "right")
        length = round(self.height() if upright else self.width())
        if length <= 0:  # not laid out yet
            return name
        metrics = QFontMetrics(small_font(self._type_scale))
        return metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, length)

    def tickValues(self, start: float, end: float, size: float) -> list[tuple[float, list[float]]]:
        """Return the ticks between two numbers; called by pyqtgraph."""
        choose = vertical_ticks if self.orientation in ("left", "right") else horizontal_ticks
        chosen = choose(min(start, end), max(start, end), size, self._type_scale)
        return [(chosen.step, list(chosen.values))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Return the labels of ticks; called by pyqtgraph."""
        return list(tick_texts(values, spacing))
