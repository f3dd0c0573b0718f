"""A fit in a few lines for people."""

import math
from collections.abc import Iterator

import numpy as np

from gmm_explorer.data import Dataset
from gmm_explorer.em import EMSettings, EMState, Health, Mixture, Outcome, aic, bic, n_parameters
from gmm_explorer.em.arrays import FloatArray

_ENDINGS = {
    Outcome.CONVERGED: "converged",
    Outcome.MAX_ITER: "stopped, not yet converged,",
    Outcome.DEGENERATE: "degenerate",
}


_USUAL_SHARE = 1e-6  # of the smallest variance of a column, to be added to all


def summary(dataset: Dataset, settings: EMSettings, state: EMState) -> str:
    """Return data, outcome, log-likelihood and components, a line each."""
    mixture = state.mixture
    lines = [
        f"{dataset.provenance}: {dataset.n_samples} points, columns {', '.join(dataset.names)}",
        f"{mixture.n_components} components, {settings.covariance_type} covariances, "
        f"{_ENDINGS[state.outcome]} after {_iterations(state)}",
        _criteria(dataset, settings, state),
        "",
        *_components(mixture),
    ]
    return "\n".join(lines)


def _iterations(state: EMState) -> str:
    return "1 iteration" if state.n_iter == 1 else f"{state.n_iter} iterations"


def _criteria(dataset: Dataset, settings: EMSettings, state: EMState) -> str:
    log_likelihood = state.log_likelihood
    if not math.isfinite(log_likelihood):
        return "log-likelihood infinite"
    free = n_parameters(
        state.mixture.n_components, state.mixture.n_features, settings.covariance_type
    )
    return (
        f"log-likelihood {log_likelihood:.6f}   AIC {aic(log_likelihood, free):.3f}   "
        f"BIC {bic(log_likelihood, free, dataset.n_samples):.3f}"
    )


def _components(mixture: Mixture) -> Iterator[str]:
    yield "component  weight    mean | standard deviation"
    deviations = np.sqrt(np.diagonal(mixture.covariances, axis1=1, axis2=2))
    for k, weight in enumerate(mixture.weights):
        yield (
            f"{k + 1:>9}  {weight:.6f}  {_numbers(mixture.means[k])} | {_numbers(deviations[k])}"
        )


def _numbers(values: FloatArray) -> str:
    return "  ".join(f"{value:.6g}" for value in values)


def collapse_message(dataset: Dataset, state: EMState) -> str:
    """Return which components collapsed, onto what, and what to try."""
    little = _USUAL_SHARE * min((v for v in dataset.X.var(axis=0).tolist() if v > 0), default=1.0)
    collapsed = [
        f"component {k + 1} {_fate(health)}"
        for k, health in enumerate(state.health)
        if health.is_collapsed
    ]
    return (
        f"The fit became degenerate after {_iterations(state)}: {', '.join(collapsed)}; "
        f"try --reg-covar {little:.0e}, another --seed or --init, or a smaller -k."
    )


def _fate(health: Health) -> str:
    if health.status == "empty":
        return "has no points left"
    if health.owner is not None:
        return f"sits on point {health.owner + 1}"
    return "has no width in some direction"
