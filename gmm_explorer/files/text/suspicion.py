"""A look at a piece of a table, a hundred times as fast as reading it."""

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.files.text.dialect import WHITESPACE
from gmm_explorer.files.text.layout import Layout

_OF_NUMBERS = b'0123456789+-.eE \t\r\n"'


def is_suspicious(text: str, layout: Layout) -> bool:
    """Return whether a piece of a table may hold what is to be refused.

    Some character is in no number, an exponent has three digits, a cell is empty, or the rows
    cannot all have the same number of cells. A piece that looks sound may still be wrong, and one
    that is suspicious be right.

    Parameters
    ----------
    text : str
        Whole lines.
    layout : Layout
        The columns.
    """
    delimiter, decimal = layout.dialect.delimiter, layout.dialect.decimal
    known = _OF_NUMBERS + delimiter.encode() + decimal.encode()
    content = text.encode("utf-8", "replace")
    if content.translate(None, known) or _has_large_exponent(content):
        return True
    if has_odd_quotation(text, delimiter):
        return True
    if delimiter == WHITESPACE:
        return False
    if any(gap in text for gap in (delimiter * 2, "\n" + delimiter, delimiter + "\n")):
        return True
    n_lines = text.count("\n") + (not text.endswith("\n"))
    return text.count(delimiter) != n_lines * (len(layout.names) - 1)


def _has_large_exponent(content: bytes) -> bool:
    """Return whether an exponent has three digits and no minus sign, as in ``1e400``."""
    characters = np.frombuffer(content + b"    ", dtype=np.uint8)
    exponents = np.flatnonzero((characters[:-4] | 0x20) == ord("e"))
    exponents += characters[exponents + 1] == ord("+")
    return bool(np.all([_is_digit(characters[exponents + i]) for i in (1, 2, 3)], axis=0).any())


def _is_digit(characters: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return (characters - ord("0")) < 10  # below "0" it wraps round


def has_odd_quotation(text: str, delimiter: str) -> bool:
    """Return whether quotation marks stand elsewhere than round whole cells.

    NumPy's reader takes ``"1"2`` as 12 and is content with an open end.
    """
    n_marks = text.count('"')
    if not n_marks:
        return False
    opening = text.count(delimiter + '"') + text.count('\n"') + text.startswith('"')
    closing = text.count('"' + delimiter) + text.count('"\n') + text.endswith('"')
    return not 2 * opening == 2 * closing == n_marks
