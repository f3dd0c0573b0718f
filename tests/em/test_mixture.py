"""A mixture takes what is one, within rounding, and refuses the rest by name."""

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmm_explorer.em import EMSettings, InvalidDataError, InvalidMixtureError, Mixture, project

EYE = np.eye(2)


def one(covariance):
    return Mixture([1.0], np.zeros((1, len(covariance))), [covariance])


def test_arrays_are_copies_that_cannot_be_written():
    weights = np.array([0.25, 0.75])
    mixture = Mixture(weights, [[0, 0], [1, 1]], [EYE, EYE])
    weights[0] = 9
    assert mixture.weights[0] == 0.25
    for array in (mixture.weights, mixture.means, mixture.covariances):
        assert array.dtype == np.float64
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
    assert (mixture.n_components, mixture.n_features) == (2, 2)


@given(st.floats(1.0, 10.0), st.integers(-323, -305), st.integers(1, 3))
def test_no_variance_is_too_small_for_its_own_digits(mantissa, exponent, n_features):
    variance = float(f"{mantissa}e{exponent}")
    covariance = np.eye(n_features) * variance
    mixture = Mixture([1.0], np.zeros((1, n_features)), covariance[None])
    np.testing.assert_allclose(mixture.covariances[0], covariance, rtol=1e-15, atol=1e-323)


@pytest.mark.parametrize(
    "covariance",
    [
        [[0.0, 0.0], [0.0, 0.0]],
        [[1.0, 2.0], [2.0, 4.0]],
        [[1e-300, 0.0], [0.0, 1e300]],
        [[1.0, 0.1 + 1e-12], [0.1, 1.0]],
        [[0.49, 0.7 * 0.3 * (1 + 1e-15)], [0.7 * 0.3 * (1 + 1e-15), 0.09]],
        np.outer([1, 1e-8, 1e8], [1, 1e-8, 1e8]),
    ],
)
def test_singular_and_rounded_covariances_are_legal(covariance):
    stored = one(np.array(covariance)).covariances[0]
    assert np.array_equal(stored, stored.T)


@pytest.mark.parametrize(
    ("covariance", "reason"),
    [
        ([[1.0, 0.5], [0.4, 1.0]], "not symmetric"),
        ([[1.0, 1.1], [1.1, 1.0]], "not positive semi-definite"),
        ([[0.0, 0.1], [0.1, 1.0]], "not symmetric|not positive semi-definite"),
        ([[-1.0, 0.0], [0.0, 1.0]], "variance is -1"),
        ([[1.0, np.nan], [np.nan, 1.0]], "not finite"),
        ([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]], "not positive semi-definite"),
    ],
)
def test_other_covariances_are_refused_with_component_and_remedy(covariance, reason):
    covariance = np.array(covariance, dtype=float)
    D = len(covariance)
    with pytest.raises(InvalidMixtureError, match=reason) as caught:
        Mixture([0.5, 0.5], np.zeros((2, D)), [np.eye(D), covariance])
    assert caught.value.component == 1
    assert "component 2" in str(caught.value)
    assert caught.value.remedy
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize(
    ("weights", "means", "covariances", "component", "reason"),
    [
        ([0.5, 0.6], np.zeros((2, 1)), np.ones((2, 1, 1)), None, "sum to 1.1"),
        ([1.5, -0.5], np.zeros((2, 1)), np.ones((2, 1, 1)), 1, "weight is -0.5"),
        ([np.nan], [[0.0]], [[[1.0]]], 0, "weight is nan"),
        ([1.0], [[np.inf]], [[[1.0]]], 0, "mean is not finite"),
        ([], [], [], None, "shape"),
        ([1.0], [0.0], [[[1.0]]], None, "means have shape"),
        ([1.0], [[0.0]], [[1.0]], None, "covariances have shape"),
        (["a"], [[0.0]], [[[1.0]]], None, "no array of numbers"),
    ],
)
def test_other_parameters_are_refused(weights, means, covariances, component, reason):
    with pytest.raises(InvalidMixtureError, match=reason) as caught:
        Mixture(weights, means, covariances)
    assert caught.value.component == component


@pytest.mark.parametrize(
    "keywords",
    [
        {"covariance_type": "round"},
        {"reg_covar": -1.0},
        {"tol": float("nan")},
        {"max_iter": -1},
    ],
)
def test_impossible_settings_are_refused(keywords):
    with pytest.raises(InvalidDataError, match=r"use one of|give"):
        EMSettings(**keywords)


def test_projection_keeps_what_the_family_can_hold():
    mixture = Mixture(
        [0.25, 0.75], np.zeros((2, 2)), [[[4.0, 1.0], [1.0, 2.0]], [[8.0, -1.0], [-1.0, 2.0]]]
    )
    assert project(mixture, "full") is mixture
    diag = project(mixture, "diag").covariances
    assert diag.tolist() == [[[4, 0], [0, 2]], [[8, 0], [0, 2]]]
    assert project(mixture, "spherical").covariances.tolist() == [
        [[3, 0], [0, 3]],
        [[5, 0], [0, 5]],
    ]
    tied = project(mixture, "tied")
    assert tied.covariances.tolist() == [[[7, -0.5], [-0.5, 2]]] * 2
    assert project(tied, "tied") is tied
    with pytest.raises(InvalidDataError, match="unknown"):
        project(mixture, "round")


def test_other_means_are_checked_and_the_rest_is_shared():
    mixture = Mixture([0.25, 0.75], [[0, 0], [1, 1]], [EYE, 2 * EYE])
    means = np.array([[0.5, 0.0], [1.0, 3.0]])
    moved = mixture.with_means(means)
    means[0] = 9
    assert moved.means.tolist() == [[0.5, 0.0], [1.0, 3.0]]
    assert moved.weights is mixture.weights
    assert moved.covariances is mixture.covariances
    with pytest.raises(InvalidMixtureError, match=r"component 2.*not finite"):
        mixture.with_means([[0.0, 0.0], [np.nan, 0.0]])
    with pytest.raises(InvalidMixtureError, match="have shape"):
        mixture.with_means([[0.0], [1.0]])
