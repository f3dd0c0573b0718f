"""Many points on a line, replaced by few that have weights: sums over them stay the same.

On a panel that is short for the components that share it, all that a pass sums over points
(r_k, r_k z, r_k z^2 and ln p) is a polynomial of low degree to the last digit. The sum of a
polynomial over the points of a panel is the sum over the panel's Chebyshev nodes, each with a
weight that depends on the points alone: the sum of its Lagrange polynomial over them. This is
interpolation transposed, as in the fast Gauss transform with Chebyshev expansions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.kernel.formulas import LOG_2PI

IntArray = NDArray[np.intp]

NODES = 16
# How much the logarithm of the ratio of two components may change over half a panel. A ratio
# has the value -1, a pole of r_k, where its logarithm is i pi: at 5 half panels or farther.
# An interpolation through 16 nodes then is wrong by less than 1e-15.
STEEPEST = 0.6
# How much ln p may fall over half a panel: its sum is as exact as its largest value.
_HIGHEST = 30.0
# Responsibilities below this share of a component's weight do not show in its sums.
_NOTHING = -37.0
_POINTS_AT_ONCE = 8192

_ANGLES = (np.arange(NODES) + 0.5) * (np.pi / NODES)
_PLACES = np.cos(_ANGLES)  # zeros of the Chebyshev polynomial T_16, in half panels
# Lagrange's polynomials in Chebyshev's: l_j = sum_d _LAGRANGE[d, j] T_d.
_LAGRANGE = 2 / NODES * np.cos(np.outer(np.arange(NODES), _ANGLES))
_LAGRANGE[0] /= 2


@dataclass(frozen=True, slots=True, eq=False)
class Panels:
    """Sorted points cut into panels; `panels_of` makes the first, `suit` halves them.

    Parameters
    ----------
    z : (N,)
        The points in ascending order.
    first, stop : (P,)
        Each panel's points are z[first:stop].
    middle, half : (P,)
        Where the panel lies, and half its length.
    moments : (P, NODES)
        Sums of Chebyshev polynomials over its points; NaN until `weighted` has them computed.
    """

    z: FloatArray
    first: IntArray
    stop: IntArray
    middle: FloatArray
    half: FloatArray
    moments: FloatArray

    @property
    def counts(self) -> IntArray:
        """Shape (P,): the number of points on each."""
        return self.stop - self.first

    @property
    def n_nodes(self) -> int:
        """Count what the points are replaced by; where few are, they stay."""
        return int(np.minimum(self.counts, NODES).sum())

    def suit(self, theta: FloatArray, enough: int) -> "Panels":
        """Return panels that are short enough for components with these natural parameters.

        Parameters
        ----------
        theta : (K, 3)
            As in `formulas.natural_1d`; no row is 0.
        enough
            With more nodes than this the panels are returned as they are by then.
        """
        panels = self
        while panels.n_nodes <= enough:
            too_long = panels._too_long(theta)
            if not too_long.any():
                break
            panels = panels._halved(too_long)
        return panels

    def weighted(self) -> "Panels":
        """Return the same panels with all moments computed."""
        new = np.flatnonzero(np.isnan(self.moments[:, 0]) & (self.counts > NODES))
        if len(new) == 0:
            return self
        moments = self.moments.copy()
        moments[new] = self._moments(new)
        return Panels(self.z, self.first, self.stop, self.middle, self.half, moments)

    def nodes(self) -> tuple[FloatArray, FloatArray]:
        """Return places (1, M) and weights (M,) of what stands for the points."""
        many = self.counts > NODES
        places = self.middle[many, None] + self.half[many, None] * _PLACES
        weights = self.moments[many] @ _LAGRANGE
        kept = self.z[_spread(self.first[~many], self.counts[~many])]
        return (
            np.concatenate((places.ravel(), kept))[None],
            np.concatenate((weights.ravel(), np.ones(len(kept)))),
        )

    def _too_long(self, theta: FloatArray) -> NDArray[np.bool_]:
        """Tell (P,) on which panels components differ too much in how they rise and fall."""
        constant, linear, square = theta.T[:, :, None]
        logs = constant + (linear + square * self.middle) * self.middle
        slopes = linear + 2 * square * self.middle
        best = logs.argmax(axis=0)[None]
        of_best = np.take_along_axis(slopes, best, axis=0)
        fall = np.abs(of_best[0]) * self.half - theta[best[0], 2] * self.half**2
        rise = slopes - of_best
        bend = np.abs(square - theta[best, 2]) * self.half**2
        behind = logs - np.take_along_axis(logs, best, axis=0)
        matters = behind + np.abs(rise) * self.half + bend > _NOTHING + _least_log_weight(theta)
        rise = np.where(matters, rise, 0.0)
        swing = (rise.max(axis=0) - rise.min(axis=0)) * self.half
        swing += 2 * np.where(matters, bend, 0.0).max(axis=0)
        too_long = (swing > STEEPEST) | (fall > _HIGHEST)
        return np.asarray(too_long & (self.counts > NODES))

    def _halved(self, which: NDArray[np.bool_]) -> "Panels":
        middle, half = self.middle[which], self.half[which] / 2
        cut = np.searchsorted(self.z, middle)
        unknown = np.full((2 * len(half), NODES), np.nan)
        first = np.concatenate((self.first[~which], self.first[which], cut))
        stop = np.concatenate((self.stop[~which], cut, self.stop[which]))
        some = stop > first
        return Panels(
            self.z,
            first[some],
            stop[some],
            np.concatenate((self.middle[~which], middle - half, middle + half))[some],
            np.concatenate((self.half[~which], half, half))[some],
            np.concatenate((self.moments[~which], unknown))[some],
        )

    def _moments(self, which: IntArray) -> FloatArray:
        """Return the sums of T_0 to T_15 over the points of some panels."""
        moments = np.zeros((len(which), NODES))
        for part in _parts(self.counts[which]):
            panels = which[part.panels]
            z = self.z[_spread(self.first[panels] + part.skipped, part.counts)]
            t = z - np.repeat(self.middle[panels], part.counts)
            t /= np.repeat(self.half[panels], part.counts)
            # Where a panel is as short as rounding, its points may seem to lie outside.
            np.clip(t, -1.0, 1.0, out=t)
            np.add.at(moments, part.panels, _chebyshev_sums(t, part.counts))
        return moments


def panels_of(z: FloatArray) -> Panels:
    """Put the points z (N,) onto a single panel."""
    z = np.sort(z)
    ends = float(z[0]), float(z[-1])
    return Panels(
        z,
        np.array([0]),
        np.array([len(z)]),
        np.array([(ends[0] + ends[1]) / 2]),
        np.array([(ends[1] - ends[0]) / 2]),
        np.full((1, NODES), np.nan),
    )


class _Part(NamedTuple):
    """Points of some panels that are looked at together: of each, `counts` after `skipped`."""

    panels: IntArray
    skipped: IntArray
    counts: IntArray


def _parts(counts: IntArray) -> Iterator[_Part]:
    """Share the points of panels out into parts that fit the cache."""
    n_pieces = -(-counts // _POINTS_AT_ONCE)
    panels = np.repeat(np.arange(len(counts)), n_pieces)
    skipped = _spread(np.zeros_like(n_pieces), n_pieces) * _POINTS_AT_ONCE
    sizes = np.minimum(counts[panels] - skipped, _POINTS_AT_ONCE)
    part = np.cumsum(sizes) // _POINTS_AT_ONCE
    ends = np.append(np.flatnonzero(np.diff(part)) + 1, len(part))
    for begin, end in pairwise([0, *ends.tolist()]):
        yield _Part(panels[begin:end], skipped[begin:end], sizes[begin:end])


def _chebyshev_sums(t: FloatArray, counts: IntArray) -> FloatArray:
    """Return the sums (P, NODES) of T_0 to T_15 over P groups of t (N,), one after the other."""
    starts = np.cumsum(counts) - counts
    before, now = np.ones_like(t), t
    sums = [counts.astype(float), np.add.reduceat(now, starts)]
    twice = 2 * t
    for _ in range(2, NODES):
        before, now = now, twice * now - before
        sums.append(np.add.reduceat(now, starts))
    return np.stack(sums, axis=1)


def _least_log_weight(theta: FloatArray) -> float:
    """Return the logarithm of the smallest weight, Bishop (2.220) read backwards."""
    constant, linear, square = theta.T
    logs = constant - linear**2 / (4 * square) + 0.5 * (LOG_2PI - np.log(-2 * square))
    return float(logs.min())


def _spread(first: IntArray, counts: IntArray) -> IntArray:
    """Return the indices of slices that begin at `first` and are `counts` long."""
    ends = np.cumsum(counts)
    steps = np.repeat(first - (ends - counts), counts)
    return np.asarray(steps + np.arange(len(steps)))
