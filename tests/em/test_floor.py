"""The floor under eigenvalues: it holds, the log-likelihood still climbs, nothing collapses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize

from gmm_explorer.em import (
    COVARIANCE_TYPES,
    EMSettings,
    InvalidDataError,
    Mixture,
    Outcome,
    diagnose,
    fit,
    initialize,
    iterate_em,
    m_step,
    prepare,
)
from gmm_explorer.em.engine import TextbookEngine
from gmm_explorer.em.run import run

FLOORS = st.sampled_from([1e-6, 1e-3, 0.1])


def problem(seed, n_features, n_components, covariance_type, floor):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(40, n_features)) * rng.uniform(0.1, 10, n_features)
    X[:20] += 5
    X[:6] = X[0]  # an invitation to collapse
    start = initialize(X, n_components, "random-from-data", rng, covariance_type)
    settings = EMSettings(covariance_type, eigenvalue_floor=floor, tol=0, max_iter=25)
    first = next(iterate_em(X, start, settings)).mixture  # in the family
    wide = Mixture(first.weights, first.means, first.covariances * 100)
    return X, wide, settings


@given(
    st.integers(0, 2**32 - 1),
    st.integers(1, 3),
    st.integers(1, 4),
    st.sampled_from(COVARIANCE_TYPES),
    FLOORS,
)
def test_the_log_likelihood_never_falls_from_above_the_floor(seed, d, k, covariance_type, floor):
    X, start, settings = problem(seed, d, k, covariance_type, floor)
    states = list(iterate_em(prepare(X), start, settings))
    values = np.array([state.log_likelihood for state in states])
    assert np.all(np.diff(values) >= -1e-9 * np.abs(values).max())
    assert {health.status for health in states[-1].health} <= {"healthy", "shrinking", "empty"}
    for state in states[1:]:
        assert min(one.min_eigenvalue for one in state.health) >= floor * (1 - 1e-9)


@given(st.integers(0, 2**32 - 1), st.integers(1, 3), st.sampled_from(COVARIANCE_TYPES), FLOORS)
def test_kernel_and_textbook_agree(seed, d, covariance_type, floor):
    X, start, settings = problem(seed, d, 2, covariance_type, floor)
    data = prepare(X)
    ours, plain = iterate_em(data, start, settings), TextbookEngine(data, settings)
    for one, other in zip(ours, run(plain, data, start, settings), strict=False):
        assert one.log_likelihood == pytest.approx(other.log_likelihood, rel=1e-9, abs=1e-7)


def test_the_floored_covariance_is_the_likeliest_above_the_floor():
    """Against a search over all covariances S = F + A A^T that are allowed."""
    rng = np.random.default_rng(3)
    X = rng.normal(size=(30, 2)) @ [[3.0, 2.9], [0.0, 0.02]]
    settings = EMSettings(eigenvalue_floor=0.05)
    data = prepare(X)
    ours = m_step(data, np.ones((30, 1)), settings).covariances[0]
    floor, scatter = settings.resolved_floor(data.scale), np.cov(X.T, bias=True)

    def loss(entries):
        root = np.array([[entries[0], 0.0], entries[1:]])
        allowed = floor + root @ root.T
        return np.linalg.slogdet(allowed)[1] + np.trace(np.linalg.solve(allowed, scatter))

    best = optimize.minimize(loss, [1.0, 1.0, 0.1], method="Nelder-Mead", options={"xatol": 1e-9})
    least = np.linalg.slogdet(ours)[1] + np.trace(np.linalg.solve(ours, scatter))
    assert least == pytest.approx(best.fun, rel=1e-6)
    assert min(one.min_eigenvalue for one in diagnose(data, Mixture([1], X[:1], [ours]))) >= 0.049


def test_with_a_floor_a_collapse_becomes_a_fit():
    rng = np.random.default_rng(0)
    X = np.concatenate([rng.normal(size=(50, 2)), [[9.0, 9.0]]])
    start = Mixture([0.5, 0.5], [[0, 0], [9, 9]], [np.eye(2), np.eye(2) * 0.01])
    assert fit(X, start, EMSettings()).outcome is Outcome.DEGENERATE
    assert fit(X, start, EMSettings(eigenvalue_floor=1e-4)).outcome is Outcome.CONVERGED


def test_a_floor_below_zero_is_refused():
    with pytest.raises(InvalidDataError, match="eigenvalue_floor is -1"):
        EMSettings(eigenvalue_floor=-1)
