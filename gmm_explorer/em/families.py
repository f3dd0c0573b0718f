"""The four families of covariances, and the way into each of them."""

from typing import Literal, get_args

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.errors import InvalidDataError
from gmm_explorer.em.mixture import Mixture

CovarianceType = Literal["full", "diag", "spherical", "tied"]
COVARIANCE_TYPES: tuple[CovarianceType, ...] = get_args(CovarianceType)


def check_covariance_type(covariance_type: str) -> None:
    """Raise InvalidDataError unless the name is one of COVARIANCE_TYPES."""
    if covariance_type not in COVARIANCE_TYPES:
        raise InvalidDataError(
            f"the covariance type {covariance_type!r} is unknown; "
            f"use one of {', '.join(COVARIANCE_TYPES)}."
        )


def restrict(
    covariances: FloatArray, weights: FloatArray, covariance_type: CovarianceType
) -> FloatArray:
    """Return the covariances of a family that are nearest to the ones given.

    Nearest is the maximum-likelihood answer to components with these moments, which is also
    how an M-step of each family follows from that of the full one (Celeux & Govaert 1995):
    'diag' keeps the variances, 'spherical' their mean, 'tied' the weighted mean of all.

    Parameters
    ----------
    covariances : (K, D, D)
        Any covariances.
    weights : (K,)
        Mixing proportions, summing to 1; read by 'tied' alone.
    covariance_type
        The family.

    Returns
    -------
    (K, D, D)
    """
    if covariance_type == "full":
        return covariances
    if covariance_type == "tied":
        shared = np.tensordot(weights, covariances, axes=1)
        return np.broadcast_to(shared, covariances.shape).copy()
    variances = np.diagonal(covariances, axis1=1, axis2=2)
    if covariance_type == "spherical":
        variances = np.broadcast_to(variances.mean(axis=1, keepdims=True), variances.shape)
    return variances[:, :, None] * np.eye(covariances.shape[1])


def floored(
    covariances: FloatArray, least: FloatArray, covariance_type: CovarianceType
) -> FloatArray:
    """Return covariances (K, D, D) of a family that are nowhere narrower than `least`.

    Eigenvalues below 1, in coordinates in which `least` (D, D) is the identity, become 1: the
    maximum-likelihood answer under the constraint that the difference to `least` is positive
    semi-definite (Won, Lim, Kim & Rajaratnam 2013). 'spherical' covariances keep their shape.
    """
    if covariance_type == "spherical":
        variances = np.maximum(covariances[:, 0, 0], np.linalg.eigvalsh(least)[-1])
        return np.asarray(variances[:, None, None] * np.eye(len(least)))
    triangle = np.linalg.cholesky(least)
    inverse = np.linalg.inv(triangle)
    eigenvalues, vectors = np.linalg.eigh(inverse @ covariances @ inverse.T)
    low = eigenvalues[:, 0] < 1
    if not low.any():
        return covariances
    roots = triangle @ vectors[low] * np.sqrt(np.maximum(eigenvalues[low], 1))[:, None, :]
    result = covariances.copy()
    result[low] = roots @ roots.swapaxes(1, 2)
    return (result + result.swapaxes(1, 2)) / 2


def project(mixture: Mixture, covariance_type: CovarianceType) -> Mixture:
    """Return the mixture of a family that is nearest to this one.

    Parameters
    ----------
    mixture
        Any mixture; weights and means stay as they are.
    covariance_type
        The family, see EMSettings.

    Returns
    -------
    Mixture
        The same object when it is in the family already.

    Raises
    ------
    InvalidDataError
        When there is no such family.
    """
    check_covariance_type(covariance_type)
    if _is_in(mixture.covariances, covariance_type):
        return mixture
    covariances = restrict(mixture.covariances, mixture.weights, covariance_type)
    return Mixture(mixture.weights, mixture.means, covariances)


def _is_in(covariances: FloatArray, covariance_type: CovarianceType) -> bool:
    """Exactly, except that an average may be a rounding error away from its terms."""
    if covariance_type == "full":
        return True
    if covariance_type == "tied":
        return bool(np.all(covariances == covariances[0]))
    variances = np.diagonal(covariances, axis1=1, axis2=2)
    is_diagonal = np.array_equal(covariances, variances[:, :, None] * np.eye(covariances.shape[1]))
    if covariance_type == "diag":
        return is_diagonal
    return is_diagonal and bool(np.all(variances == variances[:, :1]))
