"""The session: a timeline, the state shown, and whoever wants to know when it changes."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from gmm_explorer.data import Dataset
from gmm_explorer.data.points import FARTHEST
from gmm_explorer.em import EMState, InvalidDataError, Outcome, Prepared
from gmm_explorer.model import edits
from gmm_explorer.model.advance import Advance
from gmm_explorer.model.block import Block, Position
from gmm_explorer.model.derived import Derived, Deriver
from gmm_explorer.model.entry import Cause, Entry, Single
from gmm_explorer.model.expectations import Missing, Worked
from gmm_explorer.model.frame import Frame, Pending
from gmm_explorer.model.lasting import lasting
from gmm_explorer.model.presentation import Presentation
from gmm_explorer.model.run import Run
from gmm_explorer.model.snapshot import Snapshot
from gmm_explorer.model.timeline import Timeline

Listener = Callable[[Frame, Frame], None]


class Session:
    """The one model of a window.

    A change is first shown (`preview`) and then entered into the history (`commit`); listeners
    are called with the frames before and after.  Nothing here knows Qt.

    Parameters
    ----------
    timeline
        A history to go on with; a new one begins with an empty window.
    presentation
        How its state is looked at.
    """

    def __init__(
        self, timeline: Timeline | None = None, presentation: Presentation | None = None
    ) -> None:
        self.timeline = Timeline(Snapshot()) if timeline is None else timeline
        self._deriver = Deriver()
        self._listeners: list[Listener] = []
        entry = self.timeline.entry
        self._frame = Frame(
            entry.snapshot,
            self._deriver.derive(entry.snapshot, entry.log_likelihood),
            _valid(presentation or Presentation(), entry.snapshot),
            self.timeline.position,
        )

    def become(self, other: "Session") -> None:
        """Go on with the history and the looks of another session; that one is used up by it."""
        old = self._frame
        self.timeline, self._deriver, self._frame = other.timeline, other._deriver, other._frame
        self._tell(old)

    @property
    def frame(self) -> Frame:
        """What is shown, in full."""
        return self._frame

    @property
    def snapshot(self) -> Snapshot:
        """The state shown: that of the timeline's position, or a preview."""
        return self._frame.snapshot

    @property
    def derived(self) -> Derived:
        """What follows from the state shown."""
        return self._frame.derived

    @property
    def presentation(self) -> Presentation:
        """How the state is looked at."""
        return self._frame.presentation

    @property
    def outcome(self) -> Outcome | None:
        """Why the run that ended in the state shown stopped, or None where none did."""
        block, at = self.timeline.position
        ended_here = at == block.last and not self.frame.previewing
        return block.entries.outcome if ended_here else None

    @property
    def prepared(self) -> Prepared | None:
        """The data as EM wants them, or None in an empty window."""
        dataset = self.snapshot.dataset
        return None if dataset is None else self._deriver.prepared(dataset)

    @property
    def is_large(self) -> bool:
        """Whether an iteration from the state shown takes longer than a frame."""
        return self._deriver.is_large(self.snapshot)

    def check(self, dataset: Dataset) -> None:
        """Raise InvalidDataError where EM cannot fit these data, or no plot can show them."""
        reach = np.abs(dataset.bounds).max(axis=0)
        for column in np.flatnonzero(reach > FARTHEST):
            raise InvalidDataError(
                f"column {column + 1} reaches to {reach[column]:g}, whose square float64 cannot "
                "hold; use another unit."
            )
        self._deriver.prepared(dataset)

    def expect(self, dataset: Dataset, data: Prepared) -> None:
        """Take data that were prepared on a worker, so that it is quick to check and show them."""
        self._deriver.expect(dataset, data)

    def advance(self, snapshot: Snapshot) -> Advance:
        """Return the M-step of a snapshot whose points are coloured, as work to be done.

        Raises
        ------
        ValueError
            When its points are grey.
        """
        return self._deriver.advance(snapshot)

    @property
    def missing(self) -> Missing | None:
        """What of the state shown is still to be worked out, or None where all of it is there."""
        return self._deriver.missing(self.snapshot) if self.derived.awaited else None

    def take(self, worked: Worked) -> None:
        """Show what was worked out elsewhere; what is about other data is dropped."""
        self._deriver.take(worked)
        if self.derived.awaited:
            old = self._frame
            known = self._deriver.derive(old.snapshot, old.derived.log_likelihood)
            self._frame = replace(old, derived=known)
            if known.log_likelihood is not None and not old.previewing:
                self.learn(known.log_likelihood)
            self._tell(old)

    def complete(self) -> None:
        """Work out now, however long it takes, what of the state shown is still missing."""
        missing = self.missing
        if missing is not None:
            self.take(missing.work_out())

    def learn(self, log_likelihood: float) -> None:
        """Let the history know that of the entry where we are, if it was made before it."""
        if self.timeline.entry.log_likelihood is None:
            self.timeline.learn(log_likelihood)

    def subscribe(self, listener: Listener) -> None:
        """Call ``listener(old, new)`` after every change of the frame."""
        self._listeners.append(listener)

    def preview(self, snapshot: Snapshot, pending: Pending | None = None) -> None:
        """Show a state without entering it into the history."""
        self._show(self._coloured(snapshot), pending)

    def revert(self) -> None:
        """Drop what is previewed."""
        self._show(self.timeline.entry.snapshot)

    def commit(self, snapshot: Snapshot, label: str, cause: Cause = Cause.EDIT) -> None:
        """Enter a state into the history and show it; nothing when nothing changed."""
        if cause is Cause.EDIT:
            snapshot = self._coloured(snapshot)
        if snapshot is self.timeline.entry.snapshot:
            self._show(snapshot)
            return
        made = self.timeline.made_before(cause) if cause.is_em else None
        if made is not None:  # EM makes the same of the same
            self.go_to(made)
        elif cause.is_em:
            self._step_on(snapshot, cause)
        else:
            derived = self._derive(snapshot)
            entry = Entry(label, cause, snapshot, derived.log_likelihood, derived.log_prior)
            self.timeline.append(Single(entry))
            self._show(snapshot)

    def _step_on(self, snapshot: Snapshot, part: Cause) -> None:
        """Enter a step made by itself; those made one after the other are one block."""
        derived = self._derive(snapshot)
        here = self.timeline.position
        run = here.block.entries
        if isinstance(run, Run) and run.stepwise and here.at == here.block.last:
            run.append(_stepped(snapshot, derived, run.since_start(snapshot)), part)
            self.timeline.follow_growth()
        else:
            start = here.entry.snapshot
            first = _stepped(snapshot, derived, snapshot.n_iter - start.n_iter)
            run = Run(start, [first], stepwise=True, part=part)
            self.timeline.append(run)
        run.hold(snapshot)
        self._show(snapshot)

    def play_on(self, run: Run) -> None:
        """Enter a run as one block, or show what the run entered last has grown by."""
        if self.timeline.position.block.entries is run:
            self.timeline.follow_growth()
        else:
            self.timeline.append(run)
        self._show(self.timeline.entry.snapshot)

    def go_to(self, position: Position | None) -> None:
        """Go to a position of the timeline; nowhere when it is None or was pruned."""
        if position is not None and self.timeline.holds(position):
            self.timeline.go_to(position)
            self._show(self.timeline.entry.snapshot)

    def prune(self, block: Block) -> None:
        """Drop a block of the timeline and all that grew from it, for good."""
        compared = self.presentation.compared
        if compared is not None and compared.block in set(block.branch()):
            self.present(replace(self.presentation, compared=None))
        self.timeline.prune(block)
        self._show(self.timeline.entry.snapshot)

    def name(self, block: Block, name: str) -> None:
        """Call a block of the timeline by a name; by none, when it is empty."""
        self.timeline.name(block, name)
        self._tell(self._frame)

    def last_start(self) -> Snapshot | None:
        """Return the state that a person made last, before EM went on from it."""
        for block in self.timeline.past_blocks():
            if block.entries.cause.sets_start:
                snapshot = block.entries[0].snapshot
                return snapshot if snapshot.ready else None
        return None

    def present(self, presentation: Presentation) -> None:
        """Look at the state in another way."""
        old = self._frame
        self._frame = replace(old, presentation=_valid(presentation, old.snapshot))
        self._tell(old)

    def _coloured(self, snapshot: Snapshot) -> Snapshot:
        """Let an E-step follow at once where that is wished and possible."""
        wished = self.presentation.colour_at_once and snapshot is not self.snapshot
        return edits.coloured(snapshot) if wished else snapshot

    def _derive(self, snapshot: Snapshot, pending: Pending | None = None) -> Derived:
        if snapshot is self.snapshot:
            return self.derived
        entry = self.timeline.entry
        known = entry.log_likelihood if entry.snapshot is snapshot else None
        if pending is not None:
            known = float(pending.log_likelihood[-1])
        return self._deriver.derive(snapshot, known)

    def _show(self, snapshot: Snapshot, pending: Pending | None = None) -> None:
        old = self._frame
        looks = self.presentation
        if snapshot.dataset is not old.snapshot.dataset:
            looks = lasting(looks, old.snapshot.dataset, snapshot.dataset)
        self._frame = Frame(
            snapshot,
            self._derive(snapshot, pending),
            _valid(looks, snapshot),
            self.timeline.position,
            pending,
        )
        self._tell(old)

    def _tell(self, old: Frame) -> None:
        for listener in self._listeners:
            listener(old, self._frame)


def _stepped(snapshot: Snapshot, derived: Derived, n_iter: int) -> EMState:
    """Return a snapshot as the item of an iteration that led there."""
    if snapshot.mixture is None:
        raise ValueError("there is no component yet: place one with the place tool")
    return EMState(
        snapshot.mixture,
        math.nan if derived.log_likelihood is None else derived.log_likelihood,
        derived.health,
        n_iter,
        Outcome.RUNNING,
        derived.log_prior,
    )


def _valid(presentation: Presentation, snapshot: Snapshot) -> Presentation:
    """Drop from the selection and from the pins what is no longer there."""
    kept = tuple(k for k in presentation.selection if k < snapshot.n_components)
    pins = tuple(pin for pin in presentation.pins if len(pin.place) == snapshot.n_features)
    if (kept, pins) == (presentation.selection, presentation.pins):
        return presentation
    return replace(presentation, selection=kept, pins=pins)
