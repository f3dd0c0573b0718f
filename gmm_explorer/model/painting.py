"""Points put, taken away and moved by hand, as functions from one snapshot to the next.

The mixture stays, and the points keep the colours of whatever mixture gave them: the new ones get
theirs from it too.  EM begins to count anew, since the log-likelihood of other data is another.
Units stay those of the data before, also where those were standardised.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.data import Dataset
from gmm_explorer.data.points import (
    FARTHEST,
    in_table_units,
    moved_points,
    only_points,
    with_points,
)
from gmm_explorer.model.snapshot import Snapshot

FloatArray = NDArray[np.float64]

PAINTED = "Painted by hand"
EDITED = ", edited by hand"
JITTER = 0.02  # of a column's spread: seen, but less than what clusters are apart

SHEET: object = object()
"""The origin of all that is painted where there were no data."""


def paint(snapshot: Snapshot, X: FloatArray) -> Snapshot:
    """Return the snapshot with points added at the end, X (n, D) in the units of the plot.

    Where there were no data they are the first.  What lies too far out to be computed with is
    left out.
    """
    dataset = snapshot.dataset
    added = X[_can_be_held(dataset, X)]
    if not len(added):
        return snapshot
    if dataset is None:
        painted = Dataset.from_array(added, provenance=PAINTED)
        return _on(snapshot, replace(painted, origin=SHEET))
    return _on(snapshot, _edited(dataset, with_points(dataset, added)))


def erase(snapshot: Snapshot, rows: NDArray[np.intp]) -> Snapshot:
    """Return the snapshot without these points; without data where none is left."""
    dataset = snapshot.dataset
    if dataset is None or not len(rows):
        return snapshot
    kept = np.ones(dataset.n_samples, bool)
    kept[rows] = False
    if not kept.any():
        return _on(snapshot, None)
    return _on(snapshot, _edited(dataset, only_points(dataset, np.flatnonzero(kept))))


def displace(snapshot: Snapshot, rows: NDArray[np.intp], offsets: FloatArray) -> Snapshot:
    """Return the snapshot with these points moved by offsets, shape (n, D)."""
    dataset = snapshot.dataset
    if dataset is None:
        return snapshot
    moved = dataset.X[rows] + offsets
    held = _can_be_held(dataset, moved)
    if not held.any():
        return snapshot
    return _on(snapshot, _edited(dataset, moved_points(dataset, rows[held], moved[held])))


def jitter(snapshot: Snapshot, scale: FloatArray, rng: np.random.Generator) -> Snapshot:
    """Return the snapshot with all points moved a little.

    Ties of rounded numbers, onto which components collapse, come apart.

    Parameters
    ----------
    snapshot
        The state before.
    scale
        Shape (D,), the spread of each column; the displacements are normal, of `JITTER` of it.
    rng
        Makes them.
    """
    dataset = snapshot.dataset
    if dataset is None:
        return snapshot
    offsets = rng.normal(0.0, JITTER, dataset.X.shape) * scale
    return displace(snapshot, np.arange(dataset.n_samples), offsets)


def same_sheet(one: Dataset | None, other: Dataset | None) -> bool:
    """Return whether two data sets are one that a hand edited, and so have one picture."""
    if one is None or other is None:
        painted = one or other
        return painted is not None and painted.origin is SHEET
    alike = (one.origin, one.columns) == (other.origin, other.columns)
    return alike and _same(one.shift, other.shift) and _same(one.scale, other.scale)


def _on(snapshot: Snapshot, dataset: Dataset | None) -> Snapshot:
    assigned_by = None if dataset is None else snapshot.assigned_by
    return replace(snapshot, dataset=dataset, assigned_by=assigned_by, n_iter=0)


def _edited(before: Dataset, after: Dataset) -> Dataset:
    """Return other points with the picture of those before, and say that a hand was at them."""
    said = before.provenance
    if said != PAINTED and not said.endswith(EDITED):
        said += EDITED
    return replace(after, provenance=said, origin=before.origin)


def _can_be_held(dataset: Dataset | None, X: FloatArray) -> NDArray[np.bool_]:
    """Return which places, shape (n,), are numbers that data can hold in all their units."""
    with np.errstate(over="ignore", invalid="ignore"):
        near = (np.abs(X) <= FARTHEST).all(axis=1)
        if dataset is not None:
            near &= (np.abs(in_table_units(dataset, X)) <= FARTHEST).all(axis=1)
    return np.asarray(near)


def _same(one: FloatArray, other: FloatArray) -> bool:
    return bool(np.array_equal(one, other))
