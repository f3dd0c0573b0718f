"""Starts for EM: from chance, from chosen points, or from a first clustering."""

from collections.abc import Callable

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.clustering import (
    check_distinct,
    hierarchical_labels,
    k_means_labels,
    k_means_plus_plus_labels,
    quantile_labels,
)
from gmm_explorer.em.errors import InvalidDataError
from gmm_explorer.em.families import CovarianceType, check_covariance_type, project
from gmm_explorer.em.mixture import Mixture
from gmm_explorer.em.prepared import Data, Prepared, prepare
from gmm_explorer.em.settings import EMSettings
from gmm_explorer.em.steps import m_step

# A start narrower than this in some direction (variance in units of the data's scale) has too
# few points to say how wide it is, and is widened to the second number.
_TOO_NARROW = 1e-6
_WIDENED = 1e-2


def initialize(
    X: Data,
    n_components: int,
    method: str = "k-means++",
    rng: np.random.Generator | None = None,
    covariance_type: CovarianceType = "full",
) -> Mixture:
    """Make a start for EM.

    Parameters
    ----------
    X : (N, D)
        The data.
    n_components
        K.
    method
        'random': means uniform in the range of each column; 'random-from-data': means on
        distinct points; both with equal weights and the data's covariance / K^(2/D).
        'k-means++': points to the nearest of seeds spread out by Arthur & Vassilvitskii (2007);
        'k-means': the same, then Lloyd's iteration; 'quantile': equal parts along the first
        principal axis; 'hierarchical': agglomeration (Fraley 1998); each followed by an
        M-step. 'random-responsibilities': an M-step from random rows.
    rng
        The source of randomness; None for a fresh one.
    covariance_type
        The family that the start is to be in.

    Returns
    -------
    Mixture
        Not singular: directions in which a component has no width are widened.

    Raises
    ------
    InvalidDataError
        When the data or the method cannot be used, or there are fewer distinct points than
        components and the method needs as many.
    """
    data = prepare(X)
    check_covariance_type(covariance_type)
    if n_components < 1:
        raise InvalidDataError(f"n_components is {n_components}; ask for 1 component or more.")
    if method not in INITIALIZERS:
        raise InvalidDataError(
            f"the method {method!r} is unknown; use one of {', '.join(INITIALIZERS)}."
        )
    generator = np.random.default_rng() if rng is None else rng
    mixture = INITIALIZERS[method](data, n_components, generator)
    return project(_widened(mixture, data.scale), covariance_type)


def _random(data: Prepared, n_components: int, rng: np.random.Generator) -> Mixture:
    low, high = data.X.min(axis=0), data.X.max(axis=0)
    return _around(data, rng.uniform(low, high, (n_components, data.n_features)))


def _random_from_data(data: Prepared, n_components: int, rng: np.random.Generator) -> Mixture:
    check_distinct(data.X, n_components)
    order = rng.permutation(data.n_samples)
    n_drawn = 2 * n_components
    while True:  # ends, because there are that many distinct points among all
        drawn = data.X[order[:n_drawn]]
        _, first = np.unique(drawn, axis=0, return_index=True)
        if len(first) >= n_components:
            return _around(data, drawn[np.sort(first)[:n_components]])
        n_drawn *= 4


def _random_responsibilities(
    data: Prepared, n_components: int, rng: np.random.Generator
) -> Mixture:
    shares = rng.exponential(size=(data.n_samples, n_components))
    return m_step(data, shares / shares.sum(axis=1, keepdims=True), EMSettings())


def _from_labels(
    labels_of: Callable[[FloatArray, int, np.random.Generator], np.ndarray],
) -> Callable[[Prepared, int, np.random.Generator], Mixture]:
    def start(data: Prepared, n_components: int, rng: np.random.Generator) -> Mixture:
        check_distinct(data.X, n_components)
        labels = labels_of((data.X - data.centre) / data.scale, n_components, rng)
        return m_step(data, np.eye(n_components)[labels], EMSettings())

    return start


INITIALIZERS: dict[str, Callable[[Prepared, int, np.random.Generator], Mixture]] = {
    "random": _random,
    "random-from-data": _random_from_data,
    "k-means": _from_labels(k_means_labels),
    "k-means++": _from_labels(k_means_plus_plus_labels),
    "quantile": _from_labels(quantile_labels),
    "hierarchical": _from_labels(hierarchical_labels),
    "random-responsibilities": _random_responsibilities,
}


def _around(data: Prepared, means: FloatArray) -> Mixture:
    """Put equal components on means; together they are about as wide as the data."""
    n_components, n_features = means.shape
    centred = data.X - data.X.mean(axis=0)
    covariance = centred.T @ centred / data.n_samples / n_components ** (2 / n_features)
    weights = np.full(n_components, 1 / n_components)
    return Mixture(weights, means, np.broadcast_to(covariance, (n_components, *covariance.shape)))


def _widened(mixture: Mixture, scale: FloatArray) -> Mixture:
    """Give width to the directions that have none, so that every component has a density."""
    unit = np.outer(scale, scale)
    eigenvalues, vectors = np.linalg.eigh(mixture.covariances / unit)
    if eigenvalues.min() >= _TOO_NARROW:
        return mixture
    wide = np.where(eigenvalues < _TOO_NARROW, _WIDENED, eigenvalues)
    covariances = (vectors * wide[:, None, :]) @ vectors.swapaxes(1, 2) * unit
    return Mixture(mixture.weights, mixture.means, covariances)
