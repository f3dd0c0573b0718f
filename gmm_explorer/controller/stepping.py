"""EM by hand: half-steps, steps, back and forth, and new starts."""

from collections import deque
from collections.abc import Callable
from dataclasses import astuple, replace
from functools import partial

import numpy as np
from PySide6.QtCore import QObject

from gmm_explorer.controller.explain import impossible
from gmm_explorer.controller.lane import EM
from gmm_explorer.controller.newest import Newest
from gmm_explorer.controller.notice import Loudness, Notice, Notices
from gmm_explorer.controller.running import Running
from gmm_explorer.data.room import why_no_room
from gmm_explorer.em import EMSettings, InvalidDataError, SingularCovarianceError, initialize
from gmm_explorer.model import Advanced, Cause, Problem, Session, Snapshot, edits

Verb = Callable[[Snapshot], None]

MOST_WAITING = 3
"""Steps that wait for the one under way: a key held down asks faster than large data allow."""


class Stepping(QObject):
    """Advances EM one verb at a time."""

    def __init__(
        self, session: Session, running: Running, notices: Notices, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._running = running
        self._notices = notices
        self._newest = Newest(EM, self)
        self._waiting: deque[Verb] = deque(maxlen=MOST_WAITING)
        running.interrupting.connect(self._give_up)
        running.refused.connect(lambda error: notices.tell(impossible(error)))

    def e_step(self) -> None:
        """Colour the points by the mixture shown."""
        self._advance(self._assign)

    def m_step(self) -> None:
        """Move the components to where their points are."""
        self._advance(self._maximise)

    def step(self) -> None:
        """Do one whole iteration: E if needed, M, E."""
        self._advance(self._iterate)

    def back(self) -> None:
        """Go one entry back."""
        self._running.stop()
        self._session.go_to(self._session.timeline.before)

    def forward(self) -> None:
        """Go one entry forward."""
        self._running.stop()
        self._session.go_to(self._session.timeline.after)

    def restart(self) -> None:
        """Return to the start that a person made last, at iteration 0."""
        self._running.stop()
        start = self._session.last_start()
        if start is not None and start is not self._session.snapshot:
            self._session.commit(
                edits.restart(self._session.snapshot, start), "Restart", Cause.RESTART
            )

    def initialize(self) -> None:
        """Make a new start by the method, number and seed that are set."""
        self._running.stop()
        snapshot, how = self._session.snapshot, self._session.presentation.start
        if snapshot.dataset is None:
            return
        no_room = why_no_room(snapshot.dataset.n_samples, how.n_components)
        if no_room:
            text = f"{no_room}; choose fewer components."
            self._notices.tell(Notice(Loudness.WARNING, "No start was made.", text))
            return
        try:
            mixture = initialize(
                snapshot.dataset.X,
                how.n_components,
                how.method,
                np.random.default_rng(how.seed),
                snapshot.settings.covariance_type,
            )
        except ValueError as error:
            self._notices.tell(Notice(Loudness.WARNING, "No start was made.", str(error)))
            return
        self._session.commit(
            edits.new_start(snapshot, mixture),
            f"Start: {how.method}, seed {how.seed}",
            Cause.START,
        )
        following = replace(how, seed=how.seed + 1)
        self._session.present(replace(self._session.presentation, start=following))

    def change_settings(self, settings: EMSettings) -> None:
        """Run EM in another way from here on."""
        self._running.stop()
        snapshot = self._session.snapshot
        if astuple(settings) != astuple(snapshot.settings):
            self._session.commit(
                edits.change_settings(snapshot, settings), "Change settings", Cause.SETTINGS
            )

    @property
    def active(self) -> bool:
        """Whether an M-step is on its way."""
        return self._newest.active

    def _advance(self, verb: Verb) -> None:
        """Carry out a verb of EM, after those that are under way."""
        if self.active:
            self._waiting.append(verb)
        else:
            self._running.stop()
            self._carry_out(verb)

    def _carry_out(self, verb: Verb) -> None:
        """Do it; where a density is missing, say which and why."""
        snapshot = self._session.snapshot
        if not snapshot.ready:
            return
        try:
            verb(snapshot)
        except (SingularCovarianceError, InvalidDataError) as error:
            self._notices.tell(impossible(error))

    def _assign(self, snapshot: Snapshot) -> None:
        self._session.commit(edits.assign(snapshot), "E-step", Cause.E_STEP)

    def _maximise(self, snapshot: Snapshot) -> None:
        if not snapshot.needs_e_step:
            self._work(snapshot, self._enter_m_step, Cause.M_STEP)

    def _iterate(self, snapshot: Snapshot) -> None:
        self._work(edits.assign(snapshot), self._enter_iteration, Cause.ITERATION)

    def _enter_m_step(self, after: Snapshot) -> None:
        self._session.commit(after, f"M-step {after.n_iter}", Cause.M_STEP)

    def _enter_iteration(self, after: Snapshot) -> None:
        self._session.commit(edits.coloured(after), f"EM iteration {after.n_iter}", Cause.ITERATION)

    def _work(self, assigned: Snapshot, enter: Callable[[Snapshot], None], cause: Cause) -> None:
        """Do an M-step, or go where it led before; on a worker where a frame is too short."""
        made = self._session.timeline.made_before(cause)
        if made is not None:
            self._session.go_to(made)
            return
        advance = self._session.advance(assigned)
        if advance.is_large:
            self._newest.ask(advance.work_out, partial(self._arrive, enter))
        else:
            self._finish(enter, advance.work_out())

    def _arrive(self, enter: Callable[[Snapshot], None], found: Advanced | Problem) -> None:
        self._finish(enter, found)
        while self._waiting and not self.active:
            self._carry_out(self._waiting.popleft())

    def _finish(self, enter: Callable[[Snapshot], None], found: Advanced | Problem) -> None:
        if isinstance(found, Advanced):
            self._session.take(found.worked)
            enter(found.snapshot)
        else:
            self._notices.tell(impossible(found))

    def _give_up(self) -> None:
        """Drop what is under way: something else happens."""
        self._waiting.clear()
        self._newest.forget()
