"""Data made here: Gaussian blobs, always with the seed that makes them again."""

import math

import numpy as np

from gmm_explorer.data.dataset import Dataset
from gmm_explorer.data.errors import DatasetError
from gmm_explorer.data.room import why_no_room
from gmm_explorer.em import Mixture, sample
from gmm_explorer.em.arrays import FloatArray

CENTRE_BOX = (-10.0, 10.0)


def blobs(
    seed: int,
    *,
    n_clusters: int = 3,
    n_points: int = 500,
    n_features: int = 2,
    spread: float = 1.0,
    stretch: float = 1.0,
    imbalance: float = 0.0,
) -> Dataset:
    """Return a sample of a random Gaussian mixture, with its labels and the mixture itself.

    Parameters
    ----------
    seed : int
        Of the random generator; the same arguments always give the same points.
    n_clusters, n_points : int
        At least 1 each.
    n_features : int
        1 or 2.
    spread : float
        Standard deviation of a cluster; in 2-D the geometric mean of its two axes.
    stretch : float
        Longer axis over shorter axis, at least 1, in a random direction for each cluster.
        On a line there is no direction, and it changes nothing.
    imbalance : float
        From 0 (equal weights) to below 1: each cluster weighs ``1 - imbalance`` times the one
        before.

    Raises
    ------
    DatasetError
        When an argument is outside its range, or there is no room for so many points.
    """
    _check_range("clusters", n_clusters, 1)
    _check_range("points", n_points, 1)
    _check_range("columns", n_features, 1, 2)
    _check_range("spread", spread, math.ulp(0.0))
    _check_range("stretch", stretch, 1.0)
    _check_range("imbalance", imbalance, 0.0, math.nextafter(1.0, 0.0))
    _check_range("seed", seed, 0)
    no_room = why_no_room(n_points, n_clusters, n_columns=n_features)
    if no_room:
        raise DatasetError(f"{no_room}: generate fewer")
    rng = np.random.default_rng(seed)
    weights = (1.0 - imbalance) ** np.arange(n_clusters)
    means = rng.uniform(*CENTRE_BOX, size=(n_clusters, n_features))
    covariances = _covariances(rng, n_clusters, n_features, spread, stretch)
    mixture = Mixture(weights / weights.sum(), means, covariances)
    X, labels = sample(mixture, n_points, rng)
    return Dataset.from_array(
        X,
        labels=labels,
        mixture=mixture,
        provenance=f"{n_clusters} Gaussian blobs, {n_points} points, seed {seed}",
    )


def _covariances(
    rng: np.random.Generator, n_clusters: int, n_features: int, spread: float, stretch: float
) -> FloatArray:
    """Return ``R(angle) diag(axes**2) R(angle).T`` for one random angle a cluster."""
    if n_features == 1:
        return np.full((n_clusters, 1, 1), spread**2)
    variances = spread**2 * np.array([stretch, 1.0 / stretch])
    angles = rng.uniform(0.0, np.pi, size=n_clusters)
    cosines, sines = np.cos(angles), np.sin(angles)
    rotations = np.stack([cosines, -sines, sines, cosines], axis=-1).reshape(n_clusters, 2, 2)
    covariances = (rotations * variances) @ rotations.transpose(0, 2, 1)
    symmetric: FloatArray = (covariances + covariances.transpose(0, 2, 1)) / 2.0
    return symmetric


def _check_range(name: str, value: float, low: float, high: float = math.inf) -> None:
    if not (low <= value <= high and math.isfinite(value)):
        wanted = f"at least {low:g}" if math.isinf(high) else f"from {low:g} to {high:g}"
        raise DatasetError(f"{name} cannot be {value:g}: give a number {wanted}")
