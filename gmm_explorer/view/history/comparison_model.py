"""The table of two states side by side."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from gmm_explorer.model import Comparison
from gmm_explorer.view.history.comparison_rows import Pair, Row, comparison_rows
from gmm_explorer.view.style.plain_text import tool_tip
from gmm_explorer.view.widgets.number_delegate import Index

ROOT = QModelIndex()
N_COLUMNS = 4

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ComparisonModel(QAbstractTableModel):
    """A label, the state shown, the other one, and by how much the shown one is more."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._titles = ("", "")

    def show(self, comparison: Comparison | None) -> None:
        """Show another comparison; the rows stay where they are if they are as many."""
        rows = [] if comparison is None else comparison_rows(comparison)
        if comparison is not None:
            self._titles = (comparison.one.title, comparison.other.title)
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, N_COLUMNS - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, N_COLUMNS - 1)

    def pair(self, row: int) -> Pair | None:
        """Return the components that a row is the head of, or None."""
        return self._rows[row].pair

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return 4."""
        return 0 if parent.isValid() else N_COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the states."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        texts = ("", *self._titles, "change")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(texts[section])
        return texts[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text."""
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.TextAlignmentRole:
                return _LEFT if column == 0 else _RIGHT
            case Qt.ItemDataRole.DisplayRole if row.pair is None:
                return row[column]
            case Qt.ItemDataRole.ToolTipRole if row.pair is None:
                return tool_tip(str(row[column]))
            case Qt.ItemDataRole.AccessibleTextRole if row.pair is not None:
                return spoken(row.pair)
            case _:
                return None


def spoken(pair: Pair) -> str:
    """Say which components belong together."""
    one, other = pair
    if other is None and one is not None:
        return f"component {one + 1}, only here"
    if one is None and other is not None:
        return f"component {other + 1}, only there"
    return " and ".join(f"component {k + 1}" for k in pair if k is not None)
