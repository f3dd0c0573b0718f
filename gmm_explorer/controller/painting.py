"""Points painted, erased and jittered by hand: each stroke is one change of the history."""

import time
from collections.abc import Callable
from dataclasses import replace
from enum import Enum

import numpy as np
from PySide6.QtCore import QObject, QTimer

from gmm_explorer.controller.notice import Loudness, Notice, Notices
from gmm_explorer.controller.running import Running
from gmm_explorer.data import Dataset
from gmm_explorer.data.room import why_no_room
from gmm_explorer.em import InvalidDataError, SingularCovarianceError
from gmm_explorer.model import Advanced, Cause, Session, Snapshot, edits, painting

Change = Callable[[Snapshot], Snapshot]

REST = 2.0  # times as long as a stroke takes to be shown, everything else has its turn
STALL = 0.1  # seconds: what takes longer is felt, and is done more rarely
RARELY = 10.0  # times as long


class Deed(Enum):
    """What a stroke does to points, as its entry says."""

    PAINT = "Paint"
    ERASE = "Erase"
    JITTER = "Jitter"


class Painting(QObject):
    """Changes the points of the data by strokes.

    A stroke is previewed as it grows, and entered into the history as one change when it ends or
    when anything else is done; `cancel` gives back what was before it.

    Parameters
    ----------
    session
        Whose points are changed.
    running
        A run under way ends when a stroke begins.
    notices
        Where it is said that data can take no more points.
    parent
        Who holds it.
    """

    def __init__(
        self, session: Session, running: Running, notices: Notices, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.rng = np.random.default_rng(0)
        self._session = session
        self._running = running
        self._notices = notices
        self._deed = Deed.PAINT
        self._held = False
        self._left: Dataset | None = None  # what the stroke has made of the data so far
        self._shown: Snapshot | None = None
        self._waiting: list[Change] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._show)
        running.interrupting.connect(self._enter)

    @property
    def held(self) -> bool:
        """Whether a stroke can go on."""
        return self._held

    @property
    def active(self) -> bool:
        """Whether a stroke is previewed."""
        return self._shown is not None

    def begin(self, deed: Deed) -> None:
        """Begin a stroke: a button is held."""
        self.finish()
        self._deed, self._held = deed, True
        self._left = self._session.snapshot.dataset

    def go_on(self, change: Change) -> None:
        """Change the points further, as soon as what was changed before has been shown.

        Where an E-step takes longer than a frame all of it is done when the stroke ends.  After
        other data were opened, or the stroke was undone, nothing more comes of it.
        """
        if not self.active and self._session.snapshot.dataset is not self._left:
            self._held = False
        if not self._held:
            return
        if not self.active and not self._waiting:
            self._running.stop()
        self._waiting.append(change)
        if not self._rest.isActive() and not self._session.is_large:
            self._show()

    def finish(self) -> None:
        """End the stroke, and enter it into the history; nothing without one."""
        self._enter()
        self._held = False

    def cancel(self) -> None:
        """Give back what was before the stroke; nothing without one."""
        shown = self._forget()
        self._held = False
        if shown is not None and self._session.snapshot is shown:
            self._session.revert()

    def iterate(self) -> None:
        """Let EM take an iteration on the points that there are so far.

        It belongs to the stroke: what is undone with it is undone as one.
        """
        snapshot = self._session.snapshot
        if not self.active or not snapshot.ready or self._session.is_large:
            return
        try:
            found = self._session.advance(edits.assign(snapshot)).work_out()
        except (SingularCovarianceError, InvalidDataError):
            return  # EM waits for better points, and says why when the stroke has ended
        if isinstance(found, Advanced):
            self._session.take(found.worked)
            self._preview(replace(edits.coloured(found.snapshot), n_iter=0))

    def jitter_all(self) -> None:
        """Move every point a little, as one change."""
        self._running.stop()
        before, prepared = self._session.snapshot, self._session.prepared
        if prepared is None:
            return
        after = painting.jitter(before, prepared.scale, self.rng)
        if self._can_be_taken(after):
            label = _label(Deed.JITTER, before.dataset, after.dataset)
            self._session.commit(after, label, Cause.DATA)

    def _show(self) -> None:
        """Show what the stroke has come to."""
        changes, self._waiting = self._waiting, []
        if not changes:
            return
        began, before = time.monotonic(), self._session.snapshot
        after = before
        for change in changes:
            after = change(after)
        if after is not before and self._can_be_taken(after):
            self._preview(after)
        took = time.monotonic() - began
        self._rest.start(round(1000.0 * took * (REST if took < STALL else RARELY)))

    def _preview(self, snapshot: Snapshot) -> None:
        self._session.preview(snapshot)
        self._shown = self._session.snapshot

    def _enter(self) -> None:
        """Enter what there is of the stroke into the history; a held button goes on with it."""
        if self._waiting:
            self._show()
        shown = self._forget()
        if shown is not None and self._session.snapshot is shown:
            before = self._session.timeline.entry.snapshot.dataset
            self._left = shown.dataset
            self._session.commit(shown, _label(self._deed, before, shown.dataset), Cause.DATA)

    def _forget(self) -> Snapshot | None:
        self._rest.stop()
        self._waiting.clear()
        shown, self._shown = self._shown, None
        return shown

    def _can_be_taken(self, snapshot: Snapshot) -> bool:
        """Return whether the window can hold the data and EM can fit them; say so if not."""
        reason = self._why_not(snapshot)
        if reason:
            self._held = False
            self._notices.tell(Notice(Loudness.WARNING, "The stroke ends here.", reason))
        return not reason

    def _why_not(self, snapshot: Snapshot) -> str:
        before, after = self._session.snapshot.dataset, snapshot.dataset
        if after is None:
            return ""
        if before is None or after.n_samples > before.n_samples:
            n_columns = after.table.n_columns
            no_room = why_no_room(after.n_samples, snapshot.n_components, n_columns=n_columns)
            if no_room:
                return f"{no_room}: erase some first."
        try:
            self._session.check(after)
        except InvalidDataError as error:
            return str(error)
        return ""


def _label(deed: Deed, before: Dataset | None, after: Dataset | None) -> str:
    """Return what was done between two data sets: ``Paint 12 points``."""
    n_before, n_after = (0 if one is None else one.n_samples for one in (before, after))
    number = abs(n_after - n_before)
    if deed is Deed.JITTER and before is not None and after is not None:
        number = int((before.X != after.X).any(axis=1).sum())
    return f"{deed.value} {number:,} {'point' if number == 1 else 'points'}"
