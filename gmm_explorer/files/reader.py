"""Reading a table, from a file or from what was pasted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from gmm_explorer.data import Dataset
from gmm_explorer.files import tables
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.errors import DataFileError, FilePath, shown_name
from gmm_explorer.files.options import FOUND_OUT, ImportOptions
from gmm_explorer.files.progress import Progress
from gmm_explorer.files.size import most_bytes, refuse_rows, room_for_points
from gmm_explorer.files.source import read_bytes, read_stream
from gmm_explorer.files.suffixes import COLUMN_FILES, SPREADSHEETS
from gmm_explorer.files.text.decode import decode
from gmm_explorer.files.text.layout import Columns
from gmm_explorer.files.text.tableparser import ParsedTable, parse_table

PASTED = "the pasted text"
PIPED = "standard input"


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


def read_piped_dataset(
    stream: BinaryIO,
    columns: Columns | None = None,
    *,
    options: ImportOptions = FOUND_OUT,
    n_components: int = 1,
) -> Dataset:
    """Return the table of text that a stream ends with, such as standard input.

    Raises
    ------
    DataFileError
        As `read_dataset`, about ``standard input``.
    """
    content = read_stream(stream, PIPED, DataFileError, most_bytes())
    return dataset_of_bytes(content, PIPED, columns, options=options, n_components=n_components)


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
    parsed = table_of_bytes(content, path, columns, options, n_components, progress)
    return _dataset(path, parsed)


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
    with naming_file(name):
        return _dataset(name, parse_table(text, columns, options=options))


def incomplete_lines(
    path: FilePath, columns: Columns | None = None, options: ImportOptions = FOUND_OUT
) -> tuple[int, ...]:
    """Return the lines that reading would leave out, if a person consents.

    Their cells are missing or no numbers. Raises what `read_dataset` raises for other reasons.
    """
    consent = replace(options, drop_incomplete=True)
    content = read_bytes(path, DataFileError, room_for_points(1))
    return table_of_bytes(content, path, columns, consent).left_out


def table_of_bytes(
    content: bytes,
    path: FilePath,
    columns: Columns | None,
    options: ImportOptions,
    n_components: int = 1,
    progress: Progress | None = None,
) -> ParsedTable:
    """Return what the bytes of a file hold, with all that was found out; see `read_dataset`."""
    suffix = Path(path).suffix.lower()
    with naming_file(path):
        if suffix in COLUMN_FILES:
            found = tables.columns_of_file(suffix, content)
            refuse_rows(len(found.values), 0, n_components)
            return tables.table_of_columns(found, columns, options)
        if suffix in SPREADSHEETS:
            parsed = tables.table_of_spreadsheet(content, columns, options)
            refuse_rows(parsed.table.n_samples, 0, n_components)
            return parsed
        decoded = decode(content, options.encoding)
        parsed = parse_table(
            decoded.text, columns, options=options, n_components=n_components, progress=progress
        )
        return parsed._replace(notices=decoded.notices + parsed.notices)


@contextmanager
def naming_file(path: FilePath) -> Iterator[None]:
    """Let what is wrong with content say which file it is in."""
    try:
        yield
    except BadContentError as bad:
        raise DataFileError(path, bad.place, bad.reason, bad.remedy) from bad


def _dataset(path: FilePath, parsed: ParsedTable) -> Dataset:
    return Dataset.from_table(
        parsed.table,
        provenance=shown_name(path),
        labels=parsed.labels,
        notices=parsed.notices,
    )
