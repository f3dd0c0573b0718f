"""The same numbers as scikit-learn from the same start, in every family and dimension."""

import warnings

import numpy as np
import pytest
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

from gmm_explorer.em import (
    COVARIANCE_TYPES,
    EMSettings,
    Mixture,
    e_step,
    iterate_em,
    log_density,
    n_parameters,
    predict_proba,
    project,
)


def clouds(n_features, n=150, seed=3):
    rng = np.random.default_rng(seed)
    stretch = rng.normal(size=(3, n_features, n_features))
    centres = 3 * rng.normal(size=(3, n_features))
    return np.concatenate(
        [
            centre + rng.normal(size=(n, n_features)) @ a
            for centre, a in zip(centres, stretch, strict=True)
        ]
    )


def start_on(X, covariance_type):
    spread = np.cov(X.T).reshape(X.shape[1], X.shape[1])
    mixture = Mixture([0.5, 0.3, 0.2], X[[10, 200, 400]], [spread, 0.7 * spread, 0.5 * spread])
    return project(mixture, covariance_type)


def precisions(mixture, covariance_type):
    inverse = np.linalg.inv(mixture.covariances)
    return {
        "full": inverse,
        "tied": inverse[0],
        "diag": np.diagonal(inverse, axis1=1, axis2=2),
        "spherical": inverse[:, 0, 0],
    }[covariance_type]


def full_covariances(model):
    eye = np.eye(model.means_.shape[1])
    return {
        "full": lambda c: c,
        "tied": lambda c: np.broadcast_to(c, (len(model.weights_), *c.shape)),
        "diag": lambda c: c[:, :, None] * eye,
        "spherical": lambda c: c[:, None, None] * eye,
    }[model.covariance_type](model.covariances_)


def fitted(X, start, covariance_type, max_iter, **keywords):
    model = GaussianMixture(
        start.n_components,
        covariance_type=covariance_type,
        weights_init=start.weights,
        means_init=start.means,
        precisions_init=precisions(start, covariance_type),
        max_iter=max_iter,
        **{"tol": 0, "reg_covar": 0} | keywords,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.fit(X)


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
@pytest.mark.parametrize("n_features", [1, 2, 3])
def test_fifty_iterations_agree(covariance_type, n_features, way, assert_same):
    X = clouds(n_features)
    start = start_on(X, covariance_type)
    settings = EMSettings(covariance_type, tol=0, max_iter=50)
    *_, last = way(X, start, settings)
    model = fitted(X, start, covariance_type, 50)
    truth = Mixture(model.weights_, model.means_, full_covariances(model))
    assert last.n_iter == 50
    assert_same(last.mixture, truth, 1e-9)
    # score() is of the final parameters, as our log-likelihood is; lower_bound_ lags a step.
    assert last.log_likelihood == pytest.approx(model.score(X) * len(X), rel=1e-12)
    np.testing.assert_allclose(
        predict_proba(X, last.mixture), model.predict_proba(X), rtol=0, atol=1e-9
    )
    np.testing.assert_allclose(log_density(X, last.mixture), model.score_samples(X), rtol=1e-9)
    assert n_parameters(3, n_features, covariance_type) == model._n_parameters()


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_regularised_iterations_agree(covariance_type, way, assert_same):
    X = clouds(2)
    start = start_on(X, covariance_type)
    settings = EMSettings(covariance_type, reg_covar=0.3, tol=0, max_iter=20)
    *_, last = way(X, start, settings)
    model = fitted(X, start, covariance_type, 20, reg_covar=0.3)
    assert_same(last.mixture, Mixture(model.weights_, model.means_, full_covariances(model)), 1e-9)


def test_it_stops_where_scikit_learn_stops_but_reports_its_own_log_likelihood(case_named):
    faithful = case_named("R06")
    *_, last = iterate_em(faithful.X, faithful.start, EMSettings(tol=1e-6))
    model = fitted(faithful.X, faithful.start, "full", 1000, tol=1e-6)
    assert abs(model.n_iter_ - last.n_iter) <= 1
    own = e_step(faithful.X, last.mixture).log_likelihood
    assert last.log_likelihood == pytest.approx(own, rel=1e-13)
