"""Many starts on the same data: a map of them, or restarts to choose the best from."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from gmm_explorer.em.arrays import FloatArray, IntArray
from gmm_explorer.em.errors import InvalidDataError
from gmm_explorer.em.families import project
from gmm_explorer.em.mixture import Mixture
from gmm_explorer.em.pool import Pool, fits_a_pool
from gmm_explorer.em.prepared import Data, Prepared, prepare
from gmm_explorer.em.run import KeptEngine, run
from gmm_explorer.em.settings import EMSettings
from gmm_explorer.em.state import EMState
from gmm_explorer.em.steps import check_comparable, matching_points
from gmm_explorer.em.threads import one_blas_thread


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """The ends of several runs, as stacked arrays, one row a run.

    Parameters
    ----------
    starts : (B,)
        Which start each row belongs to.
    weights, means, covariances : (B, K), (B, K, D), (B, K, D, D)
        Of the last mixture of each run, as is all that follows.
    log_likelihoods : (B,)
        Total, nats; `math.inf` only where `e_step` would raise.
    n_iter : (B,)
        M-steps done.
    outcomes : (B,)
        Why each run ended: an Outcome each.
    """

    starts: IntArray
    weights: FloatArray
    means: FloatArray
    covariances: FloatArray
    log_likelihoods: FloatArray
    n_iter: IntArray
    outcomes: np.ndarray[tuple[int, ...], np.dtype[np.object_]]

    def __len__(self) -> int:
        return len(self.starts)

    def mixture(self, row: int) -> Mixture:
        """Return the last mixture of one run."""
        return Mixture(self.weights[row], self.means[row], self.covariances[row])


def fit_batch(
    X: Data,
    starts: Sequence[Mixture],
    settings: EMSettings,
    cancelled: Callable[[], bool] | None = None,
) -> Batch:
    """Run EM from each of many starts to its end; the results are those of `fit`.

    Returns
    -------
    Batch
        In the order of the starts. When cancelled, only those that had ended.

    Raises
    ------
    InvalidDataError
        As `iterate_batch`, or when it was cancelled before any run had ended.
    """
    parts = list(iterate_batch(X, starts, settings, cancelled))
    if not parts:
        raise InvalidDataError("no run had ended when it was cancelled; let it run longer.")
    order = np.argsort(np.concatenate([part.starts for part in parts]))
    stacked = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts])[order]
        for field in fields(Batch)
    }
    return Batch(**stacked)


def iterate_batch(
    X: Data,
    starts: Sequence[Mixture],
    settings: EMSettings,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[Batch]:
    """Run EM from each of many starts, several at once, and yield results as they come.

    Parameters
    ----------
    X : (N, D)
        The data; one or two features go fastest.
    starts
        Mixtures of the same number of components; each is projected into the family first.
    settings
        The variant of EM and when it stops, for every run.
    cancelled
        Asked before each iteration; when it answers True, nothing more is yielded.

    Yields
    ------
    Batch
        The runs that have just ended, in any order.

    Raises
    ------
    InvalidDataError
        When there is no start, or the starts differ in K or D, or do not fit the data.
    """
    data = prepare(X)
    starts = [project(start, settings.covariance_type) for start in starts]
    if len({start.means.shape for start in starts}) != 1:
        raise InvalidDataError(
            "the starts differ in their number of components; give one or more that are alike."
        )
    matching_points(data, starts[0])
    check_comparable(data, starts)
    return _runs(data, starts, settings, cancelled or _never)


def _never() -> bool:
    return False


def _runs(
    data: Prepared,
    starts: Sequence[Mixture],
    settings: EMSettings,
    cancelled: Callable[[], bool],
) -> Iterator[Batch]:
    alone: list[tuple[int, int, Mixture]]
    alone = [(index, 0, start) for index, start in enumerate(starts)]
    if fits_a_pool(data, starts[0].n_components, settings):
        pool = Pool(data, starts, settings)
        alone = []
        with one_blas_thread():
            while pool and not cancelled():
                ended, handed_back = pool.advance()
                alone += handed_back
                if ended is not None:
                    yield Batch(*ended)
    engine = KeptEngine(data, settings)
    for index, done, mixture in alone:
        if cancelled():
            return
        left = replace(settings, max_iter=settings.max_iter - done)
        states = deque(run(engine.suiting(mixture), data, mixture, left, cancelled), maxlen=1)
        if states:
            yield _one(index, done, states.pop())


def _one(index: int, done: int, last: EMState) -> Batch:
    """Return the end of one run, `done` M-steps of which were made before, as a batch."""
    outcomes = np.empty(1, dtype=np.object_)
    outcomes[0] = last.outcome
    return Batch(
        np.array([index]),
        last.mixture.weights[None],
        last.mixture.means[None],
        last.mixture.covariances[None],
        np.array([last.log_likelihood]),
        np.array([done + last.n_iter]),
        outcomes,
    )
