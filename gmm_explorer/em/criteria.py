"""Criteria that weigh fit against the number of parameters; lower is better in each."""

import math

import numpy as np
from numpy.typing import ArrayLike

from gmm_explorer.em.errors import InvalidDataError
from gmm_explorer.em.families import CovarianceType, check_covariance_type


def n_parameters(n_components: int, n_features: int, covariance_type: CovarianceType) -> int:
    """Count the free parameters of a mixture.

    Parameters
    ----------
    n_components, n_features
        K and D.
    covariance_type
        The family of the covariances.

    Returns
    -------
    int
        K - 1 weights, K D means, and the covariances' own numbers.

    Raises
    ------
    InvalidDataError
        When there is no such family.
    """
    check_covariance_type(covariance_type)
    triangle = n_features * (n_features + 1) // 2
    in_covariances = {
        "full": n_components * triangle,
        "diag": n_components * n_features,
        "spherical": n_components,
        "tied": triangle,
    }
    return n_components - 1 + n_components * n_features + in_covariances[covariance_type]


def aic(log_likelihood: float, n_parameters: int) -> float:
    """Akaike's information criterion (1974), -2 log L + 2 p; nats, lower is better.

    Parameters
    ----------
    log_likelihood
        Total, in nats.
    n_parameters
        Free parameters, see `n_parameters`.
    """
    return -2.0 * log_likelihood + 2.0 * n_parameters


def bic(log_likelihood: float, n_parameters: int, n_samples: int) -> float:
    """Schwarz's Bayesian information criterion (1978), -2 log L + p log N; lower is better.

    R's mclust prints the negative of it.

    Parameters
    ----------
    log_likelihood
        Total, in nats.
    n_parameters
        Free parameters, see `n_parameters`.
    n_samples
        N.

    Raises
    ------
    InvalidDataError
        When there is no sample.
    """
    if n_samples < 1:
        raise InvalidDataError(f"n_samples is {n_samples}; bic needs at least one point.")
    return -2.0 * log_likelihood + n_parameters * math.log(n_samples)


def icl(log_likelihood: float, n_parameters: int, responsibilities: ArrayLike) -> float:
    """Integrated completed likelihood (Biernacki, Celeux & Govaert 2000); lower is better.

    BIC plus twice the entropy of the responsibilities: overlapping components cost extra.

    Parameters
    ----------
    log_likelihood
        Total, in nats.
    n_parameters
        Free parameters, see `n_parameters`.
    responsibilities : (N, K)
        Of the same mixture.

    Raises
    ------
    InvalidDataError
        When there is no sample.
    """
    r = np.asarray(responsibilities, dtype=np.float64)
    positive = r[r > 0]
    entropy = -float(np.sum(positive * np.log(positive)))
    return bic(log_likelihood, n_parameters, len(r)) + 2.0 * entropy
