"""Set-ups of a collapse, as a person asks for them: one entry of the history each."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject

from gmm_explorer.controller.explain import a_sentence
from gmm_explorer.controller.lane import EM
from gmm_explorer.controller.newest import Newest
from gmm_explorer.controller.notice import Loudness, Notice, Notices
from gmm_explorer.controller.running import Running
from gmm_explorer.data import Dataset
from gmm_explorer.em import InvalidDataError, Prepared, prepare
from gmm_explorer.model import Cause, Session, Snapshot, edits, triggers
from gmm_explorer.model.triggers import TriggerError

AT_ONCE = 10_000
"""Points of which EM can be tried out some hundred times before anybody notices."""

NEXT = "Press S to see it happen step by step, or R to run."


def _nobody() -> bool:
    """Want nothing else meanwhile."""
    return False


class Site(NamedTuple):
    """What a trigger works on.

    Attributes
    ----------
    snapshot
        The state, under the plain algorithm.
    prepare
        Makes data ready; those shown are already.
    component
        Which is to collapse.
    cancelled
        Whether somebody wants something else meanwhile.
    """

    snapshot: Snapshot
    prepare: Callable[[Dataset], Prepared]
    component: int
    cancelled: triggers.Cancelled = _nobody

    @property
    def data(self) -> Prepared:
        """The data shown, ready for EM."""
        if self.snapshot.dataset is None:
            raise TriggerError("there are no data yet: open, generate or choose an example")
        return self.prepare(self.snapshot.dataset)


Trigger = Callable[[Site], Snapshot]
Found = Snapshot | TriggerError | InvalidDataError


class Plan(NamedTuple):
    """One set-up.

    Attributes
    ----------
    deed
        What the history calls it.
    trigger
        Finds the state.
    any_direction
        Whether ellipses must be free to lie along a line.
    then
        What a person may do next.
    """

    deed: str
    trigger: Trigger
    any_direction: bool = False
    then: str = NEXT


class Collapsing(QObject):
    """Sets up collapses, and the opposite trap; EM itself does the rest."""

    def __init__(
        self, session: Session, running: Running, notices: Notices, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._running = running
        self._notices = notices
        self._newest = Newest(EM, self)
        running.interrupting.connect(self._newest.forget)  # something else happens

    def on_point(self, point: int | None = None) -> None:
        """Put a component on a point (None: the marked one, or else the nearest)."""
        point = self._marked() if point is None else point

        def trigger(at: Site) -> Snapshot:
            return triggers.on_point(at.snapshot, at.data, at.component, point, at.cancelled)

        where = "a point" if point is None else f"point {point + 1}"
        self._set_up(Plan(f"a component on {where}", trigger))

    def on_line(self) -> None:
        """Lay a component along the marked points, or else along points added on a line."""
        rows = [int(row) for row in self._session.presentation.marked]

        def trigger(at: Site) -> Snapshot:
            return triggers.on_line(at.snapshot, at.prepare, at.component, rows, at.cancelled)

        self._set_up(Plan("a component along a line", trigger, any_direction=True))

    def on_duplicates(self) -> None:
        """Add copies of the marked point, or else of the nearest, and put a component on them."""
        point = self._marked()

        def trigger(at: Site) -> Snapshot:
            return triggers.on_duplicates(
                at.snapshot, at.prepare, at.component, point, at.cancelled
            )

        self._set_up(Plan("a component on copies of a point", trigger))

    def empty(self) -> None:
        """Put a component where no point belongs to it."""
        self._set_up(
            Plan(
                "a component far from all points",
                lambda at: triggers.empty(at.snapshot, at.data, at.component),
            )
        )

    def few_points(self) -> None:
        """Keep fewer points than there are components."""
        self._set_up(
            Plan(
                "fewer points than components",
                lambda at: triggers.few_points(at.snapshot, at.prepare),
            )
        )

    def identical(self) -> None:
        """Make all components equal, which EM never tells apart."""
        self._set_up(
            Plan(
                "all components alike",
                lambda at: triggers.identical(at.snapshot, at.data),
                then="Every step treats them alike, so they never separate: press R to see.",
            )
        )

    def _marked(self) -> int | None:
        marked = self._session.presentation.marked
        return int(marked[0]) if len(marked) else None

    def _set_up(self, plan: Plan) -> None:
        """Find the state from which a component collapses, and enter it."""
        self._running.stop()
        work = partial(_found, plan.trigger, self._site(plan))
        dataset = self._session.snapshot.dataset
        if dataset is None or dataset.n_samples <= AT_ONCE:
            self._finish(plan, work(_nobody))
            return
        self._newest.ask(work, partial(self._finish, plan))
        text = "EM is tried out from components of several sizes."
        self._notices.tell(Notice(Loudness.INFO, "Setting up a collapse.", text))

    def _site(self, plan: Plan) -> Site:
        before, ready = self._session.snapshot, self._session.prepared
        settings = triggers.plain(before.settings, any_direction=plan.any_direction)

        def prepared(dataset: Dataset) -> Prepared:
            return ready if ready is not None and ready.X is dataset.X else prepare(dataset.X)

        component = triggers.chosen_component(before, self._session.presentation.selection)
        start = before if settings is before.settings else edits.change_settings(before, settings)
        return Site(start, prepared, component)

    def _finish(self, plan: Plan, found: Found) -> None:
        if not isinstance(found, Snapshot):
            text = a_sentence(found)
            self._notices.tell(Notice(Loudness.WARNING, "No collapse was set up.", text))
            return
        before = self._session.snapshot
        other_data = found.dataset is not before.dataset
        after = replace(found, n_iter=0) if other_data else found
        cause = Cause.DATA if other_data else Cause.EDIT
        switched = after.settings is not before.settings
        self._session.commit(after, f"Set up: {plan.deed}", cause)
        told = "What keeps components from collapsing is off. " if switched else ""
        self._notices.tell(Notice(Loudness.INFO, f"Ready: {plan.deed}.", told + plan.then))


def _found(trigger: Trigger, site: Site, cancelled: triggers.Cancelled) -> Found:
    """Return the state that a trigger finds, or why there is none; for any thread."""
    try:
        return trigger(site._replace(cancelled=cancelled))
    except (TriggerError, InvalidDataError) as error:
        return error
