"""How responsibilities are painted: a bar in the component's colour behind each number.

All rows in sight are painted in one go. A delegate would be asked cell by cell, which at a tall
window takes longer than all points of the plot.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QTableView

from gmm_explorer.view.panels.responsibilities_model import (
    INDEX_COLUMN,
    FloatArray,
    ResponsibilitiesModel,
)
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.quick_text import QuickText
from gmm_explorer.view.widgets.rectangles import fill_rectangles
from gmm_explorer.view.widgets.share_texts import ShareTexts

PADDING = 8

_BAR_OPACITY = 0.45  # the number on the bar stays readable, light and dark
_BAR_MARGIN = 3


class _Column(NamedTuple):
    number: int
    left: int
    width: int


class ResponsibilitiesPainter:
    """Paints the rows of a view of the responsibilities.

    Parameters
    ----------
    view
        The view.
    model
        What it shows.
    theme
        Gives the colours.
    """

    def __init__(self, view: QTableView, model: ResponsibilitiesModel, theme: Theme) -> None:
        self._view = view
        self._model = model
        self._text, self._shares = QuickText(), ShareTexts()
        self.theme = theme

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Paint what lies in an area of the viewport, the background included."""
        painter.fillRect(area, QColor(self.theme.card))
        rows = self._rows_in(area)
        if not rows:
            return
        columns = list(self._columns_in(area))
        points = self._model.points(rows)
        shown = self._model.values(points)
        height = self._view.rowHeight(rows.start)  # of all rows, see `ResponsibilitiesView`
        top = self._view.rowViewportPosition(rows.start)
        tops = np.arange(top, top + len(rows) * height, height, dtype=np.float64)
        marked = tops[self._model.are_marked(points)]
        left, width = area.left(), area.width()
        fill_rectangles(painter, QColor(self.theme.selection), left, marked, width, height)
        for column in columns:
            if column.number != INDEX_COLUMN:
                self._paint_bars(painter, column, shown[:, column.number - 1], tops, height)
        border = QColor(self.theme.border)
        fill_rectangles(painter, border, left, tops + (height - 1), width, 1)
        middles = tops + height / 2
        self._paint_shares(painter, columns, shown, middles)
        self._paint_numbers(painter, columns, points, middles)
        self._paint_focus(painter, rows)

    def _rows_in(self, area: QRect) -> range:
        first, last = self._view.rowAt(area.top()), self._view.rowAt(area.bottom())
        if first < 0:
            return range(0)
        return range(first, (self._model.rowCount() - 1 if last < 0 else last) + 1)

    def _columns_in(self, area: QRect) -> Iterator[_Column]:
        for number in range(self._model.columnCount()):
            left = self._view.columnViewportPosition(number)
            width = self._view.columnWidth(number)
            if left <= area.right() and left + width > area.left():
                yield _Column(number, left, width)

    @staticmethod
    def _paint_bars(
        painter: QPainter, column: _Column, values: FloatArray, tops: FloatArray, height: int
    ) -> None:
        color = QColor(*component_color(column.number - 1))
        color.setAlphaF(_BAR_OPACITY)
        widths = np.fmax(np.rint((column.width - 2 * _BAR_MARGIN) * values), 0.0)  # no NaN
        left, thick = column.left + _BAR_MARGIN, height - 2 * _BAR_MARGIN - 1
        fill_rectangles(painter, color, left, tops + _BAR_MARGIN, widths, thick)

    def _paint_shares(
        self,
        painter: QPainter,
        columns: Sequence[_Column],
        shown: FloatArray,
        middles: FloatArray,
    ) -> None:
        """Write the responsibilities (M, K) of the rows in sight."""
        of_components = [column for column in columns if column.number != INDEX_COLUMN]
        rights = [column.left + column.width - PADDING for column in of_components]
        ratio = self._view.devicePixelRatioF()
        self._shares.use(self._view.font(), QColor(self.theme.text), ratio)
        self._shares.draw(
            painter,
            np.tile(np.array(rights, float), len(middles)),
            np.repeat(middles, len(rights)),
            shown[:, [column.number - 1 for column in of_components]].ravel(),
        )

    def _paint_numbers(
        self,
        painter: QPainter,
        columns: Sequence[_Column],
        points: list[int],
        middles: FloatArray,
    ) -> None:
        """Write which points they are."""
        self._text.use(painter, self._view.font())
        painter.setPen(QColor(self.theme.dim))
        for column in columns:
            if column.number == INDEX_COLUMN:
                right = column.left + column.width - PADDING
                for point, middle in zip(points, middles.tolist(), strict=True):
                    self._text.draw(painter, right, middle, str(point + 1))

    def _paint_focus(self, painter: QPainter, rows: range) -> None:
        current = self._view.currentIndex()
        if self._view.hasFocus() and current.isValid() and current.row() in rows:
            painter.setPen(QColor(self.theme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._view.visualRect(current).adjusted(0, 0, -1, -2))
