"""How EM is to be run."""

import math
from dataclasses import dataclass

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.errors import InvalidDataError
from gmm_explorer.em.families import CovarianceType, check_covariance_type
from gmm_explorer.em.prior import Prior, ResolvedPrior


@dataclass(frozen=True, slots=True, eq=False)
class EMSettings:
    """The variant of EM and when it stops.

    Parameters
    ----------
    covariance_type
        'full': every component its own matrix; 'diag': its own variances; 'spherical': its own
        one variance; 'tied': one matrix shared by all.
    reg_covar
        Added to the diagonal of each covariance after an M-step, in squared units of the data.
        0 is the plain algorithm, whose log-likelihood never falls; above 0 it can.
    eigenvalue_floor
        The least eigenvalue that an M-step leaves a covariance, the data scaled by
        `Prepared.scale`; 0 for none. From a start above it the log-likelihood never falls.
    prior
        Turns EM into the search for the largest posterior density, see `Prior`; None for the
        largest likelihood.
    tol
        EM has converged when the mean log-likelihood (nats per point) changes by less
        (with a prior: the penalised one); 0 switches the test off.
    max_iter
        The number of M-steps after which EM stops.

    Raises
    ------
    InvalidDataError
        Naming the setting and the values it can have.
    """

    covariance_type: CovarianceType = "full"
    reg_covar: float = 0.0
    prior: Prior | None = None
    tol: float = 1e-6
    max_iter: int = 1000
    eigenvalue_floor: float = 0.0

    def __post_init__(self) -> None:
        check_covariance_type(self.covariance_type)
        for name in ("reg_covar", "tol", "eigenvalue_floor"):
            value = getattr(self, name)
            if not (math.isfinite(value) and value >= 0):
                raise InvalidDataError(f"{name} is {value}; give a finite number, 0 or above.")
        if self.max_iter < 0:
            raise InvalidDataError(f"max_iter is {self.max_iter}; give 0 or a positive number.")

    def resolved_floor(self, scale: FloatArray) -> FloatArray | None:
        """Return what no covariance may be narrower than, (D, D) for data of that scale, or None.

        Parameters
        ----------
        scale : (D,)
            `Prepared.scale`.
        """
        return np.diag(self.eigenvalue_floor * scale**2) if self.eigenvalue_floor > 0 else None

    def resolved_prior(self, X: FloatArray, n_components: int) -> ResolvedPrior | None:
        """Return the prior with the defaults for data (N, D) and K, or None."""
        if self.prior is None:
            return None
        return self.prior.resolve(X, n_components, self.covariance_type)
