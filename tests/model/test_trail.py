"""The way of the means against the entries one by one."""

import numpy as np
import pytest

from gmm_explorer.data import Dataset
from gmm_explorer.em import Mixture, iterate_em
from gmm_explorer.model import Cause, Position, Run, Session, Trail, edits, marks, mixture_before
from gmm_explorer.model.entry import Stacked
from gmm_explorer.model.restating import standardised

X = np.random.default_rng(3).normal(size=(60, 2)) + np.repeat([[0.0, 0.0], [5.0, 2.0]], 30, axis=0)
START = Mixture([0.5, 0.5], [[1.0, 1.0], [3.0, 1.0]], [np.eye(2)] * 2)


@pytest.fixture
def session():
    session = Session()
    opened = edits.new_data(session.snapshot, Dataset.from_array(X))
    session.commit(opened, "Open", Cause.DATA)
    session.commit(edits.new_start(opened, START), "Initialise", Cause.START)
    return session


def run(session, n_iter):
    from dataclasses import replace

    settings = replace(session.snapshot.settings, tol=0.0, max_iter=n_iter)
    states = list(iterate_em(X, session.snapshot.mixture, settings))
    session.play_on(Run(session.snapshot, states[1:]))


def slowly(position):
    """Walk the entries one by one, as the trail is defined."""
    found, step = [], position
    while step is not None:
        mixture = step.entry.snapshot.mixture
        if mixture is None or (found and len(mixture.means) != len(found[-1])):
            break
        found.append(mixture.means)
        if step.entry.snapshot.n_iter == 0:
            break
        step = Position(step.block, step.at - 1) if step.at else step.block.parent
    return np.array(found[::-1])


def positions(session):
    found, step = [], session.timeline.position
    while step is not None:
        found.append(step)
        step = Position(step.block, step.at - 1) if step.at else step.block.parent
    return found


def test_it_runs_from_the_start_through_runs_and_edits(session):
    run(session, 5)
    session.commit(edits.move_mean(session.snapshot, 0, [4.0, 4.0]), "Move")
    run(session, 3)
    trail = Trail().at(session.timeline.position)
    assert trail.shape == (1 + 5 + 1 + 3, 2, 2)
    np.testing.assert_array_equal(trail[0], START.means)
    np.testing.assert_array_equal(trail[6, 0], [4.0, 4.0])
    np.testing.assert_array_equal(trail[-1], session.snapshot.mixture.means)


def test_one_trail_follows_to_any_position_in_any_order(session):
    run(session, 6)
    middle = positions(session)[3]
    session.go_to(middle)
    session.commit(edits.move_mean(session.snapshot, 1, [0.0, 0.0]), "Move")
    run(session, 4)
    here = positions(session)
    session.go_to(middle)
    run(session, 2)
    everywhere = here + positions(session)
    trail = Trail()
    for index in np.random.default_rng(0).integers(len(everywhere), size=300):
        position = everywhere[index]
        expected = slowly(position)
        found = trail.at(position)
        if len(expected):
            np.testing.assert_array_equal(found, expected)
        else:
            assert found.shape == (1, 0, 2)


def test_a_new_start_and_another_number_of_components_begin_anew(session):
    run(session, 4)
    trail = Trail()
    assert len(trail.at(session.timeline.position)) == 5
    session.commit(edits.place_component(session.snapshot, [0.0, 0.0], np.eye(2)), "Place")
    assert trail.at(session.timeline.position).shape == (1, 3, 2)
    run(session, 2)
    assert trail.at(session.timeline.position).shape == (3, 3, 2)
    session.commit(edits.new_start(session.snapshot, START), "Initialise", Cause.START)
    np.testing.assert_array_equal(trail.at(session.timeline.position), START.means[None])


def test_without_components_it_is_empty():
    assert Trail().at(Session().timeline.position).shape == (1, 0, 2)


def test_on_a_line_the_marks_are_the_peaks():
    stacked = Stacked(
        np.array([[0.5, 0.5]]), np.array([[[1.0], [2.0]]]), np.array([[[[4.0]], [[0.0]]]])
    )
    np.testing.assert_allclose(marks(stacked), [[[1.0, 0.5 * 0.19947114020071635], [2.0, np.inf]]])


def test_the_mixture_before_is_another_one(session):
    before = session.snapshot.mixture
    session.commit(edits.assign(session.snapshot), "E-step", Cause.E_STEP)
    assert mixture_before(session.timeline.position) is None
    run(session, 1)
    assert mixture_before(session.timeline.position) is before


def test_in_other_units_trail_and_last_state_begin_anew_and_come_back_with_undo(session):
    run(session, 4)
    before = session.timeline.position
    old, ghost = Trail().at(before).copy(), mixture_before(before)
    session.commit(standardised(session.snapshot, True), "Standardise", Cause.DATA)
    trail = Trail()
    here = session.timeline.position
    np.testing.assert_array_equal(trail.at(here), session.snapshot.mixture.means[None])
    assert mixture_before(here) is None
    session.commit(edits.scale_components(session.snapshot, [0], 1.5), "Scale")
    assert trail.at(session.timeline.position).shape == (2, 2, 2)
    assert np.abs(trail.at(session.timeline.position)).max() < 3.0
    session.go_to(before)
    np.testing.assert_array_equal(trail.at(before), old)
    assert mixture_before(before) is ghost
