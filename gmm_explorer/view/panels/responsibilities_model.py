"""The table model of the responsibilities: the live array, row by row in some order."""

from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from gmm_explorer.controller.lane import SHOWING
from gmm_explorer.controller.newest import Newest
from gmm_explorer.model import LARGE, Pause
from gmm_explorer.view.panels.row_order import LazyOrder, Sorting
from gmm_explorer.view.style.numbers import fixed
from gmm_explorer.view.style.plain_text import tool_tip
from gmm_explorer.view.widgets.number_delegate import Index

FloatArray = NDArray[np.float64]

ROOT = QModelIndex()
INDEX_COLUMN = 0


class _Sorted(NamedTuple):
    """Responsibilities (N, K) with the order of their rows; None until somebody looks."""

    responsibilities: FloatArray
    order: LazyOrder | None

    @classmethod
    def of(cls, responsibilities: FloatArray, sorting: Sorting, pause: Pause) -> "_Sorted":
        """Sort what is seen first, on any thread."""
        pause()
        order = LazyOrder(sorting.keys(responsibilities))
        pause()
        if len(order):
            order[0]
        return cls(responsibilities, order)


class ResponsibilitiesModel(QAbstractTableModel):
    """Column 0 numbers the points from 1; column k + 1 holds r_ik.

    Attributes
    ----------
    marked
        Shape (M,), the marked points, ascending.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._r: FloatArray = np.empty((0, 0))
        self._wanted = self._r
        self._newest = Newest(SHOWING, self)
        self._sorting = Sorting()
        self._order: LazyOrder | None = None
        self.marked: NDArray[np.intp] = np.empty(0, np.intp)

    @property
    def sorting(self) -> Sorting:
        """How the rows are sorted."""
        return self._sorting

    def show(self, responsibilities: FloatArray) -> None:
        """Show others (N, K), without copying them: many as soon as a worker has sorted them."""
        if self._sorting.component >= responsibilities.shape[1]:
            self._sorting = Sorting()
        self._wanted = responsibilities
        self._sort()

    def sort_by(self, sorting: Sorting) -> None:
        """Sort the rows in another way."""
        self._sorting = sorting
        self._sort()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def _sort(self) -> None:
        work = partial(_Sorted.of, self._wanted, self._sorting)
        if self._wanted.size > LARGE:
            self._newest.ask(work, self._take)
        else:
            self._newest.forget()
            self._take(_Sorted(self._wanted, None))

    def _take(self, sorted_rows: "_Sorted") -> None:
        reshaped = sorted_rows.responsibilities.shape != self._r.shape
        if reshaped:
            self.beginResetModel()
        self._r, self._order = sorted_rows
        if reshaped:
            self.endResetModel()
        else:
            self._tell_changed()

    def point(self, index: Index) -> int:
        """Return the point (from 0) that a row shows."""
        return self._point_at(index.row())

    def points(self, rows: range) -> list[int]:
        """Return the points (from 0) that some rows, one after the other, show."""
        return self._sorted().between(rows.start, rows.stop)

    def row_of(self, point: int) -> int:
        """Return the row that shows a point (from 0)."""
        return self._sorted().rank(point)

    def are_marked(self, points: list[int]) -> list[bool]:
        """Return which of some points are marked."""
        if not len(self.marked):
            return [False] * len(points)
        at = np.minimum(np.searchsorted(self.marked, points), len(self.marked) - 1)
        found: list[bool] = (self.marked[at] == points).tolist()
        return found

    def values(self, points: list[int]) -> FloatArray:
        """Return the responsibilities (M, K) of some points."""
        return self._r[points]

    def value(self, index: Index) -> float:
        """Return the responsibility in a cell right of the first column."""
        return float(self._r[self.point(index), index.column() - 1])

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return N."""
        return 0 if parent.isValid() else len(self._r)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return K and one for the row number."""
        return 0 if parent.isValid() else self._r.shape[1] + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns; the header paints them itself."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "i" if section == INDEX_COLUMN else str(section)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            what = "Point" if section == INDEX_COLUMN else f"Component {section}"
            return f"{what}: click to sort"
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, or what it says in words and all digits."""
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole if index.column() == INDEX_COLUMN:
                return str(self.point(index) + 1)
            case Qt.ItemDataRole.DisplayRole:
                return fixed(self.value(index), 3)
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(self._description(index))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._description(index)
        return None

    def _description(self, index: Index) -> str:
        number = self.point(index) + 1
        if index.column() == INDEX_COLUMN:
            return f"Point {number}"
        return f"r of point {number}, component {index.column()}: {self.value(index):.8e}"

    def _point_at(self, row: int) -> int:
        return self._sorted()[row]

    def _sorted(self) -> LazyOrder:
        # Sorted when first looked at: a closed panel costs nothing.
        if self._order is None:
            self._order = LazyOrder(self._sorting.keys(self._r))
        return self._order

    def _tell_changed(self) -> None:
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
