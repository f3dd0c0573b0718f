"""The algebra of one and two features, in closed form on Python floats.

For a handful of components this is several times faster than NumPy on arrays so small.
A component is a flat tuple: (w, m, a) or (w, mx, my, a, b, c), see `formulas`.
"""

import math
from typing import NamedTuple

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.errors import SingularCovarianceError
from gmm_explorer.em.kernel.algebra import GATE, Rule
from gmm_explorer.em.kernel.formulas import (
    LOG_2PI,
    central_1d,
    central_2d,
    eigenvalues_2d,
    natural_1d,
    natural_2d,
)
from gmm_explorer.em.kernel.sweep import Densities, Sums, Tight
from gmm_explorer.em.kernel.whitening import Whitening

Component = tuple[float, ...]

_ROWS, _COLUMNS = {1: [0], 2: [0, 0, 1]}, {1: [0], 2: [0, 1, 1]}  # a packed triangle's entries
_PLACES = {1: [[0]], 2: [[0, 1], [1, 2]]}  # and where a matrix finds them
_ROOT_HALF = math.sqrt(0.5)


class _Density(NamedTuple):
    """One component as a pass sees it."""

    theta: tuple[float, ...]
    at_mean: float  # logarithm of weight times density
    offset: float  # squared length of the mean
    smallest: float  # eigenvalues of the covariance
    largest: float


class Planar:
    """The arithmetic of components with one or two features; see `Algebra`.

    Parameters
    ----------
    whitening
        The coordinates.
    rule
        The variant of the M-step.
    """

    def __init__(self, whitening: Whitening, rule: Rule) -> None:
        n_features = len(whitening.centre)
        self._whitening = whitening
        self._rule = rule
        self._n_features = n_features
        self._packed = (..., _ROWS[n_features], _COLUMNS[n_features])
        self._added = rule.added[self._packed].tolist() if rule.added.any() else None
        self._root_twice = _packed_map(whitening.root)
        self._density = _density_1d if n_features == 1 else _density_2d
        self._central = central_1d if n_features == 1 else central_2d

    def enter(
        self, weights: FloatArray, means: FloatArray, covariances: FloatArray
    ) -> list[Component]:
        """Flatten."""
        flat = np.column_stack((weights, means, covariances[self._packed]))
        return [tuple(row) for row in flat.tolist()]

    def leave(self, parameters: list[Component]) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Bring them back to the units of the data, with exactly symmetric covariances."""
        after_mean = 1 + self._n_features
        flat = np.array(parameters)
        means = self._whitening.means_out(flat[:, 1:after_mean])
        packed = flat[:, after_mean:] @ self._root_twice
        return flat[:, 0].copy(), means, packed[:, _PLACES[self._n_features]]

    def densities(self, parameters: list[Component]) -> Densities:
        """Write natural parameters, set tight components aside, bound the logarithms."""
        theta, tight = [], []
        lowest, highest = math.inf, -math.inf
        reach = self._whitening.reach
        for k, component in enumerate(parameters):
            density = self._density(k, *component)
            farthest = reach + math.sqrt(density.offset)
            lowest = min(lowest, density.at_mean - 0.5 * farthest**2 / density.smallest)
            highest = max(highest, density.at_mean)
            if density.offset + density.largest > GATE * density.smallest:
                tight.append(_tight(k, component, density))
                theta.append((0.0,) * len(density.theta))
            else:
                theta.append(density.theta)
        return Densities(np.array(theta), lowest, highest, tight)

    def estimate(self, sums: Sums) -> tuple[list[Component], dict[int, FloatArray]]:
        """Divide the sums; where the mean is far from its reference for the spread, ask again."""
        rows = sums.moments.tolist()
        total = sum(row[0] for row in rows)
        components, coarse = [], {}
        for k, row in enumerate(rows):
            central = self._central(*row)
            if _is_coarse(central):
                coarse[k] = np.array(central[: self._n_features])
            reference = sums.references.get(k)
            if reference is not None:
                mean = [m + origin for m, origin in zip(central, reference.tolist(), strict=False)]
                central = (*mean, *central[self._n_features :])
                coarse = coarse | {k: np.array(mean)} if k in coarse else coarse
            components.append((row[0] / total, *central))
        return components, coarse

    def finish(self, parameters: list[Component], sums: Sums) -> list[Component]:
        """Apply prior, family and reg_covar."""
        if self._rule.prior is not None:
            return self.enter(*self._rule.apply(*self._arrays(parameters), sums.moments[:, 0]))
        parameters = self._restricted(parameters)
        if self._added is None:
            return parameters
        first, added = 1 + self._n_features, self._added
        return [
            c[:first] + tuple(s + more for s, more in zip(c[first:], added, strict=True))
            for c in parameters
        ]

    def _restricted(self, parameters: list[Component]) -> list[Component]:
        """Keep what the family can hold; see `families.restrict`."""
        family = self._rule.covariance_type
        if family == "tied":
            first = 1 + self._n_features
            shared = _weighted_mean(parameters, first)
            return [c[:first] + shared for c in parameters]
        if self._n_features == 1 or family == "full":
            return parameters
        if family == "diag":
            return [(w, mx, my, a, 0.0, c) for w, mx, my, a, _, c in parameters]
        return [(w, mx, my, (a + c) / 2, 0.0, (a + c) / 2) for w, mx, my, a, _, c in parameters]

    def _arrays(self, parameters: list[Component]) -> tuple[FloatArray, FloatArray, FloatArray]:
        flat, after_mean = np.array(parameters), 1 + self._n_features
        places = _PLACES[self._n_features]
        return flat[:, 0].copy(), flat[:, 1:after_mean], flat[:, after_mean:][:, places]


def _density_1d(k: int, w: float, m: float, a: float) -> _Density:
    if not a > 0:
        raise SingularCovarianceError(k, "its variance is zero")
    theta = natural_1d(_log(w), m, a, math.log)
    return _Density(theta, theta[0] + 0.5 * m * theta[1], m * m, a, a)


def _density_2d(k: int, w: float, mx: float, my: float, a: float, b: float, c: float) -> _Density:
    smallest, largest = eigenvalues_2d(a, b, c)
    if not smallest > 0:
        raise SingularCovarianceError(k, "its covariance has no inverse")
    theta = natural_2d(_log(w), mx, my, a, b, c, math.log)
    at_mean = theta[0] + 0.5 * (mx * theta[1] + my * theta[2])
    return _Density(theta, at_mean, mx * mx + my * my, smallest, largest)


def _log(weight: float) -> float:
    return math.log(weight) if weight > 0 else -math.inf


def _tight(k: int, component: Component, density: _Density) -> Tight:
    """Describe a component by its mean and the inverse of its Cholesky factor, over sqrt 2."""
    weight, *rest = component
    if len(rest) == 2:
        mean, triangle = rest[:1], [[_ROOT_HALF / math.sqrt(rest[1])]]
    else:
        mean, (a, b, _) = rest[:2], rest[2:]
        det = density.smallest * density.largest
        first, second = _ROOT_HALF / math.sqrt(a), _ROOT_HALF / math.sqrt(det / a)
        triangle = [[first, 0.0], [-b / a * second, second]]
    log_det = math.log(density.smallest)
    if len(rest) > 2:
        log_det += math.log(density.largest)
    constant = _log(weight) - 0.5 * (len(mean) * LOG_2PI + log_det)
    return Tight(k, np.array(mean)[:, None], np.array(triangle), constant)


def _is_coarse(central: tuple[float, ...]) -> bool:
    """Tell whether the mean is so far from its reference that the spread has lost its digits."""
    if len(central) == 2:
        return central[0] ** 2 > GATE * central[1]
    mx, my, a, b, c = central
    smallest = eigenvalues_2d(a, b, c)[0] if a > 0 and c > 0 else 0.0
    return mx * mx + my * my > GATE * smallest


def _weighted_mean(parameters: list[Component], first: int) -> Component:
    columns = list(zip(*parameters, strict=True))
    return tuple(
        sum(w * s for w, s in zip(columns[0], column, strict=True)) for column in columns[first:]
    )


def _packed_map(root: FloatArray) -> FloatArray:
    """Return the matrix that takes packed S, from the right, to packed root S root^T."""
    if len(root) == 1:
        return root**2
    (p, _), (q, r) = root.tolist()
    return np.array([[p * p, p * q, q * q], [0.0, p * r, 2 * q * r], [0.0, 0.0, r * r]])
