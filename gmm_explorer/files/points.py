"""Points that are pasted as text, for a mixture to be asked about."""

from collections.abc import Sequence

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.text.tableparser import parse_table


class PointsError(ValueError):
    """Text that is no table of as many columns as a mixture has features."""


def read_points(text: str, names: Sequence[str]) -> FloatArray:
    """Return the points (M, D) of a pasted table.

    Parameters
    ----------
    text
        Rows of numbers, with or without a header; of more columns those with the wanted names
        are taken.
    names
        The D columns that the mixture was made for.

    Raises
    ------
    PointsError
        Naming the place, the reason and what to do.
    """
    try:
        table = parse_table(text).table
    except BadContentError as error:
        where = f"{error.place}: " if error.place else ""
        raise PointsError(f"{where}{error.reason}; {error.remedy}.") from error
    n_columns = table.values.shape[1]
    if set(names) <= set(table.names):
        return table.values[:, [table.names.index(name) for name in names]]
    if n_columns != len(names):
        noun = "column" if n_columns == 1 else "columns"
        wanted = " and ".join(names)
        raise PointsError(
            f"The table has {n_columns} {noun} of numbers and the mixture wants {len(names)}: "
            f"paste {wanted}, or give them these names in a header."
        )
    return table.values
