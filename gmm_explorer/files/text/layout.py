"""The columns of a table: their names, and which of them hold numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from gmm_explorer.data import default_names
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.errors import quoted
from gmm_explorer.files.options import FOUND_OUT, ImportOptions
from gmm_explorer.files.text.cells import (
    DecimalMark,
    is_meant_as_number,
    is_missing,
    is_number,
    why_no_number,
)
from gmm_explorer.files.text.dialect import Dialect
from gmm_explorer.files.text.rows import Row

MAX_COLUMNS = 1000
# One row cannot show that a column is meant to hold text: it may as well be a mistake.
_ROWS_THAT_SHOW_TEXT = 2

Columns = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands in which column.

    Attributes
    ----------
    dialect : Dialect
        How cells and numbers are written.
    names : tuple of str
        One for each column of the file, all different.
    numeric : tuple of int
        The columns to read, numbered from 0.
    text : tuple of int
        The columns left out because they hold text.
    last_header_line : int
        The physical line that the header ends on; 0 when there is none.
    labels : int or None
        The column that says what each row is known to belong to.
    """

    dialect: Dialect
    names: tuple[str, ...]
    numeric: tuple[int, ...]
    text: tuple[int, ...]
    last_header_line: int
    labels: int | None = None

    def place(self, line: int, column: int) -> str:
        """Return where a cell is, for a message."""
        return f"line {line}, column {column + 1} ({self.names[column]})"


def detect_layout(
    sample: Sequence[Row],
    dialect: Dialect,
    columns: Columns | None,
    options: ImportOptions = FOUND_OUT,
) -> Layout:
    """Return the columns of a table from its first rows.

    Parameters
    ----------
    sample : sequence of Row
        The first rows, with the header if there is one; at least one row.
    dialect : Dialect
        How they are written.
    columns : sequence of str or int, optional
        The columns to read: names, or numbers, from 0 as int and from 1 as text; None means all
        that hold numbers.
    options : ImportOptions
        What a person said about header and labels.

    Raises
    ------
    BadContentError
        When there are no rows under the header, no column of numbers, or not the columns asked
        for.
    """
    first, has_header = sample[0], options.has_header
    if has_header is None:
        has_header = is_header(first)
    body = sample[1:] if has_header else sample
    if not body:
        raise BadContentError(
            f"line {first.line}",
            "this is only a header, there are no rows of data under it",
            "add at least one row of numbers",
        )
    width = _width(first.cells, body)
    names = distinct_names(first.cells[:width]) if has_header else default_names(width)
    last_header_line = first.last_line if has_header else 0
    labels = None if options.labels is None else chosen_columns([options.labels], names)[0]
    if columns is not None:
        chosen = chosen_columns(columns, names)
        return Layout(dialect, names, chosen, (), last_header_line, labels)
    others = [j for j in range(width) if j != labels]
    text = tuple(j for j in others if _holds_text(body, j, dialect.decimal))
    numeric = tuple(j for j in others if j not in text)
    layout = Layout(dialect, names, numeric, text, last_header_line, labels)
    if not numeric:
        raise _no_numbers(layout, body[0])
    return layout


def looks_like_names(sample: Sequence[Row]) -> bool:
    """Whether the first row holds numbers that may be names, such as years over other numbers."""
    first, body = sample[0].cells, sample[1:]
    years = [int(cell) for cell in first if len(cell) == 4 and cell.isdecimal()]
    if len(years) < 2 or len(years) != len(first) or not body:
        return False
    others = {cell for row in body for cell in row.cells}
    return years == sorted(set(years)) and not any(
        len(cell) == 4 and cell.isdecimal() for cell in others
    )


def is_header(row: Row) -> bool:
    """Return whether no cell of a row is a number, or meant as one."""
    cells = [cell for cell in row.cells if not is_missing(cell)]
    return bool(cells) and not any(is_meant_as_number(cell) for cell in cells)


def _width(first: Sequence[str], body: Sequence[Row]) -> int:
    """Return the number of columns: a delimiter at the end of every line makes no column."""
    width = len(first)
    while width > 1 and not first[width - 1] and not any(_cell(row, width - 1) for row in body):
        width -= 1
    if width > MAX_COLUMNS:
        raise BadContentError(
            "",
            f"its {width} columns are more than {MAX_COLUMNS}",
            "save the columns that matter as a file of their own",
        )
    return width


def _cell(row: Row, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""


def distinct_names(header: Sequence[str]) -> tuple[str, ...]:
    """Return different names, each on one line: x, x.2, and column 3 where there is none."""
    names: list[str] = []
    for number, cell in enumerate(header, start=1):
        name = " ".join(cell.split()) or f"column {number}"
        repeated, candidate = 1, name
        while candidate in names:
            repeated += 1
            candidate = f"{name}.{repeated}"
        names.append(candidate)
    return tuple(names)


def chosen_columns(columns: Columns, names: Sequence[str]) -> tuple[int, ...]:
    """Return the columns, numbered from 0, that are asked for by name or number.

    Raises
    ------
    BadContentError
        When there is no such column, or one is chosen twice.
    """
    chosen: list[int] = []
    for wanted in columns:
        column = _column(wanted, names)
        if column in chosen:
            raise BadContentError(
                f"column {quoted(str(wanted))}", "it is chosen twice", "name every column once"
            )
        chosen.append(column)
    return tuple(chosen)


def _column(wanted: str | int, names: Sequence[str]) -> int:
    if isinstance(wanted, str) and wanted in names:
        return names.index(wanted)
    # People count from 1.
    index = int(wanted) - 1 if isinstance(wanted, str) and wanted.isdecimal() else wanted
    if isinstance(index, int) and 0 <= index < len(names):
        return index
    shown = ", ".join(names[:10]) + (", …" if len(names) > 10 else "")
    raise BadContentError(
        f"column {quoted(str(wanted))}", "there is no such column", f"choose from {shown}"
    )


def _holds_text(body: Sequence[Row], column: int, decimal: DecimalMark) -> bool:
    cells = [_cell(row, column) for row in body]
    cells = [cell for cell in cells if not is_missing(cell)]
    return len(cells) >= _ROWS_THAT_SHOW_TEXT and not any(
        is_number(cell, decimal) or is_meant_as_number(cell) for cell in cells
    )


def _no_numbers(layout: Layout, row: Row) -> BadContentError:
    reason, _ = why_no_number(row.cells[0], layout.dialect.decimal)
    return BadContentError(
        layout.place(row.line, 0),
        f"{reason}, and no other column holds numbers",
        "choose a table with at least one numeric column",
    )
