"""The verbs of EM by hand."""

from dataclasses import replace

import numpy as np
import pytest

from gmm_explorer.em import EMSettings, e_step, m_step
from gmm_explorer.model import Cause


def test_e_m_and_step_leave_behind_what_the_design_says(controller, session):
    stepping, start = controller.stepping, session.snapshot
    stepping.m_step()
    assert session.snapshot is start  # disabled while an E-step is needed
    stepping.e_step()
    assert session.snapshot.assigned_by is start.mixture
    stepping.m_step()
    after_m = session.snapshot
    assert after_m.n_iter == 1
    assert after_m.needs_e_step
    stepping.step()
    assert session.snapshot.n_iter == 2
    assert not session.snapshot.needs_e_step


def test_a_step_is_e_m_e(controller, session):
    start = session.snapshot
    responsibilities = e_step(start.dataset.X, start.mixture).responsibilities
    expected = m_step(start.dataset.X, responsibilities, start.settings)
    controller.stepping.step()
    np.testing.assert_allclose(session.snapshot.mixture.means, expected.means, rtol=1e-12)
    assert session.timeline.entry.label == "EM iteration 1"


def test_back_and_forward_move_by_entries(controller, session):
    for _ in range(3):
        controller.stepping.step()
    third = session.snapshot
    controller.stepping.back()
    assert session.snapshot.n_iter == 2
    controller.stepping.forward()
    assert session.snapshot is third


def test_restart_returns_to_the_last_hand_made_start(controller, session):
    start = session.snapshot
    for _ in range(3):
        controller.stepping.step()
    controller.stepping.restart()
    assert session.snapshot.mixture is start.mixture
    assert session.snapshot.n_iter == 0
    assert session.timeline.entry.cause is Cause.RESTART


def test_restart_at_the_start_does_nothing(controller, session):
    position = session.timeline.position
    controller.stepping.restart()
    assert session.timeline.position == position


def test_a_singular_component_is_named_and_the_session_stays(controller, session, heard):
    controller.editing.set_deviation(1, 0, 0.0)
    before = session.snapshot
    controller.stepping.step()
    assert session.snapshot is before
    assert "Component 2" in heard.told[-1].headline
    controller.editing.undo()
    controller.stepping.step()
    assert session.snapshot.n_iter == 1


def test_initialise_makes_a_new_start_each_time(controller, session):
    controller.presenting.prepare_start(replace(session.presentation.start, n_components=4))
    controller.stepping.initialize()
    first = session.snapshot
    assert first.n_components == 4
    assert first.n_iter == 0
    assert first.assigned_by is None
    assert session.timeline.entry.label == "Start: k-means++, seed 0"
    controller.stepping.initialize()
    assert session.timeline.entry.label == "Start: k-means++, seed 1"


def test_a_start_that_cannot_be_made_says_why(controller, session, heard):
    before = session.snapshot
    start = replace(session.presentation.start, n_components=10_000)
    controller.presenting.prepare_start(start)
    controller.stepping.initialize()
    assert session.snapshot is before
    assert heard.told[-1].headline == "No start was made."
    assert "10000" in heard.told[-1].text.replace(",", "")


def test_the_same_settings_again_are_no_entry(controller, session):
    position = session.timeline.position
    controller.stepping.change_settings(EMSettings())
    assert session.timeline.position == position
    controller.stepping.change_settings(EMSettings(covariance_type="diag"))
    assert session.timeline.entry.cause is Cause.SETTINGS


@pytest.mark.parametrize("verb", ["e_step", "m_step", "step", "back", "forward", "restart"])
def test_no_verb_minds_an_empty_window(controller, verb):
    getattr(controller.stepping, verb)()
    controller.stepping.initialize()
