"""Sessions that have been lived in, and what it means that two of them are the same."""

import itertools
from dataclasses import replace

import numpy as np

from gmm_explorer.data import Dataset
from gmm_explorer.em import EMSettings, Mixture, Prior, initialize, iterate_em
from gmm_explorer.em.repairs import FloorEigenvalues
from gmm_explorer.model import (
    Brush,
    Cause,
    ColourMode,
    Contours,
    Playback,
    Position,
    Question,
    Run,
    Session,
    Shown,
    Tool,
    edits,
    painting,
)

SETTINGS = (
    EMSettings(),
    EMSettings(covariance_type="diag", reg_covar=1e-3),
    EMSettings(covariance_type="tied", prior=Prior(mean=np.zeros(2), scale=np.eye(2))),
    EMSettings(covariance_type="spherical", prior=Prior(), eigenvalue_floor=1e-4, tol=0.0),
)


def dataset(seed=0, n_samples=30):
    """Return a few points of two clouds on a plane, with a table of three columns."""
    rng = np.random.default_rng(seed)
    table = rng.normal(size=(n_samples, 3)) + 4.0 * rng.integers(0, 2, n_samples)[:, None]
    truth = Mixture(np.full(2, 0.5), np.array([[0.0] * 3, [4.0] * 3]), np.array([np.eye(3)] * 2))
    data = Dataset.from_array(
        table,
        ["größe", "y\ud800", "z"],
        provenance="two clouds, seed <b>0</b>",
        labels=rng.integers(-1, 2, n_samples),
        mixture=truth,
        notices=("One notice.", "Another."),
    )
    chosen = data.with_columns([2, 0])
    return chosen.standardised(True) if seed % 2 else chosen


class Life:
    """A session with things to do to it, each by a number that says how."""

    def __init__(self):
        self.session = Session()
        self.deeds = (
            self.open,
            self.standardise,
            self.start,
            self.place,
            self.move,
            self.delete,
            self.e_step,
            self.m_step,
            *[self.step] * 4,
            *[self.run] * 3,
            self.collapse,
            self.settings,
            self.repair,
            self.restart,
            self.back,
            self.undo,
            self.redo,
            self.jump,
            self.prune,
            self.name,
            self.look,
            self.paint,
            self.erase,
        )

    @property
    def now(self):
        return self.session.snapshot

    def do(self, deed, how):
        """Do one of the deeds, if it can be done now."""
        self.deeds[deed % len(self.deeds)](how)

    def open(self, how):
        if self.now.ready and how % 8:
            self.run(how)
        else:
            opened = edits.new_data(self.now, dataset(how))
            self.session.commit(opened, f"Open {how}", Cause.DATA)

    def standardise(self, how):
        if self.now.dataset is not None:
            other = self.now.dataset.standardised(how % 2 == 0)
            self.session.commit(edits.new_data(self.now, other), "Standardise", Cause.DATA)

    def start(self, how):
        if self.now.dataset is not None:
            rng = np.random.default_rng(how)
            start = initialize(self.now.dataset.X, how % 3 + 1, rng=rng)
            self.session.commit(edits.new_start(self.now, start), "Initialise", Cause.START)

    def place(self, how):
        placed = edits.place_component(self.now, [how % 7, -(how % 5)], np.eye(2) * (how % 3 + 1))
        self.session.commit(placed, "Place")

    def move(self, how):
        if self.now.mixture is not None:
            moved = edits.move_mean(self.now, how % self.now.n_components, [how % 3, how % 11])
            self.session.commit(moved, "Move")

    def delete(self, how):
        if self.now.mixture is not None:
            gone = edits.delete_components(self.now, {how % self.now.n_components})
            self.session.commit(gone, "Delete")

    def e_step(self, _how):
        self.session.commit(edits.coloured(self.now), "E-step", Cause.E_STEP)

    def m_step(self, _how):
        responsibilities = self.session.derived.responsibilities
        if self.now.ready and responsibilities is not None and not self.now.needs_e_step:
            made = edits.maximise(self.now, responsibilities)
            self.session.commit(made, "M-step", Cause.M_STEP)

    def step(self, _how):
        if self.now.ready and self.session.derived.problem is None:
            coloured = edits.coloured(self.now)
            self.session.preview(coloured)
            responsibilities = self.session.derived.responsibilities
            if responsibilities is not None:
                made = edits.coloured(edits.maximise(coloured, responsibilities))
                self.session.commit(made, "EM iteration", Cause.ITERATION)
            self.session.revert()

    def run(self, how):
        if self.now.ready and self.session.derived.problem is None:
            states = iterate_em(self.now.dataset.X, self.now.mixture, self.now.settings)
            states = list(itertools.islice(states, 1, 2 + how % 6))
            if states:
                self.session.play_on(Run(self.now, states))

    def collapse(self, how):
        if self.now.ready and how % 4 == 0:
            flat = edits.change_covariance(self.now, 0, np.zeros((2, 2)))
            self.session.commit(flat, "Collapse")

    def settings(self, how):
        other = edits.change_settings(self.now, replace(SETTINGS[how % len(SETTINGS)]))
        self.session.commit(other, "Settings", Cause.SETTINGS)

    def repair(self, how):
        if self.now.mixture is not None:
            wide = edits.change_covariance(self.now, 0, np.eye(2) * (1 + how % 4))
            self.session.commit(wide, "Repair", Cause.REPAIR)

    def restart(self, _how):
        start = self.session.last_start()
        if start is not None:
            self.session.commit(edits.restart(self.now, start), "Restart", Cause.RESTART)

    def back(self, how):
        for _ in range(how % 4):
            self.session.go_to(self.session.timeline.before)

    def undo(self, _how):
        self.session.go_to(self.session.timeline.undone)

    def redo(self, _how):
        self.session.go_to(self.session.timeline.redone)

    def jump(self, how):
        self.session.go_to(self._any(how))

    def prune(self, how):
        block = self._any(how).block
        if block.parent is not None and how % 2:
            self.session.prune(block)

    def name(self, how):
        self.session.name(self._any(how).block, f"Idea {how} ✓")

    def look(self, how):
        n_samples = 0 if self.now.dataset is None else self.now.dataset.n_samples
        presented = type(self.session.presentation)(
            selection=(how % 5,),
            tool=list(Tool)[how % len(Tool)],
            brush=Brush(8 + how % 7, 1 + how % 9, how % 2 == 0, how % 3 == 0),
            colour_at_once=how % 2 == 1,
            equal_axes=(None, True, False)[how % 3],
            colour_mode=list(ColourMode)[how % len(ColourMode)],
            shown=Shown(contours=list(Contours)[how % 2], ghost=how % 2 == 0),
            playback=Playback(speed=(0.5, np.inf)[how % 2], loop=True),
            standing=(None, FloorEigenvalues(1e-3))[how % 2],
            compared=self._any(how),
            marked=np.array([1, how % 8 + 2]) if n_samples > 9 else np.arange(0),
            pins=(Question((0.1, how / 3.0)),) if self.now.n_features == 2 else (),
        )
        self.session.present(presented)

    def paint(self, how):
        X = np.random.default_rng(how).normal(size=(how % 4 + 1, self.now.n_features or 2))
        self.session.commit(painting.paint(self.now, X), "Paint", Cause.DATA)

    def erase(self, how):
        if self.now.dataset is not None and self.now.dataset.n_samples > 20:
            erased = painting.erase(self.now, np.arange(how % 3))
            self.session.commit(erased, "Erase", Cause.DATA)

    def _any(self, how):
        rows = self.session.timeline.outline.rows
        block = rows[how % len(rows)]
        return Position(block, how % len(block.entries))


def anatomy(session):
    """Return all of a session as values, and the shared objects in the order they are met."""
    timeline = session.timeline
    blocks = list(reversed(timeline.outline.rows))
    number = {block: index for index, block in enumerate(blocks)}
    met, facts = [], []
    for block, depth in zip(blocks, reversed(timeline.outline.depths), strict=True):
        facts.append(
            (
                None if block.parent is None else (number[block.parent.block], block.parent.at),
                [number[child] for child in block.children],
                {at: number[child] for at, child in block.turns.items()},
                (block.visited, block.name, block.label, depth),
                (block.entries.cause, block.entries.outcome, block.entries.stepwise),
            )
        )
        for at in range(len(block.entries)):
            entry = block.entries[at]
            met.append(entry.snapshot)
            facts.append((entry.label, entry.log_likelihood, entry.log_prior))
            facts.append(_state(entry.snapshot))
            met += [getattr(entry.snapshot, name) for name in _SHARED]
            if entry.snapshot.dataset is not None:
                met += [entry.snapshot.dataset.table, entry.snapshot.dataset.origin]
    here = timeline.position
    facts.append((number[here.block], here.at, timeline.n_entries))
    facts.append([number[stretch.block] for stretch in timeline.path()])
    facts.append(_looks(session.presentation, number))
    facts.append(_bits(session.derived.responsibilities))
    facts.append(session.derived.log_likelihood)
    return facts, met


_SHARED = ("dataset", "mixture", "assigned_by", "settings")


def _state(snapshot):
    data, settings = snapshot.dataset, snapshot.settings
    prior = settings.prior
    return (
        snapshot.n_iter,
        [_mixture(one) for one in (snapshot.mixture, snapshot.assigned_by)],
        (settings.covariance_type, settings.reg_covar, settings.tol, settings.max_iter),
        settings.eigenvalue_floor,
        prior
        and (prior.shrinkage, prior.degrees_of_freedom, _bits(prior.mean), _bits(prior.scale)),
        data
        and (
            data.table.names,
            data.columns,
            [_bits(one) for one in (data.table.values, data.shift, data.scale, data.labels)],
            _bits(data.X),
            _mixture(data.truth),
            _mixture(data.mixture),
            data.provenance,
            data.notices,
        ),
    )


def _looks(view, number):
    compared = view.compared
    return (
        (view.selection, view.tool, view.brush, view.colour_at_once, view.equal_axes, view.shown),
        (view.start.n_components, view.start.method, view.start.seed),
        (view.colour_mode, view.asking, view.playback, view.tracing, view.pins, view.standing),
        compared and (number[compared.block], compared.at),
        view.marked.tolist(),
    )


def _mixture(mixture):
    if mixture is None:
        return None
    return [_bits(one) for one in (mixture.weights, mixture.means, mixture.covariances)]


def _bits(array):
    return None if array is None else (array.shape, array.tobytes())


def sharing(met):
    """Return for each object where it was met first: which are one and the same."""
    first = {}
    return [first.setdefault(id(one), index) for index, one in enumerate(met)]


def assert_same(one, other):
    """Check that two sessions are the same, down to the bits and to what is shared."""
    (facts, met), (other_facts, other_met) = anatomy(one), anatomy(other)
    for fact, other_fact in zip(facts, other_facts, strict=True):
        assert fact == other_fact
    assert sharing(met) == sharing(other_met)


def live(life, deeds):
    """Do many things, once there is something to do them to."""
    if deeds and not life.now.ready:
        life.open(len(deeds))
        life.start(2)
    for deed, how in deeds:
        life.do(deed, how)
    return life.session


def lived(seed=0, n_deeds=60):
    """Return a session in which much has happened."""
    rng = np.random.default_rng(seed)
    return live(Life(), rng.integers(0, 1000, (n_deeds, 2)).tolist())
