"""The parameters of a mixture as JSON.

Numbers are written with as many digits as bring the same double back, 17 at most. JSON has no
infinity: what is infinite or unknown is null.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gmm_explorer.data import default_names
from gmm_explorer.em import EMSettings, Mixture, Outcome, aic, bic, n_parameters
from gmm_explorer.em.arrays import FloatArray

FORMAT = "gmm-explorer/parameters"
VERSION = 1


@dataclass(frozen=True, slots=True, eq=False)
class FitFacts:
    """What is known about how a mixture was fitted; None where it is not.

    Attributes
    ----------
    names : sequence of str or None
        Of the columns of the data.
    settings : EMSettings or None
        Of the fit.
    log_likelihood : float or None
        Total, nats.
    n_iter : int or None
        Iterations done.
    outcome : Outcome or None
        Why it ended.
    n_samples : int or None
        Number of points: without it there is no BIC.
    """

    names: Sequence[str] | None = None
    settings: EMSettings | None = None
    log_likelihood: float | None = None
    n_iter: int | None = None
    outcome: Outcome | None = None
    n_samples: int | None = None


def to_json(mixture: Mixture, facts: FitFacts) -> str:
    """Return the parameters and what is known about their fit, one key on each line."""
    names = facts.names or default_names(mixture.n_features)
    settings = facts.settings or EMSettings()
    content = {
        "format": FORMAT,
        "version": VERSION,
        "n_components": mixture.n_components,
        "n_features": mixture.n_features,
        "feature_names": list(names),
        "covariance_type": settings.covariance_type,
        "weights": mixture.weights.tolist(),
        "means": mixture.means.tolist(),
        "covariances": mixture.covariances.tolist(),
        "precisions": [_precision(covariance) for covariance in mixture.covariances],
        "log_likelihood": _finite(facts.log_likelihood),
        "n_iter": facts.n_iter,
        "outcome": None if facts.outcome is None else facts.outcome.value,
        **_criteria(mixture, facts, settings),
    }
    lines = (
        f"  {json.dumps(key)}: {json.dumps(value, allow_nan=False, ensure_ascii=False)}"
        for key, value in content.items()
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _finite(number: float | None) -> float | None:
    return number if number is not None and math.isfinite(number) else None


def _criteria(mixture: Mixture, facts: FitFacts, settings: EMSettings) -> dict[str, float | None]:
    log_likelihood = _finite(facts.log_likelihood)
    if log_likelihood is None:
        return {"aic": None, "bic": None}
    free = n_parameters(mixture.n_components, mixture.n_features, settings.covariance_type)
    with_samples = None if facts.n_samples is None else bic(log_likelihood, free, facts.n_samples)
    return {"aic": aic(log_likelihood, free), "bic": with_samples}


def _precision(covariance: FloatArray) -> list[list[float]] | None:
    """Return the inverse, or None where double precision has none.

    The correlations are inverted, so that columns of very different units lose no digits.
    """
    deviations = np.sqrt(np.diagonal(covariance))
    if not (deviations > 0.0).all():
        return None
    scales = np.outer(deviations, deviations)
    try:
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
            precision = np.linalg.inv(covariance / scales) / scales
    except np.linalg.LinAlgError:
        return None
    return precision.tolist() if np.isfinite(precision).all() else None
