"""EM for Gaussian mixtures as Bishop (2006) writes it, section 9.2.2.

This is the readable statement of the algorithm and the oracle that the fast kernel is tested
against. Three things keep it exact where the formulas as printed are not: densities come from
a Cholesky factor, sums of exponentials have their largest term taken out, and covariances are
made from centred points.
"""

import math

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.errors import EmptyComponentError, InvalidDataError, SingularCovarianceError
from gmm_explorer.em.families import floored, restrict
from gmm_explorer.em.mixture import Mixture
from gmm_explorer.em.prior import ResolvedPrior
from gmm_explorer.em.settings import EMSettings

_LOG_2PI = math.log(2 * math.pi)
# Responsibilities that sum to less than this have lost digits to underflow.
EMPTY = 1e-290


def log_joint(X: FloatArray, mixture: Mixture) -> FloatArray:
    """Return ln pi_k + ln N(x_i | mu_k, Sigma_k), the terms of Bishop (9.14); shape (N, K)."""
    terms = np.empty((len(X), mixture.n_components))
    with np.errstate(divide="ignore"):  # a weight of 0 is ln 0 = -inf, as it should be
        log_weights = np.log(mixture.weights)
    for k, log_weight in enumerate(log_weights):
        terms[:, k] = log_weight + log_gaussian(X, mixture, k)
    return terms


def log_gaussian(X: FloatArray, mixture: Mixture, k: int) -> FloatArray:
    """Return ln N(x_i | mu_k, Sigma_k), Bishop (2.43), shape (N,)."""
    deviations, factor = cholesky(mixture.covariances[k], k)
    log_det_root = np.log(deviations).sum() + np.log(np.diagonal(factor)).sum()
    with np.errstate(over="ignore", invalid="ignore"):
        whitened = forward_substitution(factor, ((X - mixture.means[k]) / deviations).T)
        distances = np.sum(whitened * whitened, axis=0)
    distances[np.isnan(distances)] = np.inf  # too far away to be measured: the density is 0
    return np.asarray(-0.5 * (mixture.n_features * _LOG_2PI + distances) - log_det_root)


def cholesky(covariance: FloatArray, k: int) -> tuple[FloatArray, FloatArray]:
    """Return standard deviations (D,) and the Cholesky factor (D, D) of the correlations.

    Factoring correlations makes the answer the same in any unit of any column.

    Raises
    ------
    SingularCovarianceError
        Naming component k.
    """
    deviations: FloatArray = np.sqrt(np.diagonal(covariance))
    if np.any(deviations == 0):
        raise SingularCovarianceError(k, "its covariance is zero in some direction")
    correlations = covariance / deviations / deviations[:, None]
    try:
        return deviations, np.asarray(np.linalg.cholesky(correlations))
    except np.linalg.LinAlgError as error:
        raise SingularCovarianceError(k, "its covariance has no inverse") from error


def have_factors(covariances: FloatArray) -> bool:
    """Return whether `cholesky` has an answer for each of the covariances (K, D, D)."""
    deviations = np.sqrt(np.diagonal(covariances, axis1=1, axis2=2))
    if not deviations.all():
        return False
    try:
        np.linalg.cholesky(covariances / deviations[:, None, :] / deviations[:, :, None])
    except np.linalg.LinAlgError:
        return False
    return True


def forward_substitution(lower: FloatArray, right: FloatArray) -> FloatArray:
    """Solve ``lower @ solution = right`` for a lower triangle (D, D) and right sides (D, N)."""
    solution = np.empty_like(right)
    for j in range(len(lower)):
        solution[j] = (right[j] - lower[j, :j] @ solution[:j]) / lower[j, j]
    return solution


def log_sum_exp(terms: FloatArray) -> FloatArray:
    """Return ln sum_k exp(terms[:, k]), shape (N,), with no overflow.

    Raises
    ------
    InvalidDataError
        When a point is so far from every component that all its terms are -inf.
    """
    largest = terms.max(axis=1)
    lost = np.flatnonzero(np.isneginf(largest))
    if len(lost):
        raise InvalidDataError(
            f"point {lost[0] + 1} is too far from every component for any of them to have a "
            "density there; move a component nearer or make it wider."
        )
    return np.asarray(largest + np.log(np.exp(terms - largest[:, None]).sum(axis=1)))


def e_step(X: FloatArray, mixture: Mixture) -> tuple[FloatArray, float]:
    """Return the responsibilities (N, K), Bishop (9.23), and ln p(X), Bishop (9.28)."""
    terms = log_joint(X, mixture)
    log_densities = log_sum_exp(terms)
    responsibilities = np.exp(terms - log_densities[:, None])
    return responsibilities, float(log_densities.sum())


def m_step(
    X: FloatArray,
    responsibilities: FloatArray,
    settings: EMSettings,
    previous: Mixture | None,
    prior: ResolvedPrior | None = None,
    least: FloatArray | None = None,
) -> Mixture:
    """Return the mixture that maximises the expected log-likelihood, Bishop (9.24) to (9.27)."""
    n_effective = responsibilities.sum(axis=0)
    weights = n_effective / n_effective.sum()
    middle = X.mean(axis=0)  # numbers near 0 keep the digits that a large offset would cost
    means = np.empty((len(weights), X.shape[1]))
    covariances = np.empty((len(weights), X.shape[1], X.shape[1]))
    for k, n in enumerate(n_effective):
        if n < EMPTY:
            means[k], covariances[k] = _kept(k, previous)
            continue
        r = responsibilities[:, k] / n
        means[k] = middle + r @ (X - middle)
        deviations = X - means[k]
        covariances[k] = (r * deviations.T) @ deviations
    if prior is None:
        covariances = restrict(covariances, weights, settings.covariance_type)
    else:
        means, covariances = prior.estimate(n_effective, means, covariances)
    covariances = covariances + settings.reg_covar * np.eye(X.shape[1])
    if least is not None:
        covariances = floored(covariances, least, settings.covariance_type)
    return Mixture(weights, means, covariances)


def _kept(k: int, previous: Mixture | None) -> tuple[FloatArray, FloatArray]:
    if previous is None:
        raise EmptyComponentError(k)
    return previous.means[k], previous.covariances[k]
