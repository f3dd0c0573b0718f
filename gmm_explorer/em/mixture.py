"""The mixture of Gaussians: the one value that EM changes."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from gmm_explorer.em.arrays import FloatArray, freeze, read_only
from gmm_explorer.em.errors import InvalidMixtureError

# What printing and reading back, or a product of three matrices, may do to a sum or a symmetry.
_SUM_TOLERANCE = 1e-8
_SYMMETRY_TOLERANCE = 1e-8
# How far below 0 rounding may push the smallest eigenvalue of a singular correlation matrix.
_PSD_TOLERANCE = 1e-10
_LAST_DIGITS = 4 * 5e-324  # of numbers too small for more than a few


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Mixture:
    """A Gaussian mixture: p(x) = sum_k weights_k N(x | means_k, covariances_k), Bishop (9.7).

    The arrays are copied as float64 and made read-only. Covariances that are symmetric within
    rounding are made exactly so. A singular covariance is legal: it is the collapse that can be
    looked at; only its density cannot be computed.

    Parameters
    ----------
    weights : (K,)
        Mixing proportions, each >= 0, summing to 1.
    means : (K, D)
        In units of the data.
    covariances : (K, D, D)
        Full matrices whatever the family, also for D = 1; symmetric, positive semi-definite.

    Raises
    ------
    InvalidMixtureError
        Naming the component, what is wrong with it and what to do.
    """

    weights: FloatArray
    means: FloatArray
    covariances: FloatArray

    def __post_init__(self) -> None:
        weights, means = _numbers("weights", self.weights), _numbers("means", self.means)
        covariances = _numbers("covariances", self.covariances)
        _check_shapes(weights, means, covariances)
        _check_weights(weights)
        _check_finite("mean", means)
        _check_finite("covariance", covariances)
        object.__setattr__(self, "weights", weights)
        object.__setattr__(self, "means", means)
        object.__setattr__(self, "covariances", _positive_semidefinite(covariances))

    @classmethod
    def trusted(cls, weights: FloatArray, means: FloatArray, covariances: FloatArray) -> Self:
        """Wrap what the algorithm itself has computed: neither copied nor checked, but frozen."""
        mixture = cls.__new__(cls)
        for array in (weights, means, covariances):
            array.setflags(write=False)
        object.__setattr__(mixture, "weights", weights)
        object.__setattr__(mixture, "means", means)
        object.__setattr__(mixture, "covariances", covariances)
        return mixture

    def with_means(self, means: FloatArray) -> Self:
        """Return it with other means (K, D), of which alone there is anything to check.

        Raises
        ------
        InvalidMixtureError
            When they have another shape, or one is not finite.
        """
        means = _numbers("means", means)
        _check_shapes(self.weights, means, self.covariances)
        _check_finite("mean", means)
        return self.trusted(self.weights, means, self.covariances)

    def without_negative_variances(self) -> Self:
        """Return it with every direction's variance >= 0, which rounding may have crossed.

        Variances too small for their digits are 0, and so is any covariance with them.
        """
        variances = np.diagonal(self.covariances, axis1=1, axis2=2)
        scale = np.sqrt(np.where(variances < np.finfo(np.float64).tiny, 0.0, variances))
        units = scale[:, :, None] * scale[:, None, :]
        covariances = np.where(units > 0, self.covariances, 0.0)
        eigenvalues, vectors = np.linalg.eigh(covariances / np.where(units > 0, units, 1.0))
        is_sound = eigenvalues[:, 0] >= 0
        if is_sound.all() and np.array_equal(covariances, self.covariances):
            return self
        roots = vectors * np.sqrt(np.maximum(eigenvalues, 0))[:, None, :]
        repaired = roots @ roots.swapaxes(1, 2) * units
        covariances = np.where(is_sound[:, None, None], covariances, repaired)
        return type(self)(self.weights, self.means, covariances)

    @property
    def n_components(self) -> int:
        """K, the number of Gaussians."""
        return len(self.weights)

    @property
    def n_features(self) -> int:
        """D, the dimension of the data."""
        return int(self.means.shape[1])


def _numbers(name: str, values: object) -> FloatArray:
    try:
        return read_only(values)  # type: ignore[arg-type]  # whatever was passed is tried
    except (TypeError, ValueError) as error:
        raise InvalidMixtureError(
            None, f"its {name} are no array of numbers ({error})", f"pass {name} as numbers"
        ) from error


def _check_shapes(weights: FloatArray, means: FloatArray, covariances: FloatArray) -> None:
    if weights.ndim != 1 or len(weights) == 0:
        raise InvalidMixtureError(
            None, f"its weights have shape {weights.shape}", "give one weight for each component"
        )
    n_components = len(weights)
    if means.ndim != 2 or len(means) != n_components or means.shape[1] == 0:
        raise InvalidMixtureError(
            None,
            f"its means have shape {means.shape}",
            f"with {n_components} weights, give means of shape ({n_components}, D)",
        )
    expected = (n_components, means.shape[1], means.shape[1])
    if covariances.shape != expected:
        raise InvalidMixtureError(
            None,
            f"its covariances have shape {covariances.shape}",
            f"give full matrices, shape {expected}",
        )


def _check_weights(weights: FloatArray) -> None:
    wrong = np.flatnonzero(~(np.isfinite(weights) & (weights >= 0)))
    if len(wrong):
        raise InvalidMixtureError(
            int(wrong[0]),
            f"its weight is {weights[wrong[0]]:g}",
            "give weights that are finite and not negative",
        )
    total = float(weights.sum())
    if abs(total - 1) > _SUM_TOLERANCE:
        raise InvalidMixtureError(
            None, f"its weights sum to {total:.10g}", "divide them by their sum so that it is 1"
        )


def _check_finite(what: str, values: FloatArray) -> None:
    wrong = np.flatnonzero(~np.isfinite(values).reshape(len(values), -1).all(axis=1))
    if len(wrong):
        raise InvalidMixtureError(
            int(wrong[0]), f"its {what} is not finite", f"give its {what} as finite numbers"
        )


def _positive_semidefinite(covariances: FloatArray) -> FloatArray:
    """Check each covariance on the scale of its own variances; return them symmetrised."""
    symmetric = covariances / 2 + covariances.swapaxes(1, 2) / 2
    if covariances.shape[1] <= 2 and _are_semidefinite(covariances, symmetric):
        return freeze(symmetric)
    for k, covariance in enumerate(covariances):
        variances = np.diagonal(covariance)
        if np.any(variances < 0):
            raise InvalidMixtureError(
                k, f"its variance is {variances.min():g}", "give variances that are not negative"
            )
        scale = np.sqrt(variances)
        bound = np.outer(scale, scale)
        if np.any(np.abs(covariance - covariance.T) > _SYMMETRY_TOLERANCE * bound):
            raise InvalidMixtureError(
                k, "its covariance is not symmetric", "write the same number on both sides"
            )
        if not _is_semidefinite(symmetric[k], scale, bound):
            raise InvalidMixtureError(
                k,
                "its covariance is not positive semi-definite (a variance would be negative "
                "in some direction)",
                "bring the off-diagonal entries nearer to 0",
            )
    return freeze(symmetric)


def _are_semidefinite(covariances: FloatArray, symmetric: FloatArray) -> bool:
    """Tell for one or two features, all components at once, whether there is nothing to refuse."""
    variances = np.diagonal(covariances, axis1=1, axis2=2)
    if variances.min() < 0:
        return False
    scale = np.sqrt(variances)
    bound = scale[:, :, None] * scale[:, None, :]
    skew = np.abs(covariances - covariances.swapaxes(1, 2))
    return bool(
        np.all(skew <= _SYMMETRY_TOLERANCE * bound) and np.all(np.abs(symmetric) <= _most(bound))
    )


def _most(bound: FloatArray) -> FloatArray:
    """Return how large covariances may be, by Cauchy and Schwarz and for rounding."""
    return bound * (1 + _PSD_TOLERANCE) + _LAST_DIGITS


def _is_semidefinite(covariance: FloatArray, scale: FloatArray, bound: FloatArray) -> bool:
    if np.any(np.abs(covariance) > _most(bound)):
        return False
    if len(scale) <= 2:  # the test above is the whole criterion for two features
        return True
    varying = scale > 0
    correlation = (covariance / np.where(bound > 0, bound, 1))[np.ix_(varying, varying)]
    return not varying.any() or bool(np.linalg.eigvalsh(correlation)[0] >= -_PSD_TOLERANCE)
