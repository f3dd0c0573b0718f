"""A session to a file, and back: the very same state, bit for bit."""

import json
from typing import Any, NamedTuple

from numpy.typing import NDArray

from gmm_explorer import __version__
from gmm_explorer.files.atomic import replacing_bytes
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.errors import ExportError, FilePath, SessionFileError
from gmm_explorer.files.session.archive import DOCUMENT, SessionArchive, write_archive
from gmm_explorer.files.session.fields import Fields
from gmm_explorer.files.session.history_in import HistoryIn
from gmm_explorer.files.session.history_out import HistoryOut
from gmm_explorer.files.session.migrations import FORMAT, VERSION, up_to_date
from gmm_explorer.files.session.view_form import read_view, view_arrays, view_document
from gmm_explorer.files.size import room_for_copies
from gmm_explorer.files.source import read_bytes
from gmm_explorer.files.strictjson import parse_strictly
from gmm_explorer.model import Session

_KEYS = (
    "format",
    "version",
    "written_by",
    "datasets",
    "settings",
    "mixtures",
    "snapshots",
    "blocks",
    "position",
    "view",
)
_COPIES = 3  # of a file's bytes: itself, its numbers, and those as the model holds them


class SessionImage(NamedTuple):
    """All of a session at one moment: what follows does not change it.

    Attributes
    ----------
    document
        The text of ``session.json``.
    arrays
        The arrays beside it, by their names.
    """

    document: bytes
    arrays: dict[str, NDArray[Any]]


def write_session(path: FilePath, session: Session) -> None:
    """Write a session: data, history, settings and view.

    Parameters
    ----------
    path
        The file; one that exists is replaced at once or not at all.
    session
        What to write; what is only previewed is not part of it.

    Raises
    ------
    ExportError
        When the file cannot be written.
    """
    write_image(path, image_of(session))


def image_of(session: Session) -> SessionImage:
    """Return all of a session as it is now; quick, for the thread that changes the session."""
    history = HistoryOut(session.timeline)
    document, arrays = history.document()
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "written_by": f"GMM Explorer {__version__}",
        **document,
        "view": view_document(session.presentation, history.place),
    }
    text = json.dumps(whole, allow_nan=False, separators=(",", ":"))
    return SessionImage(text.encode("ascii"), {**arrays, **view_arrays(session.presentation)})


def write_image(path: FilePath, image: SessionImage) -> None:
    """Write what `image_of` returned, on any thread; errors as of `write_session`."""
    try:
        with replacing_bytes(path) as stream:
            write_archive(stream, image.document, image.arrays)
    except BadContentError as bad:
        raise ExportError(path, bad.place, bad.reason, bad.remedy) from bad


def read_session(path: FilePath) -> Session:
    """Return the session in a file, in the state in which it was written.

    Nothing in it is executed, and nothing of it is unpacked to the disk.

    Raises
    ------
    SessionFileError
        When the file cannot be read, is no session, is damaged, or was written by a newer
        version.
    """
    content = read_bytes(path, SessionFileError, room_for_copies(_COPIES))
    try:
        return _session(SessionArchive(content))
    except BadContentError as bad:
        raise SessionFileError(path, bad.place, bad.reason, bad.remedy) from bad


def _session(archive: SessionArchive) -> Session:
    try:
        document = parse_strictly(archive.document())
    except BadContentError as bad:
        where = f"{DOCUMENT}, {bad.place}" if bad.place else DOCUMENT
        raise BadContentError(where, bad.reason, bad.remedy) from bad
    fields = Fields(up_to_date(document), DOCUMENT, _KEYS)
    history = HistoryIn(fields, archive)
    snapshot = history.timeline.entry.snapshot
    view = read_view(fields, archive, snapshot, history.place)
    return Session(history.timeline, view)
