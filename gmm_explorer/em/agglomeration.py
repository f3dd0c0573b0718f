"""Hierarchical clustering by Gaussian likelihood, as mclust starts from it."""

import numpy as np

from gmm_explorer.em.arrays import FloatArray, IntArray


def agglomerate(points: FloatArray, n_clusters: int) -> IntArray:
    """Merge points, pair by pair, by what costs least of the classification likelihood.

    Parameters
    ----------
    points : (N, D)
        In comparable units. Time grows as N^3 and memory as N^2 D^2: for a thousand at most.
    n_clusters
        Where to stop, from 1 to N.

    Returns
    -------
    (N,)
        The cluster of each point, from 0.

    Notes
    -----
    The criterion for unequal covariances of Fraley (1998), "Algorithms for model-based Gaussian
    hierarchical clustering", SIAM J. Sci. Comput. 20, 270-281 (mclust's 'VVV', with alpha and
    beta of 1): the sum over clusters of n ln(|W / n| + (tr W + tr W_all / (N D)) / n), W being
    the sums of squares and products about the mean of the cluster. The traces stand in for
    determinants that are 0 while clusters are small.
    """
    n_samples, n_features = points.shape
    if n_clusters == 1:
        return np.zeros(n_samples, dtype=np.intp)
    centred = points - points.mean(axis=0)
    clusters = _Clusters(centred, float(np.sum(centred * centred)) / (n_samples * n_features))
    labels = np.arange(n_samples)
    costs = np.full((n_samples, n_samples), np.inf)
    for i in range(1, n_samples):
        costs[i, :i] = clusters.costs(i, np.arange(i))
    alive = np.ones(n_samples, dtype=bool)
    for _ in range(n_samples - n_clusters):
        i, j = divmod(int(np.argmin(costs)), n_samples)  # j < i: i goes into j
        clusters.merge(i, j)
        labels[labels == i] = j
        alive[i] = False
        costs[i, :] = costs[:, i] = np.inf
        others = np.flatnonzero(alive)
        others = others[others != j]
        new = clusters.costs(j, others)
        costs[j, others[others < j]] = new[others < j]
        costs[others[others > j], j] = new[others > j]
    return np.unique(labels, return_inverse=True)[1].astype(np.intp)


class _Clusters:
    """Sizes, means and scatter of clusters, and what merging them would cost."""

    def __init__(self, points: FloatArray, floor: float) -> None:
        n_samples, n_features = points.shape
        self._floor = floor
        self._sizes = np.ones(n_samples)
        self._means = points.copy()
        self._scatters = np.zeros((n_samples, n_features, n_features))
        self._terms = self._criterion(self._sizes, self._scatters)

    def costs(self, i: int, others: IntArray) -> FloatArray:
        """Return by how much the criterion grows when i is merged with each of the others."""
        sizes, scatters = self._merged(i, others)
        grown = self._criterion(sizes, scatters)
        return np.asarray(grown - self._terms[i] - self._terms[others])

    def merge(self, i: int, j: int) -> None:
        """Put cluster i into cluster j."""
        sizes, scatters = self._merged(j, np.array([i]))
        share = self._sizes[i] / sizes[0]
        self._means[j] += share * (self._means[i] - self._means[j])
        self._sizes[j], self._scatters[j] = sizes[0], scatters[0]
        self._terms[j] = self._criterion(sizes, scatters)[0]

    def _merged(self, i: int, others: IntArray) -> tuple[FloatArray, FloatArray]:
        sizes = self._sizes[i] + self._sizes[others]
        away = self._means[others] - self._means[i]
        pull = (self._sizes[i] * self._sizes[others] / sizes)[:, None, None]
        between = pull * away[:, :, None] * away[:, None, :]
        return sizes, self._scatters[i] + self._scatters[others] + between

    def _criterion(self, sizes: FloatArray, scatters: FloatArray) -> FloatArray:
        determinants = np.maximum(np.linalg.det(scatters / sizes[:, None, None]), 0)
        traces = np.trace(scatters, axis1=1, axis2=2)
        return np.asarray(sizes * np.log(determinants + (traces + self._floor) / sizes))
