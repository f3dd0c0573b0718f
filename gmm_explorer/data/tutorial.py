"""The data sets of the tutorial this project grew from, bit for bit.

Schlagenhauf (2022), "Expectation Maximization and Gaussian Mixture Models". Its randomness is
NumPy's legacy generator, whose stream is frozen for good.
"""

import numpy as np

from gmm_explorer.data.dataset import Dataset, LabelArray
from gmm_explorer.em import Mixture
from gmm_explorer.em.arrays import FloatArray


def tutorial_line(distance: float = 10.0) -> Dataset:
    """Return 60 points on a line: clusters at +distance, -distance and 0, in this order.

    The tutorial uses 10 for its E-step by hand and 15 for its class GM1D. The points are evenly
    spaced ones times uniform random numbers: no Gaussian mixture is their truth.
    """
    legacy = np.random.RandomState(0)
    spaced = np.linspace(-5.0, 5.0, 20)
    clusters = [spaced * legacy.rand(20) + centre for centre in (distance, -distance, 0.0)]
    return Dataset.from_array(
        np.concatenate(clusters)[:, np.newaxis],
        names=("x",),
        labels=np.repeat(np.arange(3), 20),
        provenance=f"tutorial, clusters at +{distance:g}, -{distance:g} and 0, seed 0",
    )


def tutorial_plane() -> Dataset:
    """Return 500 points in three stretched blobs: the tutorial's class GMM."""
    return _stretched_blobs(n_samples=500, n_clusters=3, cluster_std=1.5, seed=20)


def tutorial_five() -> Dataset:
    """Return 1000 points in five stretched blobs: the tutorial's scikit-learn section."""
    return _stretched_blobs(n_samples=1000, n_clusters=5, cluster_std=0.5, seed=20)


def _stretched_blobs(n_samples: int, n_clusters: int, cluster_std: float, seed: int) -> Dataset:
    """Return round blobs times ``RandomState(0).randn(2, 2)``."""
    points, labels, centres = _make_blobs(n_samples, n_clusters, cluster_std, seed)
    stretching = np.random.RandomState(0).randn(2, 2)
    covariance = cluster_std**2 * stretching.T @ stretching
    mixture = Mixture(
        np.bincount(labels) / n_samples,
        centres @ stretching,
        np.broadcast_to((covariance + covariance.T) / 2.0, (n_clusters, 2, 2)),
    )
    return Dataset.from_array(
        points @ stretching,
        labels=labels,
        mixture=mixture,
        provenance=f"tutorial, {n_clusters} stretched blobs, {n_samples} points, seed {seed}",
    )


def _make_blobs(
    n_samples: int, n_clusters: int, cluster_std: float, seed: int
) -> tuple[FloatArray, LabelArray, FloatArray]:
    """Return points, labels and centres as scikit-learn's ``make_blobs`` draws them in 2-D.

    Centres first, then normal points cluster by cluster, then one shuffle of the indices.
    """
    legacy = np.random.RandomState(seed)
    centres = legacy.uniform(-10.0, 10.0, size=(n_clusters, 2))
    sizes = np.full(n_clusters, n_samples // n_clusters)
    sizes[: n_samples % n_clusters] += 1
    points = np.concatenate(
        [
            legacy.normal(loc=centre, scale=cluster_std, size=(size, 2))
            for centre, size in zip(centres, sizes, strict=True)
        ]
    )
    order = np.arange(n_samples)
    legacy.shuffle(order)
    return points[order], np.repeat(np.arange(n_clusters), sizes)[order], centres
