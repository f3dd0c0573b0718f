"""Data and mixtures from files, the clipboard, generators and examples."""

import stat
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QObject, Signal

from gmm_explorer import files
from gmm_explorer.controller.notice import Loudness, Notice, Notices
from gmm_explorer.controller.running import Running
from gmm_explorer.data import Dataset, DatasetError
from gmm_explorer.data.room import why_no_room
from gmm_explorer.em import InvalidDataError, Mixture, Prepared
from gmm_explorer.files import DataFileError, ParametersFileError
from gmm_explorer.files.suffixes import SPREADSHEETS
from gmm_explorer.files.table_source import TableSource
from gmm_explorer.model import Cause, Session, edits
from gmm_explorer.model.restating import standardised
from gmm_explorer.scenes import Scene

MAX_FEATURES = 2
LARGE_TABLE = 1_000_000
"""Bytes of a table above which a frame cannot hold its reading (measured: 60 ms)."""
LARGE_BOOK = 100_000
"""The same of a spreadsheet, which is unpacked and read cell by cell."""
PASTE = "Paste a table"
REREAD = "file_import_again"
"""The action that reads the last table in another way."""


class Documents(QObject):
    """Brings data and starts into the session.

    What cannot be read is refused in one notice; the session stays as it was.

    Attributes
    ----------
    table : TableSource or None
        What was read last, or tried to: it can be read again in another way.
    opened
        ``opened(path)``: a file has been opened.
    watched : bool
        Whether somebody is there to see how far the reading of a large table has come.
    large_wanted
        ``large_wanted(source)``: a large table is to be read, with progress; while `watched`.
    """

    opened = Signal(object)
    large_wanted = Signal(object)

    def __init__(
        self, session: Session, running: Running, notices: Notices, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._running = running
        self._notices = notices
        self.table: TableSource | None = None
        self.watched = False

    def open(self, path: Path) -> None:
        """Open a file: parameters when it is JSON, else a table."""
        if path.suffix.lower() == ".json":
            self.open_parameters(path)
        else:
            self.open_data(path)

    def open_data(self, path: Path) -> None:
        """Open a table; of more than two numeric columns the first two are taken."""
        table = TableSource(path)
        if self.watched and _is_large(path):
            self.large_wanted.emit(table)
        else:
            self._open_table(table, "The file was not opened.", f"Open {path.name}")

    def paste(self, text: str) -> None:
        """Take what is on the clipboard: a mixture when it is JSON, else a table."""
        if text.lstrip().startswith("{"):
            self.paste_parameters(text)
            return
        table = TableSource.of_text(text)
        if self.watched and len(text) > LARGE_TABLE:
            self.large_wanted.emit(table)
        else:
            self._open_table(table, "Nothing was pasted.", PASTE)

    def open_piped(self, stream: BinaryIO) -> None:
        """Open the table that a stream ends with, such as standard input."""
        refusal = "Standard input was not read."
        if stream.isatty():
            self._notices.refuse(refusal, "Nothing is piped into it: put 'cat table.csv |' before.")
            return
        try:
            table = TableSource.of_stream(stream)
        except DataFileError as error:
            self._notices.refuse(refusal, str(error))
        else:
            self._open_table(table, refusal, "Open standard input")

    def _open_table(self, table: TableSource, refusal: str, label: str) -> None:
        self.table = table
        try:
            dataset = table.read(n_components=self.n_components)
        except DataFileError as error:
            self._notices.refuse(refusal, str(error), offer=REREAD)
            return
        self.take_table(dataset, label)

    def take_read(self, table: TableSource, dataset: Dataset, data: Prepared | None) -> None:
        """Put a table into the window that was read on a worker, and prepared there if it can be.

        See `take_table`.
        """
        self.table = table
        self._expect(dataset, data)
        self.take_table(dataset, PASTE if table.is_pasted else f"Import {table.name}")

    def take_table(self, dataset: Dataset, label: str) -> None:
        """Put a table that was read into the window, and say what its reader found."""
        if self.take_data(_shown(dataset), label):
            if self.table is not None and not self.table.is_pasted:
                self.table.release()
                self.opened.emit(Path(self.table.path))
            self._tell_about(dataset)

    def take_data(self, dataset: Dataset, label: str, data: Prepared | None = None) -> bool:
        """Put data, perhaps prepared already, into the window; return whether EM can fit them."""
        self._expect(dataset, data)
        if not self._can_take(dataset, self.n_components):
            return False
        self._running.stop()
        self._session.commit(edits.new_data(self._session.snapshot, dataset), label, Cause.DATA)
        return True

    def _expect(self, dataset: Dataset, data: Prepared | None) -> None:
        if data is not None:
            self._session.expect(dataset, data)

    def _can_take(self, dataset: Dataset, n_components: int) -> bool:
        """Return whether the window can hold data and EM can fit them; say so if not."""
        reason = self._why_not(dataset, n_components)
        if reason:
            text = " ".join([f"{dataset.provenance}: {reason}", *dataset.notices])
            self._notices.refuse("The data were not taken.", text)
        return not reason

    def _why_not(self, dataset: Dataset, n_components: int) -> str:
        no_room = why_no_room(dataset.n_samples, n_components)
        if no_room:
            return f"{no_room}; open a sample of them."
        try:
            self._session.check(dataset)
        except InvalidDataError as error:
            return str(error)
        return ""

    @property
    def n_components(self) -> int:
        """How many components the next start will have."""
        return self._session.presentation.start.n_components

    def choose_columns(self, columns: Sequence[int]) -> None:
        """Fit other columns of the table that is open; components start anew."""
        dataset = self._session.snapshot.dataset
        if dataset is not None and tuple(columns) != dataset.columns:
            chosen = dataset.with_columns(columns)
            self.take_data(chosen, f"Choose {' and '.join(chosen.names)}")

    def standardise(self, on: bool) -> None:
        """Fit the columns with mean 0 and deviation 1, or as they are; components go along."""
        before = self._session.snapshot
        try:
            after = standardised(before, on)
            if after.dataset is not None:
                self._session.check(after.dataset)
        except (DatasetError, InvalidDataError) as error:
            self._notices.refuse("The columns were not standardised.", f"{error}.")
            return
        if after is not before:
            self._running.stop()
            words = "Standardise the columns" if on else "Fit the columns as they are"
            self._session.commit(after, words, Cause.DATA)

    def open_scene(self, scene: Scene) -> None:
        """Show an example: its data, its settings and its start, as one change."""
        dataset = scene.dataset()
        if not self._can_take(dataset, scene.n_components):
            return
        self._running.stop()
        snapshot = edits.change_settings(
            edits.new_data(self._session.snapshot, dataset), scene.settings
        )
        if scene.start is not None:
            snapshot = edits.new_start(snapshot, scene.start)
        self._session.commit(snapshot, f"Example: {scene.title}", Cause.DATA)
        looks = self._session.presentation
        start = replace(looks.start, n_components=scene.n_components, seed=0)
        self._session.present(replace(looks, start=start))
        text = " ".join(filter(None, (scene.what_to_look_for, scene.slip)))
        self._notices.tell(Notice(Loudness.INFO, f"{scene.title}.", text))

    def open_parameters(self, path: Path) -> None:
        """Take the mixture of a parameters file as a start."""
        refusal = "The parameters were not opened."
        self._take_start(
            lambda: files.read_parameters(path), path.name, refusal, f"Open {path.name}"
        )

    def paste_parameters(self, text: str) -> None:
        """Take the mixture on the clipboard, JSON or CSV, as a start."""
        refusal = "The parameters were not pasted."
        name, label = "The pasted text", "Paste parameters"
        self._take_start(lambda: files.read_parameters_text(text).mixture, name, refusal, label)

    def _take_start(self, read: Callable[[], Mixture], name: str, refusal: str, label: str) -> None:
        try:
            mixture = self._fitting(read(), name)
            snapshot = edits.new_start(self._session.snapshot, mixture)
        except (ParametersFileError, ValueError) as error:
            self._notices.refuse(refusal, str(error))
            return
        self._running.stop()
        self._session.commit(snapshot, label, Cause.START)
        if snapshot.mixture is not mixture:
            family = snapshot.settings.covariance_type
            headline = f"The start was brought into the family of {family} covariances."
            text = "Choose full covariances and open it again to have it as it is in the file."
            self._notices.tell(Notice(Loudness.INFO, headline, text))

    def _fitting(self, mixture: Mixture, name: str) -> Mixture:
        """Return a mixture in the units of the data, or raise ValueError where it does not fit."""
        if mixture.n_features > MAX_FEATURES:
            raise ValueError(
                f"{name}: the mixture has {mixture.n_features} features and the plots "
                f"show one or two: use the command line for more"
            )
        dataset = self._session.snapshot.dataset
        no_room = dataset and why_no_room(dataset.n_samples, mixture.n_components)
        if no_room:
            raise ValueError(f"{name}: {no_room}; open a sample of the points first")
        if dataset is not None and dataset.n_features == mixture.n_features:
            return dataset.to_fitted(mixture)
        return mixture

    def _tell_about(self, dataset: Dataset) -> None:
        """Pass on the reader's notices, and offer the choice of columns."""
        notices = list(dataset.notices)
        if dataset.n_features > MAX_FEATURES:
            shown = " and ".join(dataset.names[:MAX_FEATURES])
            notices.append(
                f"The table has {dataset.n_features} numeric columns and {shown} are shown: "
                "choose others in the Data panel."
            )
        if notices:
            text = " ".join(notices)
            self._notices.tell(Notice(Loudness.INFO, dataset.provenance, text, REREAD))


def _is_large(path: Path) -> bool:
    try:
        status = path.stat()
    except (OSError, ValueError):  # what is wrong with it is said by whoever reads it
        return False
    largest = LARGE_BOOK if path.suffix.lower() in SPREADSHEETS else LARGE_TABLE
    return stat.S_ISREG(status.st_mode) and status.st_size > largest


def _shown(dataset: Dataset) -> Dataset:
    """Return the data with as many columns as a plot can show: the first one or two."""
    if dataset.n_features <= MAX_FEATURES:
        return dataset
    return dataset.with_columns(range(MAX_FEATURES))
