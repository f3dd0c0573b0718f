"""The timeline against a reference that knows nothing of blocks: plain nodes with parents."""

import math
from dataclasses import replace

import hypothesis
import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from gmm_explorer.em import EMSettings, EMState, Mixture, Outcome
from gmm_explorer.model import Cause, Entry, Position, Run, Single, Snapshot, Timeline
from tests.model.reference_tree import ReferenceTree

START = Snapshot(mixture=Mixture([1.0], [[0.0]], [[[1.0]]]))


def value_of(position):
    return float(position.block.entries.stacked.means[position.at, 0, 0])


def states_of(values):
    return [
        EMState(Mixture([1.0], [[v]], [[[1.0]]]), v, (), i + 1, Outcome.RUNNING)
        for i, v in enumerate(values)
    ]


def rows_of(block, depth=0):
    """Yield a block and all that grew from it, the newest on top and in the same column."""
    for child in reversed(block.children):
        yield from rows_of(child, depth if child is block.children[-1] else depth + 1)
    yield block, depth


class TimelineMachine(RuleBasedStateMachine):
    """Drives the timeline and the reference alike."""

    def __init__(self):
        super().__init__()
        self.timeline = Timeline(START)
        self.tree = ReferenceTree()
        self.positions = {self.tree.root: self.timeline.position}

    def remember(self, length):
        """Note where the last entries are."""
        position, node = self.timeline.position, self.tree.now
        for _ in range(length):
            self.positions[node] = position
            position, node = position.before, node.parent

    @rule()
    def edit(self):
        (value,) = self.tree.grow(1)
        mixture = Mixture([1.0], [[value]], [[[1.0]]])
        entry = Entry(f"edit {value:g}", Cause.EDIT, Snapshot(mixture=mixture), value)
        self.timeline.append(Single(entry))
        self.remember(1)

    @rule(length=st.integers(1, 5))
    def run_em(self, length):
        self.timeline.append(Run(START, states_of(self.tree.grow(length))))
        self.remember(length)

    @rule()
    def step(self):
        (state,) = states_of(self.tree.grow(1, stepwise=True))
        block, at = self.timeline.position
        if block.entries.stepwise and at == block.last:
            block.entries.append(state)
            self.timeline.follow_growth()
        else:
            self.timeline.append(Run(START, [state], stepwise=True))
        self.remember(1)

    @rule()
    def back(self):
        self.go(self.timeline.before, self.tree.now.parent)

    @rule()
    def forward(self):
        self.go(self.timeline.after, self.tree.now.next)

    @rule()
    def undo(self):
        self.go(self.timeline.undone, self.tree.undone())

    @rule()
    def redo(self):
        self.go(self.timeline.redone, self.tree.redone())

    def go(self, position, node):
        """Go where both lead, or nowhere when both say so."""
        assert (position is None) == (node is None)
        if node is not None:
            assert position == self.positions[node]
            self.timeline.go_to(position)
            self.tree.visit(node)

    @rule(data=st.data())
    def scrub(self, data):
        node = data.draw(st.sampled_from(list(self.positions)))
        self.timeline.go_to(self.positions[node])
        self.tree.visit(node)

    @precondition(lambda self: len(self.positions) > 1)
    @rule(data=st.data())
    def prune(self, data):
        heads = [node for node in self.positions if node.is_first and node.parent is not None]
        node = data.draw(st.sampled_from(heads))
        lost = node.branch()
        gone = [self.positions[one] for one in lost]
        self.timeline.prune(self.positions[node].block)
        self.tree.prune(node)
        for one in lost:
            del self.positions[one]
        assert not any(self.timeline.holds(position) for position in gone)
        with pytest.raises(ValueError, match="deleted"):
            self.timeline.go_to(gone[-1])

    @precondition(lambda self: self.tree.now.parent is not None)
    @rule()
    def undo_then_redo_is_nothing(self):
        here = self.timeline.position
        self.timeline.go_to(self.timeline.undone)
        self.timeline.go_to(self.timeline.redone)
        assert self.timeline.position == here
        self.tree.visit(self.tree.undone())
        self.tree.visit(self.tree.redone())

    @invariant()
    def we_are_in_the_same_place(self):
        assert value_of(self.timeline.position) == self.tree.now.value
        assert self.timeline.entry.snapshot.mixture.means[0, 0] == self.tree.now.value

    @invariant()
    def the_active_path_is_the_same(self):
        stretches = list(self.timeline.path())
        path = [
            value_of(Position(stretch.block, at))
            for stretch in stretches
            for at in range(stretch.stop)
        ]
        assert path == self.tree.path()
        assert list(self.timeline.ranks) == [stretch.block for stretch in stretches]

    @invariant()
    def the_past_leads_to_the_root(self):
        assert [value_of(position) for position in self.timeline.past()] == self.tree.past()

    @invariant()
    def every_entry_is_counted_and_listed_once(self):
        blocks = list(self.timeline.root.branch())
        assert self.timeline.n_entries == len(self.positions) == sum(len(b.entries) for b in blocks)

    @invariant()
    def older_branches_stand_indented_above_where_they_left(self):
        outline = self.timeline.outline
        assert list(zip(outline.rows, outline.depths, strict=True)) == list(
            rows_of(self.timeline.root)
        )


TestTimeline = TimelineMachine.TestCase
TestTimeline.settings = hypothesis.settings(max_examples=100, stateful_step_count=60)


def run_of(values):
    states = [
        EMState(Mixture([1.0], [[v]], [[[1.0]]]), -v, (), i + 1, Outcome.RUNNING)
        for i, v in enumerate(values)
    ]
    return Run(Snapshot(mixture=START.mixture, settings=EMSettings(), n_iter=7), states)


def test_an_entry_of_a_run_yields_the_same_objects_while_they_are_held():
    run = run_of(range(5))
    snapshot = run[3].snapshot
    assert run[3].snapshot is snapshot
    assert run[3].snapshot.mixture is snapshot.mixture


def test_a_run_counts_on_from_its_start():
    run = run_of(range(3))
    assert run.n_iter.tolist() == [8, 9, 10]
    assert run[1].label == "EM iteration 9"
    assert run[1].snapshot.n_iter == 9
    np.testing.assert_array_equal(run.log_likelihood, [0.0, -1.0, -2.0])


def test_undo_leaves_a_run_at_once_and_redo_returns_to_where_it_was_left():
    timeline = Timeline(START)
    timeline.append(run_of(range(5)))
    timeline.go_to(timeline.before)
    here = timeline.position
    timeline.go_to(timeline.undone)
    assert timeline.position.block is timeline.root
    timeline.go_to(timeline.redone)
    assert timeline.position == here


def test_a_branch_from_the_middle_of_a_run_loses_nothing():
    timeline = Timeline(START)
    timeline.append(run_of(range(5)))
    end = timeline.position
    timeline.go_to(timeline.before)
    timeline.append(Single(Entry("edit", Cause.EDIT, START, None)))
    timeline.go_to(end)
    assert timeline.entry.snapshot.mixture.means[0, 0] == 4.0
    assert timeline.after is None


def test_steps_are_undone_one_by_one_and_a_run_at_once():
    timeline = Timeline(START)
    timeline.append(run_of(range(5)))
    timeline.append(Run(START, states_of([5.0, 6.0]), stepwise=True))
    timeline.go_to(timeline.undone)
    assert value_of(timeline.position) == 5.0
    timeline.go_to(timeline.undone)
    assert value_of(timeline.position) == 4.0
    timeline.go_to(timeline.undone)
    assert timeline.position.block is timeline.root


def test_the_first_state_cannot_be_pruned():
    timeline = Timeline(START)
    with pytest.raises(ValueError, match="first state"):
        timeline.prune(timeline.root)


def test_what_em_made_before_is_found_again_and_nothing_else():
    timeline = Timeline(START)
    timeline.append(run_of(range(3)))
    timeline.go_to(timeline.before)
    assert timeline.made_before(Cause.ITERATION) == timeline.after
    assert timeline.made_before(Cause.E_STEP) is None
    start = Position(timeline.root, 0)
    timeline.go_to(start)
    timeline.append(Single(Entry("edit", Cause.EDIT, START, None)))
    timeline.go_to(start)
    assert value_of(timeline.made_before(Cause.ITERATION)) == 0.0
    assert timeline.made_before(Cause.EDIT) is not None


def test_a_log_likelihood_can_be_learned_later():
    timeline = Timeline(START)
    timeline.append(Single(Entry("edit", Cause.EDIT, START, None)))
    timeline.learn(-3.0)
    assert timeline.entry.log_likelihood == -3.0
    state = replace(states_of([1.0])[0], log_likelihood=math.nan)
    timeline.append(Run(START, [state], stepwise=True))
    assert timeline.entry.log_likelihood is None
    timeline.learn(-2.0)
    assert timeline.entry.log_likelihood == -2.0
