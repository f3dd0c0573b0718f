"""The timeline against a reference that knows nothing of blocks: plain nodes with parents."""

from dataclasses import dataclass, field

import numpy as np
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from gmm_explorer.em import EMSettings, EMState, Mixture, Outcome
from gmm_explorer.model import Cause, Entry, Run, Single, Snapshot, Timeline

START = Snapshot(mixture=Mixture([1.0], [[0.0]], [[[1.0]]]))


@dataclass(eq=False)
class Node:
    """One entry of the reference: a value, the action it belongs to, the child visited last."""

    value: float
    action: int
    parent: "Node | None" = None
    next: "Node | None" = None
    left_at: "Node | None" = field(default=None)


class TimelineMachine(RuleBasedStateMachine):
    """Drives the timeline and the reference alike."""

    def __init__(self):
        super().__init__()
        self.timeline = Timeline(START)
        self.now = Node(0.0, action=0)
        self.actions = 0
        self.values = 0
        self.nodes = [(self.now, self.timeline.position)]

    def visit(self, node):
        """Make the path to a node the active one."""
        self.now = node
        while node.parent is not None:
            node.parent.next = node
            node = node.parent

    def grow(self, length):
        self.actions += 1
        for _ in range(length):
            self.values += 1
            node = Node(float(self.values), self.actions, parent=self.now)
            self.visit(node)
        return [float(self.values - length + 1 + i) for i in range(length)]

    def remember(self, length):
        block = self.timeline.position.block
        node = self.now
        for at in range(length - 1, -1, -1):
            self.nodes.append((node, type(self.timeline.position)(block, at)))
            node = node.parent

    @rule()
    def edit(self):
        (value,) = self.grow(1)
        mixture = Mixture([1.0], [[value]], [[[1.0]]])
        entry = Entry(f"edit {value:g}", Cause.EDIT, Snapshot(mixture=mixture), value)
        self.timeline.append(Single(entry))
        self.remember(1)

    @rule(length=st.integers(1, 5))
    def run_em(self, length):
        values = self.grow(length)
        states = [
            EMState(Mixture([1.0], [[v]], [[[1.0]]]), v, (), i + 1, Outcome.RUNNING)
            for i, v in enumerate(values)
        ]
        self.timeline.append(Run(START, states))
        self.remember(length)

    @rule()
    def back(self):
        if self.timeline.before is None:
            assert self.now.parent is None
            return
        self.timeline.go_to(self.timeline.before)
        self.visit(self.now.parent)

    @rule()
    def forward(self):
        if self.timeline.after is None:
            assert self.now.next is None
            return
        self.timeline.go_to(self.timeline.after)
        self.visit(self.now.next)

    @precondition(lambda self: self.now.parent is not None)
    @rule()
    def undo_then_redo_is_nothing(self):
        here = self.timeline.position
        self.timeline.go_to(self.timeline.undone)
        self.timeline.go_to(self.timeline.redone)
        assert self.timeline.position == here

    @precondition(lambda self: self.now.parent is not None)
    @rule()
    def undo(self):
        action = self.now.action
        self.timeline.go_to(self.timeline.undone)
        node = self.now
        while node.action == action:
            node = node.parent
        self.visit(node)

    @rule(data=st.data())
    def jump(self, data):
        node, position = data.draw(st.sampled_from(self.nodes))
        self.timeline.go_to(position)
        self.visit(node)

    @invariant()
    def we_are_in_the_same_place(self):
        snapshot = self.timeline.entry.snapshot
        assert snapshot.mixture.means[0, 0] == self.now.value

    @invariant()
    def the_active_path_is_the_same(self):
        path = [
            float(stretch.block.entries[i].snapshot.mixture.means[0, 0])
            for stretch in self.timeline.path()
            for i in range(stretch.stop)
        ]
        root, expected = self.now, []
        while root.parent is not None:
            root = root.parent
        node = root
        while node is not None:
            expected.append(node.value)
            node = node.next
        assert path == expected

    @invariant()
    def the_past_leads_to_the_root(self):
        values = [p.entry.snapshot.mixture.means[0, 0] for p in self.timeline.past()]
        node, expected = self.now, []
        while node is not None:
            expected.append(node.value)
            node = node.parent
        assert values == expected


TestTimeline = TimelineMachine.TestCase


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
