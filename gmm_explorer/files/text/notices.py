"""What a reader of tables wants people to know about what it read."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.data import Table
from gmm_explorer.files.text.dialect import is_ambiguous
from gmm_explorer.files.text.layout import Layout, looks_like_names
from gmm_explorer.files.text.rows import Row

_LARGEST_EXACT = 2.0**53
_LARGEST_SQUARED = 1e150
_MANY_DIGITS = re.compile(r"\d{16}")
_SHOWN = 10
_MARK_NAMES = {".": "point", ",": "comma"}


def notices_of_layout(sample: Sequence[Row], layout: Layout) -> tuple[str, ...]:
    """Return what was decided about columns, header and decimal mark that might be wrong."""
    notices = list(left_out_columns(layout.text, layout.names))
    if not layout.last_header_line and looks_like_names(sample):
        notices.append(
            f"Line {sample[0].line}, the first, may be a header of numbers: it was read as data."
        )
    if is_ambiguous(sample, layout.dialect):
        mark = _MARK_NAMES[layout.dialect.decimal]
        notices.append(f"The {mark} was read as the decimal mark, not as a thousands separator.")
    return tuple(notices)


def left_out_columns(text: Sequence[int], names: Sequence[str]) -> tuple[str, ...]:
    """Return which columns hold text, if any."""
    if not text:
        return ()
    shown = ", ".join(f"{column + 1} ({names[column]})" for column in text)
    if len(text) == 1:
        return (f"Column {shown} holds text and was left out.",)
    return (f"Columns {shown} hold text and were left out.",)


def left_out_rows(places: Sequence[int] | NDArray[np.intp], noun: str) -> str:
    """Return which rows were left out, by the numbers of their lines."""
    shown = ", ".join(str(place) for place in places[:_SHOWN])
    shown += ", …" if len(places) > _SHOWN else ""
    if len(places) == 1:
        return f"1 row with a missing or non-numeric cell was left out: {noun} {shown}."
    return f"{len(places):,} rows with missing or non-numeric cells were left out: {noun}s {shown}."


def notices_of_numbers(table: Table, text: str = "") -> tuple[str, ...]:
    """Return what is unusual about the numbers themselves, and about their digits in a text."""
    notices = []
    largest = np.abs(table.values).max(axis=0)
    if table.n_samples == 1:
        notices.append("There is one row only: a single point cannot carry a covariance.")
    if (largest >= _LARGEST_EXACT).any() and _MANY_DIGITS.search(text):
        notices.append("Numbers beyond 2^53 were rounded to double precision.")
    for column in np.flatnonzero(largest > _LARGEST_SQUARED):
        notices.append(
            f"Column {table.names[column]} holds numbers so large that their squares overflow: "
            "rescale it before fitting."
        )
    return tuple(notices)
