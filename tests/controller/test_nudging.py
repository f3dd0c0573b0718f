"""Bursts of small changes: one history entry, ended by a pause or by whatever else is done."""

import numpy as np
import pytest

FINER = np.array([0.1, 0.0])


@pytest.fixture
def nudging(controller, session):
    controller.presenting.select([0])
    return controller.nudging


def entries(session):
    return sum(1 for _ in session.timeline.past())


def test_a_burst_is_one_entry(session, nudging):
    before, start = entries(session), session.snapshot.mixture
    for _ in range(5):
        nudging.nudge(FINER)
    assert entries(session) == before
    assert session.frame.previewing
    nudging.finish()
    assert entries(session) == before + 1
    assert session.timeline.entry.label == "Nudge component 1"
    np.testing.assert_allclose(session.snapshot.mixture.means[0], start.means[0] + 5 * FINER)
    np.testing.assert_array_equal(session.snapshot.mixture.means[1], start.means[1])


def test_a_pause_ends_it(session, nudging, qtbot):
    before = entries(session)
    nudging.scale(2.0)
    qtbot.waitUntil(lambda: not nudging.active)
    assert entries(session) == before + 1
    assert session.timeline.entry.label == "Scale component 1"


def test_a_held_key_goes_on_until_it_is_let_go(session, nudging, qtbot):
    nudging.nudge(FINER, held=True)
    assert not nudging._pause.isActive()
    nudging.let_go()
    qtbot.waitUntil(lambda: not nudging.active)
    assert session.timeline.entry.label == "Nudge component 1"


def test_undo_enters_it_first_and_takes_back_the_whole_burst(controller, session, nudging):
    before = session.snapshot
    nudging.nudge(FINER)
    nudging.nudge(FINER)
    controller.editing.undo()
    assert session.snapshot is before
    controller.editing.redo()
    np.testing.assert_allclose(session.snapshot.mixture.means[0], [-1.8, 0.0])


def test_any_verb_of_em_starts_from_it(controller, session, nudging):
    nudging.nudge(FINER)
    controller.stepping.e_step()
    assert session.timeline.entry.label == "E-step"
    assert session.timeline.before.entry.label == "Nudge component 1"
    assert session.snapshot.assigned_by.means[0, 0] == -1.9


def test_another_verb_or_other_components_begin_anew(controller, session, nudging):
    nudging.nudge(FINER)
    nudging.scale(2.0)
    assert session.timeline.entry.label == "Nudge component 1"
    controller.presenting.select([0, 1])
    nudging.scale(2.0)
    assert session.timeline.entry.label == "Scale component 1"
    nudging.finish()
    assert session.timeline.entry.label == "Scale components 1, 2"
    np.testing.assert_allclose(session.snapshot.mixture.covariances[0], 16.0 * np.eye(2))


def test_cancelling_gives_the_state_back(session, nudging):
    before, n_entries = session.snapshot, entries(session)
    nudging.nudge(FINER)
    assert nudging.cancel()
    assert session.snapshot is before
    assert not nudging.cancel()
    nudging.finish()
    assert entries(session) == n_entries


def test_nothing_selected_is_nothing_done(controller, session, nudging):
    controller.presenting.select([])
    before = session.snapshot
    nudging.nudge(FINER)
    assert session.snapshot is before
    assert not nudging.active
