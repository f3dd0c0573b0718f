"""Set-ups that lead EM into a collapse, or into the opposite trap, in a few steps.

Each returns a snapshot from which EM itself does the rest; the algorithm is to be `plain`.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import astuple, replace

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.data import Dataset, only_points, with_points
from gmm_explorer.em import (
    EMSettings,
    InvalidDataError,
    Mixture,
    Prepared,
    SingularCovarianceError,
    diagnose,
    fit,
    initialize,
    predict_proba,
    project,
)
from gmm_explorer.model import edits
from gmm_explorer.model.places import (
    axes_of,
    emptiest_place,
    gap_beside,
    scaled_distances,
    segment_beside,
)
from gmm_explorer.model.snapshot import Snapshot

FloatArray = NDArray[np.float64]
Cancelled = Callable[[], bool]

COPIES = 5  # of a point that is duplicated
ON_THE_LINE = 12  # points added to lie on a line
_STEPS = 12  # of EM, within which the collapse must have come
_SHRINKING = tuple(1.5**n for n in range(18))  # parts of a distance, to 1 / 1000
_REFINEMENTS = 4
_NOTHING = 1e-15  # of a variance, in units of the data's scale: a zero matrix but for rounding
_FEW = 3  # components, where there are none yet


class TriggerError(ValueError):
    """A collapse cannot be set up here; the message says why and what to do."""


def plain(settings: EMSettings, *, any_direction: bool = False) -> EMSettings:
    """Return the settings without what keeps components from collapsing.

    Parameters
    ----------
    settings
        Of today.
    any_direction
        Whether ellipses must be free to lie along a line.
    """
    free = any_direction or settings.covariance_type == "tied"
    family = "full" if free else settings.covariance_type
    after = replace(
        settings, covariance_type=family, reg_covar=0.0, eigenvalue_floor=0.0, prior=None
    )
    return settings if astuple(after) == astuple(settings) else after


def chosen_component(snapshot: Snapshot, selection: Sequence[int]) -> int:
    """Return the selected component, else the lightest, else the first there will be."""
    if selection:
        return selection[-1]
    mixture = snapshot.mixture
    return 0 if mixture is None else int(np.argmin(mixture.weights))


def nearest_point(prepared: Prepared, mean: FloatArray) -> int:
    """Return the index of the point nearest to a mean (D,), in units of the data's scale."""
    return int(np.argmin(scaled_distances(prepared, mean)))


def on_point(
    snapshot: Snapshot,
    prepared: Prepared,
    component: int,
    point: int | None = None,
    cancelled: Cancelled | None = None,
) -> Snapshot:
    """Return the snapshot with a component on one point (None: the nearest), small enough.

    Raises
    ------
    TriggerError
        When no size makes it collapse.
    """
    if np.all(prepared.X[0] == prepared.X):
        raise TriggerError("all points are equal, so any component collapses by itself: press Run")
    snapshot = _with_components(snapshot, 2)
    mean = _mixture(snapshot).means[component]
    target = prepared.X[nearest_point(prepared, mean) if point is None else point]
    away = scaled_distances(prepared, target)
    others = away[away > 0]
    if others.size == 0:
        raise TriggerError(
            "all points are equal, so every component collapses by itself: press Run"
        )
    nearest = float(others.min())

    def covariance(part: float) -> FloatArray:
        return np.diag((nearest / part * prepared.scale) ** 2)

    return _widest_to_collapse(
        snapshot, prepared, component, target, covariance, "point", cancelled
    )


def on_duplicates(
    snapshot: Snapshot,
    prepare: Callable[[Dataset], Prepared],
    component: int,
    point: int | None = None,
    cancelled: Cancelled | None = None,
) -> Snapshot:
    """Return the snapshot with copies of a point added, and a component on them."""
    snapshot = _with_components(snapshot, 2)
    dataset = _dataset(snapshot)
    prepared = prepare(dataset)
    if point is None:
        point = nearest_point(prepared, _mixture(snapshot).means[component])
    more = with_points(dataset, np.repeat(dataset.X[point][None], COPIES, axis=0))
    return on_point(_on_other_data(snapshot, more), prepare(more), component, point, cancelled)


def on_line(
    snapshot: Snapshot,
    prepare: Callable[[Dataset], Prepared],
    component: int,
    rows: Sequence[int] = (),
    cancelled: Cancelled | None = None,
) -> Snapshot:
    """Return the snapshot with a component along a line of points.

    Parameters
    ----------
    snapshot
        The state to start from, with two features.
    prepare
        Makes data ready.
    component
        Which is to collapse.
    rows
        Two or more points on a line; when there are none, some are added beside the data.
    cancelled
        Asked between iterations of EM, see `gmm_explorer.em.fit`.

    Raises
    ------
    TriggerError
        In one dimension, where a line is all there is, and when the points are on no line.
    """
    snapshot = _with_components(snapshot, 2)
    dataset = _dataset(snapshot)
    if dataset.n_features != 2:
        raise TriggerError("on a line of numbers there is no other line: set it on a point instead")
    if len(rows) < 2:
        dataset = with_points(dataset, segment_beside(prepare(dataset), ON_THE_LINE))
        rows = range(dataset.n_samples - ON_THE_LINE, dataset.n_samples)
        snapshot = _on_other_data(snapshot, dataset)
    prepared = prepare(dataset)
    points = (dataset.X[list(rows)] - prepared.centre) / prepared.scale
    middle, (along, across), lengths = axes_of(points)
    if lengths[1] > 1e-9 * lengths[0]:
        raise TriggerError("the marked points are on no line: mark two points, or none at all")
    if lengths[0] == 0:
        raise TriggerError("the marked points are all equal: mark two that differ, or none at all")
    rest = np.delete(np.arange(dataset.n_samples), list(rows))
    gap = gap_beside(prepared, middle, along, across, lengths[0], rest)

    def covariance(part: float) -> FloatArray:
        root = np.column_stack((along * lengths[0], across * gap / part))
        root *= prepared.scale[:, None]
        return np.asarray(root @ root.T)

    mean = prepared.centre + middle * prepared.scale
    return _widest_to_collapse(snapshot, prepared, component, mean, covariance, "line", cancelled)


def empty(snapshot: Snapshot, prepared: Prepared, component: int) -> Snapshot:
    """Return the snapshot with a component so small, and so far from points, that it has none."""
    snapshot = _with_components(snapshot, 2)
    _check_others(snapshot, prepared, component)
    place, distance = emptiest_place(prepared)
    mixture = _mixture(snapshot)
    for part in _SHRINKING:
        covariance = np.diag((distance / part * prepared.scale) ** 2)
        moved = _with(mixture, component, place, covariance)
        moved = project(moved, snapshot.settings.covariance_type)
        try:
            held = predict_proba(prepared, moved)[:, component].sum()
        except SingularCovarianceError:
            break  # smaller ones have no width that a number could hold
        if held < 1e-9:
            return edits.with_mixture(snapshot, moved)
    raise TriggerError("every place is too near to a point: add points farther out first")


def few_points(snapshot: Snapshot, prepare: Callable[[Dataset], Prepared]) -> Snapshot:
    """Return the snapshot with one point less than it has components: those near their means."""
    snapshot = _with_components(snapshot)
    dataset, mixture = _dataset(snapshot), _mixture(snapshot)
    wanted = max(1, mixture.n_components - 1)
    rows: list[int] = []
    for mean in mixture.means:
        order = np.argsort(np.sum((dataset.X - mean) ** 2, axis=1), kind="stable")
        rows += [int(row) for row in order[: len(rows) + 1] if int(row) not in rows][:1]
    fewer = only_points(dataset, sorted(rows[:wanted]))
    prepare(fewer)  # refuses those that lie too close together for EM
    return _on_other_data(snapshot, fewer)


def identical(snapshot: Snapshot, prepared: Prepared) -> Snapshot:
    """Return the snapshot with all components equal, which EM never tells apart."""
    snapshot = _with_components(snapshot)
    X, k = prepared.X, max(2, snapshot.n_components)
    middle = X.mean(axis=0)
    covariance = np.cov(X.T, bias=True).reshape(X.shape[1], X.shape[1])
    mixture = Mixture(np.full(k, 1 / k), np.tile(middle, (k, 1)), np.tile(covariance, (k, 1, 1)))
    return edits.with_mixture(snapshot, mixture)


def _widest_to_collapse(
    snapshot: Snapshot,
    prepared: Prepared,
    component: int,
    mean: FloatArray,
    covariance: Callable[[float], FloatArray],
    status: str,
    cancelled: Cancelled | None,
) -> Snapshot:
    """Return the snapshot with the widest component from which the plain algorithm collapses.

    `covariance` is asked for smaller ones by larger parts. The widest takes the most steps, so
    that there is something to see.
    """
    _check_others(snapshot, prepared, component)
    old, settings = _mixture(snapshot), replace(snapshot.settings, tol=0.0, max_iter=_STEPS)

    def collapses(part: float) -> bool:
        last = fit(prepared, _with(old, component, mean, covariance(part)), settings, cancelled)
        left = np.diagonal(last.mixture.covariances[component]) / prepared.scale**2
        clean = status != "point" or left.max() < _NOTHING
        return last.health[component].status == status and clean

    part = next(filter(collapses, _SHRINKING), None)
    if part is None:
        raise TriggerError("no size makes this component collapse here: choose another point")
    wider = part / _SHRINKING[1]
    for _ in range(_REFINEMENTS):
        between = math.sqrt(wider * part)
        wider, part = (wider, between) if collapses(between) else (between, part)
    return edits.with_mixture(snapshot, _with(old, component, mean, covariance(part)))


def _check_others(snapshot: Snapshot, prepared: Prepared, component: int) -> None:
    """Raise TriggerError where another component keeps EM from its first step."""
    for k, health in enumerate(diagnose(prepared, _mixture(snapshot))):
        if k != component and health.is_collapsed:
            raise TriggerError(
                f"component {k + 1} has collapsed already: repair or delete it first, or select it"
            )


def _with(mixture: Mixture, component: int, mean: FloatArray, covariance: FloatArray) -> Mixture:
    """Put one component somewhere, with a weight of at least a fifth of its share."""
    weights, means = mixture.weights.copy(), mixture.means.copy()
    covariances = mixture.covariances.copy()
    means[component], covariances[component] = mean, covariance
    weights[component] = max(weights[component], 0.2 / len(weights))
    return Mixture(weights / weights.sum(), means, covariances)


def _with_components(snapshot: Snapshot, at_least: int = 1) -> Snapshot:
    """Return the snapshot with components: as many as there are, or some on points of the data.

    A lone component owns every point and can collapse onto none: others join it where asked for.
    """
    if snapshot.n_components >= at_least:
        return snapshot
    X = _dataset(snapshot).X
    k = max(at_least, min(_FEW, len(np.unique(X, axis=0))))
    try:
        start = initialize(X, k, "random-from-data", np.random.default_rng(0))
    except InvalidDataError as error:
        raise TriggerError(f"there are too few different points: {error}") from error
    return edits.with_mixture(snapshot, start)


def _on_other_data(snapshot: Snapshot, dataset: Dataset) -> Snapshot:
    """Return the snapshot on data with other rows, its components where they were."""
    return edits.coloured(replace(snapshot, dataset=dataset, assigned_by=None))


def _dataset(snapshot: Snapshot) -> Dataset:
    if snapshot.dataset is None:
        raise TriggerError("there are no data yet: open, generate or choose an example")
    return snapshot.dataset


def _mixture(snapshot: Snapshot) -> Mixture:
    if snapshot.mixture is None:
        raise TriggerError("there is no component yet: place one with the place tool")
    return snapshot.mixture
