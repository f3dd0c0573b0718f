"""From the text of a table to its numbers; where the text came from does not matter."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from gmm_explorer.data import Table
from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.size import refuse_rows
from gmm_explorer.files.text.chunks import chunks, read_chunk, refuse_long_line
from gmm_explorer.files.text.dialect import SAMPLE_ROWS, Dialect, detect_dialect
from gmm_explorer.files.text.layout import Columns, Layout, detect_layout
from gmm_explorer.files.text.notices import notices_of_layout, notices_of_numbers
from gmm_explorer.files.text.rows import Row, leading_rows, rows
from gmm_explorer.files.text.tabletext import TableText, line_of, regular_text

Progress = Callable[[float], None]

_SAMPLE = 1 << 16


class ParsedTable(NamedTuple):
    """The numbers of a text, and what people should know about how they were read."""

    table: Table
    notices: tuple[str, ...]


def parse_table(
    text: str,
    columns: Columns | None = None,
    *,
    n_components: int = 1,
    progress: Progress | None = None,
) -> ParsedTable:
    """Return the numeric columns of a table of text.

    Parameters
    ----------
    text : str
        All of it; delimiter, decimal mark and header are found out.
    columns : sequence of str or int, optional
        The columns to read: names, or numbers, from 0 as int and from 1 as text; None means all
        that hold numbers.
    n_components : int
        How many components there must be memory for, with that of the numbers.
    progress : callable, optional
        Called with the fraction that is done; what it raises ends the reading.

    Raises
    ------
    BadContentError
        When the text is no table of finite numbers, or of more than there is room for.
    """
    regular = regular_text(text)
    sample, dialect = _sample(regular)
    layout = detect_layout(sample, dialect, columns)
    n_lines = regular.text.count("\n") + (not regular.text.endswith("\n"))
    refuse_rows(n_lines, len(layout.numeric), n_components)
    values = _values(regular, layout, progress)
    table = Table(values, tuple(layout.names[column] for column in layout.numeric))
    return ParsedTable(
        table,
        regular.notices + notices_of_layout(sample, layout) + notices_of_numbers(table, regular),
    )


def _sample(regular: TableText) -> tuple[list[Row], Dialect]:
    """Return the first rows, and how they are written."""
    text, start = regular.text, regular.start
    first_line = line_of(text, start)
    refuse_long_line(text, start, first_line)
    end = text.find("\n", start + _SAMPLE)
    sample = text[start:] if end < 0 else text[start:end]
    dialect = detect_dialect(sample, regular.delimiter)
    first_rows = leading_rows(sample, dialect.delimiter, SAMPLE_ROWS, first_line)
    if len(first_rows) < 2:
        # So little may be all there is, or all before a quotation mark: then this says so.
        first_rows = list(rows(sample, dialect.delimiter, first_line))
    if not first_rows:
        raise BadContentError("", "it is empty, there is no data in it", "choose another file")
    return first_rows, dialect


def _values(regular: TableText, layout: Layout, progress: Progress | None) -> FloatArray:
    """Return the numeric columns of everything under the header, shape (rows, columns)."""
    text, start = regular.text, regular.start
    line = line_of(text, start)
    while line <= layout.last_header_line:
        start = text.find("\n", start) + 1 or len(text)
        line += 1
    blocks = []
    for chunk in chunks(text, start, line):
        blocks.append(read_chunk(chunk, layout))
        if progress is not None:
            progress(chunk.end / len(text))
    return np.concatenate(blocks)
