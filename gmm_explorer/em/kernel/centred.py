"""Centred rows for components, among those of many starts, that would else lose digits."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em.arrays import FloatArray, IntArray
from gmm_explorer.em.kernel.blocks import packed_triangle
from gmm_explorer.em.kernel.sums import FLOOR

_ROOT_HALF = math.sqrt(0.5)


@dataclass(slots=True)
class Focus:
    """Where moments are taken about, instead of 0.

    Parameters
    ----------
    means : (D, K, B)
        The places.
    which : (K, B)
        For which components they count.
    """

    means: FloatArray
    which: NDArray[np.bool_]

    def of(self, some: NDArray[np.bool_]) -> "Focus":
        """Return that of some of the starts."""
        return Focus(self.means[:, :, some], self.which[:, some])

    def and_then(self, other: "Focus") -> "Focus":
        """Return this one, with what another says of its components."""
        means = np.where(other.which, other.means, self.means)
        return Focus(means, self.which | other.which)


class RowsByStart:
    """Some components of B starts, to be found by the part of the starts that is at work.

    Parameters
    ----------
    which : (K, B)
        The q components to take.
    at_once
        The number of starts in a part; the last part may have fewer.
    """

    def __init__(self, which: NDArray[np.bool_], at_once: int) -> None:
        self.starts, self.components = np.nonzero(which.T)
        self._at_once = at_once
        n_starts = which.shape[1]
        firsts = self.starts - self.starts % at_once
        self._rows = self.components * np.minimum(at_once, n_starts - firsts) + self.starts - firsts
        self._bounds: list[int] = []
        if len(self.starts):
            ends = np.arange(0, n_starts + at_once, at_once)
            self._bounds = np.searchsorted(self.starts, ends).tolist()

    def part(self, first: int) -> slice:
        """Return which of the q belong to the part that begins with that start."""
        if not self._bounds:
            return slice(0, 0)
        part = first // self._at_once
        return slice(self._bounds[part], self._bounds[part + 1])

    def rows(self, first: int) -> IntArray:
        """Return where they are among the rows, K times b, of that part."""
        return np.asarray(self._rows[self.part(first)])


class CentredRows:
    """The points as some components of B starts see them, each from a reference of its own.

    Parameters
    ----------
    basis : (1 + D, N)
        Ones, and the whitened points, of one or two features.
    focus
        The references, and of which components.
    rows
        Those components.
    """

    def __init__(self, basis: FloatArray, focus: Focus, rows: RowsByStart) -> None:
        self._basis = basis
        self._rows = rows
        picked = focus.means[:, rows.components, rows.starts]
        self._origins = np.concatenate((np.zeros((1, picked.shape[1])), picked)).T

    def part(self, first: int) -> "CentredPart | None":
        """Return those of the part of the starts that begins with that one, if there are any."""
        some = self._rows.part(first)
        if some.start == some.stop:
            return None
        centred = self._basis - self._origins[some, :, None]
        return CentredPart(some, self._rows.rows(first), centred)


@dataclass(slots=True)
class CentredPart:
    """Those of the starts that are at work.

    Parameters
    ----------
    which
        Which of all the components that were taken.
    rows : (q,)
        Where they are among the rows of the part.
    centred : (q, 1 + D, N)
        Ones, and the points from the reference of each.
    """

    which: slice
    rows: IntArray
    centred: FloatArray

    def write_logs(
        self,
        densities: "TightDensities",
        terms: FloatArray,
        behind: tuple[FloatArray, FloatArray] | None,
    ) -> None:
        """Write log densities, cut at the floor, to rows of terms (K b, N).

        With natural parameters (F, b) and monomials (F, N), write how much more they are than
        the log densities of one component of each start.
        """
        whitened = densities.factors[self.which] @ self.centred
        distances = np.einsum("qdn,qdn->qn", whitened, whitened)
        logs = np.subtract(densities.at_mean[self.which, None], distances, distances)
        if behind is not None:
            theta, phi = behind
            logs -= theta[:, self.rows % theta.shape[1]].T @ phi
        terms[self.rows] = np.maximum(logs, FLOOR, out=logs)

    def write_moments(self, terms: FloatArray, moments: FloatArray) -> None:
        """Write moments (K b, F) about the references, terms (K b, N) being responsibilities."""
        weighted = terms[self.rows][:, None] * self.centred
        products = weighted @ self.centred.transpose(0, 2, 1)
        moments[self.rows] = products[:, *packed_triangle(products.shape[1])]


class TightDensities:
    """What the densities of the q components are, about their means.

    Parameters
    ----------
    columns : (P, K, B)
        The parameters.
    at_means : (K, B)
        Log densities at the means.
    rows
        The components to take.
    """

    def __init__(self, columns: FloatArray, at_means: FloatArray, rows: RowsByStart) -> None:
        _, *rest = columns[:, rows.components, rows.starts]
        n_features = 1 if len(rest) == 2 else 2
        # ln N = at_mean - |factor (1, z - mean)|^2
        self.factors = np.zeros((len(rows.starts), n_features, 1 + n_features))
        triangle = _inverse_root(rest[n_features:])
        for place, entry in zip(((0, 1), (1, 1), (1, 2)), triangle, strict=False):
            self.factors[:, *place] = entry
        self.at_mean = at_means[rows.components, rows.starts]


def _inverse_root(packed: list[FloatArray]) -> tuple[FloatArray, ...]:
    """Return the entries of W, lower triangular with 2 W^T W = S^-1."""
    a = packed[0]
    first = _ROOT_HALF / np.sqrt(a)
    if len(packed) == 1:
        return (first,)
    _, b, c = packed
    det = a * c - b * b
    second = _ROOT_HALF / np.sqrt(det / a)
    return first, -b / a * second, second
