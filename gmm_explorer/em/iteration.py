"""EM as an iteration: a plain generator of states, which `fit` only drains."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import count

from gmm_explorer.em.engine import Engine, ParametersT, Statistics, StatisticsT, TextbookEngine
from gmm_explorer.em.errors import SingularCovarianceError
from gmm_explorer.em.families import project
from gmm_explorer.em.health import SMALLEST_N_EFFECTIVE, Health, health_of
from gmm_explorer.em.mixture import Mixture
from gmm_explorer.em.prepared import Data, Prepared, prepare
from gmm_explorer.em.settings import EMSettings
from gmm_explorer.em.steps import matching_points


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
    """

    mixture: Mixture
    log_likelihood: float
    health: tuple[Health, ...]
    n_iter: int
    outcome: Outcome


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
        Asked once an iteration; when it answers True, the last state comes once more, with
        the outcome CANCELLED.

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
    return run(TextbookEngine(data, settings), data, start, settings, cancelled)


def run(
    engine: Engine[ParametersT, StatisticsT],
    data: Prepared,
    start: Mixture,
    settings: EMSettings,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[EMState]:
    """Alternate the steps of an engine until one of the outcomes ends it; see `iterate_em`."""
    mixture, parameters = start, engine.enter(start)
    before: EMState | None = None
    for n_iter in count():
        statistics = _statistics(engine, parameters)
        state = _state(data, mixture, statistics, n_iter, before, settings)
        yield state
        if statistics is None or state.outcome is not Outcome.RUNNING:
            return
        if cancelled is not None and cancelled():
            yield replace(state, outcome=Outcome.CANCELLED)
            return
        parameters = engine.m_step(parameters, statistics)
        mixture = engine.leave(parameters)
        before = state


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


def _statistics(
    engine: Engine[ParametersT, StatisticsT], parameters: ParametersT
) -> StatisticsT | None:
    try:
        return engine.e_step(parameters)
    except SingularCovarianceError:
        return None


def _state(
    data: Prepared,
    mixture: Mixture,
    statistics: Statistics | None,
    n_iter: int,
    before: EMState | None,
    settings: EMSettings,
) -> EMState:
    if statistics is None:
        log_likelihood = math.inf
        n_effective: Sequence[float] = (mixture.weights * data.n_samples).tolist()
    else:
        log_likelihood = statistics.log_likelihood
        n_effective = statistics.n_effective
    health = health_of(data, mixture, n_effective)
    outcome = Outcome.RUNNING
    if statistics is None or _has_collapsed(health, is_start=before is None):
        outcome = Outcome.DEGENERATE
    elif before is not None and _has_converged(
        before.log_likelihood, log_likelihood, data, settings
    ):
        outcome = Outcome.CONVERGED
    elif n_iter >= settings.max_iter:
        outcome = Outcome.MAX_ITER
    return EMState(mixture, log_likelihood, health, n_iter, outcome)


def _has_collapsed(health: tuple[Health, ...], is_start: bool) -> bool:
    """Apply the rule: a start may be as narrow as its maker likes, it only needs points."""
    if is_start:
        return any(h.n_effective < SMALLEST_N_EFFECTIVE for h in health)
    return any(h.is_collapsed for h in health)


def _has_converged(before: float, now: float, data: Prepared, settings: EMSettings) -> bool:
    return abs(now - before) / data.n_samples < settings.tol
