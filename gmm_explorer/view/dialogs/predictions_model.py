"""The table model of a mixture's answers about many points."""

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from gmm_explorer.model import Predictions
from gmm_explorer.view.style.exact_text import exact_text
from gmm_explorer.view.style.numbers import fixed, significant
from gmm_explorer.view.widgets.number_delegate import Index

ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_BEFORE = 2  # columns before the probabilities: row and label


class PredictionsModel(QAbstractTableModel):
    """Row, label, one probability a component, and the log-density."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = Predictions(np.empty((0, 0)), np.empty((0, 0)), np.empty(0))

    def show(self, predictions: Predictions) -> None:
        """Show other answers."""
        self.beginResetModel()
        self._shown = predictions
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return M."""
        return 0 if parent.isValid() else len(self._shown.log_density)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return K and three."""
        return 0 if parent.isValid() else self._shown.probabilities.shape[1] + _BEFORE + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < _BEFORE:
            return ("row", "label")[section]
        is_density = section == self.columnCount() - 1
        return "ln p(x)" if is_density else f"p of {section - _BEFORE + 1}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, or all its digits."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row, column = index.row(), index.column()
        if column == 0:
            return str(row + 1)
        if column == 1:
            return str(int(self._shown.labels[row]) + 1)
        is_density = column == self.columnCount() - 1
        value = float(
            self._shown.log_density[row]
            if is_density
            else self._shown.probabilities[row, column - _BEFORE]
        )
        if role == Qt.ItemDataRole.ToolTipRole:
            return exact_text(value)
        return significant(value, 5) if is_density else fixed(value, 3)
