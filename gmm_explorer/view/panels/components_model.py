"""The table model of the components: the frame drawn last, cell by cell."""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from gmm_explorer.controller.editing import Editing
from gmm_explorer.em.health import Status
from gmm_explorer.model import Frame
from gmm_explorer.view.panels import components_cells as cells
from gmm_explorer.view.panels.components_cells import Cell, Column
from gmm_explorer.view.style.exact_text import exact_text
from gmm_explorer.view.style.numbers import parse_number
from gmm_explorer.view.style.plain_text import tool_tip
from gmm_explorer.view.widgets.column_heads import head
from gmm_explorer.view.widgets.number_delegate import Index

ROOT = QModelIndex()


class ComponentsModel(QAbstractTableModel):
    """D rows for each component: row ``k * D + d`` is feature d of component k."""

    def __init__(self, editing: Editing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._frame: Frame | None = None
        self._spans = np.ones(0)
        self._counts: list[str] = []
        self._shape = (0, 0)

    def show(self, frame: Frame) -> bool:
        """Show another frame; return whether the table has got another shape."""
        old = self._frame
        shape = _shape(frame)
        reshaped = old is None or shape != self._shape
        if old is None or reshaped or old.snapshot.dataset is not frame.snapshot.dataset:
            self._spans = cells.spans(frame)
        if old is None or reshaped:
            self.beginResetModel()
            self._frame, self._shape = frame, shape
            self._counts = self._write_counts(frame)
            self.endResetModel()
        else:
            self._frame = frame
            self._tell_changed(old)
        return reshaped

    def _tell_changed(self, old: Frame) -> None:
        """Let those cells be painted anew that look otherwise than before.

        During a drag that is one parameter, and of all components how many points they have.
        """
        for columns, components in self._changes(old):
            if components:
                first = self.index(components[0] * self.n_features, columns[0])
                last = self.index((components[-1] + 1) * self.n_features - 1, columns[-1])
                self.dataChanged.emit(first, last)

    def _changes(self, old: Frame) -> Iterator[tuple[Sequence[Column], Sequence[int]]]:
        """Yield columns, and the components that look otherwise in them than in another frame."""
        new = self._frame
        if new is None or new.snapshot.mixture is None or old.snapshot.mixture is None:
            return
        before, after = old.snapshot.mixture, new.snapshot.mixture
        counts, self._counts = self._counts, self._write_counts(new)
        if (
            old.presentation.selection != new.presentation.selection
            or old.snapshot.dataset is not new.snapshot.dataset
        ):
            yield cells.COLUMNS, range(self.n_components)
            return
        yield (Column.WEIGHT,), _unlike(before.weights, after.weights)
        yield (Column.EFFECTIVE,), _unlike(counts, self._counts)
        yield (Column.MEAN,), _unlike(before.means, after.means)
        yield (*cells.SHAPE, *cells.MATRIX), _unlike(before.covariances, after.covariances)
        yield (Column.HEALTH,), _unlike(_statuses(old), _statuses(new))

    @property
    def n_components(self) -> int:
        """How many components are shown."""
        return self._shape[0]

    @property
    def n_features(self) -> int:
        """How many rows each component has; 0 without components."""
        return self._shape[1]

    @property
    def selection(self) -> tuple[int, ...]:
        """The selected components."""
        return () if self._frame is None else self._frame.presentation.selection

    def place(self, index: Index) -> Cell:
        """Return what a cell shows."""
        return self.cell(index.row(), index.column())

    def cell(self, row: int, column: int) -> Cell:
        """Return what the cell in a row and a column shows."""
        return Cell(cells.COLUMNS[column], *divmod(row, self.n_features))

    def number(self, cell: Cell) -> float:
        """Return the number in a cell; NaN where there is none."""
        return math.nan if self._frame is None else cells.cell_number(self._frame, cell)

    def text(self, cell: Cell) -> str:
        """Return what is written in a cell."""
        if cell.column in cells.NUMBERS:
            return cells.text(self.number(cell), cell.column, self._span(cell))
        return str(cell.component + 1) if cell.column is Column.NUMBER else ""

    def longest_count(self) -> str:
        """Return what a component with all the points would have in its cell of them."""
        return cells.text(self._n_samples, Column.EFFECTIVE, self._n_samples)

    def _write_counts(self, frame: Frame) -> list[str]:
        """Return what says how many points each component has in a frame."""
        n_samples = self._n_samples
        return [
            cells.text(one.n_effective, Column.EFFECTIVE, n_samples) for one in frame.derived.health
        ]

    def _span(self, cell: Cell) -> float:
        is_count = cell.column is Column.EFFECTIVE
        return self._n_samples if is_count else float(self._spans[cell.feature])

    @property
    def _n_samples(self) -> float:
        dataset = None if self._frame is None else self._frame.snapshot.dataset
        return math.nan if dataset is None else float(dataset.n_samples)

    def status(self, component: int) -> Status | None:
        """Return how a component is doing; None without data."""
        vitals = () if self._frame is None else self._frame.vitals
        return vitals[component].status if component < len(vitals) else None

    def enter(self, index: Index, text: str) -> None:
        """Change a number to what was typed; ValueError says why it cannot be."""
        value = cells.within_reach(parse_number(text))
        cells.setter(self._editing, *self.place(index))(value)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return K times D."""
        return 0 if parent.isValid() else self.n_components * self.n_features

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let numbers be edited."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in cells.PARAMETERS else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns."""
        return head(cells.SYMBOLS, cells.WORDS, section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, its exact text, or what it says in words."""
        if self._frame is None or not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(self.place(index))
            case Qt.ItemDataRole.EditRole:
                number = self.number(self.place(index))
                return "" if math.isnan(number) else exact_text(number)
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(cells.describe(self._frame, *self.place(index)))
            case Qt.ItemDataRole.AccessibleTextRole:
                return cells.describe(self._frame, *self.place(index))
        return None


def _statuses(frame: Frame) -> list[Status]:
    return [one.status for one in frame.vitals]


def _unlike(before: ArrayLike, after: ArrayLike) -> list[int]:
    """Return the rows in which two arrays differ; all where one of them has other rows."""
    one, other = np.asarray(before), np.asarray(after)
    if one.shape != other.shape:
        return list(range(max(len(one), len(other))))
    return sorted(set(np.nonzero(one != other)[0].tolist()))


def _shape(frame: Frame) -> tuple[int, int]:
    mixture = frame.snapshot.mixture
    return (0, 0) if mixture is None else (mixture.n_components, mixture.n_features)
