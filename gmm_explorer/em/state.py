"""One state of the iteration, and why an iteration ends."""

from dataclasses import dataclass
from enum import Enum

from gmm_explorer.em.health import Health
from gmm_explorer.em.mixture import Mixture


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
