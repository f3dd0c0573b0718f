"""The table model of the health card: one row a component."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from gmm_explorer.model import Frame
from gmm_explorer.view.health import health_cells as cells
from gmm_explorer.view.health.health_cells import Column, Doing
from gmm_explorer.view.style.plain_text import tool_tip
from gmm_explorer.view.widgets.column_heads import RIGHT, head
from gmm_explorer.view.widgets.number_delegate import Index

ROOT = QModelIndex()


class HealthModel(QAbstractTableModel):
    """Eigenvalues, condition, determinant, effective n, iterations left and the owning point."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._doings: list[Doing] = []
        self.selection: tuple[int, ...] = ()

    def show(self, frame: Frame) -> None:
        """Show another frame; the rows stay where they are if they are as many."""
        doings = cells.doings(frame)
        self.selection = frame.presentation.selection
        if len(doings) != len(self._doings):
            self.beginResetModel()
            self._doings = doings
            self.endResetModel()
        elif doings:
            self._doings = doings
            self.dataChanged.emit(self.index(0, 0), self.index(len(doings) - 1, len(Column) - 1))

    def doing(self, k: int) -> Doing:
        """Return what is shown of a component."""
        return self._doings[k]

    def text(self, k: int, column: Column) -> str:
        """Return the two lines of a cell."""
        return cells.text(self._doings[k], column)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return K."""
        return 0 if parent.isValid() else len(self._doings)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns."""
        return head(cells.HEADINGS, cells.WORDS, section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, or what it says in words."""
        k, column = index.row(), Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(k, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(cells.describe(self._doings[k], k, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return cells.describe(self._doings[k], k, column)
        return None
