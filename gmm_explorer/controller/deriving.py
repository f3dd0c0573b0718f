"""What a frame of many points still awaits, worked out on a worker."""

from PySide6.QtCore import QObject

from gmm_explorer.controller.lane import SHOWING
from gmm_explorer.controller.newest import Newest
from gmm_explorer.model import Frame, Session, Snapshot


class Deriving(QObject):
    """Completes the state shown as soon as its expectations are there; the newest wins."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._newest = Newest(SHOWING, self)
        self._asked: Snapshot | None = None
        session.subscribe(self._follow)

    def _follow(self, _old: Frame, new: Frame) -> None:
        if new.derived.awaited and not (self._newest.active and new.snapshot is self._asked):
            missing = self._session.missing
            if missing is not None:
                self._asked = new.snapshot
                self._newest.ask(missing.work_out, self._session.take)
