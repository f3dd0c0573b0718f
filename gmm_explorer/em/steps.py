"""The steps of EM: the E-step, the M-step, and the densities they rest on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gmm_explorer.em import textbook
from gmm_explorer.em.arrays import FloatArray, freeze
from gmm_explorer.em.errors import InvalidDataError
from gmm_explorer.em.health import SMALLEST_EIGENVALUE, scaled_eigenvalues
from gmm_explorer.em.kernel.engine import kernel_engine
from gmm_explorer.em.mixture import Mixture
from gmm_explorer.em.prepared import LARGEST_RATIO, Data, Prepared, points_of, prepare
from gmm_explorer.em.settings import EMSettings
from gmm_explorer.em.threads import one_blas_thread


@dataclass(frozen=True, slots=True, eq=False)
class Expectation:
    """What an E-step finds; both belong to the mixture that it was given.

    Parameters
    ----------
    responsibilities : (N, K)
        r_ik, the posterior probability that point i came from component k, Bishop (9.23).
        Each row sums to 1. Read-only.
    log_likelihood
        ln p(X) summed over the points, nats, Bishop (9.28).
    """

    responsibilities: FloatArray
    log_likelihood: float


def e_step(X: Data, mixture: Mixture, cancelled: Callable[[], bool] | None = None) -> Expectation:
    """Evaluate the responsibilities, Bishop (9.23), and the log-likelihood, Bishop (9.28).

    Parameters
    ----------
    X : (N, D)
        The data.
    mixture
        The parameters.
    cancelled
        Asked on the way, every few thousand points of prepared data.

    Raises
    ------
    SingularCovarianceError
        Naming the first component that has no density.
    InvalidDataError
        When the data cannot be used, does not fit the mixture, or a point is too far away.
    CancelledError
        When `cancelled` says True.
    """
    points = matching_points(X, mixture)
    if isinstance(X, Prepared):
        expectation = _by_kernel(X, mixture, cancelled)
        if expectation is not None:
            return expectation
    responsibilities, log_likelihood = textbook.e_step(points, mixture)
    return Expectation(freeze(responsibilities), log_likelihood)


def _by_kernel(
    data: Prepared, mixture: Mixture, cancelled: Callable[[], bool] | None
) -> Expectation | None:
    """Return the expectation by the kernel, None where the textbook is the safer judge.

    That is where data or mixture do not suit the kernel, and near a collapse, where the last
    digits decide whether there is a density at all.
    """
    check_comparable(data, [mixture])
    whitening = data.any_whitening()
    extremes = scaled_eigenvalues(mixture.covariances, data.scale_products)
    if whitening is None or min(low for low, _ in extremes) < SMALLEST_EIGENVALUE:
        return None
    if not whitening.can_hold(mixture.covariances):
        return None
    transposed = np.empty((mixture.n_components, data.n_samples))
    with one_blas_thread(), data.engine(whitening, mixture.n_components) as engine:
        found = engine.e_step(engine.enter(mixture), cancelled, transposed)
    return Expectation(freeze(freeze(transposed).T), found.log_likelihood)


def m_step(
    X: Data,
    responsibilities: ArrayLike,
    settings: EMSettings,
    previous: Mixture | None = None,
) -> Mixture:
    """Re-estimate the mixture from the responsibilities, Bishop (9.24) to (9.27).

    The mean is updated first, then the covariance about the new mean, then `reg_covar` is
    added to its diagonal, then eigenvalues are raised to the floor, if one is set.

    Parameters
    ----------
    X : (N, D)
        The data.
    responsibilities : (N, K)
        From an E-step, or any weights >= 0.
    settings
        The family of the covariances and what is added to them.
    previous
        The mixture before. A component without points keeps its mean and covariance.

    Raises
    ------
    EmptyComponentError
        When a component has no points and there is no `previous`.
    InvalidDataError
        When the data cannot be used or the responsibilities are not (N, K) numbers >= 0.
    """
    points = points_of(X)
    r = np.asarray(responsibilities, dtype=np.float64)
    if r.ndim != 2 or len(r) != len(points) or r.shape[1] == 0:
        raise InvalidDataError(
            f"the responsibilities have shape {r.shape}; give one row for each of "
            f"{len(points)} points and one column for each component."
        )
    if not (np.isfinite(r).all() and np.all(r >= 0) and np.any(r > 0)):
        raise InvalidDataError("the responsibilities are not finite numbers >= 0; run an E-step.")
    prior = settings.resolved_prior(points, r.shape[1])
    least = settings.resolved_floor(prepare(X).scale) if settings.eigenvalue_floor > 0 else None
    whitening = X.whitening(settings.covariance_type) if isinstance(X, Prepared) else None
    if whitening is not None and np.all(r.sum(axis=0) > textbook.EMPTY):
        engine = kernel_engine(whitening, r.shape[1], settings, prior, least=least)
        with one_blas_thread():
            return engine.leave(engine.m_step_from(r)).without_negative_variances()
    return textbook.m_step(points, r, settings, previous, prior, least)


def log_density(X: Data, mixture: Mixture) -> FloatArray:
    """Return ln p(x_i), nats, Bishop (9.7), shape (N,); raises what `e_step` raises.

    Parameters
    ----------
    X : (N, D)
        Points, seen or unseen.
    mixture
        The parameters.
    """
    return textbook.log_sum_exp(textbook.log_joint(matching_points(X, mixture), mixture))


score_samples = log_density  # its name in scikit-learn


def check_densities(mixture: Mixture) -> None:
    """Ask whether every component has a density, without any data.

    Parameters
    ----------
    mixture
        The parameters.

    Raises
    ------
    SingularCovarianceError
        Naming the first component that has none.
    """
    if not textbook.have_factors(mixture.covariances):
        for k, covariance in enumerate(mixture.covariances):
            textbook.cholesky(covariance, k)


def predict_proba(X: Data, mixture: Mixture) -> FloatArray:
    """Return the posterior probability of each component at each point, Bishop (9.13).

    Parameters
    ----------
    X : (N, D)
        Points, seen or unseen.
    mixture
        The parameters; their weights count.

    Returns
    -------
    (N, K)
        Each row sums to 1. Raises what `e_step` raises.
    """
    return e_step(X, mixture).responsibilities


def matching_points(X: Data, mixture: Mixture) -> FloatArray:
    """Return the checked points, refusing those of another dimension than the mixture's."""
    points = points_of(X)
    if points.shape[1] != mixture.n_features:
        raise InvalidDataError(
            f"X has {points.shape[1]} columns and the mixture {mixture.n_features} features; "
            "choose as many columns as the mixture was made for."
        )
    return points


def check_comparable(data: Prepared, mixtures: Sequence[Mixture]) -> None:
    """Refuse a mixture so large, or so far away, that it has no size in units of the data."""
    longest = LARGEST_RATIO * float(data.scale.min())
    away = np.abs(np.array([mixture.means for mixture in mixtures]) - data.centre)
    covariances = np.array([mixture.covariances for mixture in mixtures])
    if away.max() > longest or covariances.max() > longest * longest:
        sizes = np.sqrt(np.diagonal(covariances, axis1=2, axis2=3))
        _, k, _ = np.unravel_index(np.maximum(away, sizes).argmax(), away.shape)
        raise InvalidDataError(
            f"component {k + 1} is farther from the data, or wider, than float64 can hold "
            "in units of the data; bring it nearer."
        )
