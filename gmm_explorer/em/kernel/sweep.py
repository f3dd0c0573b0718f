"""One pass over all points: from densities to the log-likelihood and the moments."""

import math
from collections.abc import Callable

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.errors import CancelledError
from gmm_explorer.em.kernel.blocks import block_size, short_rows, write_monomials
from gmm_explorer.em.kernel.sums import FLOOR, Densities, Sums
from gmm_explorer.em.kernel.terms import DIVIDED_AT_ONCE, UNSEEN, Workspace, exponentials


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
    weights : (N,), optional
        How many points each stands for; None for one. Then responsibilities are not written.
    """

    def __init__(
        self,
        z: FloatArray,
        n_components: int,
        block: int | None = None,
        weights: FloatArray | None = None,
    ) -> None:
        n_features, n_samples = z.shape
        size = min(n_samples, block or block_size(n_samples, n_components, n_features))
        self._z = z
        self._weights = weights
        self._blocks = [slice(i, min(i + size, n_samples)) for i in range(0, n_samples, size)]
        self._workspace = Workspace(n_components, n_features, size)
        rest = self._blocks[-1].stop - self._blocks[-1].start
        self._last_workspace = self._workspace
        if rest != size:
            self._last_workspace = Workspace(n_components, n_features, rest)
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
            found = _block(self._workspace, self._z, densities, references, out, self._weights)
            return Sums(*found, references)
        log_likelihood, moments = 0.0, np.zeros(densities.theta.shape)
        with short_rows():
            for block in self._blocks:
                if cancelled is not None and cancelled():
                    raise CancelledError
                z = self._z[:, block]
                work = self._last_workspace if block is self._blocks[-1] else self._workspace
                write_monomials(z, work.phi)
                part = None if out is None else out[:, block]
                weights = None if self._weights is None else self._weights[block]
                added, more = _block(work, z, densities, references, part, weights)
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
    work: Workspace,
    z: FloatArray,
    densities: Densities,
    references: dict[int, FloatArray],
    out: FloatArray | None,
    weights: FloatArray | None,
) -> tuple[float, FloatArray]:
    """Return the log-likelihood and the moments (K, F) of one block of points z (D, n)."""
    log_likelihood = exponentials(work, z, densities, weights)
    terms = work.terms
    by_monomials = out is None and 2 * len(work.phi) <= len(terms) + 3
    if not by_monomials and weights is None and len(terms) <= DIVIDED_AT_ONCE:
        np.divide(terms, work.total, terms)
    else:
        _normalise(work, weights, by_monomials)
    if out is not None:
        out[:] = terms
        if densities.lowest < FLOOR:
            out[out < UNSEEN] = 0.0
    if len(references) == len(terms):
        moments = np.empty(densities.theta.shape)
    else:
        phi_transposed = work.scaled_transposed if by_monomials else work.phi_transposed
        moments = work.product(terms, phi_transposed)
    for k, reference in references.items():
        r = np.multiply(terms[k], work.reciprocal, work.logs) if by_monomials else terms[k]
        moments[k] = _centred_moments(work, z, r, reference)
    return log_likelihood, moments


def _normalise(work: Workspace, weights: FloatArray | None, by_monomials: bool) -> None:
    """Divide by the totals, where it costs least: r phi^T is also e (phi / total)^T."""
    reciprocal = np.divide(1.0 if weights is None else weights, work.total, work.reciprocal)
    if by_monomials:
        for monomial, scaled in work.monomials:  # row by row, which spares NumPy's broadcasting
            np.multiply(monomial, reciprocal, scaled)
    else:
        np.multiply(work.terms, reciprocal, work.terms)


def _centred_moments(
    work: Workspace, z: FloatArray, r: FloatArray, reference: FloatArray
) -> FloatArray:
    """Return the moments (F,) of one component with responsibilities r (n,) about a reference."""
    rows = np.subtract(z, reference[:, None], work.rows)
    weighted = np.multiply(rows, r, work.weighted)
    second = weighted @ rows.T
    return np.concatenate((work.ones_and_rows @ r, second[work.triangle]))
