"""How far EM still has to go, from the log-likelihoods it has passed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """Aitken's estimate of where a linearly converging sequence leads.

    Parameters
    ----------
    rate
        The factor by which gains shrink each iteration, 0 <= rate < 1: near 1 is slow.
    limit
        The log-likelihood (or objective) in the end, total, nats.
    gain
        The last gain, total, nats.
    """

    rate: float
    limit: float
    gain: float

    def iterations_left(self, tol: float, n_samples: int) -> int | None:
        """Return how many more iterations `tol` (nats per point) asks for.

        None when it asks for no end, that is for tol = 0.
        """
        target = tol * n_samples
        if self.gain < target:
            return 0
        if target <= 0:
            return None
        if self.rate == 0:
            return 1
        return max(1, math.ceil(math.log(target / self.gain) / math.log(self.rate)))


def forecast(log_likelihoods: Sequence[float]) -> Forecast | None:
    """Extrapolate from the last three values of an iteration.

    Parameters
    ----------
    log_likelihoods
        Of consecutive iterations, total, nats; with a prior the objective.

    Returns
    -------
    Forecast or None
        None when there are fewer than three values, or they do not converge linearly: the
        gains grow, or one of them is not positive (which includes being at the end).

    Notes
    -----
    Aitken's acceleration as in Boehning et al. (1994) and McLachlan & Peel (2000), section 2.11:
    the rate is c = (l_t - l_(t-1)) / (l_(t-1) - l_(t-2)), the limit
    l_(t-1) + (l_t - l_(t-1)) / (1 - c).
    """
    if len(log_likelihoods) < 3 or not all(map(math.isfinite, log_likelihoods[-3:])):
        return None
    first, second, third = log_likelihoods[-3:]
    before, gain = second - first, third - second
    if not (before > 0 and 0 <= gain < before):
        return None
    rate = gain / before
    return Forecast(rate, second + gain / (1 - rate), gain)
