"""The table model of the components: the frame drawn last, cell by cell."""

import math

import numpy as np
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
        self._shape = (0, 0)

    def show(self, frame: Frame) -> bool:
        """Show another frame; return whether the table has got another shape."""
        old = self._frame
        shape = _shape(frame)
        reshaped = old is None or shape != self._shape
        if old is None or reshaped or old.snapshot.dataset is not frame.snapshot.dataset:
            self._spans = cells.spans(frame)
        if reshaped:
            self.beginResetModel()
            self._frame, self._shape = frame, shape
            self.endResetModel()
        else:
            self._frame = frame
            self._tell_changed(old)
        return reshaped

    def _tell_changed(self, old: Frame | None) -> None:
        """Let those components be painted anew that look otherwise than before.

        During a drag that is one of them, and of the others how many points they have.
        """
        last_row, last_column = self.rowCount() - 1, len(Column) - 1
        recounted = False
        for k in range(self.n_components):
            first = k * self.n_features
            if old is None or _look(old, k) != _look(self._frame, k):
                last = self.index(first + self.n_features - 1, last_column)
                self.dataChanged.emit(self.index(first, 0), last)
            elif not recounted and self._count(old, k) != self._count(self._frame, k):
                recounted = True
                column = self.index(0, Column.EFFECTIVE), self.index(last_row, Column.EFFECTIVE)
                self.dataChanged.emit(*column)

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

    def _count(self, frame: Frame | None, k: int) -> str:
        """Return what says how many points a component has in a frame."""
        cell = Cell(Column.EFFECTIVE, k, 0)
        value = math.nan if frame is None else cells.cell_number(frame, cell)
        return cells.text(value, cell.column, self._n_samples)

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


def _look(frame: Frame | None, k: int) -> tuple[object, ...]:
    """Return what the cells of a component are painted from."""
    mixture = None if frame is None else frame.snapshot.mixture
    if frame is None or mixture is None:
        return ()
    vitals = frame.vitals[k : k + 1]
    return (
        frame.snapshot.dataset,
        k in frame.presentation.selection,
        float(mixture.weights[k]),
        mixture.means[k].tobytes(),
        mixture.covariances[k].tobytes(),
        *(one.status for one in vitals),
    )


def _shape(frame: Frame) -> tuple[int, int]:
    mixture = frame.snapshot.mixture
    return (0, 0) if mixture is None else (mixture.n_components, mixture.n_features)
