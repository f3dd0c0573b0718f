"""EM played by the clock: forwards or backwards, by iterations or half-steps."""

import math
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from gmm_explorer.controller.explain import impossible
from gmm_explorer.controller.lane import EM
from gmm_explorer.controller.newest import Newest
from gmm_explorer.controller.notice import Loudness, Notice, Notices
from gmm_explorer.controller.painting import Painting
from gmm_explorer.controller.running import Running
from gmm_explorer.controller.standing import Standing
from gmm_explorer.controller.stepping import Stepping
from gmm_explorer.em import EMState, InvalidDataError, Outcome, iterate_em
from gmm_explorer.model import Cause, Playback, Position, Run, Session, Snapshot

BY_EM = (Cause.E_STEP, Cause.M_STEP, Cause.ITERATION)
ON_THE_WAY = (*BY_EM, Cause.REPAIR)
QUICKEST_OF_MANY = 4  # milliseconds: a clock without rest would take the worker's time
AT_AN_END = (Outcome.CONVERGED, Outcome.DEGENERATE)


class Playing(QObject):
    """Plays EM at a pace one can follow.

    What lies ahead in the history is played as it was recorded; at its end EM goes on.  All
    iterations of one playing that nothing interrupts are one block of the history.  A hand that
    drags is waited for, and EM goes on from what it leaves; beneath a stroke that paints it goes
    on meanwhile.

    Attributes
    ----------
    toggled
        ``toggled(playing)``: it has begun or ended.
    """

    toggled = Signal(bool)

    def __init__(
        self,
        session: Session,
        running: Running,
        standing: Standing,
        stepping: Stepping,
        painting: Painting,
        notices: Notices,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._running = running
        self._standing = standing
        self._stepping = stepping
        self._painting = painting
        self._notices = notices
        self._newest = Newest(EM, self)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tick)
        self._first: Position | None = None
        self._states: Iterator[EMState] = iter(())
        self._start = session.snapshot
        self._run: Run | None = None
        self._reached: Snapshot | None = None

    @property
    def active(self) -> bool:
        """Whether it is playing."""
        return self._clock.isActive()

    def toggle(self) -> None:
        """Play, or pause."""
        if self.active:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Begin to play; nothing without data and components."""
        if self.active or not self._session.snapshot.ready:
            return
        self._running.stop()
        self._first = self._session.timeline.position
        self._follow_pace()
        self._clock.start()
        self.toggled.emit(True)

    def pause(self) -> None:
        """Stop the clock; what has been played stays in the history."""
        if self.active:
            self._clock.stop()
            self._standing.begin()
            if self._newest.active:
                # The worker is still in that iteration: EM begins anew from what is shown.
                self._newest.forget()
                self._reached = None
            self.toggled.emit(False)

    def play_by(self, playback: Playback) -> None:
        """Play at this pace and in this manner from now on."""
        if playback != self._how:
            looks = self._session.presentation
            self._session.present(replace(looks, playback=playback))
            self._follow_pace()

    def change_speed(self, by: int) -> None:
        """Play faster, or slower by a negative number, in steps of a list."""
        self.play_by(replace(self._how, speed=self._how.faster(by)))

    def set_manner(self, manner: str, on: bool) -> None:
        """Switch half-steps, backwards or loop, by the name of the field."""
        self.play_by(replace(self._how, **{manner: on}))

    def _follow_pace(self) -> None:
        speed = self._how.speed
        quickest = QUICKEST_OF_MANY if self._session.is_large else 0
        interval = 0 if math.isinf(speed) else round(1000.0 / speed)
        self._clock.setInterval(max(interval, quickest))

    @property
    def _how(self) -> Playback:
        return self._session.presentation.playback

    def _tick(self) -> None:
        if not self._session.snapshot.ready:
            self.pause()
        elif self._painting.active:
            self._painting.iterate()
        elif not self._waiting and not self._move():
            self._end()

    @property
    def _waiting(self) -> bool:
        """Whether a hand drags, or what was asked for last is still on its way.

        What EM begins from is waited for, too: the history wants to know its log-likelihood.
        """
        frame = self._session.frame
        begins = frame.snapshot is not self._reached and frame.derived.awaited
        return frame.previewing or begins or self._newest.active or self._stepping.active

    def _move(self) -> bool:
        """Go on by one entry; return whether there may be another."""
        timeline = self._session.timeline
        if self._how.backwards:
            here = timeline.position.block.entries
            if here.cause in ON_THE_WAY:
                self._stepping.back()
            return here.cause in ON_THE_WAY
        after = timeline.after
        if after is not None and after.block.entries.cause in ON_THE_WAY:
            self._stepping.forward()
            return True
        if self._standing.wanted:
            return self._standing.repair()
        return self._half_step() if self._how.half_steps else self._iterate()

    def _half_step(self) -> bool:
        before = self._session.snapshot
        if before.needs_e_step:
            self._stepping.e_step()
        else:
            self._stepping.m_step()
        return self._stepping.active or self._session.snapshot is not before

    def _iterate(self) -> bool:
        """Let EM take one more iteration, on a worker where it takes longer than a frame."""
        if self._session.outcome in AT_AN_END:
            text = "Move a component or change the settings, and play on."
            self._notices.tell(Notice(Loudness.INFO, "EM has come to its end here.", text))
            return False
        snapshot, prepared = self._session.snapshot, self._session.prepared
        if prepared is None or snapshot.mixture is None:
            return False
        if snapshot is not self._reached:
            try:
                self._states = iterate_em(prepared, snapshot.mixture, snapshot.settings)
            except InvalidDataError as error:
                self._notices.tell(impossible(error))
                return False
            self._start, self._run, self._reached = snapshot, None, snapshot
            self._loop_over(snapshot)
        if not self._session.is_large:
            return self._take(_following(self._states))
        states = self._states
        self._newest.ask(lambda _pause: _following(states), self._arrive)
        return True

    def _arrive(self, state: EMState) -> None:
        """Take a state from the worker, unless somebody has changed what it came from."""
        if self._session.snapshot is self._reached and not self._take(state):
            self._end()

    def _take(self, state: EMState) -> bool:
        """Show a state of EM; return whether there may be another."""
        if state.n_iter > 0:
            self._enter(state)
        if state.outcome is Outcome.RUNNING:
            return True
        self._reached = None  # there is no state after this one: EM would begin anew
        return self._standing.conclude(state)

    def _enter(self, state: EMState) -> None:
        if self._run is None:
            self._run = Run(self._start, [state])
        else:
            self._run.append(state)
        self._session.play_on(self._run)
        self._reached = self._session.snapshot

    def _loop_over(self, snapshot: Snapshot) -> None:
        """Begin again from here, if what was begun from is about other data: they were painted."""
        if self._first is None or self._first.entry.snapshot.dataset is not snapshot.dataset:
            self._first = self._session.timeline.position

    def _end(self) -> None:
        """Stop, or begin again where it began."""
        if self._how.loop and self._first != self._session.timeline.position:
            self._session.go_to(self._first)
        else:
            self.pause()


def _following(states: Iterator[EMState]) -> EMState:
    """Return the next state, and of the start only that EM cannot go on from it."""
    state = next(states)
    can_go_on = state.n_iter == 0 and state.outcome is Outcome.RUNNING
    return next(states) if can_go_on else state
