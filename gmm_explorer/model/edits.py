"""Every change a person or EM can make, as a function from one snapshot to the next.

An edit that changes nothing returns the very snapshot it was given.  Editing a plot whose points
are coloured recolours it by the edited mixture; on a grey plot the points stay grey until the
first E-step.  What is edited stays in the family of covariances that EM fits: from outside it the
log-likelihood could fall.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gmm_explorer.data import Dataset
from gmm_explorer.em import (
    EMSettings,
    Mixture,
    Prepared,
    SingularCovarianceError,
    check_densities,
    m_step,
    project,
)
from gmm_explorer.model.snapshot import Snapshot

FloatArray = NDArray[np.float64]


def new_data(snapshot: Snapshot, dataset: Dataset) -> Snapshot:
    """Return the snapshot with other data; components stay only if they had none before.

    A mixture that was fitted to the old data says nothing about the new, but one that was opened
    into an empty window was meant for the data to come.
    """
    mixture = snapshot.mixture
    if snapshot.dataset is not None or (
        mixture is not None and mixture.n_features != dataset.n_features
    ):
        mixture = None
    return Snapshot(dataset=dataset, mixture=mixture, settings=snapshot.settings)


def new_start(snapshot: Snapshot, mixture: Mixture) -> Snapshot:
    """Return the snapshot with a new initial mixture, points grey, iteration 0.

    The mixture is projected into the family of the settings.

    Raises
    ------
    ValueError
        When the mixture has another dimension than the data.
    """
    dataset = snapshot.dataset
    if dataset is not None and dataset.n_features != mixture.n_features:
        raise ValueError(
            f"the mixture is {mixture.n_features}-dimensional and the data are "
            f"{dataset.n_features}-dimensional: choose {mixture.n_features} columns first"
        )
    start = project(mixture, snapshot.settings.covariance_type)
    return replace(snapshot, mixture=start, assigned_by=None, n_iter=0)


def restart(snapshot: Snapshot, start: Snapshot) -> Snapshot:
    """Return a start as it was, at iteration 0, under the settings of today."""
    return change_settings(replace(start, n_iter=0), snapshot.settings)


def change_settings(snapshot: Snapshot, settings: EMSettings) -> Snapshot:
    """Return the snapshot with other settings; the mixture is projected into their family."""
    mixture = snapshot.mixture
    changed = replace(snapshot, settings=settings)
    if mixture is None or settings.covariance_type == snapshot.settings.covariance_type:
        return changed
    projected = project(mixture, settings.covariance_type)
    return changed if projected is mixture else with_mixture(changed, projected)


def with_mixture(snapshot: Snapshot, mixture: Mixture) -> Snapshot:
    """Return the snapshot with another mixture, projected into the family."""
    mixture = project(mixture, snapshot.settings.covariance_type)
    after = replace(snapshot, mixture=mixture)
    if snapshot.assigned_by is None:
        return after
    if snapshot.n_components != mixture.n_components:
        after = replace(after, assigned_by=None)
    return coloured(after)  # where that is impossible, the colours stay those of the mixture before


def place_component(snapshot: Snapshot, mean: ArrayLike, covariance: ArrayLike) -> Snapshot:
    """Return the snapshot with one more component, of weight 1 / (K + 1).

    Parameters
    ----------
    snapshot
        The state to add to.
    mean
        Shape (D,), data units.
    covariance
        Shape (D, D), data units squared; singular is allowed.
    """
    mean = np.asarray(mean, dtype=np.float64)
    covariance = np.asarray(covariance, dtype=np.float64)
    old = snapshot.mixture
    if old is None:
        return with_mixture(snapshot, Mixture(np.ones(1), mean[None], covariance[None]))
    share = 1.0 / (old.n_components + 1)
    return with_mixture(
        snapshot,
        Mixture(
            np.append(old.weights * (1.0 - share), share),
            np.concatenate([old.means, mean[None]]),
            np.concatenate([old.covariances, covariance[None]]),
        ),
    )


def delete_components(snapshot: Snapshot, components: Collection[int]) -> Snapshot:
    """Return the snapshot without these components; the others keep their proportions."""
    old = snapshot.mixture
    if old is None or not components:
        return snapshot
    kept = [k for k in range(old.n_components) if k not in components]
    if not kept:
        return replace(snapshot, mixture=None, assigned_by=None)
    weights = old.weights[kept]
    total = weights.sum()
    weights = weights / total if total > 0.0 else np.full(len(kept), 1.0 / len(kept))
    return with_mixture(snapshot, Mixture(weights, old.means[kept], old.covariances[kept]))


def move_mean(snapshot: Snapshot, component: int, mean: ArrayLike) -> Snapshot:
    """Return the snapshot with one mean, shape (D,), moved."""
    return move_means(snapshot, (component,), np.asarray(mean, dtype=np.float64)[None])


def move_means(snapshot: Snapshot, components: Sequence[int], means: ArrayLike) -> Snapshot:
    """Return the snapshot with the means of some components moved.

    Parameters
    ----------
    snapshot
        The state to change.
    components
        Which M of them.
    means
        Shape (M, D), data units, in the same order; kept bit for bit.
    """
    mixture = _mixture(snapshot)
    moved = mixture.means.copy()
    moved[list(components)] = means
    if np.array_equal(moved, mixture.means):
        return snapshot
    return with_mixture(snapshot, mixture.with_means(moved))


def scale_components(snapshot: Snapshot, components: Sequence[int], factor: float) -> Snapshot:
    """Return the snapshot with some components wider or narrower about their means.

    Every standard deviation is multiplied by a factor > 0; where one would overflow, nothing
    changes.  With tied covariances the change holds for all components.
    """
    mixture = _mixture(snapshot)
    chosen = slice(None) if snapshot.settings.covariance_type == "tied" else list(components)
    covariances = mixture.covariances.copy()
    with np.errstate(over="ignore", invalid="ignore"):
        covariances[chosen] *= factor * factor
    if not np.isfinite(covariances).all() or np.array_equal(covariances, mixture.covariances):
        return snapshot
    return with_mixture(snapshot, Mixture(mixture.weights, mixture.means, covariances))


def weigh_components(snapshot: Snapshot, components: Sequence[int], factor: float) -> Snapshot:
    """Return the snapshot with the odds of some components multiplied by a factor > 0.

    Against the others, that is: all keep their proportions otherwise, and none gets all or
    nothing.  Where the others weigh nothing, or there are none, nothing changes.
    """
    mixture = _mixture(snapshot)
    weights = mixture.weights.copy()
    weights[list(components)] *= factor
    others = np.delete(mixture.weights, list(components))
    if not others.any() or np.array_equal(weights, mixture.weights):
        return snapshot
    weights /= weights.sum()
    return with_mixture(snapshot, Mixture(weights, mixture.means, mixture.covariances))


def share_equally(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with all weights 1 / K."""
    mixture = _mixture(snapshot)
    weights = np.full(mixture.n_components, 1.0 / mixture.n_components)
    if np.array_equal(weights, mixture.weights):
        return snapshot
    return with_mixture(snapshot, Mixture(weights, mixture.means, mixture.covariances))


def change_covariance(snapshot: Snapshot, component: int, covariance: ArrayLike) -> Snapshot:
    """Return the snapshot with one covariance, shape (D, D), changed.

    With tied covariances the change holds for all components.  Within the family of the other
    types it is projected (a rotated ellipse has no place among diagonal ones).
    """
    mixture = _mixture(snapshot)
    covariances = mixture.covariances.copy()
    tied = snapshot.settings.covariance_type == "tied"
    covariances[slice(None) if tied else component] = covariance
    if np.array_equal(covariances, mixture.covariances):
        return snapshot
    changed = Mixture(mixture.weights, mixture.means, covariances)
    return with_mixture(snapshot, changed)


def change_covariances(
    snapshot: Snapshot, components: Sequence[int], covariances: Iterable[ArrayLike]
) -> Snapshot:
    """Return the snapshot with some covariances, shape (D, D) each; see `change_covariance`."""
    for component, covariance in zip(components, covariances, strict=True):
        snapshot = change_covariance(snapshot, component, covariance)
    return snapshot


def change_weight(snapshot: Snapshot, component: int, weight: float) -> Snapshot:
    """Return the snapshot with one weight in [0, 1] changed; the others keep their proportions.

    Raises
    ------
    ValueError
        When the weight is outside [0, 1], or a lone component is given another weight than 1.
    """
    mixture = _mixture(snapshot)
    if not 0.0 <= weight <= 1.0:
        raise ValueError(f"a weight lies between 0 and 1, not at {weight:g}")
    if mixture.n_components == 1:
        if weight != 1.0:
            raise ValueError("a lone component has weight 1: add another one first")
        return snapshot
    if weight == mixture.weights[component]:
        return snapshot
    weights = _shared_out(mixture.weights, component, weight)
    return with_mixture(snapshot, Mixture(weights, mixture.means, mixture.covariances))


def assign(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot after an E-step: the points are coloured by the mixture shown.

    Raises
    ------
    SingularCovarianceError
        When a component has no density (see `gmm_explorer.em.e_step`).
    """
    if not snapshot.needs_e_step:
        return snapshot
    check_densities(_mixture(snapshot))
    return replace(snapshot, assigned_by=snapshot.mixture)


def maximise(
    snapshot: Snapshot, responsibilities: FloatArray, prepared: Prepared | None = None
) -> Snapshot:
    """Return the snapshot after an M-step from the responsibilities shown, shape (N, K).

    The same data prepared, where somebody has them, spare a large part of the time.
    """
    data = _data(snapshot) if prepared is None else prepared
    mixture = m_step(data, responsibilities, snapshot.settings, previous=snapshot.mixture)
    return replace(snapshot, mixture=mixture, n_iter=snapshot.n_iter + 1)


def iterated(snapshot: Snapshot, mixture: Mixture, n_iter: int) -> Snapshot:
    """Return the snapshot with a mixture that EM has reached, coloured by it where it can be."""
    return coloured(replace(snapshot, mixture=mixture, n_iter=n_iter))


def coloured(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot coloured by its own mixture, unchanged where a density is missing."""
    if not snapshot.ready:
        return snapshot
    try:
        return assign(snapshot)
    except SingularCovarianceError:
        return snapshot


def _shared_out(weights: FloatArray, component: int, weight: float) -> FloatArray:
    """Give one component its weight and the rest to the others in proportion."""
    others = np.delete(weights, component)
    total = others.sum()
    share = others / total if total > 0.0 else np.full(others.shape, 1.0 / others.size)
    return np.insert(share * (1.0 - weight), component, weight)


def _data(snapshot: Snapshot) -> FloatArray:
    if snapshot.dataset is None:
        raise ValueError("there are no data yet: open, generate or choose an example")
    return snapshot.dataset.X


def _mixture(snapshot: Snapshot) -> Mixture:
    if snapshot.mixture is None:
        raise ValueError("there is no component yet: place one with the place tool")
    return snapshot.mixture
