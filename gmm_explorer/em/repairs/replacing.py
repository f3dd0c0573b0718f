"""Repairs that let a component begin somewhere else, or do without it."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.errors import RepairError, SingularCovarianceError
from gmm_explorer.em.mixture import Mixture
from gmm_explorer.em.prepared import Prepared
from gmm_explorer.em.repairs.repair import Cured, Patient
from gmm_explorer.em.textbook import log_joint

NewPlace = Literal["random", "farthest", "worst"]


@dataclass(frozen=True, slots=True)
class ResetComponent:
    """Start the collapsed components anew, as wide as the data (the tutorial's cure).

    Parameters
    ----------
    place
        Where the new mean is put: on a 'random' point, on the point 'farthest' from all other
        means, or on the one the others explain 'worst'.
    """

    place: NewPlace = "random"

    def treat(self, patient: Patient, rng: np.random.Generator) -> Cured:
        """Give them new means, the covariance of the data, and the weight 1 / K."""
        old, data = patient.mixture, patient.data
        means, covariances = old.means.copy(), old.covariances.copy()
        there = patient.others
        for k in patient.components:
            point = _place(self.place, data, means[there], covariances[there], rng)
            means[k], covariances[k] = data.X[point], _covariance(data.X)
            there = [*there, k]
        weights = _shared_out(old.weights, patient.components)
        return Cured(Mixture(weights, means, covariances), patient.settings)


@dataclass(frozen=True, slots=True)
class SplitLargest:
    """Let the collapsed components take over half of the heaviest one, along its long axis."""

    def treat(self, patient: Patient, rng: np.random.Generator) -> Cured:
        """Split, keeping the mean and the covariance of what was split."""
        if not patient.others:
            raise RepairError("every component has collapsed, so there is none to split; reset one")
        old = patient.mixture
        weights, means, covariances = old.weights.copy(), old.means.copy(), old.covariances.copy()
        weights[list(patient.components)] = 0.0
        weights /= weights.sum()
        there = patient.others
        for k in patient.components:
            heaviest = max(there, key=lambda j: weights[j])
            weights[[k, heaviest]] = weights[heaviest] / 2
            means[k], means[heaviest], covariances[k] = _halves(
                means[heaviest], covariances[heaviest]
            )
            covariances[heaviest] = covariances[k]
            there = [*there, k]
        return Cured(Mixture(weights, means, covariances), patient.settings)


@dataclass(frozen=True, slots=True)
class Drop:
    """Take the collapsed components away; the others keep their proportions."""

    def treat(self, patient: Patient, rng: np.random.Generator) -> Cured:
        """Keep the others."""
        if not patient.others:
            raise RepairError("every component has collapsed, so none would be left; reset one")
        old, kept = patient.mixture, patient.others
        weights = old.weights[kept]
        if not weights.sum() > 0:
            raise RepairError("the components that would be left have no weight; reset one")
        mixture = Mixture(weights / weights.sum(), old.means[kept], old.covariances[kept])
        return Cured(mixture, patient.settings)


def _covariance(X: FloatArray) -> FloatArray:
    centred = X - X.mean(axis=0)
    return np.asarray(centred.T @ centred / len(X))


def _shared_out(weights: FloatArray, components: tuple[int, ...]) -> FloatArray:
    """Give some components 1 / K each, the others the rest in proportion."""
    chosen = list(components)
    rest = weights.copy()
    rest[chosen] = 0.0
    shared = np.full_like(weights, 1 / len(weights))
    left = 1 - len(chosen) / len(weights)
    if rest.sum() > 0:
        shared = rest / rest.sum() * left
        shared[chosen] = 1 / len(weights)
    return np.asarray(shared / shared.sum())


def _halves(mean: FloatArray, covariance: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return two means and the covariance of both halves: together they are what was split.

    With u the long semi-axis the means lie at m +- a u, a^2 = 1/2; the covariance loses a^2 u u^T.
    """
    eigenvalues, vectors = np.linalg.eigh(covariance)
    step = np.sqrt(eigenvalues[-1] / 2) * vectors[:, -1]
    return mean + step, mean - step, covariance - np.outer(step, step)


def _place(
    place: NewPlace,
    data: Prepared,
    means: FloatArray,
    covariances: FloatArray,
    rng: np.random.Generator,
) -> int:
    """Return the index of the point where a component is to begin, the others being there."""
    if place == "random" or len(means) == 0:
        return int(rng.integers(data.n_samples))
    if place == "farthest":
        nearest = np.full(data.n_samples, np.inf)
        for mean in means:
            away = (data.X - mean) / data.scale
            np.minimum(nearest, np.sum(away * away, axis=1), out=nearest)
        return int(np.argmax(nearest))
    alike = Mixture(np.full(len(means), 1 / len(means)), means, covariances)
    try:
        return int(np.argmin(log_joint(data.X, alike).max(axis=1)))
    except SingularCovarianceError as error:
        raise RepairError("another component has no density either; repair both") from error
