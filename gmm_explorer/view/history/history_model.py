"""The blocks of the history as a list model: one row each, the newest on top."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from gmm_explorer.controller import Controller
from gmm_explorer.model import Block, Course, Position, Rail, Session, course, iterations, rail
from gmm_explorer.view.style.numbers import fixed, significant
from gmm_explorer.view.style.plain_text import tool_tip
from gmm_explorer.view.widgets.number_delegate import Index

ROOT = QModelIndex()
DECIMALS = 3
DIGITS = 6  # of what a narrow row has room for; the tool tip has them all
WHERE = {
    Course.PAST: "on the way here",
    Course.FUTURE: "ahead",
    Course.ELSEWHERE: "on another branch",
}


class Line(NamedTuple):
    """What one row says."""

    block: Block
    title: str
    log_likelihood: float
    is_here: bool

    @property
    def value(self) -> str:
        """The log-likelihood, in short; nothing without data or components."""
        return "" if math.isnan(self.log_likelihood) else significant(self.log_likelihood, DIGITS)

    @property
    def full_value(self) -> str:
        """The log-likelihood as the status line writes it."""
        value = self.log_likelihood
        return "" if math.isnan(value) else f"log L {fixed(value, DECIMALS)}"


class HistoryModel(QAbstractListModel):
    """The rows of the history; they are shared with it, so that a step costs one insertion."""

    def __init__(self, controller: Controller, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._session = session
        self._outline = session.timeline.outline
        self._rows = list(self._outline.rows)

    def follow(self) -> None:
        """Show the rows that the history has now."""
        timeline = self._session.timeline
        rows, here = timeline.outline.rows, timeline.position.block
        if timeline.outline is not self._outline:  # another session
            self._outline = timeline.outline
            self._reset(rows)
        elif len(rows) == len(self._rows) + 1:
            row = timeline.outline.row(here)
            self.beginInsertRows(ROOT, row, row)
            self._rows.insert(row, here)
            self.endInsertRows()
        elif len(rows) != len(self._rows):
            self._reset(rows)
        else:
            index = self.index_of(here)
            self.dataChanged.emit(index, index)

    def _reset(self, rows: Sequence[Block]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def index_of(self, block: Block) -> QModelIndex:
        """Return the index of a block."""
        return self.index(self._session.timeline.outline.row(block), 0)

    def block(self, index: Index) -> Block:
        """Return the block of a row."""
        return self._rows[index.row()]

    def is_current(self, index: Index) -> bool:
        """Return whether a row is still in its place: a repaint may come before `follow`."""
        rows, row = self._session.timeline.outline.rows, index.row()
        return row < len(rows) and rows[row] is self._rows[row]

    def line(self, index: Index) -> Line:
        """Return what a row says: the last entry of its block, or that where we are."""
        block, here = self.block(index), self._session.timeline.position
        is_here = block is here.block
        place = here if is_here else Position(block, block.last)
        title = block.name or short_label(block)
        if is_here and here.at < block.last:
            title = f"{title}, at {block.entries.n_iter[here.at]:,}"
        return Line(block, title, place.log_likelihood, is_here)

    def rail(self, index: Index) -> Rail:
        """Return the lines through a row."""
        return rail(self._session.timeline, index.row())

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of blocks."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every row be named."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's words."""
        if not index.isValid():
            return None
        block = self.block(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.line(index).title
            case Qt.ItemDataRole.EditRole:
                return block.title
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(index)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(index)
            case _:
                return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Name a block."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        self._controller.branching.name(self.block(index), str(value))
        return True

    def _tip(self, index: Index) -> str:
        line = self.line(index)
        lines = [line.block.name, line.block.label] if line.block.name else [line.block.label]
        if line.full_value:
            lines.append(line.full_value)
        parent = line.block.parent
        if parent is not None and len(parent.block.entries) > 1:
            lines.append(f"from {parent.entry.label}")
        return tool_tip("\n".join(lines))

    def _spoken(self, index: Index) -> str:
        line = self.line(index)
        place = "here" if line.is_here else WHERE[course(self._session.timeline, line.block)]
        return ", ".join(filter(None, (line.title, line.full_value, place)))


def short_label(block: Block) -> str:
    """Return what happened in the few words that a narrow row has room for."""
    first, last = iterations(block.entries)
    if first < last:
        return f"iterations {first:,}–{last:,}"
    return block.label.removeprefix("EM ")
