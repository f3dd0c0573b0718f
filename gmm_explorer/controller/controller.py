"""What holds the small controllers of one window together."""

from PySide6.QtCore import QObject, Signal

from gmm_explorer.controller.branching import Branching
from gmm_explorer.controller.collapsing import Collapsing
from gmm_explorer.controller.deriving import Deriving
from gmm_explorer.controller.documents import Documents
from gmm_explorer.controller.editing import Editing
from gmm_explorer.controller.exporting import Exporting
from gmm_explorer.controller.giving_way import drawing
from gmm_explorer.controller.keeping import Keeping
from gmm_explorer.controller.notice import Notices
from gmm_explorer.controller.nudging import Nudging
from gmm_explorer.controller.painting import Painting
from gmm_explorer.controller.playing import Playing
from gmm_explorer.controller.presenting import Presenting
from gmm_explorer.controller.recent import RecentFiles
from gmm_explorer.controller.repairing import Repairing
from gmm_explorer.controller.running import Running
from gmm_explorer.controller.standing import Standing
from gmm_explorer.controller.stepping import Stepping
from gmm_explorer.controller.travelling import Travelling
from gmm_explorer.controller.trials import Trials
from gmm_explorer.controller.witnessing import Witnessing
from gmm_explorer.model import Frame, Session


class Controller(QObject):
    """The intents of one window, and the one signal that its session changed.

    Attributes
    ----------
    changed
        ``changed(old, new)``: two frames.
    """

    changed = Signal(object, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.notices = Notices(self)
        self.running = Running(session, self)
        self.editing = Editing(session, self.running, self)
        self.nudging = Nudging(session, self.running, self)
        self.stepping = Stepping(session, self.running, self.notices, self)
        self.repairing = Repairing(session, self.running, self.notices, self)
        self.standing = Standing(session, self.running, self.repairing, self.notices, self)
        self.painting = Painting(session, self.running, self.notices, self)
        self.playing = Playing(
            session,
            self.running,
            self.standing,
            self.stepping,
            self.painting,
            self.notices,
            self,
        )
        self.travelling = Travelling(session, self.running, self.playing, self)
        self.branching = Branching(session, self.travelling, self.notices, self)
        self.presenting = Presenting(session, self.editing, self.painting, self)
        self.documents = Documents(session, self.running, self.notices, self)
        self.keeping = Keeping(session, self.running, self.notices, self)
        self.recent = RecentFiles(self)
        for opened in (self.documents.opened, self.keeping.noted):
            opened.connect(self.recent.note)
        self.exporting = Exporting(session, self.notices, self)
        self.collapsing = Collapsing(session, self.running, self.notices, self)
        self.trials = Trials(session, self.running, self.repairing, self)
        self.witnessing = Witnessing(session, self)
        self.running.toggled.connect(self._pause_for_a_run)
        session.subscribe(self._announce)
        self.deriving = Deriving(session, self)

    def _pause_for_a_run(self, running: bool) -> None:
        if running:
            self.playing.pause()

    def _announce(self, old: Frame, new: Frame) -> None:
        with drawing():
            self.changed.emit(old, new)
