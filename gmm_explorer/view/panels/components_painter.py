"""How the components table is painted: discs, bars, numbers and lights, all in one go.

A delegate would be asked cell by cell, which takes longer than the plot does to follow a drag.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QRegion
from PySide6.QtWidgets import QTableView

from gmm_explorer.view.panels.components_cells import COLUMNS, PER_FEATURE, Cell, Column
from gmm_explorer.view.panels.components_model import ComponentsModel
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.component_disc import paint_disc
from gmm_explorer.view.widgets.health_light import paint_health
from gmm_explorer.view.widgets.quick_text import QuickText

PADDING = 8
_BAR_HEIGHT = 3
_CLOSER = 2


class _Span(NamedTuple):
    """Where a column lies."""

    column: Column
    left: int
    width: int


class ComponentsPainter:
    """Paints the rows of a view of the components, each on the tint of the selection or not.

    Parameters
    ----------
    view
        The view.
    model
        What it shows.
    theme
        Gives the colours.
    """

    def __init__(self, view: QTableView, model: ComponentsModel, theme: Theme) -> None:
        self._view = view
        self._model = model
        self._text = QuickText()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme
        self._card, self._border = QColor(theme.card), QColor(theme.border)
        self._ink, self._accent = QColor(theme.text), QColor(theme.accent)
        self._track, self._tint = QColor(theme.track), QColor(theme.selection)

    def paint(self, painter: QPainter, region: QRegion) -> None:
        """Paint what lies in a region of the viewport, the background included."""
        painter.fillRect(region.boundingRect(), self._card)
        columns = self._columns()
        if not columns:
            return
        self._text.use(painter, self._view.font())
        for k in range(self._model.n_components):
            band = self._band(k, columns)
            if region.intersects(band):
                self._paint_component(painter, region, k, band, columns)
        self._paint_focus(painter)

    def _columns(self) -> list[_Span]:
        view = self._view
        return [
            _Span(column, view.columnViewportPosition(column), view.columnWidth(column))
            for column in COLUMNS
            if not view.isColumnHidden(column)
        ]

    def _band(self, k: int, columns: Sequence[_Span]) -> QRect:
        """Return the rows of a component, over all columns."""
        first, n_features = k * self._model.n_features, self._model.n_features
        top, height = self._view.rowViewportPosition(first), self._view.rowHeight(first)
        left, right = columns[0].left, columns[-1].left + columns[-1].width
        return QRect(left, top, right - left, n_features * height)

    def _paint_component(
        self, painter: QPainter, region: QRegion, k: int, band: QRect, columns: Sequence[_Span]
    ) -> None:
        if k in self._model.selection:
            painter.fillRect(band, self._tint)
        for column, left, width in columns:
            rect = QRect(left, band.top(), width, band.height())
            # Qt asks for a pixel of the next row and column too, where nothing is written.
            if region.intersects(rect.adjusted(1, 1, -1, -1)):
                self._paint_cells(painter, rect, column, k)
        painter.fillRect(band.left(), band.bottom(), band.width(), 1, self._border)

    def _paint_cells(self, painter: QPainter, rect: QRect, column: Column, k: int) -> None:
        center = QRectF(rect).center()
        match column:
            case Column.NUMBER:
                paint_disc(painter, center, k)
            case Column.HEALTH:
                status = self._model.status(k)
                if status is not None:
                    paint_health(painter, center, status, self._theme)
            case Column.WEIGHT:
                self._paint_weight(painter, rect, Cell(column, k, 0))
            case _ if column in PER_FEATURE:
                self._paint_features(painter, rect, column, k)
            case _:
                self._paint_text(painter, rect.right(), center.y(), Cell(column, k, 0))

    def _paint_features(self, painter: QPainter, rect: QRect, column: Column, k: int) -> None:
        """Paint the numbers of all features; they stand closer together than components do."""
        n_features = self._model.n_features
        height = rect.height() / n_features
        for d in range(n_features):
            middle = rect.top() + (d + 0.5) * height + _CLOSER * (n_features - 1 - 2 * d)
            self._paint_text(painter, rect.right(), middle, Cell(column, k, d))

    def _paint_text(self, painter: QPainter, right: int, middle: float, cell: Cell) -> None:
        painter.setPen(self._ink)
        self._text.draw(painter, right + 1 - PADDING, middle, self._model.text(cell))

    def _paint_weight(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        middle = rect.top() + (rect.height() - _BAR_HEIGHT - 2) / 2
        self._paint_text(painter, rect.right(), middle, cell)
        track = QRectF(rect.adjusted(PADDING, 0, -PADDING, 0))
        track.setHeight(_BAR_HEIGHT)
        track.moveCenter(QPointF(track.center().x(), rect.center().y() + _BAR_HEIGHT + 7))
        filled = QRectF(track)
        filled.setWidth(track.width() * self._model.number(cell))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colors = (self._track, QColor(*component_color(cell.component)))
        for bar, color in zip((track, filled), colors, strict=True):
            painter.setBrush(color)
            painter.drawRoundedRect(bar, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_focus(self, painter: QPainter) -> None:
        current = self._view.currentIndex()
        if self._view.hasFocus() and current.isValid():
            painter.setPen(self._accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._view.visualRect(current).adjusted(0, 0, -1, -1))
