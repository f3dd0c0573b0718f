"""The table of the health card, which shares its width out by what the columns hold."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from gmm_explorer.model import Frame
from gmm_explorer.view.health.health_cells import HEADINGS, Column
from gmm_explorer.view.health.health_delegate import PADDING, HealthDelegate
from gmm_explorer.view.health.health_model import HealthModel
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.column_heads import shared_out
from gmm_explorer.view.widgets.reading_table import ReadingTable

_LINES, _BETWEEN = 2, 12  # lines in a row, and pixels between two rows
_NUMBERS = [column for column in Column if column is not Column.COMPONENT]


class HealthTable(ReadingTable):
    """Two numbers a cell, in columns that do not touch."""

    def __init__(self, model: HealthModel, theme: Theme) -> None:
        self._shown = model
        self._ailing: list[int] = []
        super().__init__("health_table", "Health of the components", model, _LINES, _BETWEEN)
        self._painter = HealthDelegate(model, theme, self)
        self.setItemDelegate(self._painter)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(Column.COMPONENT, self._painter.width_of_head())

    def show_frame(self, frame: Frame) -> None:
        """Show the health of another frame's components; what has just begun to ail is in sight."""
        self._shown.show(frame)
        self._share_room()
        ailing = [k for k, vital in enumerate(frame.vitals) if vital.status != "healthy"]
        if ailing != self._ailing:
            self._ailing = ailing
            self._show_what_ails()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._painter.theme = theme
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        self._share_room()

    def updateGeometries(self) -> None:  # noqa: N802  # Qt calls it
        """Keep what ails in sight: how far one can scroll is known only now."""
        super().updateGeometries()
        self._show_what_ails()

    def _show_what_ails(self) -> None:
        if self._ailing:
            self.scrollTo(self._shown.index(self._ailing[0], 0))

    def _share_room(self) -> None:
        room = self.viewport().width() - self.columnWidth(Column.COMPONENT)
        needs = [self._least_width(column) for column in _NUMBERS]
        for column, width in zip(_NUMBERS, shared_out(needs, room), strict=True):
            self.setColumnWidth(column, width)

    def _least_width(self, column: Column) -> int:
        """Return the width of the longest line of a column, with what parts it from the next."""
        rows = range(self._shown.rowCount())
        texts = [HEADINGS[column], *(self._shown.text(row, column) for row in rows)]
        lines = [line for text in texts for line in text.split("\n")]
        return max(map(self.fontMetrics().horizontalAdvance, lines)) + PADDING
