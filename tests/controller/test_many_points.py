"""What is done on workers where there are many points: the same, only later."""

import math
from dataclasses import replace

import numpy as np
import pytest

from gmm_explorer.em import EMSettings, e_step, fit
from gmm_explorer.model import Cause, Playback, edits, expecting


@pytest.fixture
def many(monkeypatch, qtbot, controller, session):
    """Return the session, in which so few points already count as many."""
    monkeypatch.setattr(expecting, "LARGE", 100)
    controller.stepping.e_step()
    wait(qtbot, session)
    return session


def wait(qtbot, session):
    qtbot.waitUntil(lambda: not session.derived.awaited)


def check(session):
    """Compare what is shown with what follows from it."""
    X, snapshot = session.snapshot.dataset.X, session.snapshot
    truth = e_step(X, snapshot.mixture).log_likelihood
    assert session.derived.log_likelihood == pytest.approx(truth, rel=1e-12)
    colours = e_step(X, snapshot.assigned_by).responsibilities
    np.testing.assert_allclose(session.derived.responsibilities, colours, atol=1e-12)


def test_an_edit_shows_its_parameters_at_once_and_the_rest_when_it_is_there(
    qtbot, controller, many
):
    colours = many.derived.responsibilities
    controller.editing.drag_means([0], 0, [-3.0, 0.5])
    controller.editing.finish("Move component 1")
    assert many.snapshot.mixture.means[0].tolist() == [-3.0, 0.5]
    assert many.derived.awaited
    assert many.derived.log_likelihood is None
    assert many.derived.responsibilities is colours
    wait(qtbot, many)
    check(many)
    assert many.timeline.entry.log_likelihood == many.derived.log_likelihood


def test_of_many_moves_the_last_one_is_coloured(qtbot, controller, many):
    for x in np.linspace(-3.0, 3.0, 40):
        controller.editing.drag_means([0], 0, [x, 0.0])
    controller.editing.finish("Move component 1")
    wait(qtbot, many)
    check(many)


def test_steps_are_those_of_em_in_their_order(qtbot, controller, many):
    start = many.snapshot
    for _ in range(3):
        controller.stepping.step()
    qtbot.waitUntil(lambda: many.snapshot.n_iter == 3)
    wait(qtbot, many)
    expected = fit(start.dataset.X, start.mixture, EMSettings(tol=0.0, max_iter=3))
    np.testing.assert_allclose(many.snapshot.mixture.means, expected.mixture.means, rtol=1e-9)
    check(many)


def test_an_m_step_keeps_the_colours_of_before(qtbot, controller, many):
    before = many.snapshot.mixture
    controller.stepping.m_step()
    qtbot.waitUntil(lambda: many.snapshot.n_iter == 1)
    assert many.snapshot.assigned_by is before
    wait(qtbot, many)
    check(many)


def test_an_edit_drops_a_step_that_is_under_way(qtbot, controller, many):
    controller.stepping.step()
    assert controller.stepping.active
    controller.editing.place([0.0, 3.0], np.eye(2))
    assert not controller.stepping.active
    controller.stepping.e_step()
    wait(qtbot, many)
    assert many.snapshot.n_iter == 0
    assert many.snapshot.n_components == 3


@pytest.mark.parametrize("go_on", ["step", "run", "play"])
def test_what_is_edited_just_before_em_goes_on_has_a_log_likelihood(qtbot, controller, many, go_on):
    controller.stepping.change_settings(EMSettings(tol=0.0, max_iter=3))
    controller.editing.drag_means([0], 0, [-3.0, 0.5])
    controller.editing.finish("Move component 1")
    edited = many.timeline.position
    assert edited.entry.log_likelihood is None
    verbs = {
        "step": controller.stepping.step,
        "run": controller.running.start,
        "play": controller.playing.play,
    }
    controller.playing.play_by(Playback(speed=math.inf))
    verbs[go_on]()
    qtbot.waitUntil(lambda: many.timeline.position.block is not edited.block)
    controller.playing.pause()
    truth = e_step(many.snapshot.dataset.X, edited.entry.snapshot.mixture).log_likelihood
    assert edited.entry.log_likelihood == pytest.approx(truth, rel=1e-12)


def test_playing_ends_where_fit_ends(qtbot, controller, many):
    start = many.snapshot
    controller.playing.play_by(Playback(speed=math.inf))
    with qtbot.waitSignal(controller.playing.toggled, check_params_cb=lambda on: not on):
        controller.playing.play()
    expected = fit(start.dataset.X, start.mixture, start.settings)
    assert many.snapshot.n_iter == expected.n_iter
    wait(qtbot, many)
    check(many)


def test_pausing_drops_the_iteration_under_way_and_play_goes_on(qtbot, controller, many):
    controller.playing.play_by(Playback(speed=math.inf))
    controller.stepping.change_settings(EMSettings(tol=0.0, max_iter=10**6))
    controller.playing.play()
    qtbot.waitUntil(lambda: many.snapshot.n_iter >= 3)
    controller.playing.pause()
    reached = many.snapshot
    controller.playing.play()
    qtbot.waitUntil(lambda: many.snapshot.n_iter > reached.n_iter)
    controller.playing.pause()
    assert reached.n_iter > 0


def test_half_steps_are_played(qtbot, controller, many):
    controller.playing.play_by(replace(Playback(), speed=math.inf, half_steps=True))
    controller.playing.play()
    qtbot.waitUntil(lambda: many.snapshot.n_iter >= 2)
    controller.playing.pause()
    causes = {position.entry.cause for position in many.timeline.past()}
    assert {Cause.E_STEP, Cause.M_STEP} <= causes


def test_a_run_and_the_way_back_through_it(qtbot, controller, many):
    with qtbot.waitSignal(controller.running.toggled, check_params_cb=lambda on: not on):
        controller.running.start()
    for _ in range(3):
        controller.stepping.back()
        assert many.derived.log_likelihood is not None
    wait(qtbot, many)
    check(many)


def test_a_component_without_density_is_named_later_too(qtbot, controller, many):
    many.commit(edits.change_covariance(many.snapshot, 1, np.zeros((2, 2))), "Flatten")
    wait(qtbot, many)
    assert many.derived.log_likelihood == math.inf
    assert many.derived.problem.component == 1


def test_it_can_be_completed_at_once(controller, many):
    controller.editing.drag_means([0], 0, [-3.0, 0.5])
    assert many.derived.awaited
    many.complete()
    check(many)
