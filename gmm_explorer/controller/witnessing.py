"""The numbers behind a collapse, worked out when they are asked for."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from gmm_explorer.controller.lane import SHOWING
from gmm_explorer.controller.newest import Newest
from gmm_explorer.controller.repairing import collapsed_components
from gmm_explorer.model import Session
from gmm_explorer.model.evidence import Evidence, evidence


class Witnessing(QObject):
    """Finds what a component was made of; of many points on a worker."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._newest = Newest(SHOWING, self)

    @property
    def components(self) -> tuple[int, ...]:
        """The components that have collapsed."""
        return collapsed_components(self._session.frame)

    def ask(self, component: int, then: Callable[[Evidence | None], None]) -> None:
        """Have ``then`` called with why a component of the mixture shown is as it is."""
        frame, prepared = self._session.frame, self._session.prepared
        self.forget()
        if prepared is None or component >= frame.snapshot.n_components:
            return
        if self._session.is_large:
            self._newest.ask(lambda pause: evidence(frame, prepared, component, pause), then)
        else:
            then(evidence(frame, prepared, component))

    def forget(self) -> None:
        """Call nobody any more: the answer is no longer wanted."""
        self._newest.forget()
