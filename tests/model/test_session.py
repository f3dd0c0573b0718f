"""The session: previews, commits, runs and what follows from them."""

import math
from dataclasses import replace

import numpy as np
import pytest

from gmm_explorer.data import Dataset
from gmm_explorer.em import EMSettings, Outcome, e_step, iterate_em
from gmm_explorer.model import Cause, Question, Run, Session, edits

X = np.random.default_rng(5).normal(size=(60, 2)) * [1.0, 2.0] + [0.0, 3.0]


@pytest.fixture
def session():
    session = Session()
    session.commit(edits.new_data(session.snapshot, Dataset.from_array(X)), "Open", Cause.DATA)
    for mean in ([-1.0, 2.0], [1.0, 4.0]):
        placed = edits.place_component(session.snapshot, mean, np.eye(2))
        session.commit(placed, "Place")
    return session


def run(session, max_iter=10):
    settings = EMSettings(tol=0.0, max_iter=max_iter)
    return list(iterate_em(session.prepared, session.snapshot.mixture, settings))[1:]


def test_listeners_hear_of_previews_and_commits(session):
    heard = []
    session.subscribe(lambda old, new: heard.append((old.snapshot, new.snapshot, new.previewing)))
    before = session.snapshot
    moved = edits.move_mean(before, 0, [0.0, 0.0])
    session.preview(moved)
    session.commit(session.snapshot, "Move component 1")
    assert heard == [(before, moved, True), (moved, moved, False)]


def test_a_preview_can_be_taken_back(session):
    before, position = session.snapshot, session.timeline.position
    session.preview(edits.move_mean(before, 0, [0.0, 0.0]))
    session.revert()
    assert session.snapshot is before
    assert session.timeline.position == position


def test_nothing_is_entered_when_nothing_moved(session):
    position = session.timeline.position
    session.commit(edits.move_mean(session.snapshot, 0, [-1.0, 2.0]), "Move component 1")
    assert session.timeline.position == position


def test_the_log_likelihood_belongs_to_the_mixture_shown(session):
    session.commit(edits.assign(session.snapshot), "E-step", Cause.E_STEP)
    grown = edits.maximise(session.snapshot, session.derived.responsibilities)
    session.commit(grown, "M-step", Cause.M_STEP)
    truth = e_step(X, session.snapshot.mixture).log_likelihood
    assert session.derived.log_likelihood == pytest.approx(truth, rel=1e-14)
    colours = e_step(X, session.snapshot.assigned_by).responsibilities
    np.testing.assert_allclose(session.derived.responsibilities, colours, atol=1e-14)
    assert session.snapshot.assigned_by is not session.snapshot.mixture


def test_grey_points_have_no_responsibilities(session):
    assert session.derived.responsibilities is None
    assert math.isfinite(session.derived.log_likelihood)


def test_a_collapsed_edit_has_an_infinite_log_likelihood_and_says_why(session):
    flat = edits.change_covariance(session.snapshot, 1, np.zeros((2, 2)))
    session.commit(flat, "Flatten")
    assert session.derived.log_likelihood == math.inf
    assert session.derived.problem.component == 1
    assert session.derived.health[1].is_collapsed


def test_a_run_is_one_block_that_colours_its_points(session):
    states = run(session)
    session.play_on(Run(session.snapshot, states))
    assert session.timeline.position.block.label == "EM: iterations 1 to 10"
    assert session.outcome is Outcome.MAX_ITER
    assert not session.frame.previewing
    assert not session.snapshot.needs_e_step
    np.testing.assert_array_equal(session.snapshot.mixture.means, states[-1].mixture.means)
    session.go_to(session.timeline.before)
    assert session.snapshot.n_iter == 9
    assert session.outcome is None


def test_restart_finds_the_start_behind_em_and_settings(session):
    start = session.snapshot
    session.play_on(Run(session.snapshot, run(session)))
    session.commit(
        edits.change_settings(session.snapshot, EMSettings(reg_covar=0.1)),
        "Settings",
        Cause.SETTINGS,
    )
    assert session.last_start() is start


def test_without_components_there_is_no_start_to_return_to():
    session = Session()
    session.commit(edits.new_data(session.snapshot, Dataset.from_array(X)), "Open", Cause.DATA)
    assert session.last_start() is None


def test_the_selection_loses_what_is_deleted(session):
    session.present(replace(session.presentation, selection=(0, 1)))
    session.commit(edits.delete_components(session.snapshot, [1]), "Delete")
    assert session.presentation.selection == (0,)


def test_colour_at_once_lets_an_e_step_follow_edits_but_not_m_steps(session):
    session.present(replace(session.presentation, colour_at_once=True))
    session.preview(edits.move_mean(session.snapshot, 0, [0.0, 0.0]))
    session.commit(session.snapshot, "Move")
    assert not session.snapshot.needs_e_step
    after = edits.maximise(session.snapshot, session.derived.responsibilities)
    session.commit(after, "M-step", Cause.M_STEP)
    assert session.snapshot.needs_e_step


def test_a_start_is_found_behind_a_run_without_a_look_at_its_iterations(session, monkeypatch):
    session.play_on(Run(session.snapshot, run(session)))
    monkeypatch.setattr(Run, "__getitem__", lambda _run, _index: pytest.fail("looked at"))
    assert session.last_start() is not None


def half_step(session):
    if session.snapshot.needs_e_step:
        session.commit(edits.assign(session.snapshot), "E-step", Cause.E_STEP)
    else:
        after = edits.maximise(session.snapshot, session.derived.responsibilities)
        session.commit(after, f"M-step {after.n_iter}", Cause.M_STEP)


def test_half_steps_are_one_block_that_is_left_step_by_step(session):
    seen = []
    for _ in range(5):
        half_step(session)
        seen.append(session.snapshot)
    timeline = session.timeline
    assert timeline.position.block.label == "EM: iterations 1 to 2"
    labels = [timeline.position.block.entries[at].label for at in range(5)]
    assert labels == ["E-step", "M-step 1", "E-step", "M-step 2", "E-step"]
    while timeline.position.at > 0:
        assert session.snapshot is seen[timeline.position.at]
        session.go_to(timeline.undone)
    mixtures = [id(one.mixture) for one in seen], [id(one.assigned_by) for one in seen]
    half_step(session)  # EM makes the same of the same
    assert timeline.position.at == 1
    assert (id(session.snapshot.mixture), id(session.snapshot.assigned_by)) == (
        mixtures[0][1],
        mixtures[1][1],
    )
    assert len(timeline.outline.rows) == 5


def test_half_steps_that_nobody_holds_are_made_again_as_they_were(session):
    start = session.snapshot
    for _ in range(4):
        half_step(session)
    means = [session.timeline.position.block.entries.stacked.means[at].copy() for at in range(4)]
    session.go_to(session.timeline.position.block.parent)
    for at in range(4):
        session.go_to(session.timeline.after)
        shown = session.snapshot
        np.testing.assert_array_equal(shown.mixture.means, means[at])
        assert shown.needs_e_step is (at % 2 == 1)
        assert shown.n_iter == (at + 1) // 2
        if at == 1:
            assert shown.assigned_by is start.mixture


def test_steps_and_half_steps_in_a_row_share_a_block(session):
    half_step(session)
    session.commit(run_on(session), "EM iteration 1", Cause.ITERATION)
    half_step(session)
    entries = session.timeline.position.block.entries
    causes = [entries.cause_at(at) for at in range(3)]
    assert causes == [Cause.E_STEP, Cause.ITERATION, Cause.M_STEP]


def run_on(session):
    after = edits.maximise(session.snapshot, session.derived.responsibilities)
    return edits.coloured(after)


def test_a_session_becomes_another_with_one_word_to_its_listeners():
    session, other, told = Session(), Session(), []
    other.commit(edits.place_component(other.snapshot, [0.0, 0.0], np.eye(2)), "Place")
    shown = other.frame
    session.subscribe(lambda old, new: told.append((old, new)))
    before = session.frame
    session.become(other)
    assert told == [(before, shown)]
    session.go_to(session.timeline.undone)
    assert session.snapshot.mixture is None


def test_pins_stay_only_on_a_plot_of_their_dimension():
    session = Session()
    session.commit(edits.place_component(session.snapshot, [0.0, 0.0], np.eye(2)), "Place")
    session.present(replace(session.presentation, pins=(Question((1.0, 2.0)),)))
    assert session.presentation.pins
    session.go_to(session.timeline.undone)
    assert not session.presentation.pins


def test_deeds_are_what_a_saved_file_would_lack():
    session = Session()
    deeds = session.timeline.deeds
    session.commit(edits.place_component(session.snapshot, [0.0, 0.0], np.eye(2)), "Place")
    placed = session.timeline.position.block
    assert session.timeline.deeds == deeds + 1
    session.go_to(session.timeline.undone)
    session.go_to(session.timeline.redone)
    assert session.timeline.deeds == deeds + 1
    session.name(placed, "Idea")
    session.prune(placed)
    assert session.timeline.deeds == deeds + 3
