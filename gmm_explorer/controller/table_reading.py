"""A table looked at and read on a worker, with progress and a way to end it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from gmm_explorer.controller.lane import FILES
from gmm_explorer.controller.newest import Newest
from gmm_explorer.controller.reporting import Progress, Reporting
from gmm_explorer.data import Dataset
from gmm_explorer.files import DataFileError, ImportOptions, TablePreview
from gmm_explorer.files.table_source import TableSource


@dataclass(frozen=True, slots=True, eq=False)
class Refused:
    """A table that was not read.

    Attributes
    ----------
    reason : DataFileError
        Why not.
    incomplete : tuple of int
        The lines that would have to be left out; empty where that would not help.
    """

    reason: DataFileError
    incomplete: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """What of a table is to be read, and how.

    Attributes
    ----------
    columns : tuple of int
        Those to load, from 0.
    options : ImportOptions
        How it is written.
    n_components : int
        How many components there must be memory for.
    """

    columns: tuple[int, ...]
    options: ImportOptions
    n_components: int


class TableReading(QObject):
    """Reads one table.

    Parameters
    ----------
    source
        Where it comes from.
    parent
        Who asks; with it, whatever is under way is dropped.

    Attributes
    ----------
    previewed
        ``previewed(preview)``: a `TablePreview`, or `Refused`.
    progressed
        ``progressed(share)``: how much is read, from 0 to 1.
    ended
        ``ended(result)``: a `Dataset`, or `Refused`.
    """

    previewed = Signal(object)
    progressed = Signal(float)
    ended = Signal(object)

    def __init__(self, source: TableSource, parent: QObject) -> None:
        super().__init__(parent)
        self._source = source
        self._newest = Newest(FILES, self)
        self._reading = Reporting(self)
        self._reading.progressed.connect(self.progressed)
        self._reading.ended.connect(self.ended)

    @property
    def active(self) -> bool:
        """Whether the table is being read."""
        return self._reading.active

    def look(self, options: ImportOptions) -> None:
        """Preview the table, read in a way; of several wishes the newest counts."""
        self._newest.ask(partial(_preview, self._source, options), self.previewed.emit)

    def read(self, wish: Wish) -> None:
        """Read it all."""
        self._reading.start(partial(_read, self._source, wish))

    def cancel(self) -> None:
        """End the reading; nothing more is heard of it."""
        self._reading.cancel()

    def close(self) -> None:
        """Drop whatever is under way."""
        self.cancel()
        self._newest.forget()


def _preview(
    source: TableSource, options: ImportOptions, _pause: Callable[[], object]
) -> TablePreview | Refused:
    try:
        return source.preview(options)
    except DataFileError as error:
        return Refused(error)


def _read(source: TableSource, wish: Wish, progress: Progress) -> Dataset | Refused:
    try:
        return source.read(wish.columns, wish.options, wish.n_components, progress)
    except DataFileError as error:
        return Refused(error, _incomplete_lines(source, wish))


def _incomplete_lines(source: TableSource, wish: Wish) -> tuple[int, ...]:
    """Return the lines that stand in the way, where nothing else does."""
    if wish.options.drop_incomplete:
        return ()
    try:
        return source.incomplete_lines(wish.columns, wish.options)
    except DataFileError:
        return ()
