"""Data of groups that are stated one by one: each a sample of one Gaussian."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from gmm_explorer.data.dataset import Dataset
from gmm_explorer.data.points import UNKNOWN
from gmm_explorer.em import Mixture


class Group(NamedTuple):
    """A sample of one Gaussian: its mean (D,), its covariance (D, D) and how many points."""

    mean: Sequence[float]
    covariance: ArrayLike
    n_points: int


def groups(title: str, seed: int, parts: Sequence[Group], extra: ArrayLike = ()) -> Dataset:
    """Return a sample of each group after the other, with labels, and further points at the end.

    Parameters
    ----------
    title
        What the data are; with the seed it is their provenance.
    seed
        Of the random generator; the same arguments always give the same points.
    parts
        The groups, at least one. Without further points they are the true mixture, too.
    extra : (n, D)
        Points at these very places, which no group has made; their label is `UNKNOWN`.
    """
    rng = np.random.default_rng(seed)
    means = np.array([part.mean for part in parts], dtype=np.float64)
    covariances = np.array([part.covariance for part in parts], dtype=np.float64)
    sizes = [part.n_points for part in parts]
    samples = [
        rng.standard_normal((size, len(mean))) @ np.linalg.cholesky(covariance).T + mean
        for size, mean, covariance in zip(sizes, means, covariances, strict=True)
    ]
    more = np.reshape(np.asarray(extra, dtype=np.float64), (-1, means.shape[1]))
    labels = np.repeat([*range(len(parts)), UNKNOWN], [*sizes, len(more)])
    truth = None if len(more) else Mixture(np.divide(sizes, sum(sizes)), means, covariances)
    return Dataset.from_array(
        np.concatenate([*samples, more]),
        labels=labels,
        mixture=truth,
        provenance=f"{title}, seed {seed}",
    )
