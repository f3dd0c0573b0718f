"""Centred rows for the tight components among those of many starts."""

import math

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.kernel.formulas import LOG_2PI, log_weights

_ROOT_HALF = math.sqrt(0.5)


class TightRows:
    """The rows of components whose monomial form would lose digits; see `sweep.Tight`.

    Parameters
    ----------
    z : (D, N)
        Whitened points, of one or two features.
    columns : (P, K, b)
        Parameters of b starts.
    is_tight : (K, b)
        Which of the components to take.
    """

    def __init__(self, z: FloatArray, columns: FloatArray, is_tight: NDArray[np.bool_]) -> None:
        self._rows = np.flatnonzero(is_tight)
        if len(self._rows) == 0:
            return
        n_features = len(z)
        weights, *rest = columns[:, is_tight]
        means, packed = rest[:n_features], rest[n_features:]
        self._centred = [z[d] - means[d][:, None] for d in range(n_features)]
        self._triangle, log_det = _inverse_root(packed)
        self._at_mean = log_weights(weights) - 0.5 * (n_features * LOG_2PI + log_det)

    def write_logs(self, terms: FloatArray) -> None:
        """Write the log densities of the tight components to their rows of terms (K b, N)."""
        if len(self._rows) == 0:
            return
        x, *more = self._centred
        first = self._triangle[0][:, None]
        distances = np.square(first * x)
        for y in more:
            _, across, second = (entry[:, None] for entry in self._triangle)
            distances += np.square(second * y + across * x)
        terms[self._rows] = self._at_mean[:, None] - distances

    def write_moments(self, terms: FloatArray, moments: FloatArray) -> None:
        """Write the moments (K b, F) about the means, terms (K b, N) being responsibilities."""
        if len(self._rows) == 0:
            return
        r = terms[self._rows]
        weighted = [r * x for x in self._centred]
        found = [r.sum(axis=1), *(row.sum(axis=1) for row in weighted)]
        for i, row in enumerate(weighted):
            found += [np.einsum("qn,qn->q", row, x) for x in self._centred[i:]]
        moments[self._rows] = np.stack(found, axis=1)


def _inverse_root(packed: list[FloatArray]) -> tuple[tuple[FloatArray, ...], FloatArray]:
    """Return the entries of W, lower triangular with 2 W^T W = S^-1, and ln |S|."""
    a = packed[0]
    first = _ROOT_HALF / np.sqrt(a)
    if len(packed) == 1:
        return (first,), np.log(a)
    _, b, c = packed
    det = a * c - b * b
    second = _ROOT_HALF / np.sqrt(det / a)
    return (first, -b / a * second, second), np.log(det)
