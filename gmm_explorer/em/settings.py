"""How EM is to be run."""

import math
from dataclasses import dataclass
from typing import Literal, get_args

from gmm_explorer.em.errors import InvalidDataError

CovarianceType = Literal["full", "diag", "spherical", "tied"]
COVARIANCE_TYPES: tuple[CovarianceType, ...] = get_args(CovarianceType)


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
    tol
        EM has converged when the mean log-likelihood (nats per point) changes by less; 0
        switches the test off.
    max_iter
        The number of M-steps after which EM stops.

    Raises
    ------
    InvalidDataError
        Naming the setting and the values it can have.
    """

    covariance_type: CovarianceType = "full"
    reg_covar: float = 0.0
    tol: float = 1e-6
    max_iter: int = 1000

    def __post_init__(self) -> None:
        check_covariance_type(self.covariance_type)
        for name in ("reg_covar", "tol"):
            value = getattr(self, name)
            if not (math.isfinite(value) and value >= 0):
                raise InvalidDataError(f"{name} is {value}; give a finite number, 0 or above.")
        if self.max_iter < 0:
            raise InvalidDataError(f"max_iter is {self.max_iter}; give 0 or a positive number.")


def check_covariance_type(covariance_type: str) -> None:
    """Raise InvalidDataError unless the name is one of COVARIANCE_TYPES."""
    if covariance_type not in COVARIANCE_TYPES:
        raise InvalidDataError(
            f"the covariance type {covariance_type!r} is unknown; "
            f"use one of {', '.join(COVARIANCE_TYPES)}."
        )
