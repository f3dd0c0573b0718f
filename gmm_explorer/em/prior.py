"""The conjugate prior of Fraley & Raftery (2007), which keeps components from collapsing.

"Bayesian regularization for normal mixture estimation and model-based clustering", Journal of
Classification 24, 155-181: a normal prior on each mean given its covariance, and an
inverse-Wishart prior on the covariance (for 'diag' and 'spherical': inverse gamma on each
variance). EM then climbs the posterior density; only the M-step changes.
"""

import math
from dataclasses import dataclass

import numpy as np

from gmm_explorer.em.arrays import FloatArray, read_only
from gmm_explorer.em.errors import InvalidDataError
from gmm_explorer.em.families import CovarianceType
from gmm_explorer.em.mixture import Mixture


@dataclass(frozen=True, slots=True, eq=False)
class Prior:
    """The prior as one asks for it; None stands for the default of Fraley & Raftery.

    Parameters
    ----------
    shrinkage
        kappa_P, how many points the prior mean is worth.
    degrees_of_freedom
        nu_P; D + 2 by default.
    mean : (D,)
        mu_P; the mean of the data by default.
    scale : (D, D)
        Lambda_P; by default the covariance of the data (divisor N - 1) over K^(2/D). 'diag'
        reads its diagonal and 'spherical' the mean of it; the default is the latter for both.

    Raises
    ------
    InvalidDataError
        When a number is outside its range.
    """

    shrinkage: float = 0.01
    degrees_of_freedom: float | None = None
    mean: FloatArray | None = None
    scale: FloatArray | None = None

    def __post_init__(self) -> None:
        if not (math.isfinite(self.shrinkage) and self.shrinkage >= 0):
            raise InvalidDataError(f"the shrinkage is {self.shrinkage}; give 0 or more.")
        degrees = self.degrees_of_freedom
        if degrees is not None and not (math.isfinite(degrees) and degrees > 0):
            raise InvalidDataError(f"degrees_of_freedom is {degrees}; give more than 0.")
        for name in ("mean", "scale"):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, read_only(value))
        if self.scale is not None and (
            self.scale.ndim != 2 or not np.array_equal(self.scale, self.scale.T)
        ):
            raise InvalidDataError("the prior's scale is not symmetric; give a covariance (D, D).")

    def resolve(
        self, X: FloatArray, n_components: int, covariance_type: CovarianceType
    ) -> "ResolvedPrior":
        """Put in the defaults, which depend on the data (N, D), on K and on the family."""
        n_features = X.shape[1]
        middle = X.mean(axis=0)
        mean = middle if self.mean is None else self.mean
        scale = _default_scale(X - middle, n_components) if self.scale is None else self.scale
        if mean.shape != (n_features,) or scale.shape != (n_features, n_features):
            raise InvalidDataError(
                f"the prior's mean has shape {mean.shape} and its scale {scale.shape}; for this "
                f"data give ({n_features},) and ({n_features}, {n_features})."
            )
        if covariance_type == "spherical" or (covariance_type == "diag" and self.scale is None):
            scale = np.eye(n_features) * np.trace(scale) / n_features
        degrees = n_features + 2 if self.degrees_of_freedom is None else self.degrees_of_freedom
        return ResolvedPrior(covariance_type, self.shrinkage, degrees, mean, scale)


def _default_scale(centred: FloatArray, n_components: int) -> FloatArray:
    n_samples, n_features = centred.shape
    covariance = centred.T @ centred / max(1, n_samples - 1)
    return np.asarray(covariance / n_components ** (2 / n_features))


@dataclass(frozen=True, slots=True, eq=False)
class ResolvedPrior:
    """The prior in numbers, in the coordinates of its mean and scale.

    Parameters
    ----------
    covariance_type
        The family it is for.
    shrinkage, degrees_of_freedom, mean, scale
        As in `Prior`, none of them None.
    """

    covariance_type: CovarianceType
    shrinkage: float
    degrees_of_freedom: float
    mean: FloatArray
    scale: FloatArray

    def estimate(
        self, n_effective: FloatArray, means: FloatArray, covariances: FloatArray
    ) -> tuple[FloatArray, FloatArray]:
        """Return the means and covariances of the largest posterior density.

        Parameters
        ----------
        n_effective : (K,)
            N_k.
        means : (K, D)
            Of largest likelihood.
        covariances : (K, D, D)
            Of largest likelihood, of the full family.

        Notes
        -----
        Fraley & Raftery (2007), tables 1 and 2; 'full' is their VVV, 'diag' VVI, 'spherical'
        VII and 'tied' EEE.
        """
        away = means - self.mean
        n = n_effective[:, None, None]
        pull = self.shrinkage * n / (self.shrinkage + n)
        scatter = n * covariances + pull * away[:, :, None] * away[:, None, :]
        share = (n_effective / (self.shrinkage + n_effective))[:, None]
        return self.mean + share * away, self._covariances(n_effective, scatter)

    def _covariances(self, n_effective: FloatArray, scatter: FloatArray) -> FloatArray:
        n_features = len(self.mean)
        n, nu = n_effective[:, None, None], self.degrees_of_freedom
        if self.covariance_type == "full":
            return np.asarray((self.scale + scatter) / (nu + n + n_features + 2))
        if self.covariance_type == "diag":
            return np.asarray((self.scale + scatter) / (nu + n + 3) * np.eye(n_features))
        if self.covariance_type == "spherical":
            traces = np.trace(scatter, axis1=1, axis2=2)[:, None, None]
            variances = (self.scale[0, 0] + traces) / (nu + 2 + n_features * (n + 1))
            return np.asarray(variances * np.eye(n_features))
        degrees = nu + n_features + 1 + len(n_effective) + n_effective.sum()
        shared = (self.scale + scatter.sum(axis=0)) / degrees
        return np.broadcast_to(shared, scatter.shape).copy()

    def log_density(self, mixture: Mixture) -> float:
        """Return the logarithm of the prior density, nats, up to a constant.

        Parameters
        ----------
        mixture
            Of the family. Where a covariance is singular the density is 0, its logarithm -inf.
        """
        away = mixture.means - self.mean
        pulled = self.shrinkage * away[:, :, None] * away[:, None, :]
        covariances, n_features = mixture.covariances, len(self.mean)
        degrees = self.degrees_of_freedom + n_features + 2
        if self.covariance_type == "diag":
            degrees = self.degrees_of_freedom + 3
        elif self.covariance_type == "spherical":
            # One variance stands for all D of the matrix: its terms are shared out among them.
            degrees = (self.degrees_of_freedom + n_features + 2) / n_features
            pulled = pulled + self.scale / n_features
        elif self.covariance_type == "tied":
            degrees = self.degrees_of_freedom + n_features + 1 + mixture.n_components
            covariances, pulled = covariances[:1], pulled.sum(axis=0, keepdims=True)
        if self.covariance_type != "spherical":
            pulled = pulled + self.scale
        signs, log_dets = np.linalg.slogdet(covariances)
        if np.any(signs <= 0):
            return -math.inf
        traces = np.trace(np.linalg.solve(covariances, pulled), axis1=1, axis2=2)
        return float(-0.5 * np.sum(degrees * log_dets + traces))
