"""The table of the responsibilities: any number of rows, sorted by a click on a heading."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gmm_explorer.view.panels.responsibilities_model import (
    INDEX_COLUMN,
    FloatArray,
    ResponsibilitiesModel,
)
from gmm_explorer.view.panels.responsibilities_painter import ResponsibilitiesPainter
from gmm_explorer.view.panels.row_marking import RowMarking
from gmm_explorer.view.panels.row_order import By, Sorting
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.claimed_keys import ENDS, claims, is_one_of
from gmm_explorer.view.widgets.disc_header import DiscHeader
from gmm_explorer.view.widgets.typed import typed

Cursor = QAbstractItemView.CursorAction

_BETWEEN_LINES = 10  # pixels
_FEWEST_DIGITS = 7


class ResponsibilitiesView(QTableView):
    """One row for each point, one column for each component.

    Attributes
    ----------
    sorting_changed
        ``sorting_changed(sorting)``: rows stand in another order.
    marking
        ``marking(points)``: a hand wants these points marked and no others.
    """

    sorting_changed = Signal(object)
    marking = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ResponsibilitiesModel(self)
        self._painter = ResponsibilitiesPainter(self, self._shown, theme)
        self._header = DiscHeader(theme, self)
        self._header.sectionClicked.connect(self._click)
        self.setHorizontalHeader(self._header)
        self.setModel(self._shown)
        self._shown.modelReset.connect(self._fit_first_column)
        # All of it is painted here, so that nothing behind it has to be.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setObjectName("responsibilities_table")
        self.setAccessibleName("Responsibilities")
        self._marking = RowMarking(self, self._shown)
        self._marking.marking.connect(self.marking)
        self._set_up()

    @property
    def sorting(self) -> Sorting:
        """How the rows are sorted."""
        return self._shown.sorting

    def show_responsibilities(self, responsibilities: FloatArray) -> None:
        """Show other responsibilities, shape (N, K)."""
        before = self.sorting
        self._shown.show(responsibilities)
        if self.sorting != before:
            self._announce()

    def show_marked(self, points: NDArray[np.intp]) -> None:
        """Show which points are marked, (M,) ascending, and bring one of them into view."""
        self._shown.marked = points
        self.viewport().update()
        there = len(points) > 0 and points[0] < self._shown.rowCount()
        if there and not any(self._shown.are_marked(self._points_in_sight())):
            row = self._shown.row_of(int(points[0]))
            middle = QAbstractItemView.ScrollHint.PositionAtCenter
            self.scrollTo(self._shown.index(row, INDEX_COLUMN), middle)

    def event(self, event: QEvent) -> bool:
        """Keep Home and End, which go to the first and the last row and else travel in time."""
        return claims(event, lambda key: is_one_of(key, ENDS)) or super().event(event)

    def moveCursor(  # noqa: N802  # Qt calls it
        self,
        action: Cursor,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        """Go to the first and the last row by Home and End, with Ctrl or without."""
        if action in (Cursor.MoveHome, Cursor.MoveEnd):
            last = self._shown.rowCount() - 1
            row = 0 if action == Cursor.MoveHome else last
            return self._shown.index(row, max(self.currentIndex().column(), INDEX_COLUMN))
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the marks follow the arrow keys; Ctrl+Space marks one more or one less.

        What is typed is left to others: Qt would look for it in every row.
        """
        if typed(event):
            event.ignore()
        elif not self._marking.press(event):
            before = self.currentIndex()
            super().keyPressEvent(event)
            self._marking.follow(before, event.modifiers())

    def _points_in_sight(self) -> list[int]:
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        n_rows = self._shown.rowCount()
        return self._shown.points(range(first, n_rows if last < 0 else last + 1))

    def sort_by(self, sorting: Sorting) -> None:
        """Sort the rows in another way, and show the first ones."""
        self._shown.sort_by(sorting)
        self.scrollToTop()
        self._announce()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._painter.theme = theme
        self._header.set_theme(theme)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight."""
        self._painter.paint(QPainter(self.viewport()), event.rect())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_font()

    def _click(self, column: int) -> None:
        if column == INDEX_COLUMN:
            self.sort_by(self.sorting.after_click(By.ROW))
        else:
            self.sort_by(self.sorting.after_click(By.COMPONENT, column - 1))

    def _announce(self) -> None:
        sorting = self.sorting
        column = {By.ROW: INDEX_COLUMN, By.COMPONENT: sorting.component + 1}.get(sorting.by)
        self._header.mark(column, descending=sorting.descending)
        self.sorting_changed.emit(sorting)

    def _set_up(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._fit_font()

    def _fit_font(self) -> None:
        """Give rows and columns the room that the font asks for."""
        metrics = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(metrics.height() + _BETWEEN_LINES)
        self._header.setMinimumSectionSize(metrics.horizontalAdvance("0" * _FEWEST_DIGITS))
        self._fit_first_column()

    def _fit_first_column(self) -> None:
        """Give the row numbers the room they need and no more."""
        if self._shown.columnCount() > INDEX_COLUMN:
            digits = max(len(str(self._shown.rowCount())), _FEWEST_DIGITS - 2) + 2
            self._header.setSectionResizeMode(INDEX_COLUMN, QHeaderView.ResizeMode.Fixed)
            width = self.fontMetrics().horizontalAdvance("0" * digits)
            self._header.resizeSection(INDEX_COLUMN, width)
