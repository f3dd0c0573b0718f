"""EM by hand: half-steps, steps, back and forth, and new starts."""

from collections.abc import Callable
from dataclasses import astuple, replace

import numpy as np
from PySide6.QtCore import QObject

from gmm_explorer.controller.explain import impossible
from gmm_explorer.controller.notice import Loudness, Notice, Notices
from gmm_explorer.controller.running import Running
from gmm_explorer.data.room import why_no_room
from gmm_explorer.em import EMSettings, InvalidDataError, SingularCovarianceError, initialize
from gmm_explorer.model import Cause, Session, Snapshot, edits


class Stepping(QObject):
    """Advances EM one verb at a time."""

    def __init__(
        self, session: Session, running: Running, notices: Notices, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._running = running
        self._notices = notices

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

    def _advance(self, verb: Callable[[Snapshot], None]) -> None:
        """Carry out a verb of EM; where a density is missing, say which and why."""
        self._running.stop()
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
            after = self._maximised(snapshot)
            self._session.commit(after, f"M-step {after.n_iter}", Cause.M_STEP)

    def _iterate(self, snapshot: Snapshot) -> None:
        assigned = edits.assign(snapshot)
        after = edits.coloured(self._maximised(assigned))
        self._session.commit(after, f"EM iteration {after.n_iter}", Cause.ITERATION)

    def _maximised(self, snapshot: Snapshot) -> Snapshot:
        session = self._session
        return edits.maximise(snapshot, session.responsibilities(snapshot), session.prepared)
