"""Reading a table from a file."""

from gmm_explorer.data import Dataset
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.errors import DataFileError, FilePath, shown_name
from gmm_explorer.files.size import room_for_points
from gmm_explorer.files.source import read_bytes
from gmm_explorer.files.text.decode import decode
from gmm_explorer.files.text.layout import Columns
from gmm_explorer.files.text.tableparser import Progress, parse_table


def read_dataset(
    path: FilePath,
    columns: Columns | None = None,
    *,
    n_components: int = 1,
    progress: Progress | None = None,
) -> Dataset:
    """Return the table in a text file: CSV, TSV or columns separated by white space.

    Parameters
    ----------
    path
        The file; encoding, delimiter, decimal mark and header are found out.
    columns : sequence of str or int, optional
        The columns to read: names, or numbers, from 0 as int and from 1 as text; None means all
        that hold numbers.
    n_components : int
        How many components the points are to be fitted with: there must be memory for them too.
    progress : callable, optional
        Called now and then with the fraction that is done; what it raises ends the reading.

    Raises
    ------
    DataFileError
        When the file cannot be read as a table of finite numbers, or is too large for the
        memory; nothing is read by halves.
    """
    try:
        decoded = decode(read_bytes(path, DataFileError, room_for_points(n_components)))
        parsed = parse_table(decoded.text, columns, n_components=n_components, progress=progress)
    except BadContentError as bad:
        raise DataFileError(path, bad.place, bad.reason, bad.remedy) from bad
    return Dataset.from_table(
        parsed.table,
        provenance=shown_name(path),
        notices=decoded.notices + parsed.notices,
    )
