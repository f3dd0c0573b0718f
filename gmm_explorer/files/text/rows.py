"""The rows of a table of text, one cell at a time: slow, and exact about where things are."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import NamedTuple

from gmm_explorer.files.badcontent import BadContentError


class Row(NamedTuple):
    """The stripped cells of a row, and the physical lines, from 1, that it begins and ends on."""

    cells: list[str]
    line: int
    last_line: int


def rows(text: str, delimiter: str, first_line: int = 1) -> Iterator[Row]:
    """Yield the rows that are not blank.

    Parameters
    ----------
    text : str
        Whole lines, without comments.
    delimiter : str
        What stands between two cells; a space means any white space.
    first_line : int
        The physical line that the text begins on.

    Raises
    ------
    BadContentError
        When a quotation mark is never closed, or followed by more of the cell.
    """
    split = _split_by_space(text) if delimiter == " " else _split_by(text, delimiter, first_line)
    for cells, line, last_line in split:
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            yield Row(stripped, first_line + line, first_line + last_line)


def leading_rows(text: str, delimiter: str, limit: int, first_line: int = 1) -> list[Row]:
    """Return at most `limit` rows, those before the first that cannot be read.

    Raises
    ------
    BadContentError
        When that is the first of all.
    """
    readable: list[Row] = []
    try:
        for row in islice(rows(text, delimiter, first_line), limit):
            readable.append(row)
    except BadContentError:
        if not readable:
            raise
    return readable


def _split_by_space(text: str) -> Iterator[tuple[list[str], int, int]]:
    for line, content in enumerate(text.split("\n")):
        yield content.split(), line, line


def _split_by(text: str, delimiter: str, first_line: int) -> Iterator[tuple[list[str], int, int]]:
    reader = csv.reader(
        StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True
    )
    while True:
        line = reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise BadContentError(
                f"line {first_line + line}",
                f'a quotation mark " is not closed, or more follows it ({problem})',
                "close it or remove it",
            ) from problem
        yield cells, line, reader.line_num - 1
