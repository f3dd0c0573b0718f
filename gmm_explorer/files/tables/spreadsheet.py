"""Tables in spreadsheets, Excel's and OpenDocument's, through python-calamine."""

import zipfile
from datetime import date, datetime, time
from io import BytesIO

from gmm_explorer.data.memory import available_memory
from gmm_explorer.data.room import gigabytes
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.errors import quoted
from gmm_explorer.files.options import ImportOptions
from gmm_explorer.files.tables.extras import optional_module
from gmm_explorer.files.text.dialect import Dialect
from gmm_explorer.files.text.layout import Columns
from gmm_explorer.files.text.rows import Row
from gmm_explorer.files.text.tableparser import ParsedTable, parse_rows

SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
SHEET_DIALECT = Dialect("\t", ".")
# What a cell costs as an object beside its text in the unpacked file.
_MEMORY_PER_BYTE = 4


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
    _refuse_bomb(content)
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
        cells = book.get_sheet_by_name(wanted).to_python(skip_empty_area=False)
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


def _refuse_bomb(content: bytes) -> None:
    """Refuse an archive that unpacks to more than there is memory for."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return  # the old binary format, or nothing that calamine will open either
    if size * _MEMORY_PER_BYTE > available_memory():
        raise BadContentError(
            "",
            f"it unpacks to {gigabytes(size)}, more than there is memory for",
            "save the table as CSV and open that",
        )


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
