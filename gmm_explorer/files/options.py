"""What a person may say about a table where the reader would find it out or refuse."""

from dataclasses import dataclass

from gmm_explorer.files.text.cells import DecimalMark


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a table is to be read; None means that the reader finds it out.

    Attributes
    ----------
    encoding : str or None
        Of a text, by a name that Python knows: ``utf-8``, ``utf-16``, ``cp1252``.
    delimiter : str or None
        What stands between two cells; a space means any white space.
    decimal : str or None
        The decimal mark, "." or ",".
    thousands : str or None
        A mark between thousands beside comma and point, which are known: a space or "'".
    has_header : bool or None
        Whether the first row names the columns.
    comment : str or None
        What a line of comment begins with; empty when there are none.
    drop_incomplete : bool
        Whether rows with missing or non-numeric cells are left out instead of refused.
    labels : str, int or None
        The column that says what each row is known to belong to, as in ``columns``.
    sheet : str or None
        Of a spreadsheet; None means its first.
    """

    encoding: str | None = None
    delimiter: str | None = None
    decimal: DecimalMark | None = None
    thousands: str | None = None
    has_header: bool | None = None
    comment: str | None = None
    drop_incomplete: bool = False
    labels: str | int | None = None
    sheet: str | None = None


FOUND_OUT = ImportOptions()
