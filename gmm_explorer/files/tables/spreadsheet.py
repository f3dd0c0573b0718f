"""Tables in spreadsheets, Excel's and OpenDocument's, through python-calamine."""

from datetime import date, datetime, time
from io import BytesIO

from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.errors import quoted
from gmm_explorer.files.options import ImportOptions
from gmm_explorer.files.tables.extras import optional_module
from gmm_explorer.files.tables.sheet_size import refuse_bomb, refuse_extent
from gmm_explorer.files.text.dialect import Dialect
from gmm_explorer.files.text.layout import Columns
from gmm_explorer.files.text.rows import Row
from gmm_explorer.files.text.tableparser import ParsedTable, parse_rows

SHEET_DIALECT = Dialect("\t", ".")


def table_of_spreadsheet(
    content: bytes, columns: Columns | None, options: ImportOptions
) -> ParsedTable:
    """Return the numeric columns of a sheet.

    Raises
    ------
    BadContentError
        When python-calamine is absent, or the sheet is no table of numbers.
    """
    return parse_rows(sheet_rows(content, options), SHEET_DIALECT, columns, options)


def sheet_rows(content: bytes, options: ImportOptions) -> list[Row]:
    """Return the rows of a sheet that are not blank, the cells as text."""
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
        cells = sheet.to_python(skip_empty_area=False)
    except (calamine.CalamineError, OSError, ValueError) as problem:
        raise BadContentError(
            "", "it is not a whole spreadsheet", "open it in its program and save it as CSV"
        ) from problem
    rows = [
        Row([_text(cell) for cell in row], line, line) for line, row in enumerate(cells, start=1)
    ]
    rows = [row for row in rows if any(row.cells)]
    if not rows:
        raise BadContentError("", "it is empty, there is no data in it", "choose another sheet")
    return rows


Cell = int | float | str | bool | time | date | datetime


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
