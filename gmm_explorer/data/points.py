"""The same data with some points more, with some only, or with some elsewhere."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gmm_explorer.data.dataset import Dataset
from gmm_explorer.data.table import Table
from gmm_explorer.em.arrays import FloatArray, freeze

Rows = Sequence[int] | NDArray[np.intp]

UNKNOWN = -1  # the label of a point of which nobody knows where it was drawn from
FARTHEST = 1e150  # from 0 that a number of the data may lie


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
    values = dataset.table.values
    rows = np.empty((len(added), dataset.table.n_columns))
    others = [c for c in range(dataset.table.n_columns) if c not in dataset.columns]
    rows[:, others] = np.median(values[:, others], axis=0)
    rows[:, dataset.columns] = in_table_units(dataset, added)
    labels = dataset.labels
    if labels is not None:
        labels = np.append(labels, np.full(len(added), UNKNOWN))
    return _with_values(dataset, np.concatenate((values, rows)), labels)


def moved_points(dataset: Dataset, rows: Rows, X: ArrayLike) -> Dataset:
    """Return the data with these rows at other places, X (n, n_features) in units of `dataset.X`.

    All other rows stay as they are, bit for bit.
    """
    values = dataset.table.values.copy()
    places = np.ix_(np.asarray(rows, np.intp), np.array(dataset.columns))
    values[places] = in_table_units(dataset, np.asarray(X))
    return _with_values(dataset, values, dataset.labels)


def in_table_units(dataset: Dataset, X: FloatArray) -> FloatArray:
    """Return places, shape (n, n_features), in the units of the table."""
    return np.asarray(X * dataset.scale + dataset.shift)


def only_points(dataset: Dataset, rows: Rows) -> Dataset:
    """Return the data with these rows alone, in that order; at least one."""
    chosen = np.asarray(rows, dtype=np.intp)
    labels = None if dataset.labels is None else dataset.labels[chosen]
    return _with_values(dataset, dataset.table.values[chosen], labels)


def _with_values(
    dataset: Dataset, values: FloatArray, labels: np.ndarray[tuple[int], np.dtype[np.int64]] | None
) -> Dataset:
    table = Table(freeze(values), dataset.table.names)
    return replace(dataset, table=table, labels=labels, origin=object())
