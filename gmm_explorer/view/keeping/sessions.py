"""The verbs on sessions: new, open, save, save as, and leaving one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMainWindow

from gmm_explorer.controller import Controller
from gmm_explorer.controller.keeping import is_session
from gmm_explorer.files import SESSION_SUFFIX
from gmm_explorer.model import Session
from gmm_explorer.view import keeping
from gmm_explorer.view.dialogs import file_dialogs
from gmm_explorer.view.keeping.recent_menu import RecentMenu

_UNNAMED = f"session{SESSION_SUFFIX}"


class Sessions:
    """Opens and saves sessions for a window, and never leaves one unasked.

    Parameters
    ----------
    window
        What the dialogs stand before; its title names the session.
    controller
        Reads and writes.
    session
        The model.
    """

    def __init__(self, window: QMainWindow, controller: Controller, session: Session) -> None:
        self._window = window
        self._documents = controller.documents
        self._keeping = controller.keeping
        self._running = controller.running
        self._recent = controller.recent
        self._session = session
        self._leaving = False
        self._keeping.changed.connect(self.follow)

    def follow(self) -> None:
        """Say in the window's title what is open, and whether it has been changed."""
        path, dataset = self._keeping.path, self._session.snapshot.dataset
        name = path.name if path is not None else "" if dataset is None else dataset.provenance
        # Qt puts its mark there; one in the name is written twice.
        shown = f"{name.replace('[*]', '[*][*]')}[*] — GMM Explorer" if name else "GMM Explorer[*]"
        if shown != self._window.windowTitle():
            self._window.setWindowTitle(shown)
        if self._keeping.modified != self._window.isWindowModified():
            self._window.setWindowModified(self._keeping.modified)

    def new(self) -> None:
        """Begin anew, with an empty window."""
        self._leave_for(self._keeping.begin_anew)

    def open(self, path: Path) -> None:
        """Open any file: a session in place of this one, all else into it."""
        if is_session(path):
            self._leave_for(lambda: self._keeping.open(path))
        else:
            self._documents.open(path)

    def ask_to_open(self) -> None:
        """Ask for a table or a session and open it."""
        file_dialogs.ask_to_open(self._window, "Open", file_dialogs.WORK, self.open)

    def recent_menu(self) -> RecentMenu:
        """Return the menu of the files opened or saved last."""
        return RecentMenu(self._recent, self.open, self._window)

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save to the file that the session is in; ask for one where there is none."""
        path = self._keeping.path
        if path is None:
            self.save_as(then)
        else:
            self._keeping.save(path, then)

    def save_as(self, then: Callable[[], object] | None = None) -> None:
        """Ask for a file and save to it."""
        path = self._keeping.path
        file_dialogs.ask_to_save(
            self._window,
            "Save session",
            file_dialogs.SESSIONS,
            _UNNAMED if path is None else str(path),
            lambda chosen: self._keeping.save(chosen, then),
        )

    def may_close(self) -> bool:
        """Return whether the window may close now; else ask, and close it after the answer."""
        if self._leaving or not self._keeping.modified or not self._window.isVisible():
            return True
        self._leave_for(self._close)
        return False

    def _close(self) -> None:
        self._leaving = True
        self._window.close()

    def _leave_for(self, then: Callable[[], object]) -> None:
        """Do something that leaves this session behind, once it is saved or given up."""
        self._running.stop()
        if not self._keeping.modified or not self._window.isVisible():
            then()
            return
        if any(asked.isVisible() for asked in self._window.findChildren(keeping.SaveDialog)):
            return
        path = self._keeping.path
        keeping.SaveDialog(
            "" if path is None else path.name, lambda: self.save(then), then, self._window
        ).open()
