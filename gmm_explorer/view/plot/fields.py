"""Densities over the pixels of a plot: who owns a place, and where iso-lines run; without Qt.

Everything is computed in pixels, where a component is as large as it looks: the scale of the
data, however huge or tiny, has no part in it.  A density in pixels differs from that in the
data by one factor, which neither an iso-line nor an owner depends on.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import Mixture
from gmm_explorer.view.plot.geometry import PixelMap

FloatArray = NDArray[np.floating]

FLATTEST = 1e-12  # share of a variance that the other coordinate may leave unexplained, at least
FARTHEST = 1e30  # squared standard deviations: what float32 can tell apart from infinity
RINGS, SPOKES = 24, 12  # representative places of a component: by mass and by direction


class Gaussian(NamedTuple):
    """One component in pixels, by its regression of y on x.

    Attributes
    ----------
    log_weight
        log pi_k.
    mean
        Shape (2,).
    width
        Standard deviation of x.
    slope
        Of the regression of y on x.
    height
        Standard deviation of y about it.
    """

    log_weight: float
    mean: FloatArray
    width: float
    slope: float
    height: float

    def log_weighted(self, x: FloatArray, y: FloatArray) -> FloatArray:
        """Return log pi_k N(x, y | k) of places of any shape."""
        with np.errstate(over="ignore"):
            across = (x - self.mean[0]) / self.width
            along = (y - self.mean[1] - self.slope * (x - self.mean[0])) / self.height
            distances = np.minimum(across**2 + along**2, FARTHEST)
        scale = math.log(2.0 * math.pi) + math.log(self.width) + math.log(self.height)
        return np.asarray(self.log_weight - scale - 0.5 * distances)

    def representatives(self) -> FloatArray:
        """Return places that share its mass evenly, shape (2, RINGS * SPOKES)."""
        mass = (np.arange(RINGS) + 0.5) / RINGS
        radius = np.sqrt(-2.0 * np.log1p(-mass))[:, None]
        angle = 2.0 * np.pi * (np.arange(SPOKES) + 0.5 * (np.arange(RINGS) % 2)[:, None]) / SPOKES
        across = self.width * (radius * np.cos(angle)).ravel()
        along = self.height * (radius * np.sin(angle)).ravel()
        return np.stack([self.mean[0] + across, self.mean[1] + self.slope * across + along])


def in_pixels(mixture: Mixture, pixels: PixelMap) -> dict[int, Gaussian]:
    """Return the components that have a density, by their number, as seen on the screen."""
    found = {}
    scale = pixels.scale
    with np.errstate(all="ignore"):
        means = mixture.means * scale + (pixels.offset_x, pixels.offset_y)
        deviations = np.sqrt(np.diagonal(mixture.covariances, axis1=1, axis2=2)) * np.abs(scale)
        across = mixture.covariances[:, 0, 1] * scale[0] * scale[1]
        slopes = across / deviations[:, 0] ** 2
        left_over = deviations[:, 1] ** 2 - slopes * across
        flattest = FLATTEST * deviations[:, 1] ** 2
        log_weights = np.log(mixture.weights)
    for k in range(mixture.n_components):
        numbers = (*means[k], *deviations[k], slopes[k], left_over[k], log_weights[k])
        if np.isfinite(numbers).all() and deviations[k].min() > 0.0 and left_over[k] > flattest[k]:
            found[k] = Gaussian(
                float(log_weights[k]),
                means[k],
                float(deviations[k, 0]),
                float(slopes[k]),
                math.sqrt(left_over[k]),
            )
    return found


def owners(gaussians: dict[int, Gaussian], x: FloatArray, y: FloatArray) -> NDArray[np.intp]:
    """Return the component with the largest responsibility at places of any shape.

    At least one component must have a density.
    """
    numbers = np.array(list(gaussians))
    return numbers[np.argmax([g.log_weighted(x, y) for g in gaussians.values()], axis=0)]


def owners_of_cells(
    gaussians: dict[int, Gaussian], width: int, height: int, cell: int, block: int
) -> NDArray[np.intp]:
    """Return the owners of the cells of a plot, so many pixels wide, shape (H, W).

    They are looked for by blocks of so many cells a side, which cover the plot, and cell by cell
    only where different owners meet.
    """
    side = cell * block
    shape = -(-height // side), -(-width // side)
    y, x = ((np.arange(n) + 0.5) * side for n in shape)
    coarse = owners(gaussians, x, y[:, None])
    found = coarse.repeat(block, axis=0).repeat(block, axis=1)
    rows, columns = np.nonzero(_meets_another(coarse))
    inner = np.arange(block)
    down = (rows[:, None] * block + inner)[:, :, None]
    across = (columns[:, None] * block + inner)[:, None, :]
    found[down, across] = owners(gaussians, (across + 0.5) * cell, (down + 0.5) * cell)
    return found


def _meets_another(owned: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return which blocks have one of another owner beside them, across corners too."""
    around = np.pad(owned, 1, mode="edge")
    height, width = owned.shape
    shifted = (around[i : i + height, j : j + width] for i in range(3) for j in range(3))
    return np.any([one != owned for one in shifted], axis=0)


def log_density(gaussians: dict[int, Gaussian], x: FloatArray, y: FloatArray) -> FloatArray:
    """Return log sum_k pi_k N(x, y | k) at places of any shape, densities per pixel."""
    terms = np.array([g.log_weighted(x, y) for g in gaussians.values()])
    highest = terms.max(axis=0)
    return np.asarray(highest + np.log(np.exp(terms - highest).sum(axis=0)))


def levels(gaussians: dict[int, Gaussian], masses: FloatArray) -> FloatArray:
    """Return the log densities above which the mixture holds these masses.

    The level of mass m is the (1 - m) quantile of the density at places drawn from the mixture
    (Hyndman 1996, Computing and graphing highest density regions); places that share each
    component's mass evenly stand for a random draw.
    """
    found, weights = [], []
    for gaussian in gaussians.values():
        x, y = gaussian.representatives()
        found.append(log_density(gaussians, x, y))
        weights.append(np.full(len(x), math.exp(gaussian.log_weight) / len(x)))
    values, shares = np.concatenate(found), np.concatenate(weights)
    order = np.argsort(-values)
    held = np.cumsum(shares[order])
    return np.interp(masses * held[-1], held, values[order])
