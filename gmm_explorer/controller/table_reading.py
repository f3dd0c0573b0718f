"""A table looked at and read on a worker, with progress and a way to end it."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from gmm_explorer.controller.lane import FILES
from gmm_explorer.controller.newest import Newest, Pause
from gmm_explorer.controller.reporting import Progress, Reporting
from gmm_explorer.data import Dataset, DatasetError
from gmm_explorer.em import InvalidDataError, Prepared, prepare
from gmm_explorer.files import DataFileError, ImportOptions, TablePreview
from gmm_explorer.files.table_source import TableSource


@dataclass(frozen=True, slots=True, eq=False)
class Refused:
    """A table that was not read.

    Attributes
    ----------
    reason : str
        Why not, and what to do, in one sentence.
    """

    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """A table that was read.

    Attributes
    ----------
    dataset : Dataset
        The columns to fit, in the units to fit them in.
    data : Prepared or None
        The same as EM wants them, or None where it cannot fit them.
    """

    dataset: Dataset
    data: Prepared | None

    @classmethod
    def of(cls, dataset: Dataset) -> "Taken":
        """Make data ready for EM, on any thread."""
        try:
            return cls(dataset, prepare(dataset.X))
        except InvalidDataError:  # whoever takes the data says why
            return cls(dataset, None)


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """What of a table is to be read, and how.

    Attributes
    ----------
    columns : tuple of int
        Those to load, from 0.
    fitted : tuple of int
        Those of them to fit, by their numbers in the table.
    is_standardised : bool
        Whether they are fitted with mean 0 and deviation 1.
    options : ImportOptions
        How it is written.
    n_components : int
        How many components there must be memory for.
    """

    columns: tuple[int, ...]
    fitted: tuple[int, ...]
    is_standardised: bool
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
        ``ended(result)``: `Taken`, or `Refused`.
    listed
        ``listed(lines)``: those that stood in the way of a reading that was refused; none where
        something else did.
    """

    previewed = Signal(object)
    progressed = Signal(float)
    ended = Signal(object)
    listed = Signal(object)

    def __init__(self, source: TableSource, parent: QObject) -> None:
        super().__init__(parent)
        self._source = source
        self._newest = Newest(FILES, self)
        self._reading = Reporting(self)
        self._reading.progressed.connect(self.progressed)
        self._reading.ended.connect(self._tell)
        self._wish: Wish | None = None

    @property
    def active(self) -> bool:
        """Whether the table is being read."""
        return self._reading.active

    @property
    def listing(self) -> bool:
        """Whether the lines are being looked for that stand in the way."""
        return self._newest.active

    def look(self, options: ImportOptions) -> None:
        """Preview the table, read in a way; of several wishes the newest counts."""
        self._newest.ask(partial(_preview, self._source, options), self.previewed.emit)

    def read(self, wish: Wish) -> None:
        """Read it all."""
        self._wish = wish
        self._reading.start(partial(_read, self._source, wish))

    def cancel(self) -> None:
        """End the reading; nothing more is heard of it."""
        self._reading.cancel()

    def close(self) -> None:
        """Drop whatever is under way."""
        self.cancel()
        self._newest.forget()

    def _tell(self, result: Taken | Refused) -> None:
        """Tell of a refusal at once: the lines are looked for after that."""
        wish = self._wish
        if isinstance(result, Refused) and wish is not None and not wish.options.drop_incomplete:
            self._newest.ask(partial(_incomplete_lines, self._source, wish), self.listed.emit)
        self.ended.emit(result)


def _preview(source: TableSource, options: ImportOptions, _pause: Pause) -> TablePreview | Refused:
    try:
        return source.preview(options)
    except DataFileError as error:
        return Refused(str(error))


def _read(source: TableSource, wish: Wish, progress: Progress) -> Taken | Refused:
    try:
        loaded = source.read(wish.columns, wish.options, wish.n_components, progress)
        fitted = loaded.with_columns([wish.columns.index(column) for column in wish.fitted])
        dataset = fitted.standardised(wish.is_standardised)
    except DataFileError as error:
        return Refused(str(error))
    except DatasetError as error:
        return Refused(f"{error}.")
    return Taken.of(dataset)


def _incomplete_lines(source: TableSource, wish: Wish, pause: Pause) -> tuple[int, ...]:
    """Return the lines that stand in the way, where nothing else does."""

    def progress(_share: float) -> None:
        if pause():
            raise _NobodyWaitsError

    try:
        return source.incomplete_lines(wish.columns, wish.options, progress)
    except (DataFileError, _NobodyWaitsError):
        return ()


class _NobodyWaitsError(Exception):
    """What is worked out is not wanted any more."""
