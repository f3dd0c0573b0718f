"""What a reader of tables wants people to know about what it read."""

import re
from collections.abc import Sequence

import numpy as np

from gmm_explorer.data import Table
from gmm_explorer.files.text.dialect import is_ambiguous
from gmm_explorer.files.text.layout import Layout, looks_like_names
from gmm_explorer.files.text.rows import Row
from gmm_explorer.files.text.tabletext import TableText

_LARGEST_EXACT = 2.0**53
_LARGEST_SQUARED = 1e150
_MANY_DIGITS = re.compile(r"\d{16}")
_MARK_NAMES = {".": "point", ",": "comma"}


def notices_of_layout(sample: Sequence[Row], layout: Layout) -> tuple[str, ...]:
    """Return what was decided about columns, header and decimal mark that might be wrong."""
    notices = []
    if layout.text:
        shown = ", ".join(f"{column + 1} ({layout.names[column]})" for column in layout.text)
        is_one = len(layout.text) == 1
        notices.append(
            f"Column {shown} holds text and was left out."
            if is_one
            else f"Columns {shown} hold text and were left out."
        )
    if not layout.last_header_line and looks_like_names(sample):
        notices.append(
            f"Line {sample[0].line}, the first, may be a header of numbers: it was read as data."
        )
    if is_ambiguous(sample, layout.dialect):
        mark = _MARK_NAMES[layout.dialect.decimal]
        notices.append(f"The {mark} was read as the decimal mark, not as a thousands separator.")
    return tuple(notices)


def notices_of_numbers(table: Table, regular: TableText) -> tuple[str, ...]:
    """Return what is unusual about the numbers themselves."""
    notices = []
    largest = np.abs(table.values).max(axis=0)
    if table.n_samples == 1:
        notices.append("There is one row only: a single point cannot carry a covariance.")
    if (largest >= _LARGEST_EXACT).any() and _MANY_DIGITS.search(regular.text):
        notices.append("Numbers beyond 2^53 were rounded to double precision.")
    for column in np.flatnonzero(largest > _LARGEST_SQUARED):
        notices.append(
            f"Column {table.names[column]} holds numbers so large that their squares overflow: "
            "rescale it before fitting."
        )
    return tuple(notices)
