"""Whether a spreadsheet unpacks to more than there is memory for, told before it does."""

import re
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO

from gmm_explorer.data.memory import available_memory
from gmm_explorer.data.room import gigabytes
from gmm_explorer.files.badcontent import BadContentError

# What a cell costs as an object beside its text in the unpacked file.
_MEMORY_PER_BYTE = 4
# A place in the sheet, whether it holds something or not: a value and a reference to it.
_MEMORY_PER_CELL = 48
_SHEETS = "xl/worksheets/"
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d+)""")
_FILLED_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/>])>")
# A cell as programs write it; whatever else may begin one is looked at more slowly.
_USUAL = b'<c r="'
_UNUSUAL = (b":c ", b"<c\t", b"<c\n", b"<c\r")
_COLUMNS = {1: 26, 2: 26 * 27, 3: 26 * 27**2}  # the most that so many letters can say
_REMEDY = "save the table as CSV and open that"


def refuse_bomb(content: bytes) -> None:
    """Refuse an archive that unpacks to more than there is memory for.

    A sheet is held as a whole rectangle: one cell far out makes it as large as the memory.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            _refuse_size(sum(member.file_size for member in members))
            for member in members:
                if member.filename.startswith(_SHEETS) and member.filename.endswith(".xml"):
                    with archive.open(member) as stream:  # no further than it says it is large
                        _refuse_far_cells(stream.read(member.file_size))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError):
        return  # the old binary format, or nothing that calamine will open either


def refuse_extent(n_rows: int, n_columns: int) -> None:
    """Refuse a sheet of more cells than there is memory for."""
    needed, free = n_rows * n_columns * _MEMORY_PER_CELL, available_memory()
    if needed > free:
        raise BadContentError(
            "",
            f"a sheet of {n_rows:,} rows and {n_columns:,} columns needs about "
            f"{gigabytes(needed)} of memory and {gigabytes(free)} are free",
            f"delete the cells far out, or {_REMEDY}",
        )


def _refuse_size(size: int) -> None:
    if size * _MEMORY_PER_BYTE > available_memory():
        raise BadContentError(
            "", f"it unpacks to {gigabytes(size)}, more than there is memory for", _REMEDY
        )


def _refuse_far_cells(sheet: bytes) -> None:
    if _is_small(sheet):
        return
    try:
        refuse_extent(*_extent(_PLACE.findall(sheet)))
    except BadContentError:
        # Cells that have a format and nothing in them take no place.
        filled = (_PLACE.search(found[1]) for found in _FILLED_CELL.finditer(sheet))
        refuse_extent(*_extent(place.groups() for place in filled if place is not None))


def _is_small(sheet: bytes) -> bool:
    """Return whether no place can be too far out, by the number of its letters and digits."""
    if sheet.count(_USUAL) != sheet.count(b"<c ") or any(begin in sheet for begin in _UNUSUAL):
        return False
    letters = next((n for n in (3, 2) if re.search(_USUAL + b"[A-Za-z]{%d}" % n, sheet)), 1)
    far = (n for n in (7, 6, 5) if re.search(_USUAL + rb"[A-Za-z]+\d{%d}" % n, sheet))
    try:
        refuse_extent(10 ** next(far, 4), _COLUMNS[letters])
    except BadContentError:
        return False
    return True


def _extent(places: Iterable[tuple[bytes, ...]]) -> tuple[int, int]:
    """Return the last row and the last column of some places, from 1."""
    letters, rows = set(), set()
    for column, row in places:
        letters.add(column)
        rows.add(row)
    return max(map(int, rows), default=0), max(map(_column_number, letters), default=0)


def _column_number(letters: bytes) -> int:
    """Return the number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - ord("A") + 1
    return number
