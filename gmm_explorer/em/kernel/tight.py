"""Centred rows for components, among those of many starts, that would else lose digits."""

import math

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.kernel.formulas import LOG_2PI, log_weights

_ROOT_HALF = math.sqrt(0.5)


class CentredRows:
    """The points as q components see them, each from a reference of its own.

    Parameters
    ----------
    z : (D, N)
        Whitened points, of one or two features.
    references : (D, K, b)
        Of each component of b starts.
    which : (K, b)
        The q components to take.
    """

    def __init__(self, z: FloatArray, references: FloatArray, which: NDArray[np.bool_]) -> None:
        self._rows = np.flatnonzero(which)
        self._centred: list[FloatArray] = []
        if len(self._rows):
            self._centred = [x - m[which][:, None] for x, m in zip(z, references, strict=True)]

    def write_logs(self, columns: FloatArray, terms: FloatArray) -> None:
        """Write log densities to rows of terms (K b, N); the references are the means.

        Parameters
        ----------
        columns : (P, K, b)
            The parameters.
        terms : (K b, N)
            Where to.
        """
        if len(self._rows) == 0:
            return
        n_features = len(self._centred)
        weights, *rest = columns.reshape(len(columns), -1)[:, self._rows]
        triangle, log_det = _inverse_root(rest[n_features:])
        at_mean = log_weights(weights) - 0.5 * (n_features * LOG_2PI + log_det)
        x, *more = self._centred
        first = triangle[0][:, None]
        distances = np.square(first * x)
        for y in more:
            _, across, second = (entry[:, None] for entry in triangle)
            distances += np.square(second * y + across * x)
        terms[self._rows] = at_mean[:, None] - distances

    def write_moments(self, terms: FloatArray, moments: FloatArray) -> None:
        """Write moments (K b, F) about the references, terms (K b, N) being responsibilities."""
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
