"""How a table of text is written: what stands between its cells and inside its numbers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.text.cells import (
    DecimalMark,
    is_grouped_number,
    is_meant_as_number,
    is_missing,
    is_number,
    is_plain_number,
)
from gmm_explorer.files.text.rows import Row, leading_rows

WHITESPACE = " "
_DELIMITERS = (",", ";", "\t", "|", WHITESPACE)
_DECIMAL_MARKS: tuple[DecimalMark, ...] = (".", ",")
SAMPLE_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells and numbers are written.

    Attributes
    ----------
    delimiter : str
        What stands between two cells; a space means any white space.
    decimal : str
        The decimal mark, "." or ",".
    """

    delimiter: str
    decimal: DecimalMark


def detect_dialect(
    sample: str, delimiter: str | None = None, decimal: DecimalMark | None = None
) -> Dialect:
    """Return the way of writing that makes the sample most like a table of numbers.

    Parameters
    ----------
    sample : str
        The first lines of the table, whole.
    delimiter : str, optional
        The delimiter, when it is known already.
    decimal : str, optional
        The decimal mark, when it is known already.
    """
    if delimiter is not None and decimal is not None:
        return Dialect(delimiter, decimal)
    candidates = _DELIMITERS if delimiter is None else (delimiter,)
    ranked = [_judge(sample, candidate, decimal) for candidate in candidates]
    return max(ranked, key=lambda judged: judged[:2])[2]


def _judge(sample: str, delimiter: str, known: DecimalMark | None) -> tuple[float, int, Dialect]:
    """Return how much like a table the sample is, the number of columns, and the dialect."""
    try:
        table = [row.cells for row in leading_rows(sample, delimiter, SAMPLE_ROWS)]
    except BadContentError:
        table = []
    if not table:
        return 0.0, 0, Dialect(delimiter, known or ".")
    widths = Counter(len(row) for row in table)
    width, rows_of_it = widths.most_common(1)[0]
    body = table[1:] or table
    cells = [cell for row in body for cell in row if not is_missing(cell)]
    decimal = known or _decimal_mark(cells)
    numeric = sum(is_number(cell, decimal) for cell in cells) / max(1, len(cells))
    score = numeric * rows_of_it / len(table)
    return score * _doubt(table, delimiter, decimal), width, Dialect(delimiter, decimal)


def _doubt(table: Sequence[Sequence[str]], delimiter: str, decimal: DecimalMark) -> float:
    """Return 1/2 where what looks like a decimal comma may well stand between two columns."""
    if decimal == "." or delimiter == ",":
        return 1.0
    first = table[0]
    has_header = not any(is_meant_as_number(cell) for cell in first)
    if has_header:
        return 0.5 if any("," in cell for cell in first) else 1.0
    return 0.5 if len(first) == 1 else 1.0


def _decimal_mark(cells: Sequence[str]) -> DecimalMark:
    """Return the mark by which more cells are numbers, first of all plain ones."""

    def votes(mark: DecimalMark) -> tuple[int, int]:
        return (
            sum(is_number(cell, mark) for cell in cells),
            sum(is_plain_number(cell, mark) for cell in cells),
        )

    return max(_DECIMAL_MARKS, key=votes)


def is_ambiguous(table: Sequence[Row], dialect: Dialect) -> bool:
    """Whether every decimal mark in a table could as well mark thousands.

    Only where semicolons stand between the cells: there both conventions are common.
    """
    other: DecimalMark = "," if dialect.decimal == "." else "."
    marked = [cell for row in table for cell in row.cells if dialect.decimal in cell]
    marked = [cell for cell in marked if is_plain_number(cell, dialect.decimal)]
    return (
        dialect.delimiter == ";"
        and bool(marked)
        and all(is_grouped_number(cell, other) for cell in marked)
    )
