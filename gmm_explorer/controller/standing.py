"""How runs and playing end: they go on by a standing repair, or say why they stopped."""

from dataclasses import replace

from PySide6.QtCore import QObject

from gmm_explorer.controller import explain
from gmm_explorer.controller.notice import Notice, Notices
from gmm_explorer.controller.remedies import in_words
from gmm_explorer.controller.repairing import Repairing, collapsed_components
from gmm_explorer.controller.running import Running
from gmm_explorer.em import EMState, Outcome
from gmm_explorer.em.repairs import Repair
from gmm_explorer.model import Cause, Session, edits

MOST = 20
"""Uses in one run, after which a collapse ends it."""


class Standing(QObject):
    """Repairs what collapsed and lets EM go on; each use is an entry between two blocks."""

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
        self.begin()
        running.ended.connect(self._follow_run)

    @property
    def wanted(self) -> bool:
        """Whether a collapse is shown that is to be repaired without asking."""
        return self._policy is not None and bool(collapsed_components(self._session.frame))

    def begin(self) -> None:
        """Count uses and iterations from here on: those of another run are not meant."""
        self._uses = 0
        self._done = 0  # iterations of the blocks before

    def conclude(self, state: EMState, *, stopped: bool = False) -> bool:
        """Go on after the last state of a block, where EM may; else say why it stopped.

        Parameters
        ----------
        state
            Entered into the history, and shown.
        stopped
            Whether something else is about to happen, so that EM may not go on.

        Returns
        -------
        bool
            Whether it has been repaired.
        """
        if state.outcome is Outcome.DEGENERATE and state.n_iter == 0:
            # A component without points is known by an E-step only: let the window know it too.
            seen = edits.coloured(self._session.snapshot)
            self._session.commit(seen, "E-step", Cause.E_STEP)
        self._done += state.n_iter
        if state.outcome is not Outcome.MAX_ITER:  # the limit is one of each block
            state = replace(state, n_iter=self._done)
        notice = explain.stopped(state, self._session.snapshot)
        if state.outcome is Outcome.DEGENERATE and self._policy is not None and not stopped:
            return self._go_on(self._policy, notice)
        self._tell(notice, "")
        return False

    def repair(self) -> bool:
        """Repair the collapse shown; return whether that was done, and else say why not."""
        notice = explain.collapsed(self._session.frame)
        policy = self._policy
        return policy is not None and notice is not None and self._go_on(policy, notice)

    @property
    def _policy(self) -> Repair | None:
        return self._session.presentation.standing

    def _follow_run(self, state: EMState, stopped: bool) -> None:
        if self.conclude(state, stopped=stopped):
            self._running.start()
        else:
            self.begin()

    def _go_on(self, policy: Repair, notice: Notice) -> bool:
        why = self._repaired(policy)
        if why:
            self._tell(notice, why)
            return False
        self._uses += 1
        return True

    def _repaired(self, policy: Repair) -> str:
        """Repair the state shown; return why that was not done, or nothing."""
        limit = self._session.snapshot.settings.max_iter
        if self._done >= limit:
            return f"With the blocks before, that is the limit of {limit:,} iterations."
        if self._uses >= MOST:
            return f"It collapsed again after {MOST} repairs."
        self._repairing.try_another()  # the same random point would lead here again
        return self._repairing.repair(policy)

    def _tell(self, notice: Notice, why: str) -> None:
        told = [notice.text, why]
        if self._uses and self._policy is not None:
            times = "once" if self._uses == 1 else f"{self._uses} times"
            told.append(f"The run repaired itself {times}: {in_words(self._policy)}.")
        text = " ".join(part for part in told if part)
        self._notices.tell(Notice(notice.loudness, notice.headline, text))
