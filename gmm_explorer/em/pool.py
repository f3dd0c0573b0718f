"""The starts of a batch that are under way together: filled up, advanced, emptied."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em.arrays import FloatArray, IntArray
from gmm_explorer.em.health import SMALLEST_EIGENVALUE, SMALLEST_N_EFFECTIVE
from gmm_explorer.em.kernel.batched import (
    Pass,
    Together,
    least_stretch,
    starts_under_way,
    suits,
)
from gmm_explorer.em.kernel.centred import Focus
from gmm_explorer.em.kernel.engine import whitened_reg_covar
from gmm_explorer.em.kernel.parts import starts_at_once
from gmm_explorer.em.kernel.planar import columns_in, columns_out
from gmm_explorer.em.kernel.whitening import Whitening
from gmm_explorer.em.mixture import Mixture
from gmm_explorer.em.prepared import Prepared
from gmm_explorer.em.settings import EMSettings
from gmm_explorer.em.state import Outcome

# starts, weights, means, covariances, log-likelihoods, n_iter, outcomes of runs that ended
Ended = tuple[
    IntArray,
    FloatArray,
    FloatArray,
    FloatArray,
    FloatArray,
    IntArray,
    np.ndarray[tuple[int, ...], np.dtype[np.object_]],
]
# The start, the M-steps done, and the mixture it has come to, of runs to be ended alone.
HandedBack = list[tuple[int, int, Mixture]]


def fits_a_pool(data: Prepared, n_components: int, settings: EMSettings) -> bool:
    """Tell whether starts on this data can be advanced together, and gain from it."""
    if settings.prior is not None or settings.eigenvalue_floor > 0:
        return False
    if starts_at_once(data.n_samples, n_components) < 2:
        return False
    whitening = data.whitening(settings.covariance_type)
    return whitening is not None and suits(whitening, data.scale)


class Pool:
    """Starts on the same data, as many under way at once as the cache holds.

    It is true while there are any left.

    Parameters
    ----------
    data
        What is fitted; see `fits_a_pool`.
    starts
        All the starts, of the family.
    settings
        The variant of EM and when it stops.
    """

    def __init__(self, data: Prepared, starts: Sequence[Mixture], settings: EMSettings) -> None:
        whitening = data.whitening(settings.covariance_type)
        if whitening is None:
            raise ValueError("data without whitened coordinates has no pool; fit each start alone")
        n_components = starts[0].n_components
        self._whitening: Whitening = whitening
        self._capacity = min(len(starts), starts_under_way(data.n_samples, n_components))
        self._max_iter = settings.max_iter
        self._room = settings.tol * data.n_samples
        added = whitened_reg_covar(whitening, settings.reg_covar)
        narrowest = SMALLEST_EIGENVALUE / least_stretch(whitening, data.scale) ** 2
        self._together = Together(
            whitening, n_components, settings.covariance_type, added, narrowest
        )
        self._given = starts
        self._waiting = columns_in(whitening, starts)
        self._columns = self._waiting[:, :, :0]
        self._starts = np.arange(0)
        self._n_iter = np.zeros(0, dtype=np.intp)
        self._before = np.zeros(0)
        self._next = 0

    def __len__(self) -> int:
        return int(self._waiting.shape[2]) - self._next + len(self._starts)

    def advance(self) -> tuple[Ended | None, HandedBack]:
        """Do one iteration of all that are under way; say which ended, and which do not suit.

        What does not suit is handed back as it was before the step that showed it.
        """
        handed_back = self._fill_up()
        if len(self._starts) == 0:
            return None, handed_back
        last = self._n_iter >= self._max_iter
        found = self._together.e_step(self._columns, last | (self._room > 0))
        values = found.log_likelihoods
        lost = ~found.is_bright | (found.moments[0] < SMALLEST_N_EFFECTIVE).any(axis=0)
        converged = ~lost & (np.abs(values - self._before) < self._room)
        ended = self._end(converged | (last & ~lost), converged, values)
        handed_back += self._hand_back(lost)
        going_on = ~(lost | converged | last)
        if not going_on.all():
            self._keep(going_on)
            found = found.of(going_on)
        self._before = found.log_likelihoods
        handed_back += self._step(found)
        return ended, handed_back

    def _fill_up(self) -> HandedBack:
        """Take as many of the waiting as there is room for; hand back the unsuitable ones."""
        room = self._capacity - len(self._starts)
        if room == 0 or self._next == self._waiting.shape[2]:
            return []
        coming = np.arange(self._next, min(self._next + room, self._waiting.shape[2]))
        self._next += len(coming)
        columns = self._waiting[:, :, coming]
        wide = self._together.are_wide(columns)
        self._starts = np.concatenate((self._starts, coming[wide]))
        self._columns = np.concatenate((self._columns, columns[:, :, wide]), axis=2)
        self._n_iter = np.concatenate((self._n_iter, np.zeros(wide.sum(), dtype=np.intp)))
        self._before = np.concatenate((self._before, np.full(wide.sum(), np.inf)))
        return [(int(i), 0, self._given[i]) for i in coming[~wide]]

    def _step(self, found: Pass) -> HandedBack:
        if len(self._starts) == 0:
            return []
        columns, coarse = self._together.m_step(found)
        is_exact = np.asarray(~coarse.any(axis=0))
        if not is_exact.all():
            columns[:, :, ~is_exact], still = self._looked_at_again(columns, coarse, ~is_exact)
            is_exact[~is_exact] = ~still.any(axis=0)
        is_exact &= self._together.are_wide(columns)
        handed_back: HandedBack = []
        if not is_exact.all():
            handed_back = self._hand_back(~is_exact)
            self._keep(is_exact)
            columns, self._before = columns[:, :, is_exact], self._before[is_exact]
        self._n_iter = self._n_iter + 1
        if self._room == 0:
            # What an M-step leaves as it is stays so; without a tolerance that is no end.
            is_at_rest = (columns == self._columns).all(axis=(0, 1))
            self._n_iter[is_at_rest] = self._max_iter
        self._columns = columns
        return handed_back

    def _looked_at_again(
        self, columns: FloatArray, coarse: NDArray[np.bool_], which: NDArray[np.bool_]
    ) -> tuple[FloatArray, NDArray[np.bool_]]:
        """Make the pass again for some of the starts, in focus where it was too coarse."""
        means = columns[1 : 1 + len(self._whitening.centre)]
        focus = Focus(means, coarse).of(which)
        no_logs = np.zeros(which.sum(), dtype=np.bool_)
        again = self._together.e_step(self._columns[:, :, which], no_logs, focus)
        return self._together.m_step(again)

    def _keep(self, which: NDArray[np.bool_]) -> None:
        self._columns = self._columns[:, :, which]
        self._starts, self._n_iter = self._starts[which], self._n_iter[which]

    def _hand_back(self, which: NDArray[np.bool_]) -> HandedBack:
        if not which.any():
            return []
        parameters = columns_out(self._whitening, self._columns[:, :, which])
        return [
            (int(start), int(done), Mixture(*one))
            for start, done, *one in zip(
                self._starts[which], self._n_iter[which], *parameters, strict=True
            )
        ]

    def _end(
        self, which: NDArray[np.bool_], converged: NDArray[np.bool_], values: FloatArray
    ) -> Ended | None:
        if not which.any():
            return None
        outcomes = np.empty(int(which.sum()), dtype=np.object_)
        outcomes[:] = Outcome.MAX_ITER
        outcomes[converged[which]] = Outcome.CONVERGED
        weights, means, covariances = columns_out(self._whitening, self._columns[:, :, which])
        ends = values[which], self._n_iter[which], outcomes
        return (self._starts[which], weights, means, covariances, *ends)
