"""Data and mixtures from files, generators and examples, and results into files."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from gmm_explorer.controller.notice import Loudness, Notice, Notices
from gmm_explorer.controller.running import Running
from gmm_explorer.data import Dataset
from gmm_explorer.data.room import why_no_room
from gmm_explorer.em import InvalidDataError
from gmm_explorer.files import (
    DataFileError,
    FileError,
    ParametersFileError,
    in_original_units,
    read_dataset,
    read_parameters,
    write_parameters_with,
    write_predictions,
)
from gmm_explorer.model import Cause, Predictions, Session, edits
from gmm_explorer.scenes import Scene

MAX_FEATURES = 2


class Documents(QObject):
    """Brings data and starts into the session, and results out of it.

    What cannot be read or written is refused in one notice; the session stays as it was.
    """

    def __init__(
        self, session: Session, running: Running, notices: Notices, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._running = running
        self._notices = notices

    def open(self, path: Path) -> None:
        """Open a file: parameters when it is JSON, else a table."""
        if path.suffix.lower() == ".json":
            self.open_parameters(path)
        else:
            self.open_data(path)

    def open_data(self, path: Path) -> None:
        """Open a table; of more than two numeric columns the first two are taken."""
        try:
            dataset = read_dataset(path, n_components=self._n_components)
        except DataFileError as error:
            self._notices.refuse("The file was not opened.", str(error))
            return
        if self.take_data(_shown(dataset), f"Open {path.name}"):
            self._tell_about(dataset)

    def take_data(self, dataset: Dataset, label: str) -> bool:
        """Put data into the window; return whether EM can fit them."""
        if not self._can_take(dataset, self._n_components):
            return False
        self._running.stop()
        self._session.commit(edits.new_data(self._session.snapshot, dataset), label, Cause.DATA)
        return True

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
    def _n_components(self) -> int:
        """How many components the next start will have."""
        return self._session.presentation.start.n_components

    def choose_columns(self, columns: Sequence[int]) -> None:
        """Fit other columns of the table that is open; components start anew."""
        dataset = self._session.snapshot.dataset
        if dataset is not None and tuple(columns) != dataset.columns:
            chosen = dataset.with_columns(columns)
            self.take_data(chosen, f"Choose {' and '.join(chosen.names)}")

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
        try:
            mixture = read_parameters(path)
            if mixture.n_features > MAX_FEATURES:
                raise ValueError(
                    f"{path.name}: the mixture has {mixture.n_features} features and the plots "
                    f"show one or two: use the command line for more"
                )
            dataset = self._session.snapshot.dataset
            no_room = dataset and why_no_room(dataset.n_samples, mixture.n_components)
            if no_room:
                raise ValueError(f"{path.name}: {no_room}; open a sample of the points first")
            if dataset is not None and dataset.n_features == mixture.n_features:
                mixture = dataset.to_fitted(mixture)
            snapshot = edits.new_start(self._session.snapshot, mixture)
        except (ParametersFileError, ValueError) as error:
            self._notices.refuse("The parameters were not opened.", str(error))
            return
        self._running.stop()
        self._session.commit(snapshot, f"Open {path.name}", Cause.START)
        if snapshot.mixture is not mixture:
            family = snapshot.settings.covariance_type
            headline = f"The start was brought into the family of {family} covariances."
            text = "Choose full covariances and open it again to have it as it is in the file."
            self._notices.tell(Notice(Loudness.INFO, headline, text))

    def export_parameters(self, path: Path) -> None:
        """Write the mixture shown, with all its digits."""
        self._session.complete()
        snapshot, derived = self._session.snapshot, self._session.derived
        if snapshot.mixture is None:
            return
        mixture, facts = in_original_units(snapshot, derived.log_likelihood, self._session.outcome)
        self._write(path, lambda: write_parameters_with(path, mixture, facts))

    def export_predictions(self, path: Path, answers: Predictions) -> None:
        """Write what the mixture answered about points as CSV."""
        self._write(
            path, lambda: write_predictions(path, answers.probabilities, answers.log_density)
        )

    def export_figure(self, path: Path, save: Callable[[Path], None]) -> None:
        """Write a picture by a function that can raise OSError."""
        self._session.complete()
        self._write(path, lambda: save(path))

    def _write(self, path: Path, write: Callable[[], None]) -> None:
        try:
            write()
        except (FileError, OSError) as error:
            self._notices.refuse("The file was not written.", str(error))
            return
        self._notices.tell(Notice(Loudness.INFO, f"Saved {path.name}.", f"In {path.parent}"))

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
            self._notices.tell(Notice(Loudness.INFO, dataset.provenance, " ".join(notices)))


def _shown(dataset: Dataset) -> Dataset:
    """Return the data with as many columns as a plot can show: the first one or two."""
    if dataset.n_features <= MAX_FEATURES:
        return dataset
    return dataset.with_columns(range(MAX_FEATURES))
