"""A table that is only read."""

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView


class ReadingTable(QTableView):
    """Rows of one height under a heading, without grid, selection or editors.

    Parameters
    ----------
    name
        Its object name.
    spoken
        What screen readers call it.
    model
        What it shows.
    lines, between
        Lines of text in a row, and the pixels around them.
    """

    def __init__(
        self, name: str, spoken: str, model: QAbstractItemModel, lines: int, between: int
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setModel(model)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        height = lines * self.fontMetrics().height() + between
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionsClickable(False)
