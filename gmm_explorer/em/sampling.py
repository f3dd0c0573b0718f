"""Drawing points from a mixture."""

import numpy as np

from gmm_explorer.em.arrays import FloatArray, IntArray
from gmm_explorer.em.errors import InvalidDataError
from gmm_explorer.em.mixture import Mixture


def sample(mixture: Mixture, n: int, rng: np.random.Generator) -> tuple[FloatArray, IntArray]:
    """Draw points by ancestral sampling, Bishop section 9.2 and 8.1.2.

    Parameters
    ----------
    mixture
        The distribution; singular covariances give points on their line or point.
    n
        How many points.
    rng
        The source of randomness.

    Returns
    -------
    X : (n, D)
        The points, in random order.
    labels : (n,)
        The component that each was drawn from, from 0.

    Raises
    ------
    InvalidDataError
        When n is negative.
    """
    if n < 0:
        raise InvalidDataError(f"n is {n}; ask for 0 points or more.")
    labels = rng.choice(mixture.n_components, size=n, p=mixture.weights / mixture.weights.sum())
    normal = rng.standard_normal((n, mixture.n_features))
    X = mixture.means[labels]
    for k, covariance in enumerate(mixture.covariances):
        drawn = labels == k
        X[drawn] += normal[drawn] @ _root(covariance).T
    return X, labels


def _root(covariance: FloatArray) -> FloatArray:
    """Return A with A A^T = covariance, which a Cholesky factor is not when it is singular."""
    eigenvalues, vectors = np.linalg.eigh(covariance)
    return np.asarray(vectors * np.sqrt(np.maximum(eigenvalues, 0)))
