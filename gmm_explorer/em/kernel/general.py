"""The algebra of any number of features, by Cholesky factors in NumPy."""

import math

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.errors import SingularCovarianceError
from gmm_explorer.em.kernel.algebra import GATE, Algebra, Parameters, Rule
from gmm_explorer.em.kernel.blocks import packed_triangle
from gmm_explorer.em.kernel.formulas import LOG_2PI, log_weights
from gmm_explorer.em.kernel.sums import Densities, Sums, Tight
from gmm_explorer.em.kernel.whitening import Whitening

_ROOT_HALF = math.sqrt(0.5)


class General(Algebra[Parameters]):
    """The arithmetic of components with any number of features."""

    def __init__(self, whitening: Whitening, rule: Rule) -> None:
        super().__init__(whitening, rule)
        n_features = self._n_features
        self._packed = packed_triangle(n_features)
        self._twice = np.where(self._packed[0] == self._packed[1], -0.5, -1.0)
        self._places = np.empty((n_features, n_features), dtype=np.intp)
        self._places[self._packed] = self._places.T[self._packed] = np.arange(len(self._twice))

    def enter(self, weights: FloatArray, means: FloatArray, covariances: FloatArray) -> Parameters:
        """Bring them into the coordinates."""
        whitening = self._whitening
        return weights, whitening.means_in(means), whitening.matrices_in(covariances)

    def leave(self, parameters: Parameters) -> Parameters:
        """Bring them back to the units of the data."""
        weights, means, covariances = parameters
        whitening = self._whitening
        return weights.copy(), whitening.means_out(means), whitening.matrices_out(covariances)

    def densities(self, parameters: Parameters) -> Densities:
        """Write natural parameters, set tight components aside, bound the logarithms."""
        weights, means, covariances = parameters
        triangles = _inverse_factors(covariances)
        precisions = triangles.swapaxes(1, 2) @ triangles
        pulls = (precisions @ means[:, :, None])[:, :, 0]
        at_mean = log_weights(weights) - 0.5 * self._n_features * LOG_2PI
        at_mean += np.log(np.diagonal(triangles, axis1=1, axis2=2)).sum(axis=1)
        constants = at_mean - 0.5 * np.sum(means * pulls, axis=1)
        products = precisions[:, self._packed[0], self._packed[1]] * self._twice
        theta = np.column_stack((constants, pulls, products))
        offsets = np.sum(means * means, axis=1)
        extremes = np.linalg.eigvalsh(covariances)
        smallest = np.maximum(extremes[:, 0], np.finfo(float).eps * extremes[:, -1])
        farthest = self._whitening.reach + np.sqrt(offsets)
        lowest = at_mean - 0.5 * farthest**2 / smallest
        is_tight = offsets + extremes[:, -1] > GATE * smallest
        theta[is_tight] = 0.0
        tight = [
            Tight(int(k), means[k][:, None], _ROOT_HALF * triangles[k], float(at_mean[k]))
            for k in np.flatnonzero(is_tight)
        ]
        return Densities(theta, float(lowest.min()), float(at_mean.max()), tight)

    def estimate(self, sums: Sums) -> tuple[Parameters, dict[int, FloatArray]]:
        """Divide the sums; where the mean is far from its reference for the spread, ask again."""
        n_effective = sums.moments[:, 0]
        means = sums.moments[:, 1 : 1 + self._n_features] / n_effective[:, None]
        second = sums.moments[:, 1 + self._n_features :] / n_effective[:, None]
        covariances = second[:, self._places] - means[:, :, None] * means[:, None, :]
        offsets = np.sum(means * means, axis=1)
        smallest = np.linalg.eigvalsh(covariances + self._rule.added)[:, 0]
        is_coarse = offsets > GATE * np.maximum(smallest, 0)
        for k, reference in sums.references.items():
            means[k] += reference
        coarse = {int(k): means[k].copy() for k in np.flatnonzero(is_coarse)}
        return (n_effective / n_effective.sum(), means, covariances), coarse

    def finish(self, parameters: Parameters, sums: Sums) -> Parameters:
        """Apply the rule: prior, family, reg_covar, floor."""
        return self._rule.apply(*parameters, sums.moments[:, 0])


def _inverse_factors(covariances: FloatArray) -> FloatArray:
    """Return W (K, D, D), lower triangular, with W^T W the inverse of each covariance."""
    try:
        factors = np.linalg.cholesky(covariances)
    except np.linalg.LinAlgError as error:
        k = next(k for k, s in enumerate(covariances) if not _has_factor(s))
        raise SingularCovarianceError(k, "its covariance has no inverse") from error
    return np.tril(np.linalg.inv(factors))


def _has_factor(covariance: FloatArray) -> bool:
    try:
        np.linalg.cholesky(covariance)
    except np.linalg.LinAlgError:
        return False
    return True
