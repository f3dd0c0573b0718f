"""From columns of numbers to a table, or to the cell that makes it none."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.data import Table
from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.options import ImportOptions
from gmm_explorer.files.text.layout import MAX_COLUMNS, Columns, chosen_columns, distinct_names
from gmm_explorer.files.text.notices import left_out_rows, notices_of_numbers
from gmm_explorer.files.text.tableparser import ParsedTable


def table_of_columns(
    values: FloatArray,
    names: Sequence[str],
    columns: Columns | None,
    options: ImportOptions,
    notices: tuple[str, ...] = (),
) -> ParsedTable:
    """Return a table of the columns asked for.

    Parameters
    ----------
    values : (N, C)
        NaN where a value is missing.
    names
        One for each column.
    columns
        As for `read_dataset`.
    options
        Whether rows with missing values may be left out.
    notices
        What is to be told anyway.

    Raises
    ------
    BadContentError
        When there are no numbers, or a value is missing or infinite.
    """
    different = distinct_names(names)
    if len(different) > MAX_COLUMNS:
        raise BadContentError(
            "",
            f"its {len(different)} columns are more than {MAX_COLUMNS}",
            "save the columns that matter as a file of their own",
        )
    if columns is not None:
        chosen = list(chosen_columns(columns, different))
        values, different = values[:, chosen], tuple(different[column] for column in chosen)
    if 0 in values.shape:
        raise BadContentError("", "it is empty, there is no data in it", "choose another file")
    finite, left_out = np.isfinite(values), np.empty(0, dtype=np.intp)
    if not finite.all():
        if not options.drop_incomplete:
            raise _first_fault(values, finite, different)
        whole = finite.all(axis=1)
        left_out = np.flatnonzero(~whole) + 1
        notices = (*notices, left_out_rows(left_out, "row"))
        values = values[whole]
        if not len(values):
            raise BadContentError("", "no row of it is complete", "choose other columns")
    table = Table(values, different)
    notices = (*notices, *notices_of_numbers(table))
    return ParsedTable(table, notices, left_out=tuple(left_out.tolist()))


def _first_fault(
    values: FloatArray, finite: NDArray[np.bool_], names: Sequence[str]
) -> BadContentError:
    row, column = np.argwhere(~finite)[0]
    what = "the value is missing" if np.isnan(values[row, column]) else "the value is infinite"
    return BadContentError(
        f"row {row + 1}, column {column + 1} ({names[column]})",
        what,
        "fill it in, leave the row out or choose other columns",
    )
