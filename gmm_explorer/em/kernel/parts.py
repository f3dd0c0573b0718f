"""One pass over the points for many starts, of which a part at a time fits the cache."""

import math

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em.arrays import FloatArray, IntArray
from gmm_explorer.em.kernel.blocks import aligned, n_monomials, write_monomials
from gmm_explorer.em.kernel.centred import (
    CentredPart,
    CentredRows,
    Focus,
    RowsByStart,
    TightDensities,
)
from gmm_explorer.em.kernel.sums import FLOOR
from gmm_explorer.em.kernel.terms import DIVIDED_AT_ONCE, FAINT

# Bytes of log densities that a product makes at a time: most of a second-level cache.
_CACHE = 3 << 18
# Where a density is smaller, a point is too far from everything for its posteriors to be exact.
_DIM = math.exp(FAINT)


def starts_at_once(n_samples: int, n_components: int) -> int:
    """Return how many starts fit the cache together; below 2 there is nothing to gain."""
    return _CACHE // (8 * n_samples * n_components)


class Parts:
    """The passes over one set of whitened points, with the memory they work in.

    Parameters
    ----------
    z : (D, N)
        Whitened points.
    n_components
        K of every start.
    """

    def __init__(self, z: FloatArray, n_components: int) -> None:
        n_features, n_samples = z.shape
        self._at_once = starts_at_once(n_samples, n_components)
        self._phi = aligned((n_monomials(n_features), n_samples))
        self._phi[0] = 1.0
        write_monomials(z, self._phi)
        self._phi_transposed = np.ascontiguousarray(self._phi.T)
        self._ones_and_points = self._phi[: 1 + n_features]
        self._terms = np.empty(n_components * self._at_once * n_samples)
        self._totals = np.empty((1, self._at_once * n_samples))
        self._floor = np.full(n_samples, FLOOR)
        self._ones = np.ones((1, n_components))

    def run(
        self,
        columns: FloatArray,
        theta: FloatArray,
        is_low: NDArray[np.bool_],
        tight: Focus,
        centres: Focus,
        with_logs: NDArray[np.bool_],
    ) -> tuple[FloatArray, FloatArray, NDArray[np.bool_]]:
        """Make one pass.

        Parameters
        ----------
        columns : (P, K, B)
            The starts.
        theta : (F, K, B)
            Their natural parameters, in the order of the monomials.
        is_low : (K, B)
            Which may have log densities below the floor.
        tight
            Which densities are computed about their means.
        centres
            Which moments are taken about what; it is `tight`, or has all of it and more.
        with_logs : (B,)
            Of which starts the log-likelihoods are wanted; those of the others are 0.

        Returns
        -------
        moments : (F, K, B)
            About the centres.
        log_likelihoods : (B,)
            Of the whitened points.
        is_bright : (B,)
            Whether no point is too far from everything for all this to be exact.
        """
        n_monomial, n_components, n_starts = theta.shape
        low = RowsByStart(is_low, self._at_once)
        tight_rows = RowsByStart(tight.which, self._at_once)
        densities = TightDensities(columns, tight_rows)
        seen = about = CentredRows(self._ones_and_points, tight, tight_rows)
        if centres is not tight:
            all_rows = RowsByStart(centres.which, self._at_once)
            about = CentredRows(self._ones_and_points, centres, all_rows)
        moments = np.empty((n_components, n_starts, n_monomial))
        log_likelihoods, is_bright = np.zeros(n_starts), np.full(n_starts, True)
        for first in range(0, n_starts, self._at_once):
            some = slice(first, first + self._at_once)
            tight_part = seen.part(first)
            terms, totals = self._terms_of(
                theta[:, :, some], low.rows(first), tight_part, densities
            )
            centred_part = tight_part if about is seen else about.part(first)
            moments[:, some] = self._moments_of(terms, totals, centred_part)
            by_start = totals.reshape(-1, self._phi.shape[1])
            if totals.min() <= _DIM:
                is_bright[some] = by_start.min(axis=1) > _DIM
            _write_sums_of_logs(by_start, with_logs[some], log_likelihoods[some])
        return moments.transpose(2, 0, 1), log_likelihoods, is_bright

    def _terms_of(
        self,
        theta: FloatArray,
        low: IntArray,
        tight: CentredPart | None,
        densities: TightDensities,
    ) -> tuple[FloatArray, FloatArray]:
        """Return terms of (9.7) in rows (K b, N), and their totals (b N,)."""
        n_monomial, n_components, n_starts = theta.shape
        n_samples = self._phi.shape[1]
        flat = self._terms[: n_components * n_starts * n_samples]
        by_row = flat.reshape(n_components * n_starts, n_samples)
        np.matmul(theta.reshape(n_monomial, -1).T, self._phi, out=by_row)
        if tight is not None:
            tight.write_logs(densities, by_row)
        for row in low.tolist():
            np.maximum(by_row[row], self._floor, out=by_row[row])
        np.exp(flat, out=flat)
        totals = self._totals[:, : n_starts * n_samples]
        np.matmul(self._ones, flat.reshape(n_components, -1), out=totals)
        return by_row, totals[0]

    def _moments_of(
        self, terms: FloatArray, totals: FloatArray, centred: CentredPart | None
    ) -> FloatArray:
        """Turn terms into responsibilities and return their moments (K, b, F)."""
        n_components = self._ones.shape[1]
        by_component = terms.reshape(n_components, -1)
        if n_components <= DIVIDED_AT_ONCE:
            np.divide(by_component, totals, out=by_component)
        else:
            np.multiply(by_component, 1.0 / totals, out=by_component)
        moments = terms @ self._phi_transposed
        if centred is not None:
            centred.write_moments(terms, moments)
        return moments.reshape(n_components, -1, moments.shape[1])


def _write_sums_of_logs(totals: FloatArray, wanted: NDArray[np.bool_], out: FloatArray) -> None:
    """Write the sums over the points of ln p, of those starts of totals (b, N) that are wanted."""
    if wanted.all():
        np.log(totals, out=totals)
        np.add.reduce(totals, axis=1, out=out)
    elif wanted.any():
        out[wanted] = np.log(totals[wanted]).sum(axis=1)
