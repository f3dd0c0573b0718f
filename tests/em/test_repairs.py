"""Repairs: every collapse of the cases is cured or the repair says why not."""

import math
from dataclasses import replace

import numpy as np
import pytest

from gmm_explorer.em import (
    EMSettings,
    InvalidDataError,
    Mixture,
    Outcome,
    diagnose,
    fit,
    iterate_em,
    prepare,
)
from gmm_explorer.em.repairs import (
    AddToDiagonal,
    Drop,
    FloorEigenvalues,
    Patient,
    RepairError,
    ResetComponent,
    SplitLargest,
    Tie,
    UsePrior,
    cure,
    patient_of,
)

ONCE = [AddToDiagonal(), AddToDiagonal(1e-6, is_relative=False), FloorEigenvalues()]
STANDING = [
    AddToDiagonal(at_every_step=True),
    AddToDiagonal(1e-6, is_relative=False, at_every_step=True),
    FloorEigenvalues(at_every_step=True),
    UsePrior(),
]
ANEW = [ResetComponent("random"), ResetComponent("farthest"), ResetComponent("worst")]
ANEW += [SplitLargest(), Drop(), Tie()]


def rng():
    return np.random.default_rng(0)


def collapsed_state(case):
    """Run a case to its collapse; skip those that have none."""
    if case["expected"]["verdict"] != "trigger":
        pytest.skip("it does not collapse")
    try:
        last = fit(case.X, case.start, replace(case.settings, tol=1e-6, max_iter=1000))
    except InvalidDataError:
        pytest.skip("it is refused")
    assert last.outcome is Outcome.DEGENERATE
    return patient_of(prepare(case.X), last.mixture, case.settings, last.health)


def tried(repair, patient):
    """Return what a repair leaves, or None and why not."""
    try:
        return cure(repair, patient, rng()), ""
    except RepairError as error:
        return None, str(error)


def converged(cured, data):
    """Run EM from what a repair left."""
    return fit(data, cured.mixture, replace(cured.settings, tol=1e-6, max_iter=2000))


@pytest.mark.parametrize("repair", [*ONCE, *STANDING, *ANEW], ids=repr)
def test_a_repair_leaves_a_state_that_em_goes_on_from_or_says_why(collapse, repair):
    patient = collapsed_state(collapse)
    cured, reason = tried(repair, patient)
    if cured is None:
        assert len(reason) > 30
        return
    assert math.isclose(cured.mixture.weights.sum(), 1.0, abs_tol=1e-12)
    for health in diagnose(patient.data, cured.mixture):
        assert health.min_eigenvalue >= 1e-10
    states = list(iterate_em(patient.data, cured.mixture, replace(cured.settings, max_iter=20)))
    assert math.isfinite(states[0].log_likelihood)
    last = converged(cured, patient.data)
    if repair in STANDING:
        assert not any(health.status in ("point", "line") for health in last.health)
    if last.outcome is not Outcome.DEGENERATE:
        assert math.isfinite(last.log_likelihood)


@pytest.mark.parametrize("repair", STANDING, ids=repr)
def test_a_standing_repair_ends_every_collapse_for_good(collapse, repair):
    patient = collapsed_state(collapse)
    X = patient.data.X
    cured, reason = tried(repair, patient)
    if cured is None:
        has_no_points = patient.is_empty[list(patient.components)].any()
        is_flat = np.linalg.matrix_rank(X - X.mean(axis=0), tol=1e-9) < X.shape[1]
        assert has_no_points or is_flat, reason
        return
    last = converged(cured, patient.data)
    statuses = {health.status for health in last.health if health.is_collapsed}
    assert statuses <= {"empty"}  # more components than points: one may be left with none
    assert statuses or last.outcome in (Outcome.CONVERGED, Outcome.MAX_ITER)


def outlier():
    """Return forty points and one far away, and a start of which one component sits on that."""
    X = np.concatenate([np.random.default_rng(1).normal(size=(40, 2)), [[9.0, 9.0]]])
    return X, Mixture([0.5, 0.5], [[0, 0], [9, 9]], [np.eye(2), np.eye(2) * 0.01])


def outlier_collapsed(settings=EMSettings()):  # noqa: B008 - immutable
    X, start = outlier()
    last = fit(X, start, settings)
    return patient_of(prepare(X), last.mixture, settings, last.health)


def test_adding_once_widens_the_collapsed_alone():
    patient = outlier_collapsed()
    cured = cure(AddToDiagonal(1e-3), patient, rng())
    variances = np.diag(np.var(patient.data.X, axis=0))
    added = cured.mixture.covariances - patient.mixture.covariances
    np.testing.assert_allclose(added[1], 1e-3 * variances, rtol=1e-9)
    assert not added[0].any()
    assert cured.settings is patient.settings


def test_adding_at_every_step_becomes_reg_covar():
    patient = outlier_collapsed()
    cured = cure(AddToDiagonal(1e-6, is_relative=False, at_every_step=True), patient, rng())
    assert cured.settings.reg_covar == 1e-6
    relative = cure(AddToDiagonal(1e-3, at_every_step=True), patient, rng())
    assert relative.settings.reg_covar == pytest.approx(
        1e-3 * patient.data.X.var(axis=0).min(), rel=0.05
    )


def test_a_floor_raises_only_what_is_below():
    patient = outlier_collapsed()
    cured = cure(FloorEigenvalues(0.01), patient, rng())
    health = diagnose(patient.data, cured.mixture)
    assert health[1].min_eigenvalue == pytest.approx(0.01)
    np.testing.assert_array_equal(cured.mixture.covariances[0], patient.mixture.covariances[0])


def test_a_prior_redoes_the_last_m_step():
    """Against table 1 of Fraley & Raftery (2007), written out for one component."""
    patient = outlier_collapsed()
    mixture = cure(UsePrior(), patient, rng()).mixture
    X, n, d, kappa, nu = patient.data.X, patient.mixture.weights[1] * 41, 2, 0.01, 4
    mean = (n * patient.mixture.means[1] + kappa * X.mean(axis=0)) / (n + kappa)
    away = patient.mixture.means[1] - X.mean(axis=0)
    scatter = n * patient.mixture.covariances[1] + kappa * n / (kappa + n) * np.outer(away, away)
    expected = (np.cov(X.T) / 2 + scatter) / (nu + n + d + 2)
    np.testing.assert_allclose(mixture.means[1], mean, rtol=1e-12)
    np.testing.assert_allclose(mixture.covariances[1], expected, rtol=1e-12)


@pytest.mark.parametrize("place", ["farthest", "worst"])
def test_a_reset_component_begins_where_it_is_needed(place):
    X = np.concatenate([np.random.default_rng(2).normal(size=(60, 2)), [[0.0, 40.0]]])
    mixture = Mixture([0.7, 0.3], [[0, 0], [1, 1]], [np.eye(2), np.zeros((2, 2))])
    patient = Patient(prepare(X), mixture, EMSettings(), np.array([60.0, 1.0]), (1,))
    cured = cure(ResetComponent(place), patient, rng()).mixture
    np.testing.assert_array_equal(cured.means[1], X[-1])
    np.testing.assert_allclose(cured.covariances[1], np.cov(X.T, bias=True))
    np.testing.assert_allclose(cured.weights, [0.5, 0.5])


def test_both_halves_of_a_split_are_what_was_split():
    patient = outlier_collapsed()
    halves, whole = cure(SplitLargest(), patient, rng()).mixture, patient.mixture
    mean = halves.weights @ halves.means
    away = halves.means - mean
    spread = halves.covariances + away[:, :, None] * away[:, None, :]
    np.testing.assert_allclose(mean, whole.means[0], atol=1e-12)
    np.testing.assert_allclose(np.tensordot(halves.weights, spread, 1), whole.covariances[0])
    assert halves.weights[0] == halves.weights[1] == 0.5


def test_dropping_leaves_the_others_their_proportions():
    X = np.random.default_rng(3).normal(size=(50, 1))
    mixture = Mixture([0.2, 0.5, 0.3], [[-1], [0], [1]], [[[1]], [[0]], [[1]]])
    patient = Patient(prepare(X), mixture, EMSettings(), 50 * mixture.weights, (1,))
    np.testing.assert_allclose(cure(Drop(), patient, rng()).mixture.weights, [0.4, 0.6])


def test_tying_gives_all_one_covariance():
    cured = cure(Tie(), outlier_collapsed(), rng())
    assert cured.settings.covariance_type == "tied"
    np.testing.assert_array_equal(*cured.mixture.covariances)


def test_a_repair_that_cannot_help_says_why():
    X = np.linspace(0, 1, 20)[:, None] * [1.0, 2.0]
    mixture = Mixture([1.0], [[0.5, 1.0]], [np.cov(X.T, bias=True)])
    patient = Patient(prepare(X), mixture, EMSettings(), np.array([20.0]), (0,))
    for repair, reason in {
        ResetComponent(): "lie on a line",
        UsePrior(): "lie on a line",
        Drop(): "none would be left",
        SplitLargest(): "none to split",
        Tie(): "single component",
        AddToDiagonal(0.0): "above 0",
        FloorEigenvalues(0.0): "above 0",
    }.items():
        with pytest.raises(RepairError, match=reason):
            cure(repair, patient, rng())


def test_an_empty_component_is_not_widened():
    X, _ = outlier()
    mixture = Mixture([0.5, 0.5], [[0, 0], [1e4, 1e4]], [np.eye(2)] * 2)
    patient = Patient(prepare(X), mixture, EMSettings(), np.array([41.0, 0.0]), (1,))
    for repair in (AddToDiagonal(), FloorEigenvalues(), Tie()):
        with pytest.raises(RepairError, match="has no points"):
            cure(repair, patient, rng())
    assert cure(UsePrior(), patient, rng()).mixture.means[1] == pytest.approx(X.mean(axis=0))


def test_a_prior_gives_no_weight_to_a_component_that_has_none():
    X, _ = outlier()
    mixture = Mixture([1.0, 0.0], [[0, 0], [9, 9]], [np.eye(2)] * 2)
    patient = Patient(prepare(X), mixture, EMSettings(), np.array([41.0, 0.0]), (1,))
    with pytest.raises(RepairError, match="no weight left"):
        cure(UsePrior(), patient, rng())


def test_one_amount_for_columns_of_very_different_scales_says_that_it_is_nothing():
    X, start = outlier()
    units = np.array([1e-9, 1.0])
    stretched = Mixture(
        start.weights, start.means * units, start.covariances * np.outer(units, units)
    )
    last = fit(X * units, stretched, EMSettings())
    patient = patient_of(prepare(X * units), last.mixture, EMSettings(), last.health)
    with pytest.raises(RepairError, match="standardise the data, or set a floor"):
        cure(AddToDiagonal(at_every_step=True), patient, rng())
    assert cure(AddToDiagonal(), patient, rng())
