"""A large text in pieces of whole lines, each read by NumPy or, where it refuses, cell by cell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.text.cells import number, why_no_number
from gmm_explorer.files.text.dialect import WHITESPACE
from gmm_explorer.files.text.layout import Layout
from gmm_explorer.files.text.rows import Row, rows
from gmm_explorer.files.text.suspicion import has_odd_quotation

MAX_LINE = 1 << 20
# NumPy lets no other thread in while it reads one: the window would stand still.
_CHUNK = 1 << 20
# Read cell by cell in a few milliseconds.
_PIECE = 1 << 15


class Chunk(NamedTuple):
    """Whole lines of a text, the line they begin on, and where they end."""

    text: str
    first_line: int
    end: int


def chunks(text: str, start: int, first_line: int, size: int = 0) -> Iterator[Chunk]:
    """Yield the text from `start` on in pieces of whole rows, of about `size` characters (0: many).

    A row may go on over several lines inside quotation marks; a piece ends only where all are
    closed, or at the end of the text.

    Raises
    ------
    BadContentError
        When a line is so long that this is no table.
    """
    while start < len(text):
        end = _end_of_line(text, start, first_line, size or _CHUNK)
        end = _end_of_quotation(text, start, end)
        piece = text[start:end]
        yield Chunk(piece, first_line, end)
        first_line += piece.count("\n")
        start = end


def refuse_long_line(text: str, start: int, line: int) -> None:
    """Raise BadContentError when the line that begins at `start` is too long for a table."""
    if text.find("\n", start, start + MAX_LINE) < 0 and len(text) - start > MAX_LINE:
        raise BadContentError(
            f"line {line}",
            f"it is longer than {MAX_LINE} characters",
            "check that this is a table with one row on each line",
        )


def _end_of_line(text: str, start: int, first_line: int, size: int) -> int:
    """Return where the line ends that a piece of the usual size would cut."""
    position = min(start + size, len(text))
    begin = max(text.rfind("\n", start, position) + 1, start)
    refuse_long_line(text, begin, first_line + text.count("\n", start, begin))
    end = text.find("\n", position - 1)
    return len(text) if end < 0 else end + 1


def _end_of_quotation(text: str, start: int, end: int) -> int:
    is_open = text.count('"', start, end) % 2 == 1
    while is_open and end < len(text):
        mark = text.find('"', end)
        if mark < 0:
            return len(text)
        newline = text.find("\n", mark)
        line_end = len(text) if newline < 0 else newline + 1
        is_open = text.count('"', end, line_end) % 2 == 0
        end = line_end
    return end


@dataclass(slots=True)
class Gathered:
    """What reading comes across beside the numbers.

    Attributes
    ----------
    drop : bool
        Whether rows with missing or non-numeric cells are left out instead of refused.
    dropped : list of int
        The lines of those rows.
    labels : list of str
        Of each row kept, where the layout has a column of labels.
    """

    drop: bool = False
    dropped: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


def read_chunk(chunk: Chunk, layout: Layout, gathered: Gathered) -> FloatArray:
    """Return the numeric columns of a piece of a table, shape (rows, columns).

    What NumPy refuses is tried again in smaller pieces, so that one cell slows down few others.

    Raises
    ------
    BadContentError
        When a row has another number of cells, or a cell is no finite number.
    """
    if not chunk.text.strip():
        return np.empty((0, len(layout.numeric)))
    try:
        values = _read_fast(chunk.text, layout) if layout.labels is None else None
    except ValueError:
        values = None
    if values is not None and np.isfinite(values).all():
        return values
    small = list(chunks(chunk.text, 0, chunk.first_line, _PIECE)) if layout.labels is None else []
    if len(small) > 1:
        return np.concatenate([read_chunk(piece, layout, gathered) for piece in small])
    table = rows(chunk.text, layout.dialect.delimiter, chunk.first_line)
    return read_rows(table, layout, gathered)


def _read_fast(text: str, layout: Layout) -> FloatArray | None:
    """Read with NumPy's C parser, which refuses whatever is irregular; None: it cannot try."""
    delimiter, decimal = layout.dialect.delimiter, layout.dialect.decimal
    if has_odd_quotation(text, delimiter):
        return None
    if decimal == ",":
        if delimiter == "," or "." in text:
            return None
        text = text.replace(",", ".")
    # A record for each row, so that the number of cells is checked; of text one character is kept.
    fields = [
        (str(column), "f8" if column in layout.numeric else "U1")
        for column in range(len(layout.names))
    ]
    records: NDArray[np.void] = np.loadtxt(
        StringIO(text),
        dtype=np.dtype(fields),
        comments=None,
        delimiter=None if delimiter == WHITESPACE else delimiter,
        quotechar=None if delimiter == WHITESPACE else '"',
        ndmin=1,
    )
    return np.stack([records[str(column)] for column in layout.numeric], axis=1)


def read_rows(table: Iterable[Row], layout: Layout, gathered: Gathered) -> FloatArray:
    """Read cell by cell, so that an error can say which; shape (rows, columns).

    Raises
    ------
    BadContentError
        When a row has another number of cells, or a cell is no finite number.
    """
    values = []
    for row in table:
        try:
            numbers = _numbers(row, layout)
        except BadContentError:
            if not gathered.drop or any(row.cells[len(layout.names) :]):
                raise
            gathered.dropped.append(row.line)
            continue
        values.append(numbers)
        if layout.labels is not None:
            gathered.labels.append(row.cells[layout.labels])
    return np.array(values, dtype=np.float64).reshape(len(values), len(layout.numeric))


def _numbers(row: Row, layout: Layout) -> list[float]:
    cells, width = row.cells, len(layout.names)
    if len(cells) < width or any(cells[width:]):
        raise BadContentError(
            f"line {row.line}",
            f"the number of values is {len(cells)} and that of columns is {width}",
            "make every row as long as the first; where the comma is the decimal mark, "
            "separate the columns by semicolons",
        )
    values = []
    for column in layout.numeric:
        value = number(cells[column], layout.dialect.decimal)
        if value is None:
            reason, remedy = why_no_number(cells[column], layout.dialect.decimal)
            raise BadContentError(layout.place(row.line, column), reason, remedy)
        values.append(value)
    return values
