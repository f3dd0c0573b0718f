"""The prior of Fraley & Raftery: its objective rises, and its M-step is where it is largest."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmm_explorer.em import (
    COVARIANCE_TYPES,
    EMSettings,
    InvalidDataError,
    Mixture,
    Outcome,
    Prior,
    e_step,
    fit,
    initialize,
    iterate_em,
    m_step,
    project,
)


def problem(seed, n_features, n_components, covariance_type):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(40, n_features)) * rng.uniform(0.1, 10, n_features)
    X[:20] += 5
    return X, initialize(X, n_components, "random-from-data", rng, covariance_type)


@given(
    st.integers(0, 2**32 - 1),
    st.integers(1, 3),
    st.integers(1, 4),
    st.sampled_from(COVARIANCE_TYPES),
)
def test_the_penalised_objective_never_falls(seed, n_features, n_components, covariance_type):
    X, start = problem(seed, n_features, n_components, covariance_type)
    settings = EMSettings(covariance_type, prior=Prior(), tol=0, max_iter=15)
    states = list(iterate_em(X, start, settings))
    objective = np.array([state.objective for state in states])
    assert np.all(np.diff(objective) >= -1e-10 * np.abs(objective[1:]).max())
    assert states[-1].log_prior != 0
    # A component may run out of points, but none is drawn onto one.
    assert {health.status for health in states[-1].health} <= {"healthy", "shrinking", "empty"}


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
@pytest.mark.parametrize("n_features", [1, 2, 3])
def test_the_m_step_is_where_the_expected_posterior_is_largest(covariance_type, n_features):
    X, start = problem(7, n_features, 2, covariance_type)
    settings = EMSettings(covariance_type, prior=Prior(shrinkage=0.5))
    resolved = settings.resolved_prior(X, 2)
    r = e_step(X, start).responsibilities
    best = m_step(X, r, settings, start)

    def expected(mixture):
        parts = [r[:, k] @ np.log(mixture.weights[k] * density(X, mixture, k)) for k in range(2)]
        return sum(parts) + resolved.log_density(mixture)

    rng, top = np.random.default_rng(1), expected(best)
    for _ in range(30):
        push = 1 + 1e-3 * rng.normal(size=best.covariances.shape)
        nearby = Mixture(
            best.weights,
            best.means * (1 + 1e-3 * rng.normal(size=best.means.shape)),
            best.covariances * (push + push.swapaxes(1, 2)) / 2,
        )
        assert expected(project(nearby, covariance_type)) < top


def density(X, mixture, k):
    away = X - mixture.means[k]
    covariance = mixture.covariances[k]
    distances = np.einsum("ni,ni->n", away, np.linalg.solve(covariance, away.T).T)
    return np.exp(-distances / 2) / math.sqrt(np.linalg.det(2 * math.pi * covariance))


def test_defaults_are_those_of_the_paper():
    X = np.random.default_rng(2).normal(size=(50, 2)) * [1, 3]
    full = Prior().resolve(X, 4, "full")
    assert (full.shrinkage, full.degrees_of_freedom) == (0.01, 4)
    np.testing.assert_allclose(full.mean, X.mean(axis=0))
    np.testing.assert_allclose(full.scale, np.cov(X.T) / 4)
    diag = Prior().resolve(X, 4, "diag")
    np.testing.assert_allclose(diag.scale, np.eye(2) * np.trace(np.cov(X.T)) / 2 / 4)
    line = Prior().resolve(X[:, :1], 4, "spherical")
    np.testing.assert_allclose(line.scale, [[X[:, 0].var(ddof=1) / 16]])


def test_it_keeps_a_component_from_collapsing(case_named, way):
    for name in ("C01", "C02", "C04", "C22"):
        case = case_named(name)
        *_, plain = way(case.X, case.start, EMSettings(max_iter=60))
        assert plain.outcome is Outcome.DEGENERATE
        *_, held = way(case.X, case.start, EMSettings(prior=Prior(), max_iter=60))
        assert held.outcome is not Outcome.DEGENERATE
        assert all(health.min_eigenvalue > 1e-6 for health in held.health)


def test_all_parts_can_be_given():
    X = np.random.default_rng(3).normal(size=(30, 2))
    prior = Prior(1e6, 1e6, mean=np.array([9.0, 9.0]), scale=1e6 * np.eye(2))
    start = Mixture([1.0], [[0, 0]], [np.eye(2)])
    last = fit(X, start, EMSettings(prior=prior, max_iter=1))
    np.testing.assert_allclose(last.mixture.means, [[9, 9]], rtol=1e-3)
    np.testing.assert_allclose(last.mixture.covariances[0], np.eye(2), rtol=0.05, atol=0.02 * 82)


@pytest.mark.parametrize(
    "keywords",
    [
        {"shrinkage": -1.0},
        {"degrees_of_freedom": 0.0},
        {"scale": np.array([[1.0, 2.0], [0.0, 1.0]])},
    ],
)
def test_impossible_priors_are_refused(keywords):
    with pytest.raises(InvalidDataError, match="give"):
        Prior(**keywords)


def test_a_prior_for_other_data_is_refused():
    settings = EMSettings(prior=Prior(mean=np.zeros(3)))
    with pytest.raises(InvalidDataError, match="shape"):
        fit(
            np.zeros((4, 2)) + np.arange(4)[:, None],
            Mixture([1.0], [[0, 0]], [np.eye(2)]),
            settings,
        )
