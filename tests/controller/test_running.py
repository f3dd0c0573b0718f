"""Runs on a worker: one block, every reason to stop, nothing outdated."""

from dataclasses import replace

import numpy as np
import pytest

from gmm_explorer.data import Dataset
from gmm_explorer.em import Outcome, Prior, fit
from gmm_explorer.model import edits


def set_up(session, **settings):
    session.commit(
        edits.change_settings(session.snapshot, replace(session.snapshot.settings, **settings)),
        "Settings",
    )


def finish(qtbot, controller):
    with qtbot.waitSignal(controller.running.toggled, check_params_cb=lambda on: not on):
        controller.running.start()


def test_a_run_ends_where_fit_ends_and_is_one_block(qtbot, controller, session, heard):
    start = session.snapshot
    finish(qtbot, controller)
    expected = fit(start.dataset.X, start.mixture, start.settings)
    np.testing.assert_array_equal(session.snapshot.mixture.means, expected.mixture.means)
    assert session.snapshot.n_iter == expected.n_iter
    assert session.outcome is Outcome.CONVERGED
    assert heard.told[-1].headline == f"Converged after {expected.n_iter} iterations."
    assert "less than 1e−6" in heard.told[-1].text
    controller.editing.undo()
    assert session.snapshot is start


def test_a_run_at_its_limit_says_so(qtbot, controller, session, heard):
    set_up(session, max_iter=2, tol=0.0)
    finish(qtbot, controller)
    assert session.snapshot.n_iter == 2
    assert "limit of 2 iterations" in heard.told[-1].headline


def test_stop_keeps_what_was_reached(qtbot, controller, session, heard):
    set_up(session, max_iter=10**9, tol=0.0)
    controller.running.start()
    qtbot.waitUntil(lambda: session.frame.pending is not None)
    controller.running.stop()
    assert not controller.running.active
    assert session.snapshot.n_iter > 0
    assert session.outcome is Outcome.CANCELLED
    assert heard.told[-1].headline.startswith("Stopped by hand")
    reached = session.snapshot
    qtbot.wait(60)  # reports of the outdated job may still be queued
    assert session.snapshot is reached


def test_an_edit_ends_a_run_first(qtbot, controller, session):
    set_up(session, max_iter=10**9, tol=0.0)
    controller.running.start()
    qtbot.waitUntil(lambda: session.frame.pending is not None)
    controller.editing.drag_means((0,), 0, [0.0, 0.0])
    assert not controller.running.active
    assert session.snapshot.mixture.means[0].tolist() == [0.0, 0.0]
    controller.editing.finish("Move")
    assert session.timeline.position.block.parent.block.label.startswith("EM: iterations")


def test_a_collapse_ends_a_run_and_names_component_and_point(qtbot, controller, session, heard):
    point = session.snapshot.dataset.X[7]
    controller.editing.place(point, 1e-6 * np.eye(2))
    finish(qtbot, controller)
    assert session.outcome is Outcome.DEGENERATE
    assert "Component 3 has collapsed onto point 8" in heard.told[-1].headline
    assert session.derived.health[2].is_collapsed


def test_a_collapse_onto_copies_of_a_point_says_how_many(qtbot, controller, session, heard):
    controller.documents.take_data(
        Dataset.from_array([*np.full((20, 2), [1.0, -1.0]), *np.eye(2), [5.0, 7.0], [6.0, 9.0]]),
        "Open",
    )
    controller.editing.place([1.0, -1.0], 1e-4 * np.eye(2))
    controller.editing.place([4.0, 5.0], 9.0 * np.eye(2))
    finish(qtbot, controller)
    assert heard.told[-1].headline == (
        "Component 1 has collapsed onto 20 points at (1,\N{NO-BREAK SPACE}−1)."
    )


def test_without_data_or_components_nothing_runs(controller):
    controller.running.start()
    assert not controller.running.active


def test_a_failing_run_keeps_what_it_reached_and_raises(qtbot, controller, session, monkeypatch):
    def failing(*args):
        from gmm_explorer.em import iterate_em

        for state in iterate_em(*args):
            if state.n_iter == 2:
                raise RuntimeError("worker")
            yield state

    monkeypatch.setattr("gmm_explorer.controller.running.iterate_em", failing)
    with qtbot.captureExceptions() as exceptions:
        finish(qtbot, controller)
        qtbot.wait(1)
    assert [str(error) for _, error, _ in exceptions] == ["worker"]
    assert session.snapshot.n_iter == 1


@pytest.mark.parametrize("n_iter", [1])
def test_a_run_of_one_iteration_is_called_so(qtbot, controller, session, n_iter):
    set_up(session, max_iter=n_iter, tol=0.0)
    finish(qtbot, controller)
    assert session.timeline.position.block.label == "EM iteration 1"


def test_convergence_under_a_prior_names_what_was_climbed(qtbot, controller, session, heard):
    set_up(session, prior=Prior())
    finish(qtbot, controller)
    assert "penalised log-likelihood per point gained less than 1e−6" in heard.told[-1].text


def test_a_component_too_large_to_begin_from_is_refused_with_a_reason(
    qtbot, controller, session, heard
):
    controller.editing.place([0.0, 0.0], np.eye(2) * 1e305)
    before = session.snapshot
    finish(qtbot, controller)
    assert session.snapshot is before
    assert "component 3 is farther" in heard.told[-1].text.lower()
