"""The terms of a mixture's density at a block of points, and the logarithms of their totals."""

import math
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.kernel.blocks import FACTORS, aligned, n_monomials, packed_triangle
from gmm_explorer.em.kernel.sums import FLOOR, Densities

# What the cut of logarithms leaves weighs nothing in a sum; where responsibilities are shown,
# what it may have left is 0.
UNSEEN = 1e-100
# A block with a total whose logarithm is below the first has a point so far from everything
# that the cut might show; one above the second might overflow. There the largest term of each
# point is taken out first.
FAINT = -460.0
BRIGHT = 600.0
_NOTHING = 1e-308
# A product of totals is a normal number while its logarithm is within this.
_LONGEST_PRODUCT = 690.0
_LONG = 8192  # points of a block in which products of totals cost less than their logarithms
_SHORT = 2048  # points
# Components up to which to divide is no slower than to multiply: a division costs as much as some
# products, and another walk through the memory as much as that.
DIVIDED_AT_ONCE = 4


class Workspace:
    """The memory in which one block is computed, all of it of the block's length."""

    def __init__(self, n_components: int, n_features: int, size: int) -> None:
        is_short = size <= _SHORT
        # Of two ways to call BLAS one is quicker to begin with and one quicker at work.
        self.product: Callable[..., FloatArray] = np.dot if is_short else np.matmul
        n_phi = n_monomials(n_features)
        parts = (n_phi, n_phi, n_components, 1, 1, 1 + n_features, n_features)
        allocate = np.empty if is_short else aligned
        rows = allocate((sum(parts), size))
        ends = accumulate(parts)
        self.phi, self.scaled, self.terms, self.totals, logs, self.ones_and_rows, self.weighted = (
            rows[end - n : end] for n, end in zip(parts, ends, strict=True)
        )
        self.rows = self.ones_and_rows[1:]
        self.ones_and_rows[0] = 1.0
        self.phi[0] = 1.0
        self.phi_transposed = self.phi.T
        self.scaled_transposed = self.scaled.T
        self.reciprocal = self.scaled[0]  # the first monomial is 1
        self.monomials = list(zip(self.phi[1:], self.scaled[1:], strict=True))
        self.total, self.logs = self.totals[0], logs[0]
        self.ones = np.ones((1, n_components))
        # Logarithms of totals above this are summed without a closer look.
        self.faint = FAINT if size < _LONG else -_LONGEST_PRODUCT / FACTORS
        self.triangle = packed_triangle(n_features)

    @cached_property
    def unit(self) -> FloatArray:
        """Ones (n,), to sum a row with."""
        return np.ones(self.total.shape)

    @cached_property
    def floor(self) -> FloatArray:
        """Where logarithms are cut, (n,): against one number np.maximum is three times slower."""
        return np.full(self.total.shape, FLOOR)


def exponentials(
    work: Workspace, z: FloatArray, densities: Densities, weights: FloatArray | None
) -> float:
    """Write the terms of Bishop (9.7) and their totals, both up to a factor for each point.

    Returns
    -------
    float
        The weighted sum of ln p(z), with the factors put back.
    """
    _write_logs(work, z, densities)
    lowest, highest = densities.lowest, densities.highest
    if highest <= BRIGHT:
        _exponentiate(work, cut=lowest < FLOOR)
        if lowest < work.faint:  # a bound for all components and points: look closer
            lowest = math.log(max(float(work.total.min()), _NOTHING))
        if lowest > FAINT:
            return _sum_of_logs(work, lowest, highest, weights)
        _write_logs(work, z, densities)
    largest = work.terms.max(axis=0)
    np.subtract(work.terms, largest, work.terms)
    _exponentiate(work, cut=True)
    put_back = np.add.reduce(largest) if weights is None else weights @ largest
    return _sum_of_logs(work, 0.0, math.log(len(work.terms)), weights) + float(put_back)


def _write_logs(work: Workspace, z: FloatArray, densities: Densities) -> None:
    """Write ln pi_k + ln N(z_i | k), the terms of Bishop (9.14)."""
    if len(densities.tight) < len(work.terms):
        work.product(densities.theta, work.phi, work.terms)
    for tight in densities.tight:
        rows = np.subtract(z, tight.mean, work.rows)
        whitened = np.matmul(tight.triangle, rows, work.weighted)
        np.multiply(whitened, whitened, whitened)
        distances = np.add.reduce(whitened, 0, None, work.terms[tight.k])
        np.subtract(tight.constant, distances, distances)


def _exponentiate(work: Workspace, cut: bool) -> None:
    """Take exp of the terms in place, and sum over components."""
    if cut:
        np.maximum(work.terms, work.floor, out=work.terms)
    np.exp(work.terms, work.terms)
    work.product(work.ones, work.terms, work.totals)


def _sum_of_logs(
    work: Workspace, lowest: float, highest: float, weights: FloatArray | None
) -> float:
    """Return the weighted sum of the logarithms of the totals, which are within the bounds.

    A logarithm costs ten products. In a long block where no product of as many totals can leave
    the range of float64, one logarithm is taken for up to sixteen points.
    """
    total = work.total
    if weights is not None:
        return float(np.dot(weights, np.log(total, work.logs)))
    length = 1
    if len(total) >= _LONG:
        length = min(FACTORS, int(_LONGEST_PRODUCT / max(-lowest, highest, 1.0)))
    if length < 2:
        return float(np.dot(work.unit, np.log(total, work.logs)))
    n_products = len(total) // length
    factors = total[: length * n_products].reshape(length, n_products)
    products = np.multiply.reduce(factors, 0, None, work.logs[:n_products])
    found = float(np.add.reduce(np.log(products, products)))
    if length * n_products < len(total):
        found += float(np.add.reduce(np.log(total[length * n_products :])))
    return found
