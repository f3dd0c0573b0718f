"""One pass over all points: from densities to the log-likelihood and the moments."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.errors import CancelledError
from gmm_explorer.em.kernel.blocks import (
    aligned,
    block_size,
    n_monomials,
    short_rows,
    write_monomials,
)

# exp takes a hundred times longer where its result is subnormal, below -708. Logarithms are
# cut here instead. What the cut leaves weighs nothing in a sum; where responsibilities are
# shown, what it may have left is 0.
FLOOR = -700.0
_UNSEEN = 1e-100
# A block with a total whose logarithm is below the first has a point so far from everything
# that the cut might show; one above the second might overflow. There the largest term of each
# point is taken out first.
FAINT = -460.0
_BRIGHT = 600.0
_NOTHING = 1e-308
# Between these logarithms the product of four totals is a normal number.
_FAINT_FOR_FOUR, _BRIGHT_FOR_FOUR = -160.0, 150.0
_FEWEST_FOURS = 500


@dataclass(slots=True)
class Tight:
    """A component whose monomial form would lose digits: its rows are computed centred.

    Parameters
    ----------
    k
        Which component.
    mean : (D, 1)
        Of its density.
    triangle : (D, D)
        Lower triangle W with ln N = constant - |W (z - mean)|^2.
    constant
        Logarithm of its weight and of its density at the mean.
    """

    k: int
    mean: FloatArray
    triangle: FloatArray
    constant: float


@dataclass(slots=True)
class Densities:
    """All that a pass must know of the components.

    Parameters
    ----------
    theta : (K, F)
        Natural parameters, in the order of the monomials; rows of tight components are 0.
    lowest, highest
        Bounds of all the log densities at all the points.
    tight
        The components that theta leaves out.
    """

    theta: FloatArray
    lowest: float
    highest: float
    tight: Sequence[Tight] = ()


@dataclass(slots=True)
class Sums:
    """What a pass finds, in whitened coordinates.

    Parameters
    ----------
    log_likelihood
        Of the whitened points.
    moments : (K, F)
        Sums of responsibility times monomial; of a component with a reference, of the
        monomials of z - reference.
    references
        The points (D,) about which moments are taken, by component; the others are about 0.
    """

    log_likelihood: float
    moments: FloatArray
    references: dict[int, FloatArray] = field(default_factory=dict)


class _Workspace:
    """The memory in which one block is computed, all of it of the block's length."""

    def __init__(self, n_components: int, n_features: int, size: int) -> None:
        self.phi = aligned((n_monomials(n_features), size))
        self.phi[0] = 1.0
        self.scaled = aligned(self.phi.shape)
        self.terms = aligned((n_components, size))
        self.totals = aligned((1, size))
        self.total = self.totals[0]
        self.logs = aligned((1, size))[0]
        self.rows = aligned((n_features, size))
        self.weighted = aligned((n_features, size))
        self.ones = np.ones((1, n_components))
        # np.maximum is three times slower against a number than against a row of it.
        self.floor = np.full(size, FLOOR)
        self.triangle = np.triu_indices(n_features)


class Sweep:
    """The passes over one set of whitened points, with the memory they work in.

    Parameters
    ----------
    z : (D, N)
        Whitened points.
    n_components
        K.
    block
        Points at a time; None for what fits the cache.
    """

    def __init__(self, z: FloatArray, n_components: int, block: int | None = None) -> None:
        n_features, n_samples = z.shape
        size = min(n_samples, block or block_size(n_samples, n_components, n_features))
        self._z = z
        self._blocks = [slice(i, min(i + size, n_samples)) for i in range(0, n_samples, size)]
        self._workspace = _Workspace(n_components, n_features, size)
        rest = self._blocks[-1].stop - self._blocks[-1].start
        self._last_workspace = self._workspace
        if rest != size:
            self._last_workspace = _Workspace(n_components, n_features, rest)
        if len(self._blocks) == 1:
            write_monomials(z, self._workspace.phi)

    def run(
        self,
        densities: Densities,
        references: dict[int, FloatArray],
        out: FloatArray | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Sums:
        """Make one pass.

        Parameters
        ----------
        densities
            The components.
        references
            By component, where to centre its moments.
        out : (K, N), optional
            Where to write the responsibilities.
        cancelled
            Asked between blocks.

        Raises
        ------
        CancelledError
            When the answer was True.
        """
        if len(self._blocks) == 1:
            return Sums(*_block(self._workspace, self._z, densities, references, out), references)
        log_likelihood, moments = 0.0, np.zeros(densities.theta.shape)
        with short_rows():
            for block in self._blocks:
                if cancelled is not None and cancelled():
                    raise CancelledError
                z = self._z[:, block]
                work = self._last_workspace if block is self._blocks[-1] else self._workspace
                write_monomials(z, work.phi)
                part = None if out is None else out[:, block]
                added, more = _block(work, z, densities, references, part)
                log_likelihood += added
                moments += more
        return Sums(log_likelihood, moments, references)

    def moments(self, responsibilities: FloatArray, references: dict[int, FloatArray]) -> Sums:
        """Return the moments alone, of responsibilities (N, K) that are given."""
        moments = np.zeros((responsibilities.shape[1], len(self._workspace.phi)))
        with short_rows():
            for block in self._blocks:
                z = self._z[:, block]
                work = self._last_workspace if block is self._blocks[-1] else self._workspace
                write_monomials(z, work.phi)
                work.terms[:] = responsibilities[block].T
                part = work.terms @ work.phi.T
                for k, reference in references.items():
                    part[k] = _centred_moments(work, z, work.terms[k], reference)
                moments += part
        return Sums(math.nan, moments, references)


def _block(
    work: _Workspace,
    z: FloatArray,
    densities: Densities,
    references: dict[int, FloatArray],
    out: FloatArray | None,
) -> tuple[float, FloatArray]:
    """Return the log-likelihood and the moments (K, F) of one block of points z (D, n)."""
    log_likelihood = _exponentials(work, z, densities)
    reciprocal, terms = np.divide(1.0, work.total, work.total), work.terms
    by_monomials = out is None and 2 * len(work.phi) <= len(terms) + 1
    if by_monomials:  # r phi^T = e (phi / total)^T: the division goes where it costs less
        np.multiply(work.phi, reciprocal, work.scaled)
    else:
        np.multiply(terms, reciprocal, terms)
    if out is not None:
        out[:] = terms
        if densities.lowest < FLOOR:
            out[out < _UNSEEN] = 0.0
    if len(references) == len(terms):
        moments = np.empty(densities.theta.shape)
    else:
        moments = terms @ (work.scaled if by_monomials else work.phi).T
    for k, reference in references.items():
        r = np.multiply(terms[k], reciprocal, work.logs) if by_monomials else terms[k]
        moments[k] = _centred_moments(work, z, r, reference)
    return log_likelihood, moments


def _exponentials(work: _Workspace, z: FloatArray, densities: Densities) -> float:
    """Write the terms of Bishop (9.7) and their totals, both up to a factor for each point.

    Returns
    -------
    float
        The sum of ln p(z), with the factors put back.
    """
    _write_logs(work, z, densities)
    lowest, highest = densities.lowest, densities.highest
    if highest <= _BRIGHT:
        _exponentiate(work, cut=lowest < FLOOR)
        if lowest < _FAINT_FOR_FOUR:  # a bound for all components and points: look closer
            lowest = math.log(max(float(work.total.min()), _NOTHING))
        if lowest > FAINT:
            return _sum_of_logs(work, lowest, highest)
        _write_logs(work, z, densities)
    largest = work.terms.max(axis=0)
    np.subtract(work.terms, largest, work.terms)
    _exponentiate(work, cut=True)
    return _sum_of_logs(work, 0.0, 0.0) + float(np.add.reduce(largest))


def _write_logs(work: _Workspace, z: FloatArray, densities: Densities) -> None:
    """Write ln pi_k + ln N(z_i | k), the terms of Bishop (9.14)."""
    if len(densities.tight) < len(work.terms):
        np.matmul(densities.theta, work.phi, work.terms)
    for tight in densities.tight:
        rows = np.subtract(z, tight.mean, work.rows)
        whitened = np.matmul(tight.triangle, rows, work.weighted)
        np.multiply(whitened, whitened, whitened)
        distances = np.add.reduce(whitened, 0, None, work.terms[tight.k])
        np.subtract(tight.constant, distances, distances)


def _exponentiate(work: _Workspace, cut: bool) -> None:
    """Take exp of the terms in place, and sum over components."""
    if cut:
        np.maximum(work.terms, work.floor, out=work.terms)
    np.exp(work.terms, work.terms)
    np.matmul(work.ones, work.terms, work.totals)


def _sum_of_logs(work: _Workspace, lowest: float, highest: float) -> float:
    """Return the sum of the logarithms of the totals, which are within the bounds.

    A logarithm costs ten products. Where no product of four totals can leave the range of
    float64, one logarithm is taken for four points.
    """
    total, n_fours = work.total, len(work.total) // 4
    if n_fours < _FEWEST_FOURS or lowest < _FAINT_FOR_FOUR or highest > _BRIGHT_FOR_FOUR:
        return float(np.add.reduce(np.log(total, work.logs)))
    a, b, c, d = total[: 4 * n_fours].reshape(4, n_fours)
    products = np.multiply(a, b, work.logs[:n_fours])
    products *= c
    products *= d
    rest = np.log(total[4 * n_fours :])
    return float(np.add.reduce(np.log(products, products)) + np.add.reduce(rest))


def _centred_moments(
    work: _Workspace, z: FloatArray, r: FloatArray, reference: FloatArray
) -> FloatArray:
    """Return the moments (F,) of one component with responsibilities r (n,) about a reference."""
    rows = np.subtract(z, reference[:, None], work.rows)
    weighted = np.multiply(rows, r, work.weighted)
    second = weighted @ rows.T
    return np.concatenate(([r.sum()], rows @ r, second[work.triangle]))
