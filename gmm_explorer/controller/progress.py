"""How far a run has come, and how far it probably still has to go."""

from dataclasses import dataclass

from gmm_explorer.em import EMSettings, forecast
from gmm_explorer.model import Run


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come.

    Attributes
    ----------
    n_iter
        Iterations done in this run.
    log_likelihood
        Of the last, total, nats.
    rate
        Iterations a second; 0 before the clock has moved.
    remaining
        How many iterations the run probably still takes, or None where that cannot be told.
    """

    n_iter: int
    log_likelihood: float
    rate: float
    remaining: int | None

    @property
    def share(self) -> float | None:
        """The part of the way behind, from 0 to 1, or None where the end is unknown."""
        if self.remaining is None:
            return None
        return self.n_iter / (self.n_iter + self.remaining)


def progress(run: Run, n_samples: int, settings: EMSettings, seconds: float) -> Progress:
    """Return how far a run has come after so many seconds."""
    n_iter = len(run)
    return Progress(
        n_iter,
        float(run.log_likelihood[-1]),
        n_iter / seconds if seconds > 0.0 else 0.0,
        _remaining(run, n_samples, settings),
    )


def _remaining(run: Run, n_samples: int, settings: EMSettings) -> int | None:
    """Return the iterations to convergence or to the limit, whichever comes first."""
    to_limit = settings.max_iter - len(run)
    last = run.log_likelihood[-3:] + run.log_prior[-3:]
    ahead = forecast(last.tolist())
    to_tol = None if ahead is None else ahead.iterations_left(settings.tol, n_samples)
    if to_tol is None:
        return to_limit if settings.tol == 0.0 else None
    return min(to_tol, to_limit)
