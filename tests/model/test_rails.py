"""The lines between the rows of the history."""

from gmm_explorer.em import Mixture
from gmm_explorer.model import Cause, Course, Entry, Single, Snapshot, Timeline, rail

START = Snapshot(mixture=Mixture([1.0], [[0.0]], [[[1.0]]]))
PAST, FUTURE, ELSEWHERE = Course.PAST, Course.FUTURE, Course.ELSEWHERE


def grow(timeline, *labels):
    for label in labels:
        timeline.append(Single(Entry(label, Cause.EDIT, START, None)))
    return timeline.position


def drawn(timeline):
    rows = timeline.outline.rows
    return {block.label: rail(timeline, row) for row, block in enumerate(rows)}


def test_a_straight_history_is_one_line():
    timeline = Timeline(START)
    grow(timeline, "a", "b")
    timeline.go_to(timeline.undone)
    lines = drawn(timeline)
    assert list(lines) == ["b", "a", "Start"]
    assert [one.course for one in lines.values()] == [FUTURE, PAST, PAST]
    assert [one.above for one in lines.values()] == [None, FUTURE, PAST]
    assert not any(one.from_side or one.crossing for one in lines.values())


def test_what_was_left_behind_stands_beside_the_newest_line():
    timeline = Timeline(START)
    fork = grow(timeline, "a")
    grow(timeline, "old", "older end")
    timeline.go_to(fork)
    new = grow(timeline, "new")
    lines = drawn(timeline)
    assert list(lines) == ["new", "older end", "old", "a", "Start"]
    assert [one.depth for one in lines.values()] == [0, 1, 1, 0, 0]
    assert [one.from_side for one in lines.values()] == [False, False, True, False, False]
    assert lines["old"].course is ELSEWHERE
    assert lines["old"].crossing == lines["older end"].crossing == (0, PAST)
    assert lines["a"].above is PAST
    timeline.go_to(fork)
    assert drawn(timeline)["old"].crossing == (0, FUTURE)
    assert timeline.ranks[new.block] == 2


def test_the_active_path_turns_into_a_branch_beside():
    timeline = Timeline(START)
    fork = grow(timeline, "a")
    end = grow(timeline, "old", "older end")
    timeline.go_to(fork)
    grow(timeline, "new")
    timeline.go_to(end)
    lines = drawn(timeline)
    assert lines["new"].course is ELSEWHERE
    assert lines["old"].course is PAST
    assert lines["old"].crossing is None
    assert lines["a"].above is PAST


def test_after_the_end_of_the_active_path_nothing_crosses():
    timeline = Timeline(START)
    fork = grow(timeline, "a")
    grow(timeline, "old")
    timeline.go_to(fork)
    grow(timeline, "new")
    timeline.go_to(fork)
    timeline.prune(timeline.root.children[0].children[-1])
    assert drawn(timeline)["old"].depth == 0
