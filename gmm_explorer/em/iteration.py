"""EM as an iteration: a plain generator of states, which `fit` only drains."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from gmm_explorer.em.engine import (
    Engine,
    ParametersT,
    Statistics,
    StatisticsT,
    TextbookEngine,
)
from gmm_explorer.em.errors import CancelledError, InvalidDataError, SingularCovarianceError
from gmm_explorer.em.families import project
from gmm_explorer.em.health import Health, has_collapsed, health_of
from gmm_explorer.em.kernel.engine import kernel_engine
from gmm_explorer.em.mixture import Mixture
from gmm_explorer.em.prepared import Data, Prepared, prepare
from gmm_explorer.em.prior import ResolvedPrior
from gmm_explorer.em.settings import EMSettings
from gmm_explorer.em.steps import log_density, matching_points

_ROWS_AT_ONCE = 1 << 16


class Outcome(Enum):
    """Why an iteration ended, or that it has not."""

    RUNNING = "running"
    CONVERGED = "converged"
    MAX_ITER = "max_iter"
    CANCELLED = "cancelled"
    DEGENERATE = "degenerate"


@dataclass(frozen=True, slots=True, eq=False)
class EMState:
    """One item of the iteration; everything in it belongs to its own mixture.

    Parameters
    ----------
    mixture
        The parameters after `n_iter` M-steps.
    log_likelihood
        Of this mixture, total, nats; `math.inf` only where `e_step` would raise.
    health
        One for each component.
    n_iter
        The number of M-steps done; 0 is the start.
    outcome
        RUNNING in all states but the last.
    log_prior
        Logarithm of the prior density of this mixture, nats, up to a constant; 0 without one.
    """

    mixture: Mixture
    log_likelihood: float
    health: tuple[Health, ...]
    n_iter: int
    outcome: Outcome
    log_prior: float = 0.0

    @property
    def objective(self) -> float:
        """What EM climbs: the log-likelihood, with a prior the penalised one."""
        return self.log_likelihood + self.log_prior


def iterate_em(
    X: Data,
    mixture: Mixture,
    settings: EMSettings,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[EMState]:
    """Run EM, Bishop section 9.2.2, one state at a time.

    Parameters
    ----------
    X : (N, D)
        The data; prepare it once when it is fitted more than once.
    mixture
        The start; one outside the family of `covariance_type` is projected into it first.
    settings
        The variant of EM and when it stops.
    cancelled
        Asked before each iteration and, on long data, on the way; when it answers True, the
        last state comes once more, with the outcome CANCELLED.

    Yields
    ------
    EMState
        State 0 is the start, state t the mixture after t M-steps with its own log-likelihood.
        The last one says why it is the last. A degenerate run ends with the mixture that
        collapsed, by the rule of `health`.

    Raises
    ------
    InvalidDataError
        When the data cannot be used or does not fit the mixture.
    """
    data = prepare(X)
    start = project(mixture, settings.covariance_type)
    matching_points(data, start)
    return run(engine_for(data, start, settings), data, start, settings, cancelled)


def engine_for(data: Prepared, start: Mixture, settings: EMSettings) -> Engine[Any, Any]:
    """Choose the kernel for data with D directions of its own, the textbook for any other.

    A start that the kernel cannot represent, such as one of width 1e-200, is left to the
    textbook too.
    """
    prior = settings.resolved_prior(data.X, start.n_components)
    whitening = data.whitening(settings.covariance_type)
    if whitening is None or not whitening.can_hold(start.covariances):
        return TextbookEngine(data, settings, prior)
    return kernel_engine(whitening, start.n_components, settings, prior)


def run(
    engine: Engine[ParametersT, StatisticsT],
    data: Prepared,
    start: Mixture,
    settings: EMSettings,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[EMState]:
    """Alternate the steps of an engine until one of the outcomes ends it; see `iterate_em`."""
    prior = settings.resolved_prior(data.X, start.n_components)
    parameters = engine.enter(start)
    try:
        statistics = engine.e_step(parameters)
    except SingularCovarianceError as error:
        yield _singular_state(data, start, error, 0)
        return
    state = _state(data, start, statistics, None, settings, prior)
    yield state
    while state.outcome is Outcome.RUNNING:
        try:
            if cancelled is not None and cancelled():
                raise CancelledError
            parameters = engine.m_step(parameters, statistics)
            mixture = engine.leave(parameters)
            statistics = engine.e_step(parameters, cancelled)
        except CancelledError:
            yield replace(state, outcome=Outcome.CANCELLED)
            return
        except SingularCovarianceError as error:
            yield _singular_state(data, mixture, error, state.n_iter + 1)
            return
        state = _state(data, mixture, statistics, state, settings, prior)
        yield state


def fit(
    X: Data,
    mixture: Mixture,
    settings: EMSettings,
    cancelled: Callable[[], bool] | None = None,
) -> EMState:
    """Run EM to its end and return the last state; parameters and errors as in `iterate_em`."""
    states = iterate_em(X, mixture, settings, cancelled)
    state = next(states)
    for later in states:
        state = later
    return state


def _state(
    data: Prepared,
    mixture: Mixture,
    statistics: Statistics,
    before: EMState | None,
    settings: EMSettings,
    prior: ResolvedPrior | None,
) -> EMState:
    """Put together what is known of a mixture, and judge it."""
    health = health_of(data, mixture, statistics.n_effective)
    n_iter = 0 if before is None else before.n_iter + 1
    log_likelihood = statistics.log_likelihood
    log_prior = 0.0 if prior is None else prior.log_density(mixture)
    outcome = Outcome.RUNNING
    if has_collapsed(health, is_start=before is None):
        outcome = Outcome.DEGENERATE
        mixture = mixture.without_negative_variances()
        log_likelihood = _log_likelihood_or_inf(data, mixture)
    elif before is not None and _has_converged(
        before.objective, log_likelihood + log_prior, data.n_samples, settings.tol
    ):
        outcome = Outcome.CONVERGED
    elif n_iter >= settings.max_iter:
        outcome = Outcome.MAX_ITER
    return EMState(mixture, log_likelihood, health, n_iter, outcome, log_prior)


def _singular_state(
    data: Prepared, mixture: Mixture, error: SingularCovarianceError, n_iter: int
) -> EMState:
    """Put together the state of a mixture that an E-step was refused for."""
    health = list(health_of(data, mixture, (mixture.weights * data.n_samples).tolist()))
    if not health[error.component].is_collapsed:
        health[error.component] = replace(health[error.component], status="line")
    mixture = mixture.without_negative_variances()
    log_likelihood = _log_likelihood_or_inf(data, mixture)
    return EMState(mixture, log_likelihood, tuple(health), n_iter, Outcome.DEGENERATE)


def _log_likelihood_or_inf(data: Prepared, mixture: Mixture) -> float:
    """Return what `e_step` would, which for a collapsed mixture can be rounding noise."""
    try:
        return math.fsum(
            float(log_density(data.X[first : first + _ROWS_AT_ONCE], mixture).sum())
            for first in range(0, data.n_samples, _ROWS_AT_ONCE)
        )
    except (SingularCovarianceError, InvalidDataError):
        return math.inf


def _has_converged(before: float, now: float, n_samples: int, tol: float) -> bool:
    return abs(now - before) < tol * n_samples
