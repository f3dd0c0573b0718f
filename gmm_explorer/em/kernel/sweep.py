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
# cut here instead, and what the cut leaves is taken off again, so that it counts as 0.
_FLOOR = -700.0
_LEFT_BY_CUT = math.exp(_FLOOR)
# A block with a total below this has a point so far from everything that the cut might show,
# and one with a logarithm above might overflow: the largest term is then taken out first.
_FAINT = 1e-200
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
        self._cuts = [(i, min(i + size, n_samples)) for i in range(0, n_samples, size)]
        self._ones = np.ones((1, n_components))
        self._phi = aligned((n_monomials(n_features), size))
        self._phi[0] = 1.0
        self._terms = aligned((n_components, size))
        self._total = aligned((1, size))
        self._rows = aligned((n_features, size))
        self._weighted = aligned((n_features, size))
        if len(self._cuts) == 1:
            write_monomials(z, self._phi)

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
        if len(self._cuts) == 1:
            return self._block(0, self._z.shape[1], densities, references, out)
        with short_rows():
            sums = self._block(*self._cuts[0], densities, references, out)
            for first, last in self._cuts[1:]:
                if cancelled is not None and cancelled():
                    raise CancelledError
                part = self._block(first, last, densities, references, out)
                sums.log_likelihood += part.log_likelihood
                sums.moments += part.moments
        return sums

    def _block(
        self,
        first: int,
        last: int,
        densities: Densities,
        references: dict[int, FloatArray],
        out: FloatArray | None,
    ) -> Sums:
        n = last - first
        z, phi, terms = self._z[:, first:last], self._phi[:, :n], self._terms[:, :n]
        if len(self._cuts) > 1:
            write_monomials(z, phi)
        log_likelihood = self._responsibilities(densities, z, phi, terms)
        if out is not None:
            out[:, first:last] = terms
        moments = terms @ phi.T
        for k, reference in references.items():
            moments[k] = self._centred_moments(z, terms[k], reference)
        return Sums(log_likelihood, moments, references)

    def _responsibilities(
        self, densities: Densities, z: FloatArray, phi: FloatArray, terms: FloatArray
    ) -> float:
        """Turn `terms` (K, n) into responsibilities and return the sum of ln p(z)."""
        self._write_logs(densities, z, phi, terms)
        total = self._total[:, : terms.shape[1]]
        cut = densities.lowest < _FLOOR
        if densities.highest > _BRIGHT or not self._exponentials(terms, total, cut):
            self._write_logs(densities, z, phi, terms)
            return self._scaled_responsibilities(terms, total)
        row = total[0]
        log_likelihood = float(np.add.reduce(np.log(row)))
        np.divide(1.0, row, out=row)
        np.multiply(terms, row, out=terms)
        return log_likelihood

    def _write_logs(
        self, densities: Densities, z: FloatArray, phi: FloatArray, terms: FloatArray
    ) -> None:
        if len(densities.tight) < len(terms):
            np.matmul(densities.theta, phi, out=terms)
        for tight in densities.tight:
            rows, row = self._rows[:, : z.shape[1]], terms[tight.k]
            np.subtract(z, tight.mean, out=rows)
            whitened = np.matmul(tight.triangle, rows, out=self._weighted[:, : z.shape[1]])
            np.multiply(whitened, whitened, out=whitened)
            np.add.reduce(whitened, axis=0, out=row)
            np.subtract(tight.constant, row, out=row)

    def _exponentials(self, terms: FloatArray, total: FloatArray, cut: bool) -> bool:
        """Take exp in place and the sums over components; False when a sum is too faint."""
        if cut:
            np.maximum(terms, _FLOOR, out=terms)
        np.exp(terms, out=terms)
        if cut:
            np.subtract(terms, _LEFT_BY_CUT, out=terms)
        np.matmul(self._ones, terms, out=total)
        return not cut or float(total.min()) > _FAINT

    def _scaled_responsibilities(self, terms: FloatArray, total: FloatArray) -> float:
        """Do the same with the largest term of each point taken out."""
        largest = terms.max(axis=0)
        np.subtract(terms, largest, out=terms)
        self._exponentials(terms, total, cut=True)
        row = total[0]
        log_likelihood = float(np.add.reduce(np.log(row)) + np.add.reduce(largest))
        np.divide(terms, row, out=terms)
        return log_likelihood

    def _centred_moments(self, z: FloatArray, r: FloatArray, reference: FloatArray) -> FloatArray:
        """Return the moments (F,) of one component about a reference (D,)."""
        n_features = len(z)
        rows = np.subtract(z, reference[:, None], out=self._rows[:, : z.shape[1]])
        weighted = np.multiply(rows, r, out=self._weighted[:, : z.shape[1]])
        second = weighted @ rows.T
        return np.concatenate(
            ([r.sum()], weighted.sum(axis=1), second[np.triu_indices(n_features)])
        )
