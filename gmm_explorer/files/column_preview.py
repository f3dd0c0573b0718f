"""The columns of a table, as far as it is previewed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.text.cells import is_missing, number, why_no_number
from gmm_explorer.files.text.layout import Layout
from gmm_explorer.files.text.rows import Row

Kind = Literal["numbers", "text"]


class CellFault(NamedTuple):
    """A cell of a column of numbers that holds none.

    Attributes
    ----------
    line : int
        Of the file, from 1; of a spreadsheet or an array the row.
    column : int
        From 0.
    reason : str
        Why it is no number.
    """

    line: int
    column: int
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class ColumnPreview:
    """A column, as far as it is previewed.

    Attributes
    ----------
    name : str
        From the header, or made.
    kind : str
        "numbers" or "text".
    values : ndarray
        The numbers in it, for their range and a histogram.
    n_missing : int
        Cells that say that there is no value.
    """

    name: str
    kind: Kind
    values: FloatArray
    n_missing: int

    @property
    def range(self) -> tuple[float, float] | None:
        """The smallest and the largest number, or None where there is none."""
        return (float(self.values.min()), float(self.values.max())) if self.values.size else None


def preview_columns(rows: Sequence[Row], layout: Layout) -> tuple[ColumnPreview, ...]:
    """Return all columns of some rows, those of text too."""
    return tuple(_column(rows, layout, column) for column in range(len(layout.names)))


def faults_of(rows: Sequence[Row], layout: Layout) -> tuple[CellFault, ...]:
    """Return every cell of some rows that should be a number and is none."""
    decimal = layout.dialect.decimal
    cells = ((row, column, cell_of(row, column)) for row in rows for column in layout.numeric)
    return tuple(
        CellFault(row.line, column, why_no_number(cell, decimal)[0])
        for row, column, cell in cells
        if number(cell, decimal) is None
    )


def cell_of(row: Row, column: int) -> str:
    """Return a cell, empty where the row is too short."""
    return row.cells[column] if column < len(row.cells) else ""


def _column(rows: Sequence[Row], layout: Layout, column: int) -> ColumnPreview:
    cells = [cell_of(row, column) for row in rows]
    numbers = [number(cell, layout.dialect.decimal) for cell in cells]
    return ColumnPreview(
        layout.names[column],
        "numbers" if column in layout.numeric else "text",
        np.array([value for value in numbers if value is not None]),
        sum(map(is_missing, cells)),
    )
