"""Hard clusterings to start EM from; each takes points in comparable units."""

import numpy as np

from gmm_explorer.em.agglomeration import agglomerate
from gmm_explorer.em.arrays import FloatArray, IntArray
from gmm_explorer.em.errors import InvalidDataError

_MAX_LLOYD = 30
# Agglomeration compares all pairs: more points than this are thinned out first, as in mclust.
_MAX_AGGLOMERATED = 500


def check_distinct(points: FloatArray, n_components: int) -> None:
    """Raise InvalidDataError when there are fewer distinct points than components."""
    if n_components <= len(points) and len(np.unique(points[:1000], axis=0)) >= n_components:
        return
    n_distinct = len(np.unique(points, axis=0))
    if n_distinct < n_components:
        raise InvalidDataError(
            f"{n_components} components cannot start from {n_distinct} distinct points; ask for "
            f"at most {n_distinct}, or use the method 'random'."
        )


def k_means_plus_plus_labels(
    points: FloatArray, n_components: int, rng: np.random.Generator
) -> IntArray:
    """Return the nearest of K seeds for each point; see `seeds`."""
    return _nearest(points, seeds(points, n_components, rng))


def seeds(points: FloatArray, n_components: int, rng: np.random.Generator) -> FloatArray:
    """Choose points far apart: each by its squared distance to those before.

    Arthur & Vassilvitskii (2007), k-means++: the advantages of careful seeding.
    """
    chosen = [points[rng.integers(len(points))]]
    distances = _squared_distances(points, chosen[0])
    for _ in range(n_components - 1):
        seed = points[rng.choice(len(points), p=distances / distances.sum())]
        chosen.append(seed)
        distances = np.minimum(distances, _squared_distances(points, seed))
    return np.array(chosen)


def k_means_labels(points: FloatArray, n_components: int, rng: np.random.Generator) -> IntArray:
    """Cluster by Lloyd's iteration from k-means++ seeds, Bishop section 9.1."""
    centres = seeds(points, n_components, rng)
    labels = _nearest(points, centres)
    for _ in range(_MAX_LLOYD):
        centres = _centres(points, labels, centres)
        moved = _nearest(points, centres)
        if np.array_equal(moved, labels) or np.bincount(moved, minlength=n_components).min() == 0:
            break
        labels = moved
    return labels


def quantile_labels(points: FloatArray, n_components: int, rng: np.random.Generator) -> IntArray:
    """Cut into K parts of equal number along the first principal axis; no chance in it."""
    middle = points - points.mean(axis=0)
    axis = np.linalg.eigh(middle.T @ middle)[1][:, -1]
    axis = axis * np.sign(axis[np.argmax(np.abs(axis))])
    values, place, counts = np.unique(middle @ axis, return_inverse=True, return_counts=True)
    middle_rank = np.cumsum(counts) - counts / 2
    part = (middle_rank * n_components / len(points)).astype(np.intp)
    if len(np.unique(part)) < n_components:  # ties fill several parts: cut the values instead
        part = np.arange(len(values)) * n_components // len(values)
    return np.asarray(part[place], dtype=np.intp)


def hierarchical_labels(
    points: FloatArray, n_components: int, rng: np.random.Generator
) -> IntArray:
    """Merge by Gaussian likelihood, see `agglomerate`; of many points a sample decides."""
    spheres = _half_sphered(points)
    if len(points) <= _MAX_AGGLOMERATED:
        return agglomerate(spheres, n_components)
    kept = _sample_with_distinct(points, n_components, rng)
    labels = agglomerate(spheres[kept], n_components)
    centres = np.array([points[kept][labels == k].mean(axis=0) for k in range(n_components)])
    return _nearest(points, centres)


def _sample_with_distinct(
    points: FloatArray, n_components: int, rng: np.random.Generator
) -> IntArray:
    """Choose points to stand for all, K distinct ones (the seeds of k-means++) among them."""
    chosen = rng.choice(len(points), _MAX_AGGLOMERATED - n_components, replace=False)
    apart = seeds(points, n_components, rng)
    first = [int(np.flatnonzero((points == seed).all(axis=1))[0]) for seed in apart]
    return np.unique(np.concatenate((chosen, first)))


def _half_sphered(points: FloatArray) -> FloatArray:
    """Turn columns into principal components, each divided by the root of its length.

    This is how mclust prepares data for agglomeration (Scrucca & Raftery 2015): far apart stays
    far apart, yet no direction drowns the others.
    """
    centred = points - points.mean(axis=0)
    deviations = centred.std(axis=0)
    standard = centred / np.where(deviations > 0, deviations, 1)
    _, lengths, axes = np.linalg.svd(standard, full_matrices=False)
    return np.asarray(standard @ axes.T / np.sqrt(np.where(lengths > 0, lengths, 1)))


def _squared_distances(points: FloatArray, centre: FloatArray) -> FloatArray:
    """Column by column, which for a few columns is several times faster than row by row."""
    distances = np.zeros(len(points))
    for column, middle in zip(points.T, centre, strict=True):
        away = column - middle
        distances += np.multiply(away, away, out=away)
    return distances


def _nearest(points: FloatArray, centres: FloatArray) -> IntArray:
    labels = np.zeros(len(points), dtype=np.intp)
    least = _squared_distances(points, centres[0])
    for k, centre in enumerate(centres[1:], start=1):
        distances = _squared_distances(points, centre)
        labels[distances < least] = k
        np.minimum(least, distances, out=least)
    return labels


def _centres(points: FloatArray, labels: IntArray, before: FloatArray) -> FloatArray:
    counts = np.bincount(labels, minlength=len(before))
    sums = [np.bincount(labels, weights=column, minlength=len(before)) for column in points.T]
    means = np.stack(sums, axis=1) / np.maximum(counts, 1)[:, None]
    return np.where(counts[:, None] > 0, means, before)
