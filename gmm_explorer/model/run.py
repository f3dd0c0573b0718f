"""The iterations of EM as stacked arrays: parameters only, all else follows from them."""

import math
from collections.abc import Sequence
from typing import NamedTuple
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import EMState, Mixture, Outcome
from gmm_explorer.model import edits
from gmm_explorer.model.entry import Cause, Entry, Stacked
from gmm_explorer.model.rows import Rows
from gmm_explorer.model.snapshot import Snapshot

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


class RunRecord(NamedTuple):
    """What a run holds.

    Attributes
    ----------
    start
        The snapshot that EM started from, its points coloured.
    stacked
        The parameters of every iteration.
    log_likelihood, log_prior, n_iter
        Shape (T,) each, see `Run`.
    outcome
        Why it stopped, as far as its last state knows.
    stepwise
        Whether each iteration was made by itself.
    mixtures
        Those that somebody holds, by their iteration: they are yielded again.
    """

    start: Snapshot
    stacked: Stacked
    log_likelihood: FloatArray
    log_prior: FloatArray
    n_iter: IntArray
    outcome: Outcome
    stepwise: bool
    mixtures: dict[int, Mixture]


class Run:
    """The iterations of one run of EM, or of single steps in succession.

    Mixtures and snapshots are made when their entry is asked for; while anybody holds one, the
    same entry yields the same object.

    Parameters
    ----------
    start
        The snapshot that the run started from.
    states
        What `gmm_explorer.em.iterate_em` yielded after the start: one item or more, to which
        `append` adds while EM is played.
    stepwise
        Whether each was made by itself, so that undo leaves them one at a time.
    """

    cause = Cause.ITERATION

    def __init__(
        self, start: Snapshot, states: Sequence[EMState], *, stepwise: bool = False
    ) -> None:
        self._start = edits.coloured(start)  # EM begins with an E-step
        self._weights = Rows([state.mixture.weights for state in states], np.float64)
        self._means = Rows([state.mixture.means for state in states], np.float64)
        self._covariances = Rows([state.mixture.covariances for state in states], np.float64)
        self._log_likelihoods = Rows([state.log_likelihood for state in states], np.float64)
        self._log_priors = Rows([state.log_prior for state in states], np.float64)
        self._n_iters = Rows([start.n_iter + state.n_iter for state in states], np.int64)
        self._snapshots: WeakValueDictionary[int, Snapshot] = WeakValueDictionary()
        self._mixtures: WeakValueDictionary[int, Mixture] = WeakValueDictionary()
        self._outcome = states[-1].outcome
        self.stepwise = stepwise

    @classmethod
    def restored(cls, record: "RunRecord") -> "Run":
        """Return a run as it was when its `record` was taken."""
        run = cls.__new__(cls)
        run._start = record.start
        run._weights = Rows(record.stacked.weights, np.float64)
        run._means = Rows(record.stacked.means, np.float64)
        run._covariances = Rows(record.stacked.covariances, np.float64)
        run._log_likelihoods = Rows(record.log_likelihood, np.float64)
        run._log_priors = Rows(record.log_prior, np.float64)
        run._n_iters = Rows(record.n_iter, np.int64)
        run._snapshots = WeakValueDictionary()
        run._mixtures = WeakValueDictionary(record.mixtures)
        run._outcome = record.outcome
        run.stepwise = record.stepwise
        return run

    @property
    def record(self) -> "RunRecord":
        """All that it holds; arrays are shared, and grow no further."""
        return RunRecord(
            self._start,
            self.stacked,
            self.log_likelihood,
            self.log_prior,
            self.n_iter,
            self._outcome,
            self.stepwise,
            dict(self._mixtures),
        )

    def append(self, state: EMState) -> None:
        """Add the iteration that follows the last."""
        self._weights.append(state.mixture.weights)
        self._means.append(state.mixture.means)
        self._covariances.append(state.mixture.covariances)
        self._log_likelihoods.append(state.log_likelihood)
        self._log_priors.append(state.log_prior)
        self._n_iters.append(self._start.n_iter + state.n_iter)
        self._outcome = state.outcome

    def end(self, outcome: Outcome) -> None:
        """Say why it stopped, where its last state does not know: somebody cancelled it."""
        self._outcome = outcome

    def learn(self, index: int, log_likelihood: float) -> None:
        """Fill in the log-likelihood of an iteration, found after it was made."""
        self._log_likelihoods.array[index] = log_likelihood

    def hold(self, snapshot: Snapshot) -> None:
        """Let the last entry yield this very snapshot, from which it was made."""
        if snapshot.mixture is not None:
            self._mixtures[len(self) - 1] = snapshot.mixture
        self._snapshots[len(self) - 1] = snapshot

    def since_start(self, snapshot: Snapshot) -> int:
        """Return how many iterations after the start of this run a snapshot is."""
        return snapshot.n_iter - self._start.n_iter

    def __len__(self) -> int:
        return len(self._n_iters.array)

    @property
    def label(self) -> str:
        """Which iterations it holds."""
        first, last = self.n_iter[0], self.n_iter[-1]
        return f"EM: iterations {first} to {last}" if first < last else f"EM iteration {first}"

    @property
    def outcome(self) -> Outcome | None:
        """Why the run stopped; None for single steps."""
        return None if self.stepwise else self._outcome

    @property
    def n_iter(self) -> IntArray:
        """Shape (T,): the iteration of each entry."""
        return self._n_iters.array

    @property
    def log_likelihood(self) -> FloatArray:
        """Shape (T,): total, in nats; ``inf`` at a collapse."""
        return self._log_likelihoods.array

    @property
    def log_prior(self) -> FloatArray:
        """Shape (T,): nats, up to a constant; 0 without a prior."""
        return self._log_priors.array

    def __getitem__(self, index: int, /) -> Entry:
        label = f"EM iteration {self.n_iter[index]}"
        known = float(self.log_likelihood[index])
        log_likelihood = None if math.isnan(known) else known
        log_prior = float(self.log_prior[index])
        return Entry(label, self.cause, self._snapshot(index), log_likelihood, log_prior)

    @property
    def stacked(self) -> Stacked:
        """The parameters of every iteration."""
        return Stacked(self._weights.array, self._means.array, self._covariances.array)

    def _snapshot(self, index: int) -> Snapshot:
        snapshot = self._snapshots.get(index)
        if snapshot is None:
            before, mixture = self._before(index), self._mixture(index)
            snapshot = edits.iterated(before, mixture, int(self.n_iter[index]))
            self._snapshots[index] = snapshot
        return snapshot

    def _before(self, index: int) -> Snapshot:
        """Return the snapshot whose colours stay if this entry's mixture cannot colour."""
        if not math.isinf(self.log_likelihood[index]) or index == 0:
            return self._start
        return self._snapshot(index - 1)

    def _mixture(self, index: int) -> Mixture:
        mixture = self._mixtures.get(index)
        if mixture is None:
            mixture = Mixture.trusted(*(rows[index].copy() for rows in self.stacked))
            self._mixtures[index] = mixture
        return mixture
