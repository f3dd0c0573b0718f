"""One-dimensional densities as one sees them: a histogram and curves, without Qt."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import Mixture

FloatArray = NDArray[np.float64]

MOST_BINS = 200
SAMPLES_A_COMPONENT = 61
ALL_EQUAL = 0.05  # of how far they are from 0, or of 1: half the bar of points that are all equal
SMALLEST_SPAN = 1e-290  # a density over less would overflow
GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0
REACH = 5.0  # standard deviations that are sampled densely round a mean


class Histogram(NamedTuple):
    """Densities, shape (B,), and the edges of their bins, shape (B + 1,)."""

    heights: FloatArray
    edges: FloatArray

    def outline(self) -> tuple[FloatArray, FloatArray]:
        """Return places and heights of its outline from base line to base line, (2 B + 2,) each."""
        heights = np.concatenate([[0.0], np.repeat(self.heights, 2), [0.0]])
        return np.repeat(self.edges, 2), heights

    def at(self, x: FloatArray) -> FloatArray:
        """Return its heights at places of any shape, 0 beside it."""
        heights = np.concatenate([[0.0], self.heights, [0.0]])
        return np.asarray(heights[np.searchsorted(self.edges, x, side="right")])


def histogram(x: FloatArray) -> Histogram:
    """Return the histogram of values, shape (N,).

    Bins are as narrow as Freedman and Diaconis (1981) say, or the square root of N asks for:
    their rule alone is too coarse for data with several peaks.
    """
    low, high = float(x.min()), float(x.max())
    if high - low <= max(1e-12 * max(abs(low), abs(high)), SMALLEST_SPAN):
        room = max(abs(low), 1.0) * ALL_EQUAL
        return Histogram(np.array([0.5 / room]), np.array([low - room, low + room]))
    quartiles = np.percentile(x, [25.0, 75.0])
    width = 2.0 * float(quartiles[1] - quartiles[0]) / len(x) ** (1 / 3)
    by_quartiles = (high - low) / width if width > 0.0 else 0.0
    n_bins = min(max(by_quartiles, len(x) ** 0.5), MOST_BINS)
    heights, edges = np.histogram(x, bins=math.ceil(n_bins), range=(low, high), density=True)
    return Histogram(heights, edges)


def jitter(n: int, low: float, high: float) -> FloatArray:
    """Return n numbers between two, shape (n,), spread evenly and the same every time.

    Multiples of the golden ratio: however few of them are taken, they keep apart.
    """
    return low + (high - low) * np.modf(np.arange(n) * GOLDEN)[0]


class Curves(NamedTuple):
    """Where densities are sampled, shape (S,), and pi_k N(x | k) there, shape (K, S).

    A component without a density, all its mass at one place, is a row of zeros.
    """

    x: FloatArray
    weighted: FloatArray

    @property
    def mixture(self) -> FloatArray:
        """Shape (S,): the density of the mixture."""
        return np.asarray(self.weighted.sum(axis=0))


def curves(
    mixture: Mixture, low: float, high: float, n_samples: int, n_sigmas: Sequence[float] = ()
) -> Curves:
    """Sample the densities of a mixture on a line, densely where components are narrow.

    Among the places are those ``n_sigmas`` standard deviations beside every mean.
    """
    deviations = np.sqrt(mixture.covariances[:, 0, 0])
    steps = np.linspace(-REACH, REACH, SAMPLES_A_COMPONENT)
    steps = np.concatenate([steps, n_sigmas, np.negative(n_sigmas)])
    near = mixture.means + deviations[:, None] * steps
    x = np.sort(np.concatenate([np.linspace(low, high, n_samples), near.ravel()]))
    x = x[(x >= low) & (x <= high)]
    return Curves(x, weighted_densities(mixture, x))


def weighted_densities(mixture: Mixture, x: FloatArray) -> FloatArray:
    """Return pi_k N(x | k) of each component at places (S,), shape (K, S)."""
    return np.array([_weighted(mixture, k, x) for k in range(mixture.n_components)])


def height_at(mixture: Mixture, component: int, x: float, *, stacked: bool = False) -> float:
    """Return pi_k N(x | k), 0 for a component without a density.

    When curves are stacked it stands on those of the components before it.
    """
    first = 0 if stacked else component
    place = np.array([x])
    return float(sum(_weighted(mixture, k, place)[0] for k in range(first, component + 1)))


def _weighted(mixture: Mixture, k: int, x: FloatArray) -> FloatArray:
    """Return pi_k N(x | k), Bishop (1.46), shape (S,)."""
    deviation = math.sqrt(mixture.covariances[k, 0, 0])
    if deviation == 0.0:
        return np.zeros_like(x)
    with np.errstate(over="ignore"):  # too far away for its density is a density of 0
        distances = ((x - mixture.means[k, 0]) / deviation) ** 2
    heights = np.exp(-0.5 * distances) / (deviation * math.sqrt(2.0 * math.pi))
    return np.asarray(mixture.weights[k] * heights)
