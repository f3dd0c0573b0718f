"""Set-ups of a collapse: one entry each, from any state, and refusals that say why."""

from dataclasses import replace

import numpy as np
import pytest

from gmm_explorer.controller import collapsing
from gmm_explorer.data import Dataset
from gmm_explorer.em import Outcome, Prior
from gmm_explorer.model import Cause, edits

TRIGGERS = {
    "on_point": "point",
    "on_line": "line",
    "on_duplicates": "point",
    "empty": "empty",
    "few_points": "point",
}


def run(qtbot, controller):
    with qtbot.waitSignal(controller.running.toggled, check_params_cb=lambda on: not on):
        controller.running.start()


def set_up(controller, name):
    getattr(controller.collapsing, name)()


@pytest.mark.parametrize("name", TRIGGERS)
def test_one_entry_from_which_a_run_collapses(qtbot, controller, session, heard, name):
    before, n_blocks = session.snapshot, len(session.timeline.outline.rows)
    set_up(controller, name)
    assert len(session.timeline.outline.rows) == n_blocks + 1
    assert session.timeline.entry.label.startswith("Set up: ")
    assert heard.told[-1].headline.startswith("Ready: ")
    run(qtbot, controller)
    assert TRIGGERS[name] in {one.status for one in session.derived.health}
    assert "collapsed" in heard.told[-1].headline or "lost all" in heard.told[-1].headline
    controller.editing.undo()
    controller.editing.undo()
    assert session.snapshot is before


def test_the_selected_component_goes_onto_the_marked_point(controller, session):
    controller.presenting.select([1])
    controller.presenting.mark([7])
    controller.collapsing.on_point()
    np.testing.assert_array_equal(session.snapshot.mixture.means[1], session.snapshot.dataset.X[7])


def test_else_the_lightest_one_goes_onto_the_point_asked_for(controller, session):
    controller.presenting.select([])
    controller.editing.set_weight(0, 0.1)
    controller.collapsing.on_point(90)
    np.testing.assert_array_equal(session.snapshot.mixture.means[0], session.snapshot.dataset.X[90])
    assert session.timeline.entry.label == "Set up: a component on point 91"


def test_what_keeps_components_from_collapsing_is_switched_off_and_told(
    qtbot, controller, session, heard
):
    kept = replace(session.snapshot.settings, reg_covar=1e-3, prior=Prior(), covariance_type="tied")
    controller.stepping.change_settings(kept)
    controller.collapsing.on_point()
    now = session.snapshot.settings
    assert (now.reg_covar, now.prior, now.covariance_type) == (0.0, None, "full")
    assert "is off" in heard.told[-1].text
    run(qtbot, controller)
    assert session.outcome is Outcome.DEGENERATE


def test_other_points_are_other_data_and_begin_at_iteration_0(controller, session):
    controller.stepping.step()
    controller.collapsing.on_duplicates()
    assert session.timeline.entry.cause is Cause.DATA
    assert session.snapshot.n_iter == 0
    assert session.snapshot.dataset.n_samples > 120


def test_identical_components_never_separate(qtbot, controller, session):
    controller.collapsing.identical()
    run(qtbot, controller)
    means = session.snapshot.mixture.means
    np.testing.assert_allclose(means[0], means[1])
    assert session.outcome is Outcome.CONVERGED


@pytest.mark.parametrize("name", [*TRIGGERS, "identical"])
def test_without_data_it_says_what_to_do(controller, heard, name):
    set_up(controller, name)
    assert heard.told[-1].headline == "No collapse was set up."
    assert "open, generate or choose an example" in heard.told[-1].text


def test_a_line_is_refused_on_a_line_of_numbers(controller, heard):
    controller.documents.take_data(Dataset.from_array(np.arange(9.0)[:, None]), "Open")
    controller.collapsing.on_line()
    assert "set it on a point instead" in heard.told[-1].text


def test_many_points_are_tried_out_on_a_worker(qtbot, controller, session, heard, monkeypatch):
    monkeypatch.setattr(collapsing, "AT_ONCE", 50)
    before = session.snapshot
    controller.collapsing.on_point(3)
    assert session.snapshot is before
    assert heard.told[-1].headline == "Setting up a collapse."
    qtbot.waitUntil(lambda: session.snapshot is not before)
    assert session.timeline.entry.label == "Set up: a component on point 4"


def test_an_edit_meanwhile_drops_what_is_tried_out(qtbot, controller, session, monkeypatch):
    monkeypatch.setattr(collapsing, "AT_ONCE", 50)
    controller.collapsing.on_point(3)
    controller.editing.set_weight(0, 0.3)
    edited = session.snapshot
    controller.stepping.change_settings(replace(edited.settings, max_iter=3, tol=0.0))
    run(qtbot, controller)  # on the same worker, after what was dropped
    assert session.timeline.position.block.parent.block.parent.entry.snapshot is edited


def test_it_is_the_same_whether_coloured_or_grey(controller, session):
    session.commit(edits.assign(session.snapshot), "E-step", Cause.E_STEP)
    controller.collapsing.on_point(3)
    assert session.snapshot.assigned_by is session.snapshot.mixture
