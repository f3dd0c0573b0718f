"""What counts as a number in a cell, and why something does not.

Python's ``float`` is too generous for a table: it takes ``1_000``, ``infinity``, full-width
digits, and makes an infinity of ``1e400``.
"""

import math
import re
from typing import Literal

from gmm_explorer.files.errors import quoted

DecimalMark = Literal[".", ","]

_EXPONENT = r"(?:[eE][+-]?\d+)?"
_PLAIN = {
    ".": re.compile(rf"[+-]?(?:\d+\.?\d*|\.\d+){_EXPONENT}", re.ASCII),
    # No digit behind a comma means that the comma was not a decimal mark: "1, 2".
    ",": re.compile(rf"[+-]?(?:\d+(?:,\d+)?|,\d+){_EXPONENT}", re.ASCII),
}
_GROUPED = {
    ".": re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII),
    ",": re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?", re.ASCII),
}
# Somebody meant a number: a currency, a percentage, hexadecimal, Fortran's D, an imaginary part.
_MEANT = re.compile(
    r"[+-]?[$€£¥]?[+-]?(?:0[xX][\da-fA-F]+|\.?\d[\d.,_' ]*(?:[eEdD][+-]?\d+)?)"
    r"(?:[+-]\d[\d.]*)?[jJ]?\s*[%$€£¥]?"
)
_INFINITE = re.compile(r"[+-]?(?:inf|infinity|∞)", re.IGNORECASE)
_MISSING = frozenset(
    ("", "na", "n/a", "#n/a", "nan", "+nan", "-nan", "null", "none", "?", "-", ".", "missing")
)
_TRUTH_VALUES = frozenset(("true", "false"))

_CORRECT = "correct it, leave the row out or choose other columns"


def is_plain_number(cell: str, decimal: DecimalMark) -> bool:
    """Whether a stripped cell is a decimal number without thousands marks."""
    return _PLAIN[decimal].fullmatch(cell) is not None


def is_grouped_number(cell: str, decimal: DecimalMark) -> bool:
    """Whether a stripped cell is a number whose thousands are marked, such as 1,234.5."""
    return _GROUPED[decimal].fullmatch(cell) is not None


def is_number(cell: str, decimal: DecimalMark) -> bool:
    """Whether a stripped cell is a number, with thousands marks or without."""
    return is_plain_number(cell, decimal) or is_grouped_number(cell, decimal)


def is_missing(cell: str) -> bool:
    """Whether a stripped cell says that there is no value."""
    return cell.lower() in _MISSING


def is_meant_as_number(cell: str) -> bool:
    """Whether a stripped cell is no word: a number, or what somebody meant to be one."""
    return (
        _MEANT.fullmatch(cell) is not None
        or _INFINITE.fullmatch(cell) is not None
        or cell.lower() in _TRUTH_VALUES
    )


def number(cell: str, decimal: DecimalMark) -> float | None:
    """Return the nearest double of a stripped cell, or None when it is no finite number."""
    if is_plain_number(cell, decimal):
        value = float(cell.replace(",", "."))
    elif is_grouped_number(cell, decimal):
        thousands = "," if decimal == "." else "."
        value = float(cell.replace(thousands, "").replace(",", "."))
    else:
        return None
    return value if math.isfinite(value) else None


def why_no_number(cell: str, decimal: DecimalMark) -> tuple[str, str]:
    """Return the reason why a stripped cell is no finite number, and the remedy."""
    shown = quoted(cell)
    if not cell:
        return "the cell is empty: its value is missing", "fill it in or leave the row out"
    if is_missing(cell):
        return f"{shown} says that the value is missing", "fill it in or leave the row out"
    if _INFINITE.fullmatch(cell):
        return f"{shown} is infinite", "give a finite number or leave the row out"
    if is_number(cell, decimal):
        return f"{shown} is too large for double precision", "rescale the column"
    if any(character.isdigit() and not character.isascii() for character in cell):
        return f"{shown} is not written in the digits 0 to 9", _CORRECT
    if cell.lower() in _TRUTH_VALUES:
        return f"{shown} is a truth value, not a number", "write 1 and 0 or choose other columns"
    other: DecimalMark = "," if decimal == "." else "."
    if is_number(cell, other):
        return f"{shown} has another decimal mark than the rest of the table", _CORRECT
    return f"{shown} is not a number", _CORRECT
