"""The algebra of one and two features, in closed form on Python floats.

For a handful of components this is several times faster than NumPy on arrays so small.
A component is a flat tuple: (w, m, a) or (w, mx, my, a, b, c), see `formulas`.
"""

import math
from collections.abc import Sequence

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.errors import SingularCovarianceError
from gmm_explorer.em.kernel.algebra import GATE, Algebra, Rule
from gmm_explorer.em.kernel.formulas import (
    LOG_2PI,
    LOG_OF_NOTHING,
    central_1d,
    central_2d,
    eigenvalues_2d,
    natural_1d,
    natural_2d,
)
from gmm_explorer.em.kernel.sums import FLOOR, Densities, Sums, Tight
from gmm_explorer.em.kernel.whitening import Whitening
from gmm_explorer.em.mixture import Mixture

Component = tuple[float, ...]
# Natural parameters, logarithm of weight times density at the mean, squared length of the mean,
# smallest and largest eigenvalue of the covariance.
_Density = tuple[tuple[float, ...], float, float, float, float]

_ROWS, _COLUMNS = {1: [0], 2: [0, 0, 1]}, {1: [0], 2: [0, 1, 1]}  # a packed triangle's entries
_PLACES = {1: np.array([[0]]), 2: np.array([[0, 1], [1, 2]])}  # where a matrix finds them
_ROOT_HALF = math.sqrt(0.5)


class Planar(Algebra[list[Component]]):
    """The arithmetic of components with one or two features."""

    def __init__(self, whitening: Whitening, rule: Rule) -> None:
        super().__init__(whitening, rule)
        n_features = self._n_features
        self._reach = whitening.reach
        self._corners = whitening.corners
        self._packed = (..., _ROWS[n_features], _COLUMNS[n_features])
        added = rule.added.tolist()
        packed = zip(_ROWS[n_features], _COLUMNS[n_features], strict=True)
        self._added: list[float] = [added[i][j] for i, j in packed]
        self._map_in = _map(whitening.inverse)
        self._places = 1 + n_features + _PLACES[n_features]
        self._map_out = _map(whitening.root)
        self._density = _density_1d if n_features == 1 else _density_2d
        self._central = central_1d if n_features == 1 else central_2d

    def enter(
        self, weights: FloatArray, means: FloatArray, covariances: FloatArray
    ) -> list[Component]:
        """Flatten, and bring into the coordinates."""
        flat = self._flat(weights, means - self._whitening.centre, covariances)
        return [tuple(row) for row in (flat @ self._map_in).tolist()]

    def leave(self, parameters: list[Component]) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Bring them back to the units of the data, with exactly symmetric covariances."""
        after_mean = 1 + self._n_features
        flat = np.array(parameters) @ self._map_out
        means = flat[:, 1:after_mean]
        np.add(means, self._whitening.centre, means)
        return flat[:, 0], means, flat.take(self._places, axis=1)

    def densities(self, parameters: list[Component]) -> Densities:
        """Write natural parameters, set tight components aside, bound the logarithms."""
        rows, tight = [], []
        lowest, highest = math.inf, -math.inf
        density, reach = self._density, self._reach
        for k, component in enumerate(parameters):
            theta, at_mean, offset, smallest, largest = density(k, *component)
            farthest = reach + math.sqrt(offset)
            at_farthest = at_mean - 0.5 * farthest * farthest / smallest
            # As `min` and `max` do, in a third of the time.
            lowest = at_farthest if at_farthest < lowest else lowest
            highest = at_mean if at_mean > highest else highest
            if offset + largest > GATE * smallest:
                tight.append((k, component, smallest, largest))
                theta = (0.0,) * len(theta)
            rows.append(theta)
        natural = np.array(rows)
        if lowest < FLOOR and self._corners is not None and not tight:
            lowest = float((natural @ self._corners).min())
        return Densities(natural, lowest, highest, _tight(tight))

    def estimate(self, sums: Sums) -> tuple[list[Component], dict[int, FloatArray]]:
        """Divide the sums; where the mean is far from its reference for the spread, ask again."""
        rows = sums.moments.tolist()
        total = sum(row[0] for row in rows)
        components, coarse = [], {}
        for k, row in enumerate(rows):
            central = self._central(*row)
            if _is_coarse(central, self._added):
                coarse[k] = np.array(central[: self._n_features])
            reference = sums.references.get(k)
            if reference is not None:
                mean = [m + origin for m, origin in zip(central, reference.tolist(), strict=False)]
                central = (*mean, *central[self._n_features :])
                coarse = coarse | {k: np.array(mean)} if k in coarse else coarse
            components.append((row[0] / total, *central))
        return components, coarse

    def finish(self, parameters: list[Component], sums: Sums) -> list[Component]:
        """Apply prior, family, reg_covar and floor."""
        if self._rule.needs_arrays:
            applied = self._rule.apply(*self._arrays(parameters), sums.moments[:, 0])
            return [tuple(row) for row in self._flat(*applied).tolist()]
        parameters = self._restricted(parameters)
        if not any(self._added):
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

    def _flat(self, weights: FloatArray, means: FloatArray, covariances: FloatArray) -> FloatArray:
        """Put components into the rows (K, P) of one array."""
        after_mean = 1 + self._n_features
        flat = np.empty((len(weights), len(self._map_in)))
        flat[:, 0], flat[:, 1:after_mean] = weights, means
        flat[:, after_mean:] = covariances[self._packed]
        return flat

    def _arrays(self, parameters: list[Component]) -> tuple[FloatArray, FloatArray, FloatArray]:
        flat, after_mean = np.array(parameters), 1 + self._n_features
        return flat[:, 0], flat[:, 1:after_mean], flat.take(self._places, axis=1)


def _density_1d(k: int, w: float, m: float, a: float) -> _Density:
    if not a > 0:
        raise SingularCovarianceError(k, "its variance is zero")
    theta = natural_1d(_log(w), m, a, math.log)
    return theta, theta[0] + 0.5 * m * theta[1], m * m, a, a


def _density_2d(k: int, w: float, mx: float, my: float, a: float, b: float, c: float) -> _Density:
    smallest, largest = eigenvalues_2d(a, b, c)
    if not (smallest > 0 and a * c > b * b):
        raise SingularCovarianceError(k, "its covariance has no inverse")
    theta = natural_2d(_log(w), mx, my, a, b, c, math.log)
    at_mean = theta[0] + 0.5 * (mx * theta[1] + my * theta[2])
    return theta, at_mean, mx * mx + my * my, smallest, largest


def _log(weight: float) -> float:
    return math.log(weight) if weight > 0 else LOG_OF_NOTHING


def _tight(described: Sequence[tuple[int, Component, float, float]]) -> list[Tight]:
    """Describe components, given with their eigenvalues, by their means and factors.

    The arrays of all of them are made at once, which takes as long as those of one.
    """
    if not described:
        return []
    which, components, smallest, largest = zip(*described, strict=True)
    n_features = 1 if len(components[0]) == 3 else 2
    means = np.array([component[1 : 1 + n_features] for component in components])
    factors = np.array(list(map(_inverse_factor, components, smallest, largest)))
    constants = map(_at_mean, components, smallest, largest)
    return list(map(Tight, which, means[:, :, None], factors, constants))


def _inverse_factor(component: Component, smallest: float, largest: float) -> list[list[float]]:
    """Return the inverse of the Cholesky factor, over the root of 2."""
    if len(component) == 3:
        return [[_ROOT_HALF / math.sqrt(component[2])]]
    a, b = component[3:5]
    first, second = _ROOT_HALF / math.sqrt(a), _ROOT_HALF / math.sqrt(smallest * largest / a)
    return [[first, 0.0], [-b / a * second, second]]


def _at_mean(component: Component, smallest: float, largest: float) -> float:
    """Return the logarithm of weight and density at the mean."""
    if len(component) == 3:
        return _log(component[0]) - 0.5 * (LOG_2PI + math.log(smallest))
    return _log(component[0]) - LOG_2PI - 0.5 * (math.log(smallest) + math.log(largest))


def _is_coarse(central: tuple[float, ...], added: Sequence[float]) -> bool:
    """Tell whether the mean is so far from its reference that the spread has lost its digits.

    The spread is the one that is left when reg_covar has been added. In two dimensions it is
    judged by det / trace, which is the smallest eigenvalue or up to half of it.
    """
    if len(central) == 2:
        return central[0] ** 2 > GATE * (central[1] + added[0])
    mx, my, a, b, c = central
    a, b, c = a + added[0], b + added[1], c + added[2]
    return (mx * mx + my * my) * (a + c) > GATE * (a * c - b * b)


def _weighted_mean(parameters: list[Component], first: int) -> Component:
    columns = list(zip(*parameters, strict=True))
    return tuple(
        sum(w * s for w, s in zip(columns[0], column, strict=True)) for column in columns[first:]
    )


def _map(root: FloatArray) -> FloatArray:
    """Return the matrix that takes a flat component, from the right, to other coordinates.

    The weight stays, the mean m becomes root m, the packed covariance that of root S root^T, for
    a lower triangular root (D, D); no centre is added.
    """
    if len(root) == 1:
        (s,) = root[0].tolist()
        return np.diag([1.0, s, s * s])
    (p, _), (q, r) = root.tolist()
    return np.array(
        [
            [1.0, 0.0, 0.0, 0.0, 0.0, 0.0],
            [0.0, p, q, 0.0, 0.0, 0.0],
            [0.0, 0.0, r, 0.0, 0.0, 0.0],
            [0.0, 0.0, 0.0, p * p, p * q, q * q],
            [0.0, 0.0, 0.0, 0.0, p * r, 2 * q * r],
            [0.0, 0.0, 0.0, 0.0, 0.0, r * r],
        ]
    )


def columns_in(whitening: Whitening, mixtures: Sequence[Mixture]) -> FloatArray:
    """Return the components of B mixtures in whitened coordinates, as columns (P, K, B)."""
    n_features = len(whitening.centre)
    weights = np.array([mixture.weights for mixture in mixtures])[..., None]
    means = np.array([mixture.means for mixture in mixtures]) - whitening.centre
    matrices = np.array([mixture.covariances for mixture in mixtures])
    packed = matrices[..., _ROWS[n_features], _COLUMNS[n_features]]
    flat = np.concatenate((weights, means, packed), axis=2) @ _map(whitening.inverse)
    return np.ascontiguousarray(flat.transpose(2, 1, 0))


def columns_out(
    whitening: Whitening, columns: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Bring columns (P, K, B) back: (B, K), (B, K, D), (B, K, D, D) in the data's units."""
    after_mean = 1 + len(whitening.centre)
    flat = columns.transpose(2, 1, 0) @ _map(whitening.root)
    flat[..., 1:after_mean] += whitening.centre
    covariances = flat[..., after_mean:][..., _PLACES[len(whitening.centre)]]
    return flat[..., 0], flat[..., 1:after_mean], covariances
