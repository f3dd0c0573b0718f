"""From columns of numbers to a table, or to the cell that makes it none."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from gmm_explorer.data import Table
from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.options import ImportOptions
from gmm_explorer.files.text.layout import MAX_COLUMNS, Columns, chosen_columns, distinct_names
from gmm_explorer.files.text.notices import left_out_rows, notices_of_numbers
from gmm_explorer.files.text.tableparser import ParsedTable, numbered_labels


class NumberColumns(NamedTuple):
    """All that a file holds in numbers.

    Attributes
    ----------
    values : ndarray of shape (n_rows, n_columns)
        NaN where a value is missing.
    names : tuple of str
        One for each column, all different.
    notices : tuple of str
        What is to be told anyway.
    """

    values: FloatArray
    names: tuple[str, ...]
    notices: tuple[str, ...]


def number_columns(
    values: FloatArray, names: Sequence[str], notices: tuple[str, ...] = ()
) -> NumberColumns:
    """Return columns with different names.

    Raises
    ------
    BadContentError
        When there are none, or far too many.
    """
    if values.shape[1] > MAX_COLUMNS:
        raise BadContentError(
            "",
            f"its {values.shape[1]} columns are more than {MAX_COLUMNS}",
            "save the columns that matter as a file of their own",
        )
    if 0 in values.shape:
        raise BadContentError("", "it is empty, there is no data in it", "choose another file")
    return NumberColumns(values, distinct_names(names), notices)


def table_of_columns(
    found: NumberColumns, columns: Columns | None, options: ImportOptions
) -> ParsedTable:
    """Return a table of the columns asked for.

    Parameters
    ----------
    found
        What the file holds.
    columns
        As for `read_dataset`.
    options
        Whether rows with missing values may be left out, and which column holds labels.

    Raises
    ------
    BadContentError
        When there is no such column, or a value is missing or infinite.
    """
    label = None if options.labels is None else chosen_columns([options.labels], found.names)[0]
    chosen = [column for column in range(len(found.names)) if column != label]
    if columns is not None:
        chosen = list(chosen_columns(columns, found.names))
    values, notices = found.values, found.notices
    if chosen != list(range(values.shape[1])):
        values = values[:, chosen]
    whole = np.isfinite(values).all(axis=1)
    left_out = np.flatnonzero(~whole) + 1
    if left_out.size:
        if not options.drop_incomplete:
            raise _fault(found, int(left_out[0]) - 1, chosen)
        notices = (*notices, left_out_rows(left_out, "row"))
        values = values[whole]
    if not values.size:
        raise BadContentError("", "no row of it is complete", "choose other columns")
    table = Table(values, tuple(found.names[column] for column in chosen))
    labels = None
    if label is not None:
        labels = numbered_labels([f"{value:.17g}" for value in found.values[whole, label].tolist()])
    notices = (*notices, *notices_of_numbers(table))
    return ParsedTable(table, notices, labels, left_out=tuple(left_out.tolist()))


def why_not_finite(value: float) -> str:
    """Return what is wrong with a value that is no finite number."""
    return "the value is missing" if np.isnan(value) else "the value is infinite"


def _fault(found: NumberColumns, row: int, chosen: Sequence[int]) -> BadContentError:
    column = next(j for j in chosen if not np.isfinite(found.values[row, j]))
    return BadContentError(
        f"row {row + 1}, column {column + 1} ({found.names[column]})",
        why_not_finite(found.values[row, column]),
        "fill it in, leave the row out or choose other columns",
    )
