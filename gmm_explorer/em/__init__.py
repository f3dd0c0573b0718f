"""Expectation-Maximization for Gaussian mixtures: pure functions over immutable values.

To read it, begin with `textbook`: the E-step and the M-step as Bishop (2006) states them in
section 9.2.2. Then

- `mixture`, `settings`, `state`: the values; `prepared`: data made ready for many passes;
- `steps`: one E-step, one M-step; `iteration`: EM as a generator of states; `run`: its loop;
- `health`: what a collapse is, and the rule by which it is known; `shrinking`: how it announces
  itself;
- `families`, `prior`: the variants of the M-step; `convergence`: how far it still has to go;
- `initialize`, `clustering`, `agglomeration`: starts; `batch`, `pool`: many starts at once;
- `criteria`, `ellipse`, `sampling`, `conversion`: what is made of a mixture;
- `kernel`: the same numbers as `textbook`, many times as fast.
"""

from typing import TYPE_CHECKING

from gmm_explorer.em.convergence import Forecast, forecast
from gmm_explorer.em.ellipse import (
    covariance_from_axes,
    ellipse_axes,
    ellipse_mass,
    n_sigma_of_mass,
)
from gmm_explorer.em.errors import (
    CancelledError,
    EmptyComponentError,
    InvalidDataError,
    InvalidMixtureError,
    SingularCovarianceError,
)
from gmm_explorer.em.families import COVARIANCE_TYPES, CovarianceType, project
from gmm_explorer.em.health import Health, diagnose
from gmm_explorer.em.initialize import INITIALIZERS, initialize
from gmm_explorer.em.iteration import fit, iterate_em
from gmm_explorer.em.mixture import Mixture
from gmm_explorer.em.prepared import Prepared, prepare
from gmm_explorer.em.prior import Prior
from gmm_explorer.em.settings import EMSettings
from gmm_explorer.em.shrinking import iterations_left, smallest_eigenvalues
from gmm_explorer.em.state import EMState, Outcome
from gmm_explorer.em.steps import (
    Expectation,
    check_densities,
    e_step,
    log_density,
    m_step,
    predict_proba,
    score_samples,
)
from gmm_explorer.fronts import front

if TYPE_CHECKING:
    from gmm_explorer.em.batch import Batch, fit_batch, iterate_batch
    from gmm_explorer.em.conversion import from_scikit_learn, to_scikit_learn
    from gmm_explorer.em.criteria import aic, bic, icl, n_parameters
    from gmm_explorer.em.sampling import sample
else:
    __getattr__ = front(
        __name__,
        {
            "batch": ("Batch", "fit_batch", "iterate_batch"),
            "conversion": ("from_scikit_learn", "to_scikit_learn"),
            "criteria": ("aic", "bic", "icl", "n_parameters"),
            "sampling": ("sample",),
        },
    )

__all__ = [
    "COVARIANCE_TYPES",
    "INITIALIZERS",
    "Batch",
    "CancelledError",
    "CovarianceType",
    "EMSettings",
    "EMState",
    "EmptyComponentError",
    "Expectation",
    "Forecast",
    "Health",
    "InvalidDataError",
    "InvalidMixtureError",
    "Mixture",
    "Outcome",
    "Prepared",
    "Prior",
    "SingularCovarianceError",
    "aic",
    "bic",
    "check_densities",
    "covariance_from_axes",
    "diagnose",
    "e_step",
    "ellipse_axes",
    "ellipse_mass",
    "fit",
    "fit_batch",
    "forecast",
    "from_scikit_learn",
    "icl",
    "initialize",
    "iterate_batch",
    "iterate_em",
    "iterations_left",
    "log_density",
    "m_step",
    "n_parameters",
    "n_sigma_of_mass",
    "predict_proba",
    "prepare",
    "project",
    "sample",
    "score_samples",
    "smallest_eigenvalues",
    "to_scikit_learn",
]
