"""The first rows of a table as they stand, with what the reader found out about them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from gmm_explorer.files.column_preview import (
    CellFault,
    ColumnPreview,
    cell_of,
    faults_of,
    preview_columns,
)
from gmm_explorer.files.errors import DataFileError, FilePath
from gmm_explorer.files.options import FOUND_OUT, ImportOptions
from gmm_explorer.files.reader import PASTED, naming_file
from gmm_explorer.files.size import room_for_points
from gmm_explorer.files.source import read_bytes
from gmm_explorer.files.suffixes import COLUMN_FILES, SPREADSHEETS
from gmm_explorer.files.tables.column_files import columns_of_file
from gmm_explorer.files.tables.columns import NumberColumns, why_not_finite
from gmm_explorer.files.tables.spreadsheet import (
    SHEET_DIALECT,
    first_rows,
    sheet_names,
)
from gmm_explorer.files.text.cells import is_grouped_number, is_plain_number
from gmm_explorer.files.text.decode import decode
from gmm_explorer.files.text.dialect import Dialect
from gmm_explorer.files.text.layout import Layout, detect_layout
from gmm_explorer.files.text.notices import notices_of_layout
from gmm_explorer.files.text.rows import Row
from gmm_explorer.files.text.tableparser import start_of_table

PREVIEW_ROWS = 200


@dataclass(frozen=True, slots=True, eq=False)
class TablePreview:
    """What a table looks like at its beginning.

    Attributes
    ----------
    found : ImportOptions
        How it is read: what a person said, and in its place what was found out. Of a table that
        is no text only the sheet is of interest.
    is_text : bool
        Whether encoding, delimiter and marks mean anything for it.
    sheets : tuple of str
        Of a spreadsheet.
    columns : tuple of ColumnPreview
        All of them, also those of text.
    rows : tuple of tuple of str
        The cells of at most `PREVIEW_ROWS` rows, without the header.
    lines : tuple of int
        Where each row stands in the file, from 1.
    faults : tuple of CellFault
        In these rows.
    notices : tuple of str
        What was decided that might be wrong.
    """

    found: ImportOptions
    is_text: bool
    sheets: tuple[str, ...]
    columns: tuple[ColumnPreview, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    faults: tuple[CellFault, ...]
    notices: tuple[str, ...]


def preview_table(path: FilePath, options: ImportOptions = FOUND_OUT) -> TablePreview:
    """Return the beginning of the table in a file.

    Raises
    ------
    DataFileError
        When there is nothing of a table in it; what is wrong with single cells is no error.
    """
    return preview_bytes(read_bytes(path, DataFileError, room_for_points(1)), path, options)


def preview_bytes(
    content: bytes, path: FilePath, options: ImportOptions = FOUND_OUT
) -> TablePreview:
    """Return the beginning of the table in the bytes of a file; see `preview_table`."""
    suffix = Path(path).suffix.lower()
    with naming_file(path):
        if suffix in SPREADSHEETS:
            rows, sheets = first_rows(content, options), sheet_names(content)
            found = replace(options, sheet=options.sheet or sheets[0])
            return _of_rows(rows, SHEET_DIALECT, found, sheets=sheets)
        if suffix in COLUMN_FILES:
            return _of_columns(columns_of_file(suffix, content), options)
        decoded = decode(content, options.encoding)
        found = replace(options, encoding=decoded.encoding)
        return _of_text(decoded.text, found, decoded.notices)


def preview_text(text: str, options: ImportOptions = FOUND_OUT, name: str = PASTED) -> TablePreview:
    """Return the beginning of the table in a text; see `preview_table`."""
    with naming_file(name):
        return _of_text(text, options, ())


def _of_text(text: str, options: ImportOptions, notices: tuple[str, ...]) -> TablePreview:
    start = start_of_table(text, options)
    found = replace(
        options,
        delimiter=start.dialect.delimiter,
        decimal=start.dialect.decimal,
        thousands=options.thousands or _thousands(start.rows, start.dialect),
        comment=start.regular.comment if options.comment is None else options.comment,
    )
    notices += start.regular.notices
    return _of_rows(start.rows, start.dialect, found, notices=notices, is_text=True)


def _of_rows(
    table: Sequence[Row],
    dialect: Dialect,
    options: ImportOptions,
    *,
    notices: tuple[str, ...] = (),
    sheets: tuple[str, ...] = (),
    is_text: bool = False,
) -> TablePreview:
    layout = detect_layout(table, dialect, None, options)
    rows = [row for row in table if row.line > layout.last_header_line][:PREVIEW_ROWS]
    return TablePreview(
        found=replace(options, has_header=layout.last_header_line > 0),
        is_text=is_text,
        sheets=sheets,
        columns=preview_columns(rows, layout),
        rows=tuple(_cells(row, layout) for row in rows),
        lines=tuple(row.line for row in rows),
        faults=faults_of(rows, layout),
        notices=(*notices, *notices_of_layout(table, layout)),
    )


def _cells(row: Row, layout: Layout) -> tuple[str, ...]:
    return tuple(cell_of(row, column) for column in range(len(layout.names)))


def _thousands(rows: Sequence[Row], dialect: Dialect) -> str:
    """Return the mark between thousands, where a cell has one."""
    cells = (cell for row in rows for cell in row.cells)
    is_used = any(
        is_grouped_number(cell, dialect.decimal) and not is_plain_number(cell, dialect.decimal)
        for cell in cells
    )
    return {".": ",", ",": "."}[dialect.decimal] if is_used else ""


def _of_columns(found: NumberColumns, options: ImportOptions) -> TablePreview:
    values = found.values[:PREVIEW_ROWS]
    finite = np.isfinite(values)
    return TablePreview(
        found=options,
        is_text=False,
        sheets=(),
        columns=tuple(
            ColumnPreview(
                name,
                "numbers",
                values[finite[:, column], column],
                int(np.isnan(values[:, column]).sum()),
            )
            for column, name in enumerate(found.names)
        ),
        rows=tuple(tuple(map(_shown, row)) for row in values.tolist()),
        lines=tuple(range(1, len(values) + 1)),
        faults=tuple(
            CellFault(row + 1, column, why_not_finite(values[row, column]))
            for row, column in np.argwhere(~finite).tolist()
        ),
        notices=found.notices,
    )


def _shown(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.9g}"
