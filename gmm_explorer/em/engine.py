"""What an iteration asks of whoever does the arithmetic, and the textbook's way of doing it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from gmm_explorer.em import textbook
from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.mixture import Mixture
from gmm_explorer.em.prepared import Prepared
from gmm_explorer.em.prior import ResolvedPrior
from gmm_explorer.em.settings import EMSettings


class Statistics(Protocol):
    """What an E-step leaves for the M-step, with what is worth knowing on the way."""

    @property
    def log_likelihood(self) -> float:
        """Logarithm of p(X), total, nats, in the units of the data."""

    @property
    def n_effective(self) -> Sequence[float]:
        """N_k, Bishop (9.27), of each component."""


ParametersT = TypeVar("ParametersT")
StatisticsT = TypeVar("StatisticsT", bound=Statistics)


class Engine(Protocol[ParametersT, StatisticsT]):
    """EM over prepared data in coordinates of its own, in which an offset costs no digits."""

    def enter(self, mixture: Mixture) -> ParametersT:
        """Bring a mixture into the engine's coordinates."""

    def e_step(
        self, parameters: ParametersT, cancelled: Callable[[], bool] | None = None
    ) -> StatisticsT:
        """Raise SingularCovarianceError naming the component that has no density.

        An engine that takes long asks `cancelled` on the way, and raises CancelledError.
        """

    def m_step(self, parameters: ParametersT, statistics: StatisticsT) -> ParametersT:
        """Return the next parameters."""

    def leave(self, parameters: ParametersT) -> Mixture:
        """Bring parameters back into the units of the data."""


@dataclass(frozen=True, slots=True, eq=False)
class Responsibilities:
    """The statistics of the textbook: r (N, K) themselves."""

    r: FloatArray
    log_likelihood: float

    @property
    def n_effective(self) -> Sequence[float]:
        """N_k, Bishop (9.27), of each component."""
        counts: list[float] = self.r.sum(axis=0).tolist()
        return counts


class TextbookEngine:
    """The textbook's steps on data moved to its centre; it takes any data there is.

    Parameters
    ----------
    data
        What is fitted.
    settings
        The variant of EM.
    prior
        That of the settings, resolved.
    """

    def __init__(
        self, data: Prepared, settings: EMSettings, prior: ResolvedPrior | None = None
    ) -> None:
        self._points = data.X - data.centre
        self._centre = data.centre
        self._settings = settings
        self._least = settings.resolved_floor(data.scale)
        self._prior: ResolvedPrior | None = None
        if prior is not None:
            self._prior = replace(prior, mean=prior.mean - data.centre)

    def enter(self, mixture: Mixture) -> Mixture:
        """Move the means."""
        return Mixture(mixture.weights, mixture.means - self._centre, mixture.covariances)

    def e_step(
        self, parameters: Mixture, cancelled: Callable[[], bool] | None = None
    ) -> Responsibilities:
        """Bishop (9.23) and (9.28)."""
        return Responsibilities(*textbook.e_step(self._points, parameters))

    def m_step(self, parameters: Mixture, statistics: Responsibilities) -> Mixture:
        """Bishop (9.24) to (9.27)."""
        r, prior, least = statistics.r, self._prior, self._least
        return textbook.m_step(self._points, r, self._settings, parameters, prior, least)

    def leave(self, parameters: Mixture) -> Mixture:
        """Move the means back."""
        return Mixture(parameters.weights, parameters.means + self._centre, parameters.covariances)
