"""How runs end: they go on by a standing repair, or say why they stopped."""

from PySide6.QtCore import QObject

from gmm_explorer.controller.explain import stopped
from gmm_explorer.controller.notice import Notice, Notices
from gmm_explorer.controller.remedies import in_words
from gmm_explorer.controller.repairing import Repairing
from gmm_explorer.controller.running import Running
from gmm_explorer.em import EMState, Outcome
from gmm_explorer.em.repairs import Repair
from gmm_explorer.model import Cause, Session, edits

MOST = 20
"""Uses in one run, after which a collapse ends it."""


class Standing(QObject):
    """Repairs a run that collapsed and lets it go on; each use is an entry between two blocks."""

    def __init__(
        self,
        session: Session,
        running: Running,
        repairing: Repairing,
        notices: Notices,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._running = running
        self._repairing = repairing
        self._notices = notices
        self._uses = 0
        self._done = 0  # iterations of the blocks before
        running.ended.connect(self._conclude)

    def _conclude(self, state: EMState) -> None:
        """Go on by the standing repair, or say why the run stopped and how often that was used."""
        if state.outcome is Outcome.DEGENERATE and state.n_iter == 0:
            # A component without points is known by an E-step only: let the window know it too.
            seen = edits.coloured(self._session.snapshot)
            self._session.commit(seen, "E-step", Cause.E_STEP)
        self._done += state.n_iter
        why = ""
        standing = self._session.presentation.standing
        if state.outcome is Outcome.DEGENERATE and standing is not None:
            why = self._repaired(standing)
            if not why:
                self._uses += 1
                self._running.start()
                return
        uses, self._uses, self._done = self._uses, 0, 0
        self._notices.tell(self._told(state, uses, why))

    def _repaired(self, standing: Repair) -> str:
        """Repair the state shown; return why that was not done, or nothing."""
        limit = self._session.snapshot.settings.max_iter
        if self._done >= limit:
            return f"With the blocks before, that is the limit of {limit:,} iterations."
        if self._uses >= MOST:
            return f"It collapsed again after {MOST} repairs."
        self._repairing.try_another()  # the same random point would lead here again
        return self._repairing.repair(standing)

    def _told(self, state: EMState, uses: int, why: str) -> Notice:
        notice = stopped(state, self._session.snapshot)
        told = [why] if why else []
        standing = self._session.presentation.standing
        if uses and standing is not None:
            times = "once" if uses == 1 else f"{uses} times"
            told.append(f"The run repaired itself {times}: {in_words(standing)}.")
        return Notice(notice.loudness, notice.headline, " ".join([notice.text, *told]))
