"""The arrays of scikit-learn's GaussianMixture, to and from a Mixture; without scikit-learn."""

import numpy as np
from numpy.typing import ArrayLike

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.errors import InvalidDataError
from gmm_explorer.em.families import CovarianceType, check_covariance_type, project
from gmm_explorer.em.mixture import Mixture
from gmm_explorer.em.textbook import cholesky, forward_substitution


def to_scikit_learn(mixture: Mixture, covariance_type: CovarianceType) -> dict[str, FloatArray]:
    """Return the attributes that make a GaussianMixture of this mixture.

    Parameters
    ----------
    mixture
        One outside the family is projected into it first.
    covariance_type
        That of the GaussianMixture; it sets the shapes.

    Returns
    -------
    dict
        ``weights_`` (K,), ``means_`` (K, D), ``covariances_``, ``precisions_`` and
        ``precisions_cholesky_``: each (K, D, D) for 'full', (D, D) for 'tied', (K, D) for
        'diag', (K,) for 'spherical'.

    Raises
    ------
    SingularCovarianceError
        When a covariance has no inverse, naming the component.
    InvalidDataError
        When there is no such family.
    """
    mixture = project(mixture, covariance_type)
    roots = np.array([_precision_root(s, k) for k, s in enumerate(mixture.covariances)])
    stacked = {
        "covariances_": mixture.covariances,
        "precisions_": roots @ roots.swapaxes(1, 2),
        "precisions_cholesky_": roots,
    }
    shaped = {name: _shaped(matrices, covariance_type) for name, matrices in stacked.items()}
    return {"weights_": mixture.weights.copy(), "means_": mixture.means.copy()} | shaped


def from_scikit_learn(
    weights: ArrayLike, means: ArrayLike, covariances: ArrayLike, covariance_type: CovarianceType
) -> Mixture:
    """Return the mixture of ``weights_``, ``means_`` and ``covariances_``.

    Parameters
    ----------
    weights : (K,)
    means : (K, D)
    covariances
        In the shape of the family, see `to_scikit_learn`.
    covariance_type
        That of the GaussianMixture.

    Raises
    ------
    InvalidMixtureError
        When they are no mixture.
    InvalidDataError
        When the shapes are not those of the family, or there is no such family.
    """
    check_covariance_type(covariance_type)
    centres = np.asarray(means, dtype=np.float64)
    given = np.asarray(covariances, dtype=np.float64)
    n_components, n_features = centres.shape if centres.ndim == 2 else (0, 0)
    expected = {
        "full": (n_components, n_features, n_features),
        "tied": (n_features, n_features),
        "diag": (n_components, n_features),
        "spherical": (n_components,),
    }[covariance_type]
    if given.shape != expected:
        raise InvalidDataError(
            f"the {covariance_type} covariances have shape {given.shape} beside means of shape "
            f"{centres.shape}; give shape {expected}."
        )
    eye = np.eye(n_features)
    full = {
        "full": lambda: given,
        "tied": lambda: np.broadcast_to(given, (n_components, n_features, n_features)),
        "diag": lambda: given[:, :, None] * eye,
        "spherical": lambda: given[:, None, None] * eye,
    }[covariance_type]()
    return Mixture(np.asarray(weights, dtype=np.float64), centres, full)


def _precision_root(covariance: FloatArray, k: int) -> FloatArray:
    """Return upper triangular P with P P^T the inverse, as scikit-learn defines it."""
    deviations, factor = cholesky(covariance, k)
    return np.asarray(forward_substitution(factor, np.diag(1 / deviations)).T)


def _shaped(matrices: FloatArray, covariance_type: CovarianceType) -> FloatArray:
    if covariance_type == "full":
        return matrices.copy()
    if covariance_type == "tied":
        return np.array(matrices[0])
    diagonals: FloatArray = np.diagonal(matrices, axis1=1, axis2=2)
    return np.array(diagonals if covariance_type == "diag" else diagonals[:, 0])
