"""What a mixture says of a place: the posterior of an unseen point, and whether it is an outlier.

This is the tutorial's "predict" with the weights that it forgot.  No Qt in here.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import Mixture, SingularCovarianceError
from gmm_explorer.em.textbook import cholesky, forward_substitution

FloatArray = NDArray[np.float64]

MOST_COMPARED = 20_000
"""The data points that a density is compared with: a share is then known to half a per cent."""


@dataclass(frozen=True, slots=True)
class Question:
    """A place that the mixture is asked about.

    Attributes
    ----------
    place
        D coordinates, in the units of the plot.
    row
        The data point that lies there, from 0; None for an unseen point.
    """

    place: tuple[float, ...]
    row: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What the mixture says.

    Attributes
    ----------
    weighted
        Shape (K,), pi_k N(x | mu_k, Sigma_k), Bishop (9.7); NaN for a component without density.
    log_weighted
        Shape (K,), its logarithm, nats, which does not underflow.
    distances
        Shape (K,), the Mahalanobis distance to each mean, in standard deviations; NaN likewise.
    posterior
        Shape (K,), Bishop (9.13); NaN throughout when there is none.
    log_density
        Of the mixture, ln p(x), nats; NaN when there is none.
    problem
        Why there is no posterior, in one sentence; empty otherwise.
    """

    weighted: FloatArray
    log_weighted: FloatArray
    distances: FloatArray
    posterior: FloatArray
    log_density: float
    problem: str = ""

    @property
    def leader(self) -> int | None:
        """The most probable component, or None without a posterior."""
        return None if self.problem else int(np.argmax(self.posterior))


def answer(mixture: Mixture, place: tuple[float, ...]) -> Answer:
    """Ask a mixture about a place with as many coordinates as it has features.

    Components without a density do not stop the others from answering; there is no posterior
    then, and the problem says why.
    """
    asked = _ask(np.array([place], dtype=np.float64), mixture)
    log_weighted, total = asked.log_weighted[0], float(asked.log_densities[0])
    problem = asked.problem
    if not problem and math.isnan(total):
        problem = "The place is too far from every component for any of them to have a density."
    weighted = np.exp(log_weighted)
    return Answer(
        weighted, log_weighted, asked.distances[0], _posterior(log_weighted), total, problem
    )


def compared_densities(X: FloatArray, mixture: Mixture) -> FloatArray:
    """Return ln p of the data (M,), ascending: of all, or of rows at even steps where many.

    Empty where the data have no densities.  They are worked out as that of a place is, to the
    last digit: the least likely of them is not less likely than itself.
    """
    step = -(-len(X) // MOST_COMPARED)
    densities = _ask(X[::step], mixture).log_densities
    unknown = np.isnan(densities)
    if unknown.all():
        return np.empty(0)
    densities[unknown] = -math.inf  # too far from every component
    return np.sort(densities)


def share_more_likely(log_density: float, compared: FloatArray) -> float:
    """Return which share of the data, (M,) ascending, is more likely than a density; NaN if none.

    A share near 1 says that the point would be an outlier among them.
    """
    if math.isnan(log_density) or not len(compared):
        return math.nan
    return 1.0 - float(np.searchsorted(compared, log_density, side="right")) / len(compared)


class _Asked(NamedTuple):
    """What is known of M places: (M, K), (M, K) and (M,); NaN where there is nothing."""

    log_weighted: FloatArray
    distances: FloatArray
    log_densities: FloatArray
    problem: str


def _ask(places: FloatArray, mixture: Mixture) -> _Asked:
    """Ask about places (M, D), the numbers of each being the same whatever others there are."""
    log_weighted = np.full((len(places), mixture.n_components), math.nan)
    distances = np.full_like(log_weighted, math.nan)
    problem = ""
    for k in range(mixture.n_components):
        try:
            log_weighted[:, k], distances[:, k] = _component(mixture, k, places)
        except SingularCovarianceError as error:
            problem = problem or f"Component {k + 1} has no density: {error.reason}."
    return _Asked(log_weighted, distances, _log_densities(log_weighted), problem)


def _component(mixture: Mixture, k: int, places: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return ln pi_k N(x | k), Bishop (2.43), and the Mahalanobis distances, Bishop (2.44)."""
    deviations, factor = cholesky(mixture.covariances[k], k)
    with np.errstate(over="ignore", divide="ignore"):
        away = ((places - mixture.means[k]) / deviations).T
        distances = np.hypot.reduce(forward_substitution(factor, away), axis=0)
        log_weight = float(np.log(mixture.weights[k]))
        exponents = -0.5 * np.square(distances)
    log_scale = float(np.log(deviations).sum() + np.log(np.diagonal(factor)).sum())
    log_scale += 0.5 * mixture.n_features * math.log(2.0 * math.pi)
    return log_weight + exponents - log_scale, distances


def _posterior(log_weighted: FloatArray) -> FloatArray:
    """Return the posterior (K,); NaN where there is none."""
    largest = log_weighted.max()
    if not np.isfinite(largest):
        return np.full_like(log_weighted, math.nan)
    shares = np.exp(log_weighted - largest)
    return np.asarray(shares / shares.sum())


def _log_densities(log_weighted: FloatArray) -> FloatArray:
    """Return ln p(x) (M,) from the terms (M, K); NaN where there is none."""
    largest = log_weighted.max(axis=1)
    largest[~np.isfinite(largest)] = math.nan
    return np.asarray(largest + np.log(np.exp(log_weighted - largest[:, None]).sum(axis=1)))
