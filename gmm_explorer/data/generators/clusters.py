"""Random clusters: where their centres lie, how they are stretched, how far they overlap."""

import numpy as np

from gmm_explorer.em.arrays import FloatArray

CENTRE_BOX = (-10.0, 10.0)

# A doubling of the distance squares each overlap: these many halvings are exact to rounding.
_HALVINGS = 60


def random_centres(rng: np.random.Generator, n_clusters: int, n_features: int) -> FloatArray:
    """Return centres uniform in `CENTRE_BOX`, shape (n_clusters, n_features)."""
    return rng.uniform(*CENTRE_BOX, size=(n_clusters, n_features))


def random_covariances(
    rng: np.random.Generator, n_clusters: int, n_features: int, spread: float, stretch: float
) -> FloatArray:
    """Return ``R(angle) diag(axes**2) R(angle).T`` for one random angle a cluster.

    Parameters
    ----------
    rng
        The source of randomness.
    n_clusters, n_features
        How many, on a line or a plane.
    spread
        Standard deviation; in 2-D the geometric mean of the two axes.
    stretch
        Longer axis over shorter axis. On a line there is no direction, and it changes nothing.

    Returns
    -------
    ndarray of shape (n_clusters, n_features, n_features)
    """
    if n_features == 1:
        return np.full((n_clusters, 1, 1), spread**2)
    variances = spread**2 * np.array([stretch, 1.0 / stretch])
    angles = rng.uniform(0.0, np.pi, size=n_clusters)
    cosines, sines = np.cos(angles), np.sin(angles)
    rotations = np.stack([cosines, -sines, sines, cosines], axis=-1).reshape(n_clusters, 2, 2)
    covariances = (rotations * variances) @ rotations.transpose(0, 2, 1)
    symmetric: FloatArray = (covariances + covariances.transpose(0, 2, 1)) / 2.0
    return symmetric


def neighbour_overlap(means: FloatArray, covariances: FloatArray) -> float:
    """Return how far clusters overlap with their nearest neighbour, on average.

    The overlap of two Gaussians is their Bhattacharyya coefficient, the integral of
    ``sqrt(p q)``: 1 when they are alike, near 0 when they are far apart, whatever their weights.
    With weights w and v, ``sqrt(w v)`` times it bounds the Bayes error from above (Bhattacharyya
    1943; Fukunaga 1990, "Introduction to Statistical Pattern Recognition", eq. 3.151 and 3.152).
    The nearest neighbour is the cluster with which it is largest; a single cluster has none and
    no overlap.

    Parameters
    ----------
    means : ndarray of shape (n_clusters, n_features)
    covariances : ndarray of shape (n_clusters, n_features, n_features)
        Not singular.
    """
    return _average(*_distances(means, covariances), 1.0)


def moved_to_overlap(means: FloatArray, covariances: FloatArray, overlap: float) -> FloatArray:
    """Return the centres moved out from 0, or in, by one factor, until `neighbour_overlap` holds.

    Clusters of other shapes do not overlap wholly even about one centre; where more is asked for
    than that, they are left about one centre.

    Parameters
    ----------
    means, covariances
        As those of `neighbour_overlap`.
    overlap
        Above 0 and below 1.
    """
    if len(means) == 1:
        return means
    apart, unlike = _distances(means, covariances)
    low, high = 0.0, 1.0
    while _average(apart, unlike, high) > overlap:
        high *= 2.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        if _average(apart, unlike, middle) > overlap:
            low = middle
        else:
            high = middle
    return means * high


def _distances(means: FloatArray, covariances: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the two terms of Bhattacharyya's distance, for each pair of clusters.

    They are ``(m - n).T S^-1 (m - n) / 8`` and ``log(det S / sqrt(det A det B)) / 2`` with
    ``S = (A + B) / 2``: the first grows with the square of a factor on the centres, the second
    does not know of them.
    """
    between = (covariances[:, np.newaxis] + covariances) / 2.0
    apart = means[:, np.newaxis] - means
    whitened = np.linalg.solve(between, apart[..., np.newaxis])[..., 0]
    log_determinants = np.linalg.slogdet(covariances)[1]
    own = (log_determinants[:, np.newaxis] + log_determinants) / 2.0
    return (apart * whitened).sum(axis=-1) / 8.0, (np.linalg.slogdet(between)[1] - own) / 2.0


def _average(apart: FloatArray, unlike: FloatArray, factor: float) -> float:
    """Return the mean overlap with the nearest neighbour, the centres moved by a factor."""
    overlaps = np.exp(-(factor**2 * apart + unlike))
    np.fill_diagonal(overlaps, 0.0)
    return float(overlaps.max(axis=1).mean())
