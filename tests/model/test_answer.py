"""The mixture's answers against scikit-learn and SciPy."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import multivariate_normal
from sklearn.mixture import GaussianMixture

from gmm_explorer.data import Dataset
from gmm_explorer.em import Mixture
from gmm_explorer.model import answer, compared_densities, predict, share_more_likely

PAIR = Mixture(
    [0.3, 0.7],
    [[0.0, 1.0], [3.0, -1.0]],
    [[[1.0, 0.4], [0.4, 2.0]], [[0.5, -0.2], [-0.2, 1.5]]],
)
SINGULAR = Mixture([0.5, 0.5], [[0.0], [1.0]], [[[1.0]], [[0.0]]])


def peer(mixture):
    """Return scikit-learn's mixture of the same parameters."""
    model = GaussianMixture(mixture.n_components)
    model.weights_, model.means_ = mixture.weights, mixture.means
    model.covariances_ = mixture.covariances
    model.precisions_cholesky_ = np.linalg.cholesky(np.linalg.inv(mixture.covariances))
    return model


@given(st.floats(-20, 20), st.floats(-20, 20))
def test_posterior_and_density_are_those_of_scikit_learn(x, y):
    said = answer(PAIR, (x, y))
    model = peer(PAIR)
    np.testing.assert_allclose(said.posterior, model.predict_proba([[x, y]])[0], atol=1e-12)
    assert said.log_density == pytest.approx(model.score_samples([[x, y]])[0])


def test_each_component_is_as_scipy_says():
    place = (1.0, 0.5)
    said = answer(PAIR, place)
    for k in range(2):
        normal = multivariate_normal(PAIR.means[k], PAIR.covariances[k])
        assert said.weighted[k] == pytest.approx(PAIR.weights[k] * normal.pdf(place))
        away = np.array(place) - PAIR.means[k]
        distance = math.sqrt(away @ np.linalg.solve(PAIR.covariances[k], away))
        assert said.distances[k] == pytest.approx(distance)


def test_far_away_the_logarithms_still_tell():
    said = answer(PAIR, (1e5, 0.0))
    assert said.weighted.tolist() == [0.0, 0.0]
    assert said.posterior.sum() == pytest.approx(1.0)
    assert math.isfinite(said.log_density)


def test_farther_than_numbers_reach_it_says_so():
    said = answer(PAIR, (1e200, 0.0))
    assert said.leader is None
    assert "too far" in said.problem


def test_a_singular_component_leaves_the_others_their_numbers():
    said = answer(SINGULAR, (0.5,))
    assert "Component 2" in said.problem
    assert said.leader is None
    assert math.isnan(said.weighted[1])
    assert said.distances[0] == pytest.approx(0.5)


def test_the_share_of_more_likely_data_is_counted():
    X = np.random.default_rng(3).normal(size=(500, 2))
    compared = compared_densities(X, PAIR)
    densities = peer(PAIR).score_samples(X)
    for value in densities[:20]:
        expected = np.mean(densities > value + 1e-9)
        assert share_more_likely(float(value), compared) == pytest.approx(expected, abs=0.0021)
    assert share_more_likely(-1e9, compared) == 1.0
    assert math.isnan(share_more_likely(math.nan, compared))
    assert len(compared_densities(X[:, :1], SINGULAR)) == 0


@given(st.integers(0, 2**32 - 1))
def test_no_data_point_is_less_likely_than_all_of_the_data(seed):
    rng = np.random.default_rng(seed)
    n, n_features, n_components = rng.integers(2, 80), rng.integers(1, 3), rng.integers(1, 12)
    X = rng.normal(size=(n, n_features)) * rng.uniform(0.1, 50.0) + rng.uniform(-100, 100)
    roots = rng.normal(size=(n_components, n_features, n_features)) * X.std()
    mixture = Mixture(
        rng.dirichlet(np.ones(n_components)),
        X[rng.integers(n, size=n_components)],
        roots @ roots.transpose(0, 2, 1) + 0.3 * X.var() * np.eye(n_features),
    )
    compared = compared_densities(X, mixture)
    shares = [share_more_likely(answer(mixture, tuple(x)).log_density, compared) for x in X]
    np.testing.assert_allclose(sorted(shares), np.arange(n) / n, atol=1e-12)


def test_of_many_points_a_share_is_compared():
    X = np.random.default_rng(3).normal(size=(50_000, 2))
    assert 10_000 < len(compared_densities(X, PAIR)) <= 20_000


def test_data_too_far_for_a_density_are_less_likely_than_a_place_that_has_one():
    compared = compared_densities(np.array([[0.0, 1.0], [1e200, 0.0]]), PAIR)
    assert share_more_likely(answer(PAIR, (9.0, 9.0)).log_density, compared) == 0.5


def test_a_table_is_answered_in_original_units():
    X = np.random.default_rng(4).normal(size=(50, 2)) * [2.0, 30.0] + [1.0, 50.0]
    dataset = Dataset.from_array(X).standardised(True)
    found = predict(X, PAIR, dataset)
    model = peer(PAIR)
    np.testing.assert_allclose(found.probabilities, model.predict_proba(dataset.X), atol=1e-12)
    jacobian = np.log(dataset.scale).sum()
    np.testing.assert_allclose(found.log_density, model.score_samples(dataset.X) - jacobian)
    np.testing.assert_array_equal(found.labels, model.predict(dataset.X))
