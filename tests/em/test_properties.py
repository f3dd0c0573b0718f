"""What holds for every data set and every start (hypothesis)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmm_explorer.em import (
    COVARIANCE_TYPES,
    EMSettings,
    Mixture,
    Outcome,
    e_step,
    fit,
    initialize,
    iterate_em,
    log_density,
    m_step,
    predict_proba,
)

TEN = {"tol": 0.0, "max_iter": 10}


@st.composite
def problems(draw, n_features=None, covariance_type="full"):
    """Draw data with some structure, and a start that is not singular."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n_features = n_features or draw(st.integers(1, 3))
    n_components = draw(st.integers(1, 4))
    n = draw(st.integers(5 * n_components + 5, 80))
    offset = draw(st.sampled_from([0.0, 1.0, 1e3, 1e6]))
    scale = draw(st.sampled_from([1e-6, 1.0, 1e6]))
    centres = 4 * rng.normal(size=(n_components, n_features))
    stretch = rng.normal(size=(n_components, n_features, n_features)) + np.eye(n_features)
    of = rng.integers(n_components, size=n)
    X = centres[of] + np.einsum("nij,nj->ni", stretch[of], rng.normal(size=(n, n_features)))
    X = scale * (X + offset)
    method = draw(st.sampled_from(["random", "random-from-data", "k-means++"]))
    return X, initialize(X, n_components, method, rng, covariance_type)


@given(problems())
def test_responsibilities_are_probabilities(problem):
    X, mixture = problem
    r = e_step(X, mixture).responsibilities
    assert np.all((r >= 0) & (r <= 1))
    np.testing.assert_allclose(r.sum(axis=1), 1, rtol=0, atol=1e-14)


@given(problems())
def test_log_likelihood_is_the_sum_of_log_densities(problem):
    X, mixture = problem
    assert e_step(X, mixture).log_likelihood == pytest.approx(
        log_density(X, mixture).sum(), rel=1e-12
    )


@given(
    st.sampled_from(COVARIANCE_TYPES).flatmap(lambda t: st.tuples(st.just(t), problems(None, t)))
)
def test_log_likelihood_never_falls(typed_problem):
    covariance_type, (X, mixture) = typed_problem
    states = list(iterate_em(X, mixture, EMSettings(covariance_type, **TEN)))
    values = [s.log_likelihood for s in states if s.outcome is not Outcome.DEGENERATE]
    gains = np.diff(values)
    assert np.all(gains >= -1e-10 * max(len(X), *np.abs(values), 1))


@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_points_and_components_is_irrelevant(problem, random):
    X, mixture = problem
    rows, parts = list(range(len(X))), list(range(mixture.n_components))
    random.shuffle(rows)
    random.shuffle(parts)
    shuffled = Mixture(mixture.weights[parts], mixture.means[parts], mixture.covariances[parts])
    here, there = fit(X, mixture, EMSettings(**TEN)), fit(X[rows], shuffled, EMSettings(**TEN))
    if Outcome.DEGENERATE not in (here.outcome, there.outcome):
        assert there.log_likelihood == pytest.approx(here.log_likelihood, rel=1e-9)
        np.testing.assert_allclose(there.mixture.weights, here.mixture.weights[parts], atol=1e-7)


@given(problems(n_features=2), st.floats(-2, 2), st.floats(0.5, 3))
def test_full_covariances_follow_any_affine_map(problem, shear, stretch):
    X, mixture = problem
    a, b = np.array([[stretch, shear], [0, 1.0]]), np.ptp(X, axis=0)
    moved = Mixture(mixture.weights, mixture.means @ a.T + b, a @ mixture.covariances @ a.T)
    here = fit(X, mixture, EMSettings(**TEN))
    there = fit(X @ a.T + b, moved, EMSettings(**TEN))
    if Outcome.DEGENERATE not in (here.outcome, there.outcome):
        expected = here.log_likelihood - len(X) * np.log(stretch)
        assert there.log_likelihood == pytest.approx(expected, rel=1e-6, abs=1e-6 * len(X))


@given(problems(n_features=1))
def test_families_agree_in_one_dimension(problem):
    X, mixture = problem
    full, diag, spherical = (
        fit(X, mixture, EMSettings(t, **TEN)) for t in ("full", "diag", "spherical")
    )
    assert full.log_likelihood == diag.log_likelihood == spherical.log_likelihood
    assert np.array_equal(full.mixture.covariances, spherical.mixture.covariances)


@given(problems())
def test_half_steps_are_the_iteration(problem):
    X, mixture = problem
    settings = EMSettings(tol=0, max_iter=1)
    first = next(iterate_em(X, mixture, settings))
    expectation = e_step(X, mixture)
    assert first.log_likelihood == pytest.approx(expectation.log_likelihood, rel=1e-9)
    by_hand = m_step(X, expectation.responsibilities, settings, mixture)
    last = fit(X, mixture, settings)
    if last.n_iter == 1:
        unit = np.abs(X).max()
        np.testing.assert_allclose(by_hand.means / unit, last.mixture.means / unit, atol=1e-9)


@given(problems())
def test_inputs_stay_as_they_were(problem):
    X, mixture = problem
    before = X.copy()
    fit(X, mixture, EMSettings(max_iter=3))
    predict_proba(X, mixture)
    assert np.array_equal(X, before)
    assert X.flags.writeable
