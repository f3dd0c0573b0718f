"""One pass over the points for many starts, of which a part at a time fits the cache."""

import math
from dataclasses import dataclass

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
from gmm_explorer.em.kernel.starts import Starts
from gmm_explorer.em.kernel.sums import FLOOR
from gmm_explorer.em.kernel.terms import DIVIDED_AT_ONCE, FAINT

# Bytes of log densities that a product makes at a time: most of a second-level cache.
_CACHE = 3 << 18
# Where a density is smaller, a point is too far from everything for its posteriors to be exact.
_DIM = math.exp(FAINT)


def starts_at_once(n_samples: int, n_components: int) -> int:
    """Return how many starts fit the cache together; below 2 there is nothing to gain."""
    return _CACHE // (8 * n_samples * n_components)


@dataclass(slots=True)
class _Work:
    """Where one part of b starts is computed.

    Parameters
    ----------
    theta : (F, R, b)
        Natural parameters of terms: of all components, or of the ratios of all but the last.
    reference : (F, b), optional
        Those of the last component, when ratios to it are taken.
    rows : (K b, N)
        Of all components, component by component.
    terms : (R b, N)
        The first of them, which exponentials are taken of.
    totals : (b, N)
        Sums of terms; with a reference they take the place of its rows.
    """

    theta: FloatArray
    reference: FloatArray | None
    rows: FloatArray
    terms: FloatArray
    totals: FloatArray

    @property
    def by_component(self) -> FloatArray:
        """Shape (R, b N): the terms."""
        return self.terms.reshape(self.theta.shape[1], self.totals.size)


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
        self._totals = np.empty(self._at_once * n_samples)
        self._sums = self._phi.sum(axis=1)
        self._floor = np.full(n_samples, FLOOR)
        self._ones = np.ones((1, n_components))

    def run(
        self, starts: Starts, centres: Focus, with_logs: NDArray[np.bool_]
    ) -> tuple[FloatArray, FloatArray, NDArray[np.bool_]]:
        """Make one pass.

        Parameters
        ----------
        starts
            The components.
        centres
            What moments are taken about: of all that are tight, and maybe of more.
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
        n_monomial, n_components, n_starts = starts.theta.shape
        low = RowsByStart(starts.is_low, self._at_once)
        tight_rows = RowsByStart(starts.tight.which, self._at_once)
        tight = TightDensities(starts.columns, starts.at_means, tight_rows)
        seen = about = CentredRows(self._ones_and_points, starts.tight, tight_rows)
        if centres is not starts.tight:
            rows = RowsByStart(centres.which, self._at_once)
            about = CentredRows(self._ones_and_points, centres, rows)
        moments = np.empty((n_components, n_starts, n_monomial))
        log_likelihoods, is_bright = np.zeros(n_starts), np.full(n_starts, True)
        ratios = starts.theta[:, :-1] - starts.theta[:, -1:]
        firsts = np.arange(0, n_starts, self._at_once)
        are_relative = np.logical_and.reduceat(starts.is_relative, firsts).tolist()
        have_logs = np.logical_or.reduceat(with_logs, firsts).tolist()
        for first, is_relative, has_logs in zip(
            firsts.tolist(), are_relative, have_logs, strict=True
        ):
            some = slice(first, first + self._at_once)
            work = self._work(starts.theta[:, :, some], ratios[:, :, some] if is_relative else None)
            tight_part = seen.part(first)
            self._write_terms(work, low.rows(first), tight_part, tight)
            if has_logs:
                self._write_sums_of_logs(work, with_logs[some], log_likelihoods[some])
            if work.reference is None and work.totals.min() <= _DIM:
                is_bright[some] = work.totals.min(axis=1) > _DIM
            centred = tight_part if about is seen else about.part(first)
            moments[:, some] = self._moments(work, centred)
        return moments.transpose(2, 0, 1), log_likelihoods, is_bright

    def _work(self, theta: FloatArray, ratios: FloatArray | None) -> _Work:
        """Share the memory out; the totals of a relative part become the last one's posteriors."""
        n_components, n_starts = theta.shape[1:]
        n_samples = self._phi.shape[1]
        rows = self._terms[: n_components * n_starts * n_samples].reshape(-1, n_samples)
        if ratios is None:
            totals = self._totals[: n_starts * n_samples].reshape(n_starts, n_samples)
            return _Work(theta, None, rows, rows, totals)
        others = rows[: (n_components - 1) * n_starts]
        return _Work(ratios, theta[:, -1], rows, others, rows[len(others) :])

    def _write_terms(
        self, work: _Work, low: IntArray, tight: CentredPart | None, densities: TightDensities
    ) -> None:
        """Write the terms of (9.7), or their ratios to that of the last, and their totals."""
        np.matmul(work.theta.reshape(len(self._phi), len(work.terms)).T, self._phi, out=work.terms)
        if tight is not None:
            behind = None if work.reference is None else (work.reference, self._phi)
            tight.write_logs(densities, work.rows, behind)
        for row in low.tolist():
            np.maximum(work.rows[row], self._floor, out=work.rows[row])
        np.exp(work.terms, out=work.terms)
        totals = work.totals.reshape(1, -1)
        np.matmul(self._ones[:, : work.theta.shape[1]], work.by_component, out=totals)
        if work.reference is not None:
            np.add(totals, 1.0, out=totals)

    def _write_sums_of_logs(self, work: _Work, wanted: NDArray[np.bool_], out: FloatArray) -> None:
        """Write the sums over the points of ln p, for those of the starts that are wanted."""
        out[wanted] = np.log(work.totals[wanted]).sum(axis=1)
        if work.reference is not None:
            out[wanted] += self._sums @ work.reference[:, wanted]

    def _moments(self, work: _Work, centred: CentredPart | None) -> FloatArray:
        """Turn terms into responsibilities and return their moments (K, b, F)."""
        terms, totals = work.by_component, work.totals.reshape(-1)
        if work.reference is not None:
            np.divide(1.0, totals, out=totals)
            np.multiply(terms, totals, out=terms)
        elif len(terms) <= DIVIDED_AT_ONCE:
            np.divide(terms, totals, out=terms)
        else:
            np.multiply(terms, 1.0 / totals, out=terms)
        moments = work.rows @ self._phi_transposed
        if centred is not None:
            centred.write_moments(work.rows, moments)
        return moments.reshape(-1, len(work.totals), len(self._phi))
