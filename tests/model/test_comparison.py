"""Two states side by side."""

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import sqrtm
from sklearn.mixture import GaussianMixture

from gmm_explorer.data import Dataset
from gmm_explorer.em import EMSettings, Mixture, e_step
from gmm_explorer.model import Side, Snapshot, compare
from gmm_explorer.model.comparison import matched, squared_distances

X = np.random.default_rng(3).normal(size=(80, 2)) * [1.0, 20.0]
DATA = Dataset.from_array(X)
WEIGHTS = [0.5, 0.3, 0.2]
MEANS = np.array([[0.0, 0.0], [1.0, 10.0], [-1.0, 30.0]])
COVARIANCES = np.array([[[1.0, 2.0], [2.0, 90.0]], [[0.5, 0.0], [0.0, 9.0]], np.eye(2)])
MIXTURE = Mixture(WEIGHTS, MEANS, COVARIANCES)


def side(mixture, settings=None, data=DATA):
    snapshot = Snapshot(data, mixture, settings=settings or EMSettings(), n_iter=4)
    return Side("state", snapshot, e_step(X, mixture).log_likelihood)


def test_criteria_are_those_of_scikit_learn():
    reference = GaussianMixture(3)
    reference.weights_, reference.means_ = np.array(WEIGHTS), MEANS
    reference.covariances_ = COVARIANCES
    precisions = np.linalg.cholesky(np.linalg.inv(COVARIANCES))
    reference.precisions_cholesky_ = precisions
    one = side(MIXTURE)
    assert one.bic == pytest.approx(reference.bic(X))
    assert one.aic == pytest.approx(reference.aic(X))
    assert one.per_point == pytest.approx(reference.score(X))


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_components_are_found_again_in_any_order(order):
    order = list(order)
    shuffled = Mixture(np.array(WEIGHTS)[order], MEANS[order] + 0.1, COVARIANCES[order])
    pairs = compare(side(MIXTURE), side(shuffled)).pairs
    assert [order[j] for _, j in pairs] == [0, 1, 2]


def test_components_without_a_partner_are_named():
    fewer = Mixture([0.6, 0.4], MEANS[[2, 0]], COVARIANCES[[2, 0]])
    comparison = compare(side(MIXTURE), side(fewer))
    assert comparison.pairs == ((0, 1), (2, 0))
    assert comparison.unmatched == ([1], [])
    assert compare(side(fewer), side(MIXTURE)).unmatched == ([], [1])


def test_components_at_one_place_are_told_apart_by_their_widths():
    means = np.zeros((2, 2))
    one = Mixture([0.5, 0.5], means, [np.eye(2), 9.0 * np.eye(2)])
    other = Mixture([0.5, 0.5], means, [8.0 * np.eye(2), 1.1 * np.eye(2)])
    assert matched(one, other, np.ones(2)) == ((0, 1), (1, 0))


def test_the_distance_is_that_of_the_formula():
    one, other = MIXTURE, Mixture([1.0], [[0.5, 5.0]], [[[2.0, 0.3], [0.3, 4.0]]])
    found = squared_distances(one, other, np.ones(2))[:, 0]
    for k, distance in enumerate(found):
        root = sqrtm(COVARIANCES[k])
        middle = sqrtm(root @ other.covariances[0] @ root).real
        shift = ((MEANS[k] - other.means[0]) ** 2).sum()
        expected = shift + np.trace(COVARIANCES[k] + other.covariances[0] - 2.0 * middle)
        assert distance == pytest.approx(expected)


def test_settings_that_differ_are_listed():
    other = EMSettings(covariance_type="diag", tol=1e-3)
    found = compare(side(MIXTURE), side(MIXTURE, other)).settings
    assert [tuple(one) for one in found] == [
        ("covariance_type", "full", "diag"),
        ("tol", 1e-6, 1e-3),
    ]


def test_other_data_are_not_the_same_data():
    assert compare(side(MIXTURE), side(MIXTURE)).same_data
    assert not compare(side(MIXTURE), side(MIXTURE, data=Dataset.from_array(X))).same_data


def test_a_state_without_components_has_no_numbers():
    empty = Side("Start", Snapshot(), None)
    assert (empty.per_point, empty.aic, empty.bic) == (None, None, None)
    comparison = compare(side(MIXTURE), empty)
    assert comparison.pairs == ()
    assert comparison.unmatched == ([0, 1, 2], [])


@given(st.floats(-1e150, 1e150), st.sampled_from([0.0, 1e-300, 1.0, 1e200]))
def test_extremes_and_collapses_find_partners_too(mean, variance):
    one = Mixture([0.5, 0.5], [[mean], [0.0]], [[[variance]], [[1.0]]])
    pairs = matched(one, one, np.ones(1))
    assert sorted(k for pair in pairs for k in pair) == [0, 0, 1, 1]
    assert math.isfinite(mean)
