"""One pass over all points: from densities to the log-likelihood and the moments."""

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
# A block with a total below this has a point so far from everything that the cut might show,
# and one with a logarithm above might overflow: the largest term is then taken out first.
FAINT = 1e-200
_BRIGHT = 600.0


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
        self.phi_transposed = self.phi.T
        self.terms = aligned((n_components, size))
        self.totals = aligned((1, size))
        self.total = self.totals[0]
        self.logs = aligned((1, size))[0]
        self.rows = aligned((n_features, size))
        self.weighted = aligned((n_features, size))
        self.ones = np.ones((1, n_components))
        # np.maximum is three times slower against a number than against a row of it.
        self.floor = np.full(size, FLOOR)


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


def _block(
    work: _Workspace,
    z: FloatArray,
    densities: Densities,
    references: dict[int, FloatArray],
    out: FloatArray | None,
) -> tuple[float, FloatArray]:
    """Return the log-likelihood and the moments (K, F) of one block of points z (D, n)."""
    log_likelihood = _responsibilities(work, z, densities)
    if out is not None:
        out[:] = work.terms
        if densities.lowest < FLOOR:
            out[out < _UNSEEN] = 0.0
    moments = work.terms @ work.phi_transposed
    for k, reference in references.items():
        moments[k] = _centred_moments(work, z, work.terms[k], reference)
    return log_likelihood, moments


def _responsibilities(work: _Workspace, z: FloatArray, densities: Densities) -> float:
    """Make `work.terms` (K, n) responsibilities, Bishop (9.23), and return the sum of ln p(z)."""
    terms, total = work.terms, work.total
    _write_logs(work, z, densities)
    cut = densities.lowest < FLOOR
    if densities.highest > _BRIGHT or not _exponentials(work, cut):
        _write_logs(work, z, densities)
        return _scaled_responsibilities(work)
    log_likelihood = float(np.add.reduce(np.log(total, out=work.logs)))
    np.divide(1.0, total, out=total)
    np.multiply(terms, total, out=terms)
    return log_likelihood


def _write_logs(work: _Workspace, z: FloatArray, densities: Densities) -> None:
    """Write ln pi_k + ln N(z_i | k), the terms of Bishop (9.14)."""
    if len(densities.tight) < len(work.terms):
        np.matmul(densities.theta, work.phi, out=work.terms)
    for tight in densities.tight:
        rows = np.subtract(z, tight.mean, out=work.rows)
        whitened = np.matmul(tight.triangle, rows, out=work.weighted)
        np.multiply(whitened, whitened, out=whitened)
        distances = np.add.reduce(whitened, axis=0, out=work.terms[tight.k])
        np.subtract(tight.constant, distances, out=distances)


def _exponentials(work: _Workspace, cut: bool) -> bool:
    """Take exp in place and the sums over components; False when a sum is too faint."""
    if cut:
        np.maximum(work.terms, work.floor, out=work.terms)
    np.exp(work.terms, out=work.terms)
    np.matmul(work.ones, work.terms, out=work.totals)
    return not cut or float(work.total.min()) > FAINT


def _scaled_responsibilities(work: _Workspace) -> float:
    """Do the same with the largest term of each point taken out before exp."""
    largest = work.terms.max(axis=0)
    np.subtract(work.terms, largest, out=work.terms)
    _exponentials(work, cut=True)
    np.divide(work.terms, work.total, out=work.terms)
    return float(np.add.reduce(np.log(work.total, out=work.logs)) + np.add.reduce(largest))


def _centred_moments(
    work: _Workspace, z: FloatArray, r: FloatArray, reference: FloatArray
) -> FloatArray:
    """Return the moments (F,) of one component with responsibilities r (n,) about a reference."""
    rows = np.subtract(z, reference[:, None], out=work.rows)
    weighted = np.multiply(rows, r, out=work.weighted)
    second = weighted @ rows.T
    return np.concatenate(([r.sum()], rows @ r, second[np.triu_indices(len(z))]))
