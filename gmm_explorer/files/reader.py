"""Reading a table, from a file or from what was pasted."""

from collections.abc import Callable
from pathlib import Path

from gmm_explorer.data import Dataset
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.errors import DataFileError, FilePath, shown_name
from gmm_explorer.files.options import FOUND_OUT, ImportOptions
from gmm_explorer.files.size import refuse_rows, room_for_points
from gmm_explorer.files.source import read_bytes
from gmm_explorer.files.tables.numpy_tables import table_of_npy, table_of_npz
from gmm_explorer.files.tables.parquet import table_of_parquet
from gmm_explorer.files.tables.spreadsheet import table_of_spreadsheet
from gmm_explorer.files.text.decode import decode
from gmm_explorer.files.text.layout import Columns
from gmm_explorer.files.text.tableparser import ParsedTable, Progress, parse_table

# A file of any other name is taken for text.
BINARY_READERS: dict[str, Callable[[bytes, Columns | None, ImportOptions], ParsedTable]] = {
    ".npy": table_of_npy,
    ".npz": table_of_npz,
    ".parquet": table_of_parquet,
    ".pq": table_of_parquet,
    ".xlsx": table_of_spreadsheet,
    ".xlsm": table_of_spreadsheet,
    ".xlsb": table_of_spreadsheet,
    ".xls": table_of_spreadsheet,
    ".ods": table_of_spreadsheet,
}
TABLE_SUFFIXES = (".csv", ".tsv", ".txt", ".dat", *BINARY_READERS)

PASTED = "the pasted text"


def read_dataset(
    path: FilePath,
    columns: Columns | None = None,
    *,
    options: ImportOptions = FOUND_OUT,
    n_components: int = 1,
    progress: Progress | None = None,
) -> Dataset:
    """Return the table in a file: text, arrays of NumPy, a spreadsheet or Parquet, by its suffix.

    Parameters
    ----------
    path
        The file; encoding, delimiter, decimal mark and header of a text are found out.
    columns : sequence of str or int, optional
        The columns to read: names, or numbers, from 0 as int and from 1 as text; None means all
        that hold numbers.
    options : ImportOptions
        What a person said about the table.
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
    content = read_bytes(path, DataFileError, room_for_points(n_components))
    return dataset_of_bytes(
        content, path, columns, options=options, n_components=n_components, progress=progress
    )


def dataset_of_bytes(
    content: bytes,
    path: FilePath,
    columns: Columns | None = None,
    *,
    options: ImportOptions = FOUND_OUT,
    n_components: int = 1,
    progress: Progress | None = None,
) -> Dataset:
    """Return the table in the bytes of a file, wherever they came from; see `read_dataset`."""
    read = BINARY_READERS.get(Path(path).suffix.lower())
    try:
        if read is not None:
            return _dataset(path, _with_room(read(content, columns, options), n_components))
        decoded = decode(content, options.encoding)
        parsed = parse_table(
            decoded.text, columns, options=options, n_components=n_components, progress=progress
        )
    except BadContentError as bad:
        raise DataFileError(path, bad.place, bad.reason, bad.remedy) from bad
    return _dataset(path, parsed, decoded.notices)


def dataset_of_text(
    text: str,
    columns: Columns | None = None,
    *,
    options: ImportOptions = FOUND_OUT,
    name: str = PASTED,
) -> Dataset:
    """Return the table in a text, such as what a spreadsheet or a page has put on the clipboard.

    Parameters
    ----------
    text
        Cells separated by tabulators, commas, semicolons, bars or white space.
    columns, options
        As for `read_dataset`.
    name
        What to call it in messages and on the screen.

    Raises
    ------
    DataFileError
        When it is no table of finite numbers.
    """
    try:
        return _dataset(name, parse_table(text, columns, options=options))
    except BadContentError as bad:
        raise DataFileError(name, bad.place, bad.reason, bad.remedy) from bad


def _with_room(parsed: ParsedTable, n_components: int) -> ParsedTable:
    refuse_rows(parsed.table.n_samples, 0, n_components)
    return parsed


def _dataset(path: FilePath, parsed: ParsedTable, notices: tuple[str, ...] = ()) -> Dataset:
    return Dataset.from_table(
        parsed.table,
        provenance=shown_name(path),
        labels=parsed.labels,
        notices=notices + parsed.notices,
    )
