"""The table model of the columns of a table that is to be imported."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from gmm_explorer.files import ColumnPreview
from gmm_explorer.view.style.numbers import significant
from gmm_explorer.view.widgets.number_delegate import Index

ROOT = QModelIndex()
HEADERS = ("column", "type", "smallest", "largest", "missing", "values")
NAME, TYPE, LOW, HIGH, MISSING, HISTOGRAM = range(len(HEADERS))
VALUES = Qt.ItemDataRole.UserRole
"""The role of the numbers behind a histogram."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ColumnsModel(QAbstractTableModel):
    """One row a column; those of numbers have a tick, which loads them.

    Attributes
    ----------
    chosen
        A person has ticked a column, or taken its tick away.
    """

    chosen = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[ColumnPreview, ...] = ()
        self._loaded: set[int] = set()

    @property
    def loaded(self) -> tuple[int, ...]:
        """The columns to load."""
        return tuple(sorted(self._loaded))

    def show(self, columns: tuple[ColumnPreview, ...]) -> None:
        """Show other columns; the ticks stay where they are the same by name and kind."""
        same = [(c.name, c.kind) for c in columns] == [(c.name, c.kind) for c in self._columns]
        self.beginResetModel()
        self._columns = columns
        if not same:
            self._loaded = {i for i, column in enumerate(columns) if column.kind == "numbers"}
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many columns the table has."""
        return 0 if parent.isValid() else len(self._columns)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return how much is said about each."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Say what is said."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in (LOW, HIGH, MISSING) else _LEFT
        across = orientation == Qt.Orientation.Horizontal
        return HEADERS[section] if across and role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let columns of numbers be ticked."""
        flags = super().flags(index)
        if index.column() == NAME and self._columns[index.row()].kind == "numbers":
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is said about a column."""
        row, section = index.row(), index.column()
        column = self._columns[row]
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(column, section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in (LOW, HIGH, MISSING) else _LEFT
        if role == VALUES and section == HISTOGRAM:
            return column.values
        if role == Qt.ItemDataRole.CheckStateRole and section == NAME and column.kind == "numbers":
            on = row in self._loaded
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a column, or take its tick away."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._loaded.add(index.row())
        else:
            self._loaded.discard(index.row())
        self.dataChanged.emit(index, index)
        self.chosen.emit()
        return True


def _words(column: ColumnPreview, section: int) -> str:
    if section == NAME:
        return column.name
    if section == TYPE:
        return column.kind
    if section == MISSING:
        return f"{column.n_missing:,}" if column.n_missing else "–"
    span = column.range
    if section in (LOW, HIGH) and span is not None and column.kind == "numbers":
        return significant(span[section - LOW])
    return ""
