"""A table that is looked at and read more than once: in a file, or pasted."""

from dataclasses import replace
from typing import BinaryIO

from gmm_explorer import files
from gmm_explorer.data import Dataset
from gmm_explorer.files.errors import DataFileError, FilePath, shown_name
from gmm_explorer.files.options import FOUND_OUT, ImportOptions
from gmm_explorer.files.progress import Progress
from gmm_explorer.files.reader import PASTED, PIPED, dataset_of_bytes, table_of_bytes
from gmm_explorer.files.size import most_bytes, room_for_points
from gmm_explorer.files.source import read_bytes, read_stream
from gmm_explorer.files.text.layout import Columns

_PASTED_AS = ImportOptions(encoding="utf-8")


class TableSource:
    """Where a table comes from; a file is fetched once, at the first look.

    Parameters
    ----------
    path
        The file, or what to call a table that is in none.
    content
        Its bytes, where they are known already.
    said : ImportOptions
        What is known about how it is written.

    Attributes
    ----------
    is_pasted : bool
        Whether it is in no file.
    """

    def __init__(
        self, path: FilePath, content: bytes | None = None, said: ImportOptions = FOUND_OUT
    ) -> None:
        self.path = path
        self.said = said
        self._content = content
        self.is_pasted = content is not None

    @classmethod
    def of_text(cls, text: str, name: str = PASTED) -> "TableSource":
        """Return what a spreadsheet or a page has put on the clipboard."""
        return cls(name, text.encode("utf-8", "replace"), _PASTED_AS)

    @classmethod
    def of_stream(cls, stream: BinaryIO) -> "TableSource":
        """Return what a stream ends with, such as standard input; see `read_piped_dataset`."""
        return cls(PIPED, read_stream(stream, PIPED, DataFileError, most_bytes()))

    @property
    def name(self) -> str:
        """What to call it on the screen."""
        return shown_name(self.path)

    def fetch(self, n_components: int = 1) -> bytes:
        """Return its bytes, which are kept.

        Raises
        ------
        DataFileError
            When the file cannot be read, or its points and so many components have no room.
        """
        if self._content is None:
            self._content = read_bytes(self.path, DataFileError, room_for_points(n_components))
        return self._content

    def release(self) -> None:
        """Keep the bytes of a file no longer; the next look fetches them again."""
        if not self.is_pasted:
            self._content = None

    def preview(self, options: ImportOptions) -> "files.TablePreview":
        """Return its beginning; see `preview_bytes`."""
        return files.preview_bytes(self.fetch(), self.path, options)

    def read(
        self,
        columns: Columns | None = None,
        options: ImportOptions | None = None,
        n_components: int = 1,
        progress: Progress | None = None,
    ) -> Dataset:
        """Return all of it; see `read_dataset`."""
        return dataset_of_bytes(
            self.fetch(n_components),
            self.path,
            columns,
            options=options or self.said,
            n_components=n_components,
            progress=progress,
        )

    def incomplete_lines(
        self, columns: Columns | None, options: ImportOptions, progress: Progress | None = None
    ) -> tuple[int, ...]:
        """Return the lines that reading would leave out with consent; see `incomplete_lines`."""
        consent = replace(options, drop_incomplete=True)
        parsed = table_of_bytes(self.fetch(), self.path, columns, consent, progress=progress)
        return parsed.left_out
