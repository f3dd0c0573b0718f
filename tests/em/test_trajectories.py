"""Every iteration against 50-digit arithmetic, and collapses against their exact course."""

import math

import numpy as np
import pytest

from gmm_explorer.em import (
    InvalidDataError,
    Outcome,
    aic,
    bic,
    e_step,
    ellipse_axes,
    fit,
    iterate_em,
    log_density,
    n_parameters,
)


def test_every_iteration_is_the_true_one(trajectory, way, assert_same):
    truth = trajectory["truth"]
    states = list(way(trajectory.X, trajectory.start, trajectory.settings))
    assert [state.n_iter for state in states] == list(range(trajectory["n_iter"] + 1))
    found = np.array([state.log_likelihood for state in states])
    expected = np.array([float(text) for text in truth["loglik"]])
    room = trajectory["tolerance"]["loglik"] * np.maximum(trajectory["N"], np.abs(expected))
    assert np.all(np.abs(found - expected) <= room)
    for t, parameters in truth["parameters"].items():
        bounds = trajectory["tolerance"]["parameters"]
        assert_same(states[int(t)].mixture, parameters, bounds)


def test_criteria_of_the_last_state_are_true(trajectory):
    truth = trajectory["truth"]
    last = fit(trajectory.X, trajectory.start, trajectory.settings)
    free = n_parameters(trajectory["K"], trajectory["D"], "full")
    assert free == truth["n_parameters"]
    assert aic(last.log_likelihood, free) == pytest.approx(float(truth["aic_final"]), rel=1e-9)
    expected = float(truth["bic_final_smaller_is_better"])
    assert bic(last.log_likelihood, free, trajectory["N"]) == pytest.approx(expected, rel=1e-9)


def test_posteriors_and_densities_of_the_last_state_are_true(trajectory):
    truth = trajectory["truth"]
    last = fit(trajectory.X, trajectory.start, trajectory.settings).mixture
    room = 1e3 * trajectory["tolerance"]["loglik"]
    r = e_step(trajectory.X, last).responsibilities
    expected = np.array(truth["responsibilities_final_first5"], dtype=object).astype(float)
    np.testing.assert_allclose(r[:5], expected, rtol=0, atol=max(1e-9, room))
    if truth["map_min_margin_final"] > 1e-6:
        assert r.argmax(axis=1).tolist() == truth["map_labels_final"]
    probes = np.array(truth["probes"]["points"], dtype=float)
    densities = [float(text) for text in truth["probes"]["mixture_logpdf_final"]]
    assert log_density(probes, last) == pytest.approx(densities, rel=max(1e-8, room))


def test_ellipses_of_the_last_state_are_true(trajectory):
    if trajectory["D"] != 2:
        return
    last = fit(trajectory.X, trajectory.start, trajectory.settings).mixture
    ellipses = trajectory["truth"]["ellipses_final"]
    assert len(ellipses) == last.n_components
    for covariance, truth in zip(last.covariances, ellipses, strict=True):
        semi_axes, angle = ellipse_axes(covariance)
        expected = [float(text) for text in truth["semi_axes_1sd"]]
        assert semi_axes == pytest.approx(expected, rel=1e-6)
        turn = math.radians(float(truth["major_axis_angle_deg"])) - angle
        eccentric = expected[0] / expected[1] > 1.001
        assert not eccentric or math.sin(turn) == pytest.approx(0, abs=1e-6)


def test_a_collapse_is_reported_in_its_window_and_nothing_else_is(collapse, way):
    expected = collapse["expected"]
    if expected["verdict"] == "no-trigger-or-refuse":
        with pytest.raises(InvalidDataError, match="another unit"):
            list(way(collapse.X, collapse.start, collapse.settings))
        return
    states = list(way(collapse.X, collapse.start, collapse.settings))
    last = states[-1]
    named = [k + 1 for k, health in enumerate(last.health) if health.is_collapsed]
    assert all(math.isfinite(state.log_likelihood) for state in states[:-1])
    if expected["verdict"] != "trigger":
        assert last.outcome is Outcome.MAX_ITER
        assert named == []
        return
    assert last.outcome is Outcome.DEGENERATE
    assert named
    assert set(named) <= set(expected["components_1based"])
    earliest = expected["report_not_before_iteration"]
    assert earliest <= last.n_iter <= expected["report_no_later_than_after_iteration"]


def test_a_lone_point_is_named_as_the_owner(case_named, way):
    case = case_named("C02")
    *_, last = way(case.X, case.start, case.settings)
    health = last.health[1]
    assert health.status == "point"
    assert case.X[health.owner].tolist() == [9.0, 9.0]


def test_points_in_a_line_are_a_line(case_named, way):
    case = case_named("C04")
    *_, last = way(case.X, case.start, case.settings)
    assert (last.health[1].status, last.health[1].owner) == ("line", None)


def test_shifted_and_scaled_data_give_the_same_course(case_named):
    """R22 and R25 are R15 moved and stretched, R26 shrunk, R30 seven times over."""
    base, tiny, seven = (
        np.array([s.log_likelihood for s in iterate_em(c.X, c.start, c.settings)])
        for c in map(case_named, ("R15", "R26", "R30"))
    )
    n_values = 132 * 2
    np.testing.assert_allclose(tiny, base + n_values * 30 * math.log(2), rtol=1e-12)
    np.testing.assert_allclose(seven, 7 * base[: len(seven)], rtol=1e-12)
