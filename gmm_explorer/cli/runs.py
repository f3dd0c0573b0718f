"""Runs of EM from one start or many, and the best of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from gmm_explorer.em import EMSettings, EMState, Mixture, Outcome, Prepared, initialize, iterate_em


@dataclass(frozen=True, slots=True, eq=False)
class Starts:
    """Where initial mixtures come from.

    Attributes
    ----------
    n_components : int
        K.
    method : str
        One of `gmm_explorer.em.INITIALIZERS`.
    seed : int
        Of the random generator.
    restarts : int
        How many to make.
    """

    n_components: int
    method: str
    seed: int
    restarts: int

    def mixtures(self, data: Prepared, settings: EMSettings) -> Iterator[Mixture]:
        """Yield the starts, one after the other from the same random stream.

        Raises
        ------
        InvalidDataError
            When the data has too few different points.
        """
        rng = np.random.default_rng(self.seed)
        for _ in range(self.restarts):
            yield initialize(data, self.n_components, self.method, rng, settings.covariance_type)


def best_run(
    data: Prepared, starts: Iterable[Mixture], settings: EMSettings
) -> tuple[EMState, ...]:
    """Return the states, from the start on, of the run with the highest log-likelihood.

    A degenerate run, whose log-likelihood means nothing, is taken only where there is no other.
    """
    runs = (tuple(iterate_em(data, start, settings)) for start in starts)
    return max(runs, key=_merit)


def _merit(states: tuple[EMState, ...]) -> tuple[bool, float]:
    last = states[-1]
    return last.outcome is not Outcome.DEGENERATE, last.log_likelihood
