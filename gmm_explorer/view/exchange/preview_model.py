"""The table model of the first rows of a table that is to be imported."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication, QPalette

from gmm_explorer.files import TablePreview
from gmm_explorer.view.style.plain_text import tool_tip
from gmm_explorer.view.widgets.number_delegate import Index

ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LONGEST = 60  # characters of a cell that are shown
_MISSING = "missing"


class PreviewModel(QAbstractTableModel):
    """Cells as they stand in the file; those that should be numbers and are none stand out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preview: TablePreview | None = None
        self._faults: dict[tuple[int, int], str] = {}
        self._is_number: list[bool] = []

    def show(self, preview: TablePreview | None) -> None:
        """Show another table, or none."""
        self.beginResetModel()
        self._preview = preview
        self._faults, self._is_number = {}, []
        if preview is not None:
            self._faults = {(fault.line, fault.column): fault.reason for fault in preview.faults}
            self._is_number = [column.kind == "numbers" for column in preview.columns]
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many rows are previewed."""
        return 0 if parent.isValid() or self._preview is None else len(self._preview.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return how many columns the table has."""
        return 0 if parent.isValid() or self._preview is None else len(self._preview.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns, and number the rows by their lines."""
        if self._preview is None:
            return None
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if not across or self._is_number[section] else _LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if across:
            return self._preview.columns[section].name[:_LONGEST]
        return f"{self._preview.lines[section]:,}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, its side, and for a fault its colour and reason."""
        if self._preview is None:
            return None
        row, column = index.row(), index.column()
        text = self._preview.rows[row][column]
        fault = self._faults.get((self._preview.lines[row], column))
        if role == Qt.ItemDataRole.DisplayRole:
            return text[:_LONGEST] if text.strip() or fault is None else _MISSING
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self._is_number[column] else _LEFT
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._color(column, is_fault=fault is not None)
        if role == Qt.ItemDataRole.ToolTipRole and fault is not None:
            return tool_tip(f"{fault}.")
        return None

    def _color(self, column: int, *, is_fault: bool) -> object:
        palette = QGuiApplication.palette()
        if is_fault:
            return palette.color(QPalette.ColorRole.BrightText)
        if not self._is_number[column]:
            return palette.color(QPalette.ColorRole.PlaceholderText)
        return None
