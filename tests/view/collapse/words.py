"""All that a window says, to be searched for what nobody should have to read."""

import re

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit

RAW = re.compile(
    r"\bnan\b|\binf\b|LinAlg|RuntimeWarning|Traceback|divide by zero|singular matrix", re.IGNORECASE
)


def said(window):
    """Return the texts of all visible labels, fields, tables and tool tips."""
    texts = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    texts += [field.text() for field in window.findChildren(QLineEdit) if field.isVisible()]
    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        if model is not None and view.isVisible():
            columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
            texts += [
                str(model.data(model.index(row, column), role))
                for row in range(min(model.rowCount(), 50))
                for column in range(columns)
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            ]
    return [text for text in texts if text not in ("", "None")]


def raw(window):
    """Return what a window says that is meant for nobody."""
    return [text for text in said(window) if RAW.search(text)]
