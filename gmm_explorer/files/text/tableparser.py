"""From the text of a table to its numbers; where the text came from does not matter."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.data import Table
from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.options import FOUND_OUT, ImportOptions
from gmm_explorer.files.progress import Progress
from gmm_explorer.files.size import refuse_rows
from gmm_explorer.files.text.chunks import (
    Gathered,
    chunks,
    read_chunk,
    read_rows,
    refuse_long_line,
)
from gmm_explorer.files.text.dialect import SAMPLE_ROWS, Dialect, detect_dialect
from gmm_explorer.files.text.layout import Columns, Layout, detect_layout
from gmm_explorer.files.text.notices import left_out_rows, notices_of_layout, notices_of_numbers
from gmm_explorer.files.text.rows import Row, leading_rows, rows
from gmm_explorer.files.text.suspicion import is_suspicious
from gmm_explorer.files.text.tabletext import TableText, line_of, regular_text

_SAMPLE = 1 << 16


class ParsedTable(NamedTuple):
    """The numbers of a table, and what people should know about how they were read.

    Attributes
    ----------
    table : Table
        The columns asked for.
    notices : tuple of str
        Whole sentences.
    labels : ndarray of shape (n_samples,) or None
        What each row is known to belong to, numbered from 0 in the order of the labels.
    left_out : tuple of int
        The lines, or rows, left out because a cell was missing or no number.
    has_header : bool
        Whether the names of the columns stood in it.
    """

    table: Table
    notices: tuple[str, ...]
    labels: NDArray[np.int64] | None = None
    left_out: tuple[int, ...] = ()
    has_header: bool = False


class Start(NamedTuple):
    """The first rows of a table of text, and how they are written."""

    regular: TableText
    rows: list[Row]
    dialect: Dialect


def parse_table(
    text: str,
    columns: Columns | None = None,
    *,
    options: ImportOptions = FOUND_OUT,
    n_components: int = 1,
    progress: Progress | None = None,
) -> ParsedTable:
    """Return the numeric columns of a table of text.

    Parameters
    ----------
    text : str
        All of it.
    columns : sequence of str or int, optional
        The columns to read: names, or numbers, from 0 as int and from 1 as text; None means all
        that hold numbers.
    options : ImportOptions
        What a person said about it; the rest is found out.
    n_components : int
        How many components there must be memory for, with that of the numbers.
    progress : callable, optional
        Called with the fraction that is done; what it raises ends the reading.

    Raises
    ------
    BadContentError
        When the text is no table of finite numbers, or of more than there is room for.
    """
    start = start_of_table(text, options)
    regular = start.regular
    layout = detect_layout(start.rows, start.dialect, columns, options)
    n_lines = regular.text.count("\n") + (not regular.text.endswith("\n"))
    refuse_rows(n_lines, len(layout.numeric), n_components)
    gathered = Gathered(options.drop_incomplete)
    values = _values(regular, layout, gathered, progress)
    notices = regular.notices + notices_of_layout(start.rows, layout)
    return parsed_table(values, layout, gathered, notices, regular.text)


def parse_rows(
    table: Sequence[Row], dialect: Dialect, columns: Columns | None, options: ImportOptions
) -> ParsedTable:
    """Return the numeric columns of a table whose cells are known; see `parse_table`."""
    layout = detect_layout(table[:SAMPLE_ROWS], dialect, columns, options)
    gathered = Gathered(options.drop_incomplete)
    body = (row for row in table if row.line > layout.last_header_line)
    values = read_rows(body, layout, gathered)
    return parsed_table(values, layout, gathered, notices_of_layout(table[:SAMPLE_ROWS], layout))


def start_of_table(text: str, options: ImportOptions = FOUND_OUT) -> Start:
    """Return the first rows of a table, and how they are written.

    Raises
    ------
    BadContentError
        When there are none.
    """
    regular = regular_text(text, options.comment, options.thousands)
    text, start = regular.text, regular.start
    first_line = line_of(text, start)
    sample = _sample(text, start, first_line)
    dialect = detect_dialect(sample, options.delimiter or regular.delimiter, options.decimal)
    first_rows = leading_rows(sample, dialect.delimiter, SAMPLE_ROWS, first_line)
    if len(first_rows) < 2:
        # So little may be all there is, or all before a quotation mark: then this says so.
        first_rows = list(rows(sample, dialect.delimiter, first_line))
    if not first_rows:
        raise BadContentError("", "it is empty, there is no data in it", "choose another file")
    return Start(regular, first_rows, dialect)


def _sample(text: str, start: int, first_line: int) -> str:
    """Return the first lines from `start` on, whole; BadContentError where one has no end."""
    refuse_long_line(text, start, first_line)
    if len(text) <= start + _SAMPLE:
        return text[start:]
    last = text.rfind("\n", start, start + _SAMPLE) + 1 or start
    refuse_long_line(text, last, first_line + text.count("\n", start, last))
    end = text.find("\n", start + _SAMPLE)
    return text[start:] if end < 0 else text[start:end]


def _values(
    regular: TableText, layout: Layout, gathered: Gathered, progress: Progress | None
) -> FloatArray:
    """Return the numeric columns of everything under the header, shape (rows, columns)."""
    text, start = regular.text, regular.start
    line = line_of(text, start)
    while line <= layout.last_header_line:
        start = text.find("\n", start) + 1 or len(text)
        line += 1
    pieces = list(chunks(text, start, line))
    order = list(range(len(pieces)))
    if not gathered.drop and layout.labels is None:
        # What is to be refused is refused at once, not after all that is right before it.
        order.sort(key=lambda piece: not is_suspicious(pieces[piece].text, layout))
    blocks: dict[int, FloatArray] = {}
    for piece in order:
        blocks[piece] = read_chunk(pieces[piece], layout, gathered)
        if progress is not None:
            progress(len(blocks) / len(pieces))
    return np.concatenate([blocks[piece] for piece in range(len(pieces))])


def parsed_table(
    values: FloatArray,
    layout: Layout,
    gathered: Gathered,
    notices: tuple[str, ...],
    text: str = "",
) -> ParsedTable:
    """Return numbers as a table, with what was come across and the text that they stood in.

    Raises
    ------
    BadContentError
        When there are none.
    """
    if gathered.dropped:
        notices = (*notices, left_out_rows(gathered.dropped, "line"))
    if not len(values):
        raise BadContentError("", "no row of it is complete", "choose other columns")
    table = Table(values, tuple(layout.names[column] for column in layout.numeric))
    labels = None if layout.labels is None else numbered_labels(gathered.labels)
    notices = (*notices, *notices_of_numbers(table, text))
    has_header = layout.last_header_line > 0
    return ParsedTable(table, notices, labels, tuple(gathered.dropped), has_header)


def numbered_labels(labels: Sequence[str]) -> NDArray[np.int64]:
    """Return the place of each label among all: in the order of numbers where they are some."""
    whole = all(label.isascii() and label.isdecimal() and len(label) < 19 for label in labels)
    known = np.array([int(label) for label in labels]) if whole else np.array(labels)
    return np.unique(known, return_inverse=True)[1].astype(np.int64)
