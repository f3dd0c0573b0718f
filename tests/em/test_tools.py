"""Criteria, ellipses, sampling, forecasts, and the arrays of scikit-learn."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from sklearn.mixture import GaussianMixture

from gmm_explorer.em import (
    COVARIANCE_TYPES,
    EMSettings,
    InvalidDataError,
    Mixture,
    SingularCovarianceError,
    aic,
    bic,
    covariance_from_axes,
    e_step,
    ellipse_axes,
    ellipse_mass,
    fit,
    forecast,
    from_scikit_learn,
    icl,
    initialize,
    iterate_em,
    n_parameters,
    n_sigma_of_mass,
    project,
    sample,
    to_scikit_learn,
)


def test_criteria():
    assert aic(-10.0, 3) == 26
    assert bic(-10.0, 3, 100) == pytest.approx(20 + 3 * math.log(100))
    hard, even = np.eye(2), np.full((2, 2), 0.5)
    assert icl(-10.0, 3, hard) == bic(-10.0, 3, 2)
    assert icl(-10.0, 3, even) == pytest.approx(bic(-10.0, 3, 2) + 4 * math.log(2))
    with pytest.raises(InvalidDataError, match="n_samples"):
        bic(-10.0, 3, 0)
    assert [n_parameters(3, 2, t) for t in COVARIANCE_TYPES] == [17, 14, 11, 11]
    with pytest.raises(InvalidDataError, match="unknown"):
        n_parameters(3, 2, "round")


@given(st.floats(1e-6, 1e6), st.floats(1e-4, 1), st.floats(-1.57, 1.57))
def test_axes_and_back(length, ratio, angle):
    covariance = covariance_from_axes([length, length * ratio], angle)
    semi_axes, found = ellipse_axes(covariance)
    np.testing.assert_allclose(semi_axes, [length, length * ratio], rtol=1e-6)
    np.testing.assert_allclose(
        covariance_from_axes(semi_axes, found), covariance, atol=1e-9 * length**2
    )
    if ratio < 0.99:
        assert math.sin(found - angle) == pytest.approx(0, abs=1e-6)


def test_axes_of_special_ellipses():
    assert ellipse_axes(np.zeros((2, 2)))[0].tolist() == [0, 0]
    assert ellipse_axes(np.eye(2))[1] == 0
    axes, angle = ellipse_axes([[1.0, 0.0], [0.0, 9.0]])
    assert (axes.tolist(), angle) == ([3, 1], math.pi / 2)
    assert ellipse_axes([[1.0, -0.0], [-0.0, 9.0]])[1] == math.pi / 2
    axes, angle = ellipse_axes([[1.0, 1.0], [1.0, 1.0]])
    assert axes == pytest.approx([math.sqrt(2), 0], abs=1e-7)
    assert angle == pytest.approx(math.pi / 4)
    with pytest.raises(InvalidDataError, match=r"\(2, 2\)"):
        ellipse_axes(np.eye(3))
    with pytest.raises(InvalidDataError, match="semi-axes"):
        covariance_from_axes([1.0, -1.0], 0.0)


@pytest.mark.parametrize("n_features", [1, 2, 3, 4, 5, 8])
@pytest.mark.parametrize("n_sigma", [0.0, 0.5, 1.0, 2.0, 3.0])
def test_mass_is_that_of_the_chi_square_distribution(n_features, n_sigma):
    expected = stats.chi2.cdf(n_sigma**2, n_features)
    assert ellipse_mass(n_sigma, n_features) == pytest.approx(expected, abs=1e-14)
    if n_features <= 2:
        assert n_sigma_of_mass(expected, n_features) == pytest.approx(n_sigma, abs=1e-9)


def test_a_mass_that_no_ellipse_holds_is_refused():
    for mass, n_features in ((1.0, 2), (-0.1, 2), (0.5, 3)):
        with pytest.raises(InvalidDataError, match="mass"):
            n_sigma_of_mass(mass, n_features)


def test_samples_follow_the_mixture():
    mixture = Mixture([0.2, 0.8], [[0, 0], [9, 9]], [[[1, 0.9], [0.9, 1]], [[4, 0], [0, 0]]])
    X, labels = sample(mixture, 20_000, np.random.default_rng(0))
    assert np.bincount(labels) / 20_000 == pytest.approx([0.2, 0.8], abs=0.02)
    for k in range(2):
        np.testing.assert_allclose(X[labels == k].mean(axis=0), mixture.means[k], atol=0.06)
        np.testing.assert_allclose(np.cov(X[labels == k].T), mixture.covariances[k], atol=0.15)
    assert np.all(X[labels == 1, 1] == 9)
    again, _ = sample(mixture, 20_000, np.random.default_rng(0))
    assert np.array_equal(X, again)
    assert sample(mixture, 0, np.random.default_rng(0))[0].shape == (0, 2)
    with pytest.raises(InvalidDataError, match="n is -1"):
        sample(mixture, -1, np.random.default_rng(0))


def test_forecast_of_a_geometric_sequence_is_exact():
    values = [-10 - 8 * 0.5**t for t in range(6)]
    ahead = forecast(values)
    assert ahead.rate == pytest.approx(0.5)
    assert ahead.limit == pytest.approx(-10)
    # The last gain is 0.25; it is below 1e-3 after eight halvings.
    assert ahead.iterations_left(1e-4, 10) == 8
    assert ahead.iterations_left(1.0, 10) == 0
    assert ahead.iterations_left(0.0, 10) is None


def test_forecast_of_a_run_comes_true(case_named):
    case = case_named("R06")
    values = [s.log_likelihood for s in iterate_em(case.X, case.start, EMSettings(tol=1e-13))]
    middle = values[: len(values) * 2 // 3]
    assert forecast(middle).limit == pytest.approx(values[-1], abs=1e-6)


@pytest.mark.parametrize(
    "values",
    [[], [1.0, 2.0], [1.0, 2.0, 4.0], [1.0, 1.0, 1.0], [3.0, 2.0, 1.5], [1.0, 2.0, math.inf]],
)
def test_there_is_not_always_a_forecast(values):
    assert forecast(values) is None


def test_a_sequence_at_its_end():
    assert forecast([1.0, 2.0, 2.0]).iterations_left(1e-6, 10) == 0


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_scikit_learn_takes_our_arrays_and_gives_them_back(covariance_type, assert_same):
    rng = np.random.default_rng(1)
    X = rng.normal(size=(200, 2)) @ [[3, 1], [0, 0.5]]
    start = initialize(X, 2, "k-means", rng, covariance_type)
    ours = fit(X, start, EMSettings(covariance_type, max_iter=20)).mixture
    model = GaussianMixture(2, covariance_type=covariance_type)
    for name, value in to_scikit_learn(ours, covariance_type).items():
        setattr(model, name, value)
    np.testing.assert_allclose(model.predict_proba(X), e_step(X, ours).responsibilities, atol=1e-10)
    back = from_scikit_learn(model.weights_, model.means_, model.covariances_, covariance_type)
    assert_same(back, ours, 1e-14)


def test_conversion_refuses_what_does_not_fit():
    with pytest.raises(InvalidDataError, match=r"give shape \(1, 2, 2\)"):
        from_scikit_learn([1.0], [[0.0, 0.0]], np.eye(2), "full")
    with pytest.raises(InvalidDataError, match="unknown"):
        from_scikit_learn([1.0], [[0.0]], [[[1.0]]], "round")
    flat = Mixture([1.0], [[0.0, 0.0]], [np.zeros((2, 2))])
    with pytest.raises(SingularCovarianceError, match="component 1"):
        to_scikit_learn(flat, "full")
    assert project(flat, "diag") is flat
