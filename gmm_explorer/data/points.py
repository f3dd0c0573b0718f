"""The same data with some points more, or with some only."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from gmm_explorer.data.dataset import Dataset
from gmm_explorer.data.table import Table
from gmm_explorer.em.arrays import FloatArray, freeze

UNKNOWN = -1  # the label of a point of which nobody knows where it was drawn from


def with_points(dataset: Dataset, X: ArrayLike) -> Dataset:
    """Return the data with points added at the end.

    Parameters
    ----------
    dataset
        What to add to.
    X : array-like of shape (n, n_features)
        In the units of ``dataset.X``. Columns that are not fitted get their median, and labels
        are `UNKNOWN`.
    """
    added = np.asarray(X, dtype=np.float64)
    rows = np.tile(np.median(dataset.table.values, axis=0), (len(added), 1))
    rows[:, dataset.columns] = added * dataset.scale + dataset.shift
    labels = dataset.labels
    if labels is not None:
        labels = np.append(labels, np.full(len(added), UNKNOWN))
    return _with_values(dataset, np.concatenate((dataset.table.values, rows)), labels)


def only_points(dataset: Dataset, rows: Sequence[int]) -> Dataset:
    """Return the data with these rows alone, in that order; at least one."""
    chosen = list(rows)
    labels = None if dataset.labels is None else dataset.labels[chosen]
    return _with_values(dataset, dataset.table.values[chosen], labels)


def _with_values(
    dataset: Dataset, values: FloatArray, labels: np.ndarray[tuple[int], np.dtype[np.int64]] | None
) -> Dataset:
    return replace(dataset, table=Table(freeze(values), dataset.table.names), labels=labels)
