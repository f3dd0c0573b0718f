"""Numbers in rows and columns, as one would write them on paper."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from gmm_explorer.view.widgets.card import plain_label

_GAP = 20
_LINE_GAP = 4


class NumberGrid(QWidget):
    """A small table that is only read: right-aligned numbers under dim headings.

    Parameters
    ----------
    name
        Its object name.
    heading
        The headings of the columns; none for a matrix.
    rows
        The numbers, as text.
    notes
        Lines below them that need all columns.
    """

    def __init__(
        self,
        name: str,
        heading: Sequence[str],
        rows: Sequence[Sequence[str]],
        notes: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(_LINE_GAP)
        if heading:
            self._add_row(heading, dim=True, small=True)
        for row in rows:
            self._add_row(row)
        for note in notes:
            label = plain_label(note, dim=True, small=True)
            self._grid.addWidget(label, self._grid.rowCount(), 0, 1, -1)
        self._grid.setColumnStretch(self._grid.columnCount(), 1)
        spoken = [", ".join(row) for row in (heading, *rows)]
        self.setAccessibleDescription(". ".join([*spoken, *notes]))

    def _add_row(self, texts: Sequence[str], **properties: bool) -> None:
        row = self._grid.rowCount()
        for column, text in enumerate(texts):
            label = plain_label(text, **properties)
            self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignRight)
