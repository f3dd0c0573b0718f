"""The session as a file: opened, saved, and whether there is something to save."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gmm_explorer import files
from gmm_explorer.controller.documents import MAX_FEATURES
from gmm_explorer.controller.lane import FILES
from gmm_explorer.controller.newest import Newest
from gmm_explorer.controller.notice import Loudness, Notice, Notices
from gmm_explorer.controller.running import Running
from gmm_explorer.data.room import why_no_room
from gmm_explorer.files import SESSION_SUFFIX, FileError, SessionFileError
from gmm_explorer.model import Block, Cause, Session

Moment = tuple[Block, int]

QUICK = 500_000
"""Bytes of a file up to which a frame can hold its reading (measured: a long history, 60 ms)."""
LARGE = 10_000_000
"""Bytes of a file above which it is said that it is being read or written."""


def is_session(path: Path) -> bool:
    """Return whether a file is a session, by its name."""
    return path.suffix.lower() == SESSION_SUFFIX


class Keeping(QObject):
    """Knows in which file the session is kept.

    What cannot be read or written is refused in one notice; the session stays as it was.  Large
    files are read and written on a worker.

    Attributes
    ----------
    path : Path or None
        Where the session was opened from or saved to last.
    changed
        The file is another one, or holds all that has been done.
    noted
        ``noted(path)``: a file has been opened or saved.
    """

    changed = Signal()
    noted = Signal(object)

    def __init__(
        self, session: Session, running: Running, notices: Notices, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._running = running
        self._notices = notices
        self._newest = Newest(FILES, self)
        self.path: Path | None = None
        self._kept = self._now

    @property
    def modified(self) -> bool:
        """Whether something was done that no file holds; data alone can be opened again."""
        if self._kept == self._now:
            return False
        blocks = self._session.timeline.outline.rows
        return self.path is not None or any(b.entries.cause is not Cause.DATA for b in blocks)

    @property
    def busy(self) -> bool:
        """Whether a file is being read or written."""
        return self._newest.active

    def begin_anew(self) -> None:
        """Go on with an empty session."""
        self._become(Session(), None)

    def open(self, path: Path) -> None:
        """Go on with the session in a file."""
        size = _size(path)
        if size > LARGE:
            self._notices.tell(Notice(Loudness.INFO, f"Opening {path.name}…"))
        then = partial(self._opened, path, self._now)
        self._do(partial(_read, path), then, "opened", on_worker=size > QUICK)

    def save(self, path: Path, then: Callable[[], object] | None = None) -> None:
        """Write the session to a file.

        Parameters
        ----------
        path
            The file.
        then
            Called when all of it is there, and not at all when it could not be written.
        """
        image, moment = files.image_of(self._session), self._now
        size = len(image.document) + sum(array.nbytes for array in image.arrays.values())
        if size > LARGE:
            self._notices.tell(Notice(Loudness.INFO, f"Saving {path.name}…"))

        def saved(_nothing: object) -> None:
            self.path, self._kept = path, moment
            self._notices.tell(Notice(Loudness.INFO, f"Saved {path.name}.", f"In {path.parent}"))
            self._settled(path)
            if then is not None:
                then()

        self._do(partial(files.write_image, path, image), saved, "saved", on_worker=size > QUICK)

    @property
    def _now(self) -> Moment:
        """What has been done so far, as a mark that later deeds make another."""
        timeline = self._session.timeline
        return timeline.root, timeline.deeds

    def _do(
        self,
        work: Callable[[], object],
        then: Callable[[object], None],
        verb: str,
        *,
        on_worker: bool,
    ) -> None:
        """Work, then go on with the result, or say what was not done."""
        if self.busy:
            text = "Wait until it is done and try again."
            self._notices.refuse("Another file is being read or written.", text)
            return

        def attempt(_pause: Callable[[], object]) -> object:
            try:
                return work()
            except FileError as error:
                return error

        def conclude(result: object) -> None:
            if isinstance(result, FileError):
                self._notices.refuse(f"The session was not {verb}.", str(result))
            else:
                then(result)

        if on_worker:
            self._newest.ask(attempt, conclude)
        else:
            conclude(attempt(lambda: None))

    def _opened(self, path: Path, asked: Moment, session: object) -> None:
        if asked != self._now:
            text = f"What was done meanwhile would be lost: open {path.name} again."
            self._notices.refuse("The session was not opened.", text)
        elif isinstance(session, Session):
            self._become(session, path)

    def _become(self, session: Session, path: Path | None) -> None:
        self._running.stop()
        self._session.become(session)
        self.path, self._kept = path, self._now
        self._settled(path)

    def _settled(self, path: Path | None) -> None:
        self.changed.emit()
        if path is not None:
            self.noted.emit(path)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):  # the reader says why
        return 0


def _read(path: Path) -> Session:
    """Return the session in a file, if a window can show it."""
    session = files.read_session(path)
    for block in session.timeline.outline.rows:
        n_features = block.entries[0].snapshot.n_features
        if n_features is not None and n_features > MAX_FEATURES:
            raise SessionFileError(
                path,
                "",
                f"its data have {n_features} columns and the plots show one or two",
                "open them as a table and choose two columns",
            )
    dataset = session.snapshot.dataset
    no_room = dataset and why_no_room(dataset.n_samples, session.snapshot.n_components)
    if no_room:
        raise SessionFileError(path, "", no_room, "open it on a larger machine")
    return session
