"""Marking rows of the responsibilities by mouse and keys; it speaks for a person only."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QTableView

from gmm_explorer.view.panels.responsibilities_model import ResponsibilitiesModel
from gmm_explorer.view.widgets.claimed_keys import toggles

MOST_IN_A_RANGE = 10_000
"""Rings around more points at once would not be told apart."""

_Keys = Qt.KeyboardModifier


class RowMarking(QObject):
    """A click marks a point, with Ctrl one more or one less, with Shift all rows up to it.

    Attributes
    ----------
    marking
        ``marking(points)``: these are to be marked and no others, shape (M,).
    """

    marking = Signal(object)

    def __init__(self, view: QTableView, model: ResponsibilitiesModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._anchor = 0
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mark the row under a click, and leave the click to the view."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            index = self._view.indexAt(event.position().toPoint())
            if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
                self._mark(index.row(), event.modifiers())
        return super().eventFilter(watched, event)

    def press(self, ev: QKeyEvent) -> bool:
        """Mark or unmark the current row by a key; return whether that is what the key means."""
        current = self._view.currentIndex()
        if not toggles(ev) or not current.isValid():
            return False
        self._mark(current.row(), _Keys.ControlModifier)
        return True

    def follow(self, before: QModelIndex, keys: Qt.KeyboardModifier) -> None:
        """Mark the row that the arrow keys have gone to; with Ctrl they go there alone."""
        current = self._view.currentIndex()
        if keys & _Keys.ControlModifier and not keys & _Keys.ShiftModifier:
            return
        if current.isValid() and current.row() != before.row():
            self._mark(current.row(), keys & _Keys.ShiftModifier)

    def _mark(self, row: int, keys: Qt.KeyboardModifier) -> None:
        if keys & _Keys.ShiftModifier:
            self.marking.emit(self._points_to(row))
            return
        self._anchor = row
        (point,) = self._model.points(range(row, row + 1))
        if keys & _Keys.ControlModifier:
            self.marking.emit(np.setxor1d(self._model.marked, [point]))
        else:
            self.marking.emit(np.array([point]))

    def _points_to(self, row: int) -> NDArray[np.intp]:
        anchor = min(self._anchor, self._model.rowCount() - 1)
        first, last = min(anchor, row), max(anchor, row)
        if last - first >= MOST_IN_A_RANGE:  # those nearest to the row that was asked for last
            first = max(first, row - MOST_IN_A_RANGE + 1)
            last = min(last, first + MOST_IN_A_RANGE - 1)
        return np.array(self._model.points(range(first, last + 1)))
