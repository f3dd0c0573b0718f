"""Tables in spreadsheets, Excel's and OpenDocument's, through python-calamine."""

from datetime import date, datetime, time
from io import BytesIO

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.errors import quoted
from gmm_explorer.files.options import ImportOptions
from gmm_explorer.files.tables.extras import optional_module
from gmm_explorer.files.tables.sheet_size import refuse_bomb, refuse_extent
from gmm_explorer.files.text.chunks import Gathered
from gmm_explorer.files.text.dialect import SAMPLE_ROWS, Dialect
from gmm_explorer.files.text.layout import Columns, Layout, detect_layout
from gmm_explorer.files.text.notices import notices_of_layout
from gmm_explorer.files.text.rows import Row
from gmm_explorer.files.text.tableparser import ParsedTable, parse_rows, parsed_table

SHEET_DIALECT = Dialect("\t", ".")

Cell = int | float | str | bool | time | date | datetime


def table_of_spreadsheet(
    content: bytes, columns: Columns | None, options: ImportOptions
) -> ParsedTable:
    """Return the numeric columns of a sheet.

    Raises
    ------
    BadContentError
        When python-calamine is absent, or the sheet is no table of numbers.
    """
    cells = _cells(content, options)
    sample = _rows(cells[:SAMPLE_ROWS])
    layout = detect_layout(sample, SHEET_DIALECT, columns, options) if sample else None
    values = None if layout is None else _numbers(cells, layout)
    if layout is None or values is None:
        return parse_rows(_some(_rows(cells)), SHEET_DIALECT, columns, options)
    return parsed_table(values, layout, Gathered(), notices_of_layout(sample, layout))


def first_rows(content: bytes, options: ImportOptions) -> list[Row]:
    """Return the first rows of a sheet that are not blank, the cells as text."""
    return _some(_rows(_cells(content, options, SAMPLE_ROWS)) or _rows(_cells(content, options)))


def _cells(content: bytes, options: ImportOptions, n_rows: int | None = None) -> list[list[Cell]]:
    """Return the cells of a sheet from its first row on; of n_rows at most."""
    calamine = optional_module("python_calamine", "python-calamine", "spreadsheets", "spreadsheets")
    refuse_bomb(content)
    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        names = book.sheet_names
        wanted = options.sheet if options.sheet is not None else (names[0] if names else "")
        if wanted not in names:
            raise BadContentError(
                f"sheet {quoted(wanted)}",
                "there is no such sheet",
                f"choose from {', '.join(names)}",
            )
        sheet = book.get_sheet_by_name(wanted)
        last_row, last_column = sheet.end or (0, 0)  # from 0; None where nothing is in it
        refuse_extent(last_row + 1, last_column + 1)
        cells: list[list[Cell]] = sheet.to_python(skip_empty_area=False, nrows=n_rows)
    except (calamine.CalamineError, OSError, ValueError) as problem:
        raise BadContentError(
            "", "it is not a whole spreadsheet", "open it in its program and save it as CSV"
        ) from problem
    return cells


def _rows(cells: list[list[Cell]]) -> list[Row]:
    rows = (
        Row([_text(cell) for cell in row], line, line) for line, row in enumerate(cells, start=1)
    )
    return [row for row in rows if any(row.cells)]


def _some(rows: list[Row]) -> list[Row]:
    if not rows:
        raise BadContentError("", "it is empty, there is no data in it", "choose another sheet")
    return rows


def _numbers(cells: list[list[Cell]], layout: Layout) -> FloatArray | None:
    """Return the numeric columns where every cell of them is a number: ten times as fast.

    None where one is not, or labels are wanted: cell by cell it can be said what is wrong.
    """
    if layout.labels is not None:
        return None
    columns = [[row[j] for row in cells[layout.last_header_line :]] for j in layout.numeric]
    if any(set(map(type, column)) - {int, float} for column in columns):
        return None
    values = np.array(columns, dtype=np.float64).T.copy()
    return values if np.isfinite(values).all() else None


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell))
    return repr(cell) if isinstance(cell, int | float) else str(cell)


def sheet_names(content: bytes) -> tuple[str, ...]:
    """Return the names of the sheets of a workbook."""
    calamine = optional_module("python_calamine", "python-calamine", "spreadsheets", "spreadsheets")
    return tuple(calamine.CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names)
