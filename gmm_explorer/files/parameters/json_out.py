"""The parameters of a mixture as JSON.

Numbers are written with as many digits as bring the same double back, 17 at most. JSON has no
infinity: what is infinite or unknown is null.
"""

import json

import numpy as np

from gmm_explorer.em import Mixture
from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.parameters.facts import FitFacts

FORMAT = "gmm-explorer/parameters"
VERSION = 1


def to_json(mixture: Mixture, facts: FitFacts) -> str:
    """Return the parameters and what is known about their fit, one key on each line."""
    criteria = facts.criteria(mixture)
    content = {
        "format": FORMAT,
        "version": VERSION,
        "n_components": mixture.n_components,
        "n_features": mixture.n_features,
        "feature_names": list(facts.names_for(mixture)),
        "covariance_type": facts.covariance_type,
        "weights": mixture.weights.tolist(),
        "means": mixture.means.tolist(),
        "covariances": mixture.covariances.tolist(),
        "precisions": [_precision(covariance) for covariance in mixture.covariances],
        "log_likelihood": facts.finite_log_likelihood,
        "n_iter": facts.n_iter,
        "outcome": None if facts.outcome is None else facts.outcome.value,
        "aic": criteria.aic,
        "bic": criteria.bic,
    }
    lines = (
        f"  {json.dumps(key)}: {json.dumps(value, allow_nan=False, ensure_ascii=False)}"
        for key, value in content.items()
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


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
