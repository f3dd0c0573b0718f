"""Points that are pasted as text, for a mixture to be asked about."""

from collections.abc import Sequence
from typing import NamedTuple

from gmm_explorer.data import Table
from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.text.tableparser import parse_table

_BETWEEN_CELLS = " ,;\t\r"


class PointsError(ValueError):
    """Text that is no table of as many columns as a mixture has features."""


class PastedPoints(NamedTuple):
    """Points, and what people should know about how they were read.

    Attributes
    ----------
    points
        Shape (M, D).
    notices
        Whole sentences.
    """

    points: FloatArray
    notices: tuple[str, ...] = ()


def read_points(text: str, names: Sequence[str]) -> PastedPoints:
    """Return the points (M, D) of a pasted table.

    Parameters
    ----------
    text
        Rows of numbers, with or without a header; of more columns those with the wanted names
        are taken, written in capitals or not.
    names
        The D columns that the mixture was made for.

    Raises
    ------
    PointsError
        Naming the place, the reason and what to do.
    """
    try:
        parsed = parse_table(text)
    except BadContentError as error:
        where = f"{error.place}: " if error.place else ""
        raise PointsError(f"{where}{error.reason}; {error.remedy}.") from error
    table, empty = parsed.table, _empty_lines(text)
    columns = _named(table.names, names) if parsed.has_header else None
    if columns is not None:
        return PastedPoints(table.values[:, columns], empty)
    told = _by_position(table, names, has_header=parsed.has_header)
    return PastedPoints(table.values, (*told, *empty))


def _by_position(table: Table, names: Sequence[str], *, has_header: bool) -> tuple[str, ...]:
    """Say that columns of other names are taken in their order, or raise where they cannot be."""
    wanted = " and ".join(names)
    if table.n_columns != len(names):
        noun = "column" if table.n_columns == 1 else "columns"
        raise PointsError(
            f"The table has {table.n_columns} {noun} of numbers and the mixture wants "
            f"{len(names)}: paste {wanted}, or give them these names in a header."
        )
    if not has_header:
        return ()
    for at, name in enumerate(names):
        found = _named(table.names, [name])
        if found not in (None, [at]):
            raise PointsError(
                f"The header has {name} in another place and lacks another name: name all "
                f"columns, {wanted}, or none."
            )
    if table.n_columns == 1:
        return (f"The column {table.names[0]} is taken for {wanted}.",)
    return (f"The columns {' and '.join(table.names)} are taken for {wanted}, in their order.",)


def _named(names: Sequence[str], wanted: Sequence[str]) -> list[int] | None:
    """Return where the wanted names are, exactly or in other letters; None where one is not."""
    for written in (str, str.casefold):
        known = [written(name) for name in names]
        places = [known.index(written(name)) for name in wanted if written(name) in known]
        if len(places) == len(set(places)) == len(wanted):
            return places
    return None


def _empty_lines(text: str) -> tuple[str, ...]:
    """Say which lines before the last have cells and nothing in them: rows are counted without."""
    lines = [line.strip(_BETWEEN_CELLS) for line in text.rstrip(_BETWEEN_CELLS + "\n").split("\n")]
    whole = text.split("\n")
    left_out = [at for at, line in enumerate(lines, 1) if not line and whole[at - 1].strip()]
    if not left_out:
        return ()
    if len(left_out) == 1:
        return (f"Line {left_out[0]:,} is empty and is no row.",)
    return (f"{len(left_out):,} lines are empty and are no rows, the first is {left_out[0]:,}.",)
