"""Actions on the session as a file."""

from collections.abc import Iterator

from PySide6.QtGui import QKeySequence

from gmm_explorer.view.actions.row import ActionRow
from gmm_explorer.view.keeping.sessions import Sessions

Keys = QKeySequence.StandardKey


def session_rows(sessions: Sessions) -> Iterator[ActionRow]:
    """Yield what begins a session and keeps it."""
    yield ActionRow(
        "file_new",
        "&New",
        sessions.new,
        "Begin anew with an empty window",
        (Keys.New,),
    )
    yield ActionRow(
        "file_open",
        "&Open…",
        sessions.ask_to_open,
        "Open a table of data, or a session",
        (Keys.Open,),
        icon="open",
        short_text="Open",
    )
    yield ActionRow(
        "file_save_session",
        "&Save session",
        sessions.save,
        "Save data, components, history and view in one file",
        (Keys.Save,),
    )
    yield ActionRow(
        "file_save_session_as",
        "Save session &as…",
        sessions.save_as,
        "Save the session in another file",
        ("Ctrl+Shift+S",),
    )
