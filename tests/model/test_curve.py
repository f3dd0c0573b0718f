"""The curve along the active path, what happened along it, and the branches beside it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmm_explorer.data import Dataset
from gmm_explorer.em import EMSettings, Prior, e_step, iterate_em
from gmm_explorer.model import (
    Cause,
    Kind,
    Position,
    Reason,
    Run,
    Session,
    branches,
    changes,
    curve,
    edits,
)

X = np.random.default_rng(5).normal(size=(60, 2)) * [1.0, 2.0] + [0.0, 3.0]


def new_session():
    session = Session()
    session.commit(edits.new_data(session.snapshot, Dataset.from_array(X)), "Open", Cause.DATA)
    for mean in ([-1.0, 2.0], [1.0, 4.0]):
        placed = edits.place_component(session.snapshot, mean, np.eye(2))
        session.commit(placed, "Place")
    return session


@pytest.fixture
def session():
    return new_session()


def run(session, n_iter):
    settings = replace(session.snapshot.settings, tol=0.0, max_iter=n_iter)
    states = iterate_em(session.prepared, session.snapshot.mixture, settings)
    session.play_on(Run(session.snapshot, list(states)[1:]))


def move(session, to=(0.0, 0.0)):
    session.commit(edits.move_mean(session.snapshot, 0, list(to)), "Move component 1")


def change(session, **settings):
    changed = replace(session.snapshot.settings, **settings)
    snapshot = edits.change_settings(session.snapshot, changed)
    session.commit(snapshot, "Change settings", Cause.SETTINGS)


def restart(session):
    snapshot = edits.restart(session.snapshot, session.last_start())
    session.commit(snapshot, "Restart", Cause.RESTART)


def half_steps(session):
    session.commit(edits.assign(session.snapshot), "E-step", Cause.E_STEP)
    responsibilities = e_step(X, session.snapshot.mixture).responsibilities
    after = edits.maximise(session.snapshot, responsibilities)
    session.commit(after, "M-step", Cause.M_STEP)


def truth(position):
    return e_step(X, position.entry.snapshot.mixture).log_likelihood


def test_the_start_is_included_and_a_hand_begins_another_segment(session):
    start = session.derived.log_likelihood
    run(session, 10)
    move(session)
    run(session, 3)
    first, second = curve(session.timeline).segments
    assert first.n_iter.tolist() == list(range(11))
    assert first.log_likelihood[0] == start
    assert second.n_iter.tolist() == [10, 11, 12, 13]
    assert [event.label for event in second.events] == ["Move component 1"]
    assert second.first == 11


def test_half_steps_are_one_stop_an_iteration_at_its_last_entry(session):
    for _ in range(2):
        half_steps(session)
    session.commit(edits.assign(session.snapshot), "E-step", Cause.E_STEP)
    found = curve(session.timeline)
    (segment,) = found.segments
    assert segment.n_iter.tolist() == [0, 1, 2]
    assert np.all(np.diff(segment.log_likelihood) > 0)
    causes = [found.position(stop).entry.cause for stop in range(3)]
    assert causes == [Cause.E_STEP] * 3


def test_it_begins_again_at_a_restart_and_keeps_what_lies_ahead(session):
    run(session, 10)
    restart(session)
    run(session, 4)
    assert curve(session.timeline).n_iter.tolist() == [0, 1, 2, 3, 4]
    session.go_to(session.timeline.undone)
    assert curve(session.timeline).n_iter.tolist() == [0, 1, 2, 3, 4]
    session.go_to(curve(session.timeline).position(0).block.parent)
    assert curve(session.timeline).n_iter.tolist() == list(range(11))


def test_without_components_there_are_no_stops():
    found = curve(Session().timeline)
    assert len(found) == 0
    assert found.nearest(3.0) is None
    assert changes(found) == ()
    assert branches(Session().timeline, found) == ()


def test_every_stop_is_the_place_whose_likelihood_it_shows(session):
    run(session, 5)
    move(session)
    move(session, (0.5, 0.5))
    run(session, 3)
    found = curve(session.timeline)
    values = np.concatenate([segment.log_likelihood for segment in found.segments])
    assert len(values) == len(found) == 10
    for stop, value in enumerate(values):
        assert truth(found.position(stop)) == pytest.approx(value, rel=1e-12)
        assert found.stop_of(found.position(stop)) == stop


def test_what_was_changed_again_leads_to_the_stop_after_it(session):
    run(session, 5)
    move(session)
    between = session.timeline.position
    move(session, (0.5, 0.5))
    found = curve(session.timeline)
    assert found.stop_of(between) == 6
    assert found.position(6) == session.timeline.position
    root = Position(session.timeline.root, 0)
    assert found.stop_of(root) is None or found.stop_of(root) == 0


def test_an_edited_iteration_is_told_apart_by_the_side(session):
    run(session, 5)
    before = session.timeline.position
    move(session)
    after = session.timeline.position
    run(session, 5)
    found = curve(session.timeline)
    assert found.position(found.nearest(4.9)) == before
    assert found.position(found.nearest(5.0)) == after
    assert found.position(found.nearest(5.1)) == after


@given(st.floats(-3.0, 15.0))
def test_no_stop_is_nearer_than_the_nearest(iteration):
    found = curve(EDITED.timeline)
    away = np.abs(found.n_iter - iteration)
    assert away[found.nearest(iteration)] == away.min()


def edited():
    session = new_session()
    run(session, 5)
    move(session)
    run(session, 5)
    return session


EDITED = edited()


def test_a_hand_is_marked_with_what_it_did_and_what_that_changed(session):
    run(session, 5)
    before = session.derived.log_likelihood
    move(session, (9.0, 9.0))
    move(session, (8.0, 8.0))
    (mark,) = changes(curve(session.timeline))
    assert mark.kind is Kind.EDIT
    assert mark.labels == ("Move component 1", "Move component 1")
    assert mark.gain == pytest.approx(session.derived.log_likelihood - before)
    assert mark.gain < 0


def test_settings_are_marked_even_where_they_change_no_parameter(session):
    run(session, 5)
    change(session, tol=1e-3)
    (mark,) = changes(curve(session.timeline))
    assert (mark.kind, mark.gain, mark.stop) == (Kind.SETTINGS, 0.0, 6)


def test_a_restart_is_marked_and_a_first_start_is_not(session):
    run(session, 5)
    assert changes(curve(session.timeline)) == ()
    restart(session)
    (mark,) = changes(curve(session.timeline))
    assert (mark.kind, mark.stop) == (Kind.RESTART, 0)


def test_regularisation_is_named_where_it_lets_the_likelihood_fall(session):
    run(session, 60)
    change(session, reg_covar=0.5)
    run(session, 5)
    found = curve(session.timeline)
    falls = [one for one in changes(found) if one.kind is Kind.FALL]
    assert falls[0].stop == 62
    assert {fall.reason for fall in falls} == {Reason.REG_COVAR}
    assert falls[0].gain == pytest.approx(truth(found.position(62)) - truth(found.position(61)))


def test_a_prior_is_named_where_the_objective_rose_while_the_likelihood_fell(session):
    run(session, 60)
    change(session, prior=Prior())
    run(session, 20)
    falls = [one for one in changes(curve(session.timeline)) if one.kind is Kind.FALL]
    assert falls
    assert {fall.reason for fall in falls} == {Reason.PRIOR}
    assert all(fall.gain < 0 < fall.objective_gain for fall in falls)


def test_plain_em_falls_by_rounding_only_which_is_no_fall(session):
    run(session, 400)
    (segment,) = curve(session.timeline).segments
    assert (np.diff(segment.log_likelihood) < 0).any()
    assert changes(curve(session.timeline)) == ()


def test_the_objective_has_the_prior_of_every_kind_of_entry(session):
    change(session, prior=Prior())
    run(session, 3)
    move(session)
    found = curve(session.timeline)
    settings = EMSettings(prior=Prior())
    for segment in found.segments[-2:]:
        for index, value in enumerate(segment.objective):
            mixture = found.position(segment.first + index).entry.snapshot.mixture
            start = next(iterate_em(X, mixture, settings))
            assert value == pytest.approx(start.objective, rel=1e-12)


def test_branches_are_what_else_was_tried(session):
    run(session, 10)
    tip = session.timeline.position
    session.go_to(Position(tip.block, 3))
    move(session)
    run(session, 4)
    found = curve(session.timeline)
    (branch,) = branches(session.timeline, found)
    assert branch.n_iter.tolist() == [4, 5, 6, 7, 8, 9, 10]
    assert branch.position(6) == tip
    assert branch.name == ""
    session.timeline.name(tip.block, "before the hand")
    (branch,) = branches(session.timeline, curve(session.timeline))
    assert branch.name == "before the hand"
    assert branch.position(0) == Position(tip.block, 3)
    session.go_to(tip)
    (branch,) = branches(session.timeline, curve(session.timeline))
    assert branch.n_iter.tolist() == [4, 5, 6, 7, 8]


def test_a_branch_of_single_steps_is_one_branch_from_where_it_leaves(session):
    run(session, 4)
    fork = session.timeline.position
    for _ in range(3):
        half_steps(session)
    tip = session.timeline.position
    session.go_to(fork)
    move(session)
    (branch,) = branches(session.timeline, curve(session.timeline))
    assert branch.n_iter.tolist()[0] == 4
    assert branch.n_iter.tolist()[-1] == 7
    assert branch.position(len(branch.n_iter) - 1) == tip
    for index, value in enumerate(branch.log_likelihood):
        assert truth(branch.position(index)) == pytest.approx(value, rel=1e-12)


def test_earlier_attempts_are_branches_too_but_not_those_on_other_data(session):
    run(session, 6)
    restart(session)
    run(session, 2)
    (branch,) = branches(session.timeline, curve(session.timeline))
    assert len(branch.n_iter) == 7
    other = edits.new_data(session.snapshot, Dataset.from_array(X[:50]))
    session.commit(other, "Open", Cause.DATA)
    assert branches(session.timeline, curve(session.timeline)) == ()
