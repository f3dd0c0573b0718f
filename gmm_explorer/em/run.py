"""How an engine is run: who does the arithmetic, and what its states are worth."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from gmm_explorer.em.engine import Engine, ParametersT, Statistics, StatisticsT, TextbookEngine
from gmm_explorer.em.errors import CancelledError, InvalidDataError, SingularCovarianceError
from gmm_explorer.em.health import (
    SMALLEST_EIGENVALUE,
    SMALLEST_N_EFFECTIVE,
    health_of,
    is_too_narrow,
    scaled_eigenvalues,
)
from gmm_explorer.em.kernel.engine import kernel_engine
from gmm_explorer.em.kernel.formulas import Extremes
from gmm_explorer.em.mixture import Mixture
from gmm_explorer.em.prepared import Prepared
from gmm_explorer.em.settings import EMSettings
from gmm_explorer.em.state import EMState, Outcome
from gmm_explorer.em.steps import log_density
from gmm_explorer.em.threads import one_blas_thread

_ROWS_AT_ONCE = 1 << 16


def engine_for(data: Prepared, start: Mixture, settings: EMSettings) -> Engine[Any, Any]:
    """Choose the kernel for data with D directions of its own, the textbook for any other.

    A start that the kernel cannot represent, such as one of width 1e-200, is left to the
    textbook too.
    """
    return KeptEngine(data, settings).suiting(start)


class KeptEngine:
    """The engines for starts of the same K on the same data, made when first asked for.

    Parameters
    ----------
    data
        What is fitted.
    settings
        The variant of EM.
    """

    def __init__(self, data: Prepared, settings: EMSettings) -> None:
        self._data = data
        self._settings = settings
        self._whitening = data.whitening(settings.covariance_type)
        self._kernel: Engine[Any, Any] | None = None

    def suiting(self, start: Mixture) -> Engine[Any, Any]:
        """Return the engine for a start; see `engine_for`."""
        whitening, data, settings = self._whitening, self._data, self._settings
        prior = settings.resolved_prior(data.X, start.n_components)
        if whitening is None or not whitening.can_hold(start.covariances):
            return TextbookEngine(data, settings, prior)
        if self._kernel is None:
            least = settings.resolved_floor(data.scale)
            self._kernel = kernel_engine(
                whitening, start.n_components, settings, prior, least=least
            )
        return self._kernel


def run(
    engine: Engine[ParametersT, StatisticsT],
    data: Prepared,
    start: Mixture,
    settings: EMSettings,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[EMState]:
    """Alternate the steps of an engine until one of the outcomes ends it; see `iterate_em`."""
    with one_blas_thread():
        yield from _states(engine, data, start, settings, cancelled)


def _states(
    engine: Engine[ParametersT, StatisticsT],
    data: Prepared,
    start: Mixture,
    settings: EMSettings,
    cancelled: Callable[[], bool] | None,
) -> Iterator[EMState]:
    judge = _Judge(data, start, settings)
    parameters = engine.enter(start)
    try:
        statistics = engine.e_step(parameters, cancelled)
    except CancelledError:
        return
    except SingularCovarianceError as error:
        yield judge.collapsed(start, judge.extremes(start), 0, error.component)
        return
    state = judge.start(start, statistics)
    yield state
    while state.outcome is Outcome.RUNNING:
        try:
            if cancelled is not None and cancelled():
                raise CancelledError
            parameters = engine.m_step(parameters, statistics)
            mixture = engine.leave(parameters)
            extremes = judge.extremes(mixture)
            if judge.finds_collapse(mixture, extremes):
                yield judge.collapsed(mixture, extremes, state.n_iter + 1)
                return
            statistics = engine.e_step(parameters, cancelled)
        except CancelledError:
            yield replace(state, outcome=Outcome.CANCELLED)
            return
        except SingularCovarianceError as error:
            yield judge.collapsed(mixture, extremes, state.n_iter + 1, error.component)
            return
        state = judge.later(mixture, extremes, statistics, state)
        yield state


class _Judge:
    """Puts together what is known of a mixture, and says whether and why EM ends there."""

    def __init__(self, data: Prepared, start: Mixture, settings: EMSettings) -> None:
        self._data = data
        self._max_iter = settings.max_iter
        self._room = settings.tol * data.n_samples
        self._prior = settings.resolved_prior(data.X, start.n_components)

    def extremes(self, mixture: Mixture) -> Extremes:
        """Return the eigenvalues that the collapse rule looks at."""
        return scaled_eigenvalues(mixture.covariances, self._data.scale_products)

    def finds_collapse(self, mixture: Mixture, extremes: Extremes) -> bool:
        """Return whether a covariance has collapsed by the rule."""
        if min(extremes)[0] >= SMALLEST_EIGENVALUE:
            return False
        return any(
            is_too_narrow(self._data, mixture, k, smallest)
            for k, (smallest, _) in enumerate(extremes)
        )

    def start(self, mixture: Mixture, statistics: Statistics) -> EMState:
        """Judge state 0, which may be as narrow as its maker likes: it only needs points."""
        return self._state(mixture, self.extremes(mixture), statistics, 0, None)

    def later(
        self, mixture: Mixture, extremes: Extremes, statistics: Statistics, before: EMState
    ) -> EMState:
        """Judge a state that no covariance of has collapsed."""
        return self._state(mixture, extremes, statistics, before.n_iter + 1, before)

    def _state(
        self,
        mixture: Mixture,
        extremes: Extremes,
        statistics: Statistics,
        n_iter: int,
        before: EMState | None,
    ) -> EMState:
        n_effective = statistics.n_effective
        log_likelihood = statistics.log_likelihood
        log_prior = 0.0 if self._prior is None else self._prior.log_density(mixture)
        outcome = Outcome.RUNNING
        if min(n_effective) < SMALLEST_N_EFFECTIVE:
            outcome = Outcome.DEGENERATE
        elif before is not None and abs(log_likelihood + log_prior - before.objective) < self._room:
            outcome = Outcome.CONVERGED
        elif n_iter >= self._max_iter:
            outcome = Outcome.MAX_ITER
        health = health_of(self._data, mixture, n_effective, extremes)
        return EMState(mixture, log_likelihood, health, n_iter, outcome, log_prior)

    def collapsed(
        self, mixture: Mixture, extremes: Extremes, n_iter: int, component: int | None = None
    ) -> EMState:
        """Put together the last state of a run in which a covariance has collapsed.

        Its N_k are those that the M-step made its weights from. `component` is one that an
        E-step was refused for; it is named whatever the rule makes of it.
        """
        n_effective = (mixture.weights * self._data.n_samples).tolist()
        health = list(health_of(self._data, mixture, n_effective, extremes))
        if component is not None and not health[component].is_collapsed:
            health[component] = health[component]._replace(status="line")
        mixture = mixture.without_negative_variances()
        log_likelihood = _log_likelihood_or_inf(self._data, mixture)
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
