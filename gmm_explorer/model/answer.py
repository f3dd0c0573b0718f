"""What a mixture says of a place: the posterior of an unseen point, and whether it is an outlier.

This is the tutorial's "predict" with the weights that it forgot.  No Qt in here.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import InvalidDataError, Mixture, SingularCovarianceError, log_density
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
    x = np.array(place, dtype=np.float64)
    log_weighted = np.full(mixture.n_components, math.nan)
    distances = np.full(mixture.n_components, math.nan)
    problem = ""
    for k in range(mixture.n_components):
        try:
            log_weighted[k], distances[k] = _component(mixture, k, x)
        except SingularCovarianceError as error:
            problem = problem or f"Component {k + 1} has no density: {error.reason}."
    posterior, total = _posterior(log_weighted)
    if not problem and math.isnan(total):
        problem = "The place is too far from every component for any of them to have a density."
    weighted = np.exp(log_weighted)
    return Answer(weighted, log_weighted, distances, posterior, total, problem)


def compared_densities(X: FloatArray, mixture: Mixture) -> FloatArray:
    """Return ln p of the data (M,), ascending: of all, or of rows at even steps where many.

    Empty where the data have no densities.
    """
    step = -(-len(X) // MOST_COMPARED)
    try:
        return np.sort(log_density(X[::step], mixture))
    except (SingularCovarianceError, InvalidDataError):
        return np.empty(0)


def share_more_likely(log_density: float, compared: FloatArray) -> float:
    """Return which share of the data, (M,) ascending, is more likely than a density; NaN if none.

    A share near 1 says that the point would be an outlier among them.
    """
    if math.isnan(log_density) or not len(compared):
        return math.nan
    return 1.0 - float(np.searchsorted(compared, log_density, side="right")) / len(compared)


def _component(mixture: Mixture, k: int, x: FloatArray) -> tuple[float, float]:
    """Return ln pi_k N(x | k), Bishop (2.43), and the Mahalanobis distance, Bishop (2.44)."""
    deviations, factor = cholesky(mixture.covariances[k], k)
    with np.errstate(over="ignore", divide="ignore"):
        away = ((x - mixture.means[k]) / deviations)[:, None]
        distance = float(np.hypot.reduce(forward_substitution(factor, away), axis=None))
        log_weight = float(np.log(mixture.weights[k]))
        exponent = -0.5 * float(np.square(distance))
    log_scale = float(np.log(deviations).sum() + np.log(np.diagonal(factor)).sum())
    log_scale += 0.5 * mixture.n_features * math.log(2.0 * math.pi)
    return log_weight + exponent - log_scale, distance


def _posterior(log_weighted: FloatArray) -> tuple[FloatArray, float]:
    """Return the posterior (K,) and ln p(x); NaN where there is none."""
    largest = float(log_weighted.max())
    if not math.isfinite(largest):
        return np.full_like(log_weighted, math.nan), math.nan
    shares = np.exp(log_weighted - largest)
    total = float(shares.sum())
    return shares / total, largest + math.log(total)
