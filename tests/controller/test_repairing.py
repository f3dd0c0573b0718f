"""Repairs: seen, entered as one entry, undone bit for bit; and runs that repair themselves."""

import math
import threading
from dataclasses import replace

import numpy as np
import pytest

from gmm_explorer.controller import standing
from gmm_explorer.controller.lane import EM
from gmm_explorer.controller.remedies import REMEDIES, in_words
from gmm_explorer.data import Dataset
from gmm_explorer.em import Outcome
from gmm_explorer.em.repairs import AddToDiagonal, RepairError, ResetComponent
from gmm_explorer.model import Cause, Kind, Playback, changes, curve


def run(qtbot, controller):
    """Run until nothing goes on by itself."""
    controller.running.start()
    qtbot.waitUntil(lambda: not controller.running.active)


@pytest.fixture
def collapsed(qtbot, controller, session):
    """Return the session after a collapse of component 1 onto point 8."""
    controller.presenting.select([0])
    controller.collapsing.on_point(7)
    run(qtbot, controller)
    assert session.outcome is Outcome.DEGENERATE
    return session


@pytest.mark.parametrize("remedy", REMEDIES, ids=lambda remedy: remedy.name)
def test_a_repair_is_one_entry_that_em_goes_on_from(qtbot, controller, collapsed, remedy):
    before, parameters = collapsed.snapshot, bits(collapsed.snapshot)
    assert controller.repairing.repair(remedy.usual) == ""
    entry = collapsed.timeline.entry
    assert entry.cause is Cause.REPAIR
    assert entry.label.startswith("Repair: ")
    assert "component 1" in entry.label
    assert collapsed.timeline.position.block.parent.entry.snapshot is before
    assert not any(one.is_collapsed for one in collapsed.derived.health)
    assert collapsed.snapshot.n_iter == before.n_iter
    assert changes(curve(collapsed.timeline))[-1].kind is Kind.REPAIR
    run(qtbot, controller)
    controller.editing.undo()
    controller.editing.undo()
    assert collapsed.snapshot is before
    assert bits(collapsed.snapshot) == parameters


def bits(snapshot):
    mixture = snapshot.mixture
    return [a.tobytes() for a in (mixture.weights, mixture.means, mixture.covariances)]


def test_what_is_proposed_is_shown_and_changes_nothing(controller, collapsed):
    before, n_entries = collapsed.snapshot, collapsed.timeline.n_entries
    proposal = controller.repairing.propose(ResetComponent())
    assert collapsed.presentation.proposed is proposal.after.mixture
    assert collapsed.snapshot is before
    controller.repairing.withdraw()
    assert collapsed.presentation.proposed is None
    assert collapsed.timeline.n_entries == n_entries


def test_what_was_seen_is_what_is_entered(controller, collapsed):
    first = controller.repairing.propose(ResetComponent())
    controller.repairing.try_another()
    second = controller.repairing.propose(ResetComponent())
    assert not np.array_equal(first.after.mixture.means, second.after.mixture.means)
    controller.repairing.enter(second)
    assert collapsed.snapshot is second.after
    assert collapsed.presentation.proposed is None
    controller.repairing.enter(first)  # another state is shown by now
    assert collapsed.snapshot is second.after


def test_a_repair_that_does_not_apply_says_why(controller, collapsed):
    why = controller.repairing.repair(AddToDiagonal(0.0))
    assert why == "Adding 0 to the diagonal changes nothing; give an amount above 0."


def test_with_nothing_collapsed_a_repair_is_for_the_selected_component(controller, session):
    controller.presenting.select([])
    with pytest.raises(RepairError, match="select one"):
        controller.repairing.found(ResetComponent())
    controller.presenting.select([1])
    assert controller.repairing.found(ResetComponent()).components == (1,)


def test_a_run_stops_and_asks_unless_told_otherwise(heard, collapsed):
    assert collapsed.presentation.standing is None
    assert "Component 1 has collapsed onto point 8" in heard.told[-1].headline


def test_a_standing_repair_lets_runs_go_on(qtbot, controller, session, heard):
    controller.presenting.select([0])
    controller.collapsing.on_point(7)
    controller.repairing.rely_on(AddToDiagonal(at_every_step=True))
    run(qtbot, controller)
    causes = [block.entries.cause for block in session.timeline.past_blocks()]
    assert causes[:3] == [Cause.ITERATION, Cause.REPAIR, Cause.ITERATION]
    assert session.outcome is Outcome.CONVERGED
    assert heard.told[-1].headline == f"Converged after {session.snapshot.n_iter} iterations."
    assert "The run repaired itself once: Add to the diagonal" in heard.told[-1].text
    marks = [one.kind for one in changes(curve(session.timeline))]
    assert Kind.REPAIR in marks


def test_what_ends_a_run_at_its_collapse_lets_nothing_go_on(qtbot, controller, session, heard):
    """Else EM would go on from the repair beside what ended it, and both would be entered."""
    controller.presenting.select([0])
    controller.collapsing.on_point(7)
    (drop,) = (remedy for remedy in REMEDIES if remedy.name == "drop")
    controller.repairing.rely_on(drop.usual)
    before = session.snapshot
    controller.running.start()
    over = threading.Event()
    EM.put(over.set)  # which comes after the run
    assert over.wait(10.0)  # it has collapsed, and nobody has heard of it yet
    controller.editing.undo()
    assert not controller.running.active
    qtbot.wait(100)
    assert session.snapshot is before


def test_it_gives_up_after_many_repairs(qtbot, controller, session, heard, monkeypatch):
    monkeypatch.setattr(standing, "MOST", 3)
    controller.presenting.select([0])
    controller.collapsing.on_point(7)
    controller.repairing.rely_on(AddToDiagonal(1e-9))
    run(qtbot, controller)
    causes = [block.entries.cause for block in session.timeline.past_blocks()]
    assert causes.count(Cause.REPAIR) == 3
    assert "collapsed again after 3 repairs" in heard.told[-1].text
    assert "repaired itself 3 times" in heard.told[-1].text


def test_a_standing_repair_at_random_tries_another_point_each_time(
    qtbot, controller, session, monkeypatch
):
    monkeypatch.setattr(standing, "MOST", 5)
    X = np.array([[0.0, 0.0], [9.0, 1.0], [1.0, 9.0], [8.0, 9.0], [4.0, 3.0]])
    controller.documents.take_data(Dataset.from_array(X), "Open")
    for mean in X[:3]:
        controller.editing.place(mean, 0.01 * np.eye(2))
    controller.repairing.rely_on(ResetComponent())
    run(qtbot, controller)
    repaired = [
        block.entries[0].snapshot.mixture.means.tobytes()
        for block in session.timeline.past_blocks()
        if block.entries.cause is Cause.REPAIR
    ]
    assert len(repaired) == 5
    assert len(set(repaired)) > 1


def test_the_limit_of_iterations_is_that_of_all_blocks_together(qtbot, controller, session, heard):
    controller.presenting.select([0])
    controller.collapsing.on_point(7)
    settings = replace(session.snapshot.settings, max_iter=3)
    controller.stepping.change_settings(settings)
    controller.repairing.rely_on(AddToDiagonal(1e-9))
    run(qtbot, controller)
    assert "the limit of 3 iterations" in heard.told[-1].text
    assert session.snapshot.n_iter < 7


def test_where_it_does_not_apply_the_run_stops_and_says_why(qtbot, controller, session, heard):
    controller.presenting.select([0])
    controller.collapsing.empty()
    controller.repairing.rely_on(AddToDiagonal())
    run(qtbot, controller)
    assert "lost all its points" in heard.told[-1].headline
    assert "to widen it brings none" in heard.told[-1].text


def test_every_kind_has_words_of_its_own():
    assert len({in_words(remedy.usual) for remedy in REMEDIES}) == len(REMEDIES)
    assert in_words(ResetComponent("worst")).endswith("at the worst-explained point")


def play(qtbot, controller, **how):
    """Play as fast as it goes until nothing goes on by itself."""
    controller.playing.play_by(Playback(speed=math.inf, **how))
    with qtbot.waitSignal(controller.playing.toggled, check_params_cb=lambda on: not on):
        controller.playing.play()


def test_half_steps_go_on_by_a_standing_repair_too(qtbot, controller, session):
    controller.presenting.select([0])
    controller.collapsing.on_point(7)
    controller.repairing.rely_on(AddToDiagonal(at_every_step=True))
    controller.playing.play_by(Playback(speed=math.inf, half_steps=True))
    causes = []
    session.subscribe(lambda _old, new: causes.append(new.position.entry.cause))
    controller.playing.play()
    qtbot.waitUntil(lambda: Cause.REPAIR in causes and causes[-2:] == [Cause.M_STEP, Cause.E_STEP])
    controller.playing.pause()
    before = causes[: causes.index(Cause.REPAIR)]
    assert set(before) <= {Cause.EDIT, Cause.E_STEP, Cause.M_STEP}
    assert not any(one.is_collapsed for one in session.derived.health)


def test_playing_says_at_its_end_how_often_it_repaired_itself(qtbot, controller, session, heard):
    controller.presenting.select([0])
    controller.collapsing.on_point(7)
    controller.repairing.rely_on(AddToDiagonal(at_every_step=True))
    play(qtbot, controller)
    causes = [block.entries.cause for block in session.timeline.past_blocks()]
    assert causes[:3] == [Cause.ITERATION, Cause.REPAIR, Cause.ITERATION]
    assert session.outcome is Outcome.CONVERGED
    assert heard.told[-1].headline.startswith("Converged")
    assert "The run repaired itself once: Add to the diagonal" in heard.told[-1].text


def test_what_is_played_again_is_repaired_as_it_was(qtbot, controller, session):
    controller.presenting.select([0])
    controller.collapsing.on_point(7)
    start = session.timeline.position
    controller.repairing.rely_on(AddToDiagonal(at_every_step=True))
    play(qtbot, controller)
    end, n_entries = session.timeline.position, session.timeline.n_entries
    play(qtbot, controller, backwards=True)
    assert session.timeline.position == start
    play(qtbot, controller)
    assert session.timeline.position == end
    assert session.timeline.n_entries == n_entries


def test_playing_gives_up_after_many_repairs(qtbot, controller, session, heard, monkeypatch):
    monkeypatch.setattr(standing, "MOST", 3)
    controller.presenting.select([0])
    controller.collapsing.on_point(7)
    controller.repairing.rely_on(AddToDiagonal(1e-9))
    play(qtbot, controller)
    causes = [block.entries.cause for block in session.timeline.past_blocks()]
    assert causes.count(Cause.REPAIR) == 3
    assert "collapsed again after 3 repairs" in heard.told[-1].text


def test_playing_begins_with_the_repair_of_what_is_shown(qtbot, controller, collapsed):
    controller.repairing.rely_on(AddToDiagonal(at_every_step=True))
    play(qtbot, controller)
    causes = [block.entries.cause for block in collapsed.timeline.past_blocks()]
    assert causes[:2] == [Cause.ITERATION, Cause.REPAIR]
    assert collapsed.outcome is Outcome.CONVERGED


def test_playing_stops_and_asks_unless_told_otherwise(qtbot, controller, session, heard):
    controller.presenting.select([0])
    controller.collapsing.on_point(7)
    play(qtbot, controller)
    assert session.outcome is Outcome.DEGENERATE
    assert "Component 1 has collapsed onto point 8" in heard.told[-1].headline
