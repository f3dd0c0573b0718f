"""Results into files, and as text for the clipboard."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from gmm_explorer import files
from gmm_explorer.controller.notice import Loudness, Notice, Notices
from gmm_explorer.controller.reporting import Progress, Reporting
from gmm_explorer.em import Mixture
from gmm_explorer.files import FileError
from gmm_explorer.model import Predictions, Session

MANY = 20_000
"""Points whose rows take longer to write than a frame can hold (measured: 100 ms)."""


class Exporting(QObject):
    """Writes what the session has come to, with all digits and in the units of the table.

    A file is replaced at once or not at all; what cannot be written is refused in one notice.
    Large tables are written on a worker.
    """

    def __init__(self, session: Session, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._notices = notices
        self._writing = Reporting(self)
        self._writing.ended.connect(self._end)
        self._beside = Path()

    def export_parameters(self, path: Path, form: str | None = None) -> None:
        """Write the mixture shown, in a named form or in that of the suffix."""
        mixture, facts = self._parameters()
        self.write(path, lambda: files.write_parameters_with(path, mixture, facts, form))

    def export_responsibilities(self, path: Path) -> None:
        """Write the points with their labels and r_ic, those that colour them now, as CSV."""
        self._session.complete()
        dataset, shares = self._session.snapshot.dataset, self._session.derived.responsibilities
        if dataset is None or shares is None:
            return
        if dataset.n_samples > MANY:
            self._write_beside(path, partial(files.write_responsibilities, path, dataset, shares))
        else:
            self.write(path, lambda: files.write_responsibilities(path, dataset, shares))

    def export_trace(self, path: Path) -> None:
        """Write the way that led to the state shown, one row a state, as CSV or NPZ."""
        self._session.complete()
        self.write(path, lambda: files.write_history(path, self._session.timeline))

    def export_script(self, path: Path) -> None:
        """Write the way that led to the state shown as a script in Python."""
        self.write(path, lambda: files.write_session_script(path, self._session.timeline))

    def export_predictions(self, path: Path, answers: Predictions) -> None:
        """Write what the mixture answered about points as CSV."""
        self.write(
            path, lambda: files.write_predictions(path, answers.probabilities, answers.log_density)
        )

    def export_figure(self, path: Path, save: Callable[[Path], None]) -> None:
        """Write a picture by a function that can raise OSError."""
        self._session.complete()
        self.write(path, lambda: save(path))

    def parameters_text(self, form: str) -> str:
        """Return the mixture shown in a named form that is text."""
        mixture, facts = self._parameters()
        return files.parameters_text(form, mixture, facts)

    def responsibilities_text(self) -> str:
        """Return what `export_responsibilities` writes."""
        self._session.complete()
        dataset, shares = self._session.snapshot.dataset, self._session.derived.responsibilities
        if dataset is None or shares is None:
            return ""
        return files.responsibilities_text(dataset, shares)

    def trace_text(self) -> str:
        """Return what `export_trace` writes as CSV."""
        self._session.complete()
        return files.history_text(self._session.timeline)

    def script_text(self) -> str:
        """Return what `export_script` writes."""
        return files.session_script(self._session.timeline)

    def write(self, path: Path, write: Callable[[], object]) -> None:
        """Write a file by a function, and say that it is there, or why it is not."""
        try:
            write()
        except (FileError, OSError) as error:
            self.tell_written(path, error)
        else:
            self.tell_written(path, None)

    def _write_beside(self, path: Path, write: Callable[[Progress], object]) -> None:
        """Write a large file on a worker."""
        if self._writing.active:
            text = "Wait until it is done and try again."
            self._notices.refuse("Another file is being written.", text)
            return
        self._notices.tell(Notice(Loudness.INFO, f"Writing {path.name}…"))
        self._beside = path
        self._writing.start(partial(_attempt, write))

    def _end(self, error: FileError | None) -> None:
        self.tell_written(self._beside, error)

    def tell_written(self, path: Path, error: Exception | None) -> None:
        """Say that a file is there, or why it is not."""
        if error is not None:
            self._notices.refuse("The file was not written.", str(error))
            return
        self._notices.tell(Notice(Loudness.INFO, f"Saved {path.name}.", f"In {path.parent}"))

    def _parameters(self) -> "tuple[Mixture, files.FitFacts]":
        self._session.complete()
        known = self._session.derived.log_likelihood
        return files.in_original_units(self._session.snapshot, known, self._session.outcome)


def _attempt(write: Callable[[Progress], object], progress: Progress) -> FileError | None:
    try:
        write(progress)
    except FileError as error:
        return error
    return None
