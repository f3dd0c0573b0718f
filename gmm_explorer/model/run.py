"""The iterations of EM as stacked arrays: parameters only, all else follows from them."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import EMState, Mixture, Outcome
from gmm_explorer.model import edits
from gmm_explorer.model.entry import Cause, Entry, Stacked, iterations
from gmm_explorer.model.rows import Rows
from gmm_explorer.model.snapshot import Snapshot

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
PartArray = NDArray[np.uint8]

PARTS = (Cause.ITERATION, Cause.E_STEP, Cause.M_STEP)
"""What EM does at once, by the numbers that stand for it."""


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
    parts
        Shape (T,): which part of EM made each, as the place in `PARTS`.
    """

    start: Snapshot
    stacked: Stacked
    log_likelihood: FloatArray
    log_prior: FloatArray
    n_iter: IntArray
    outcome: Outcome
    stepwise: bool
    mixtures: dict[int, Mixture]
    parts: PartArray


class Run:
    """The iterations of one run of EM, or of single steps and half-steps in succession.

    Mixtures and snapshots are made when their entry is asked for; while anybody holds one, and
    until another entry is asked for, the same entry yields the same object.

    Parameters
    ----------
    start
        The snapshot that the run started from.
    states
        What `gmm_explorer.em.iterate_em` yielded after the start: one item or more, to which
        `append` adds while EM is played.
    stepwise
        Whether each was made by itself, so that undo leaves them one at a time.
    part
        What made the first states.
    """

    cause = Cause.ITERATION

    def __init__(
        self,
        start: Snapshot,
        states: Sequence[EMState],
        *,
        stepwise: bool = False,
        part: Cause = Cause.ITERATION,
    ) -> None:
        self._start = edits.coloured(start)  # EM begins with an E-step
        self._weights = Rows([state.mixture.weights for state in states], np.float64)
        self._means = Rows([state.mixture.means for state in states], np.float64)
        self._covariances = Rows([state.mixture.covariances for state in states], np.float64)
        self._log_likelihoods = Rows([state.log_likelihood for state in states], np.float64)
        self._log_priors = Rows([state.log_prior for state in states], np.float64)
        self._n_iters = Rows([start.n_iter + state.n_iter for state in states], np.int64)
        self._parts = Rows([PARTS.index(part)] * len(states), np.uint8)
        self._snapshots: WeakValueDictionary[int, Snapshot] = WeakValueDictionary()
        self._mixtures: WeakValueDictionary[int, Mixture] = WeakValueDictionary()
        self._last_entry: Entry | None = None
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
        run._parts = Rows(record.parts, np.uint8)
        run._snapshots = WeakValueDictionary()
        run._mixtures = WeakValueDictionary(record.mixtures)
        run._last_entry = None
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
            self._parts.array,
        )

    def append(self, state: EMState, part: Cause = Cause.ITERATION) -> None:
        """Add the iteration that follows the last, or a part of one."""
        self._weights.append(state.mixture.weights)
        self._means.append(state.mixture.means)
        self._covariances.append(state.mixture.covariances)
        self._log_likelihoods.append(state.log_likelihood)
        self._log_priors.append(state.log_prior)
        self._n_iters.append(self._start.n_iter + state.n_iter)
        self._parts.append(PARTS.index(part))
        self._outcome = state.outcome

    def end(self, outcome: Outcome) -> None:
        """Say why it stopped, where its last state does not know: somebody cancelled it."""
        self._outcome = outcome

    def learn(self, index: int, log_likelihood: float) -> None:
        """Fill in the log-likelihood of an iteration, found after it was made."""
        self._log_likelihoods.array[index] = log_likelihood

    def hold(self, snapshot: Snapshot) -> None:
        """Let the last entry yield this very snapshot, from which it was made."""
        origin = self._origin(len(self) - 1)
        if snapshot.mixture is not None and origin >= 0:
            self._mixtures[origin] = snapshot.mixture
        self._snapshots[len(self) - 1] = snapshot

    def since_start(self, snapshot: Snapshot) -> int:
        """Return how many iterations after the start of this run a snapshot is."""
        return snapshot.n_iter - self._start.n_iter

    def __len__(self) -> int:
        return len(self._n_iters.array)

    @property
    def label(self) -> str:
        """Which iterations it holds."""
        if len(self) == 1:
            return self._label(0)
        first, last = iterations(self)
        return f"EM: iterations {first} to {last}" if first < last else f"EM iteration {last}"

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

    def cause_at(self, index: int, /) -> Cause:
        """Return whether it was an iteration or a half-step."""
        return PARTS[self._parts.array[index]]

    def __getitem__(self, index: int, /) -> Entry:
        known = float(self.log_likelihood[index])
        log_likelihood = None if math.isnan(known) else known
        snapshot = self._snapshot(index)
        last = self._last_entry  # the same one is asked for several times a frame
        if last and last.snapshot is snapshot and last.log_likelihood == log_likelihood:
            return last
        log_prior = float(self.log_prior[index])
        label, cause = self._label(index), self.cause_at(index)
        self._last_entry = Entry(label, cause, snapshot, log_likelihood, log_prior)
        return self._last_entry

    def _label(self, index: int) -> str:
        match self.cause_at(index):
            case Cause.E_STEP:
                return "E-step"
            case Cause.M_STEP:
                return f"M-step {self.n_iter[index]}"
            case _:
                return f"EM iteration {self.n_iter[index]}"

    @property
    def stacked(self) -> Stacked:
        """The parameters of every iteration."""
        return Stacked(self._weights.array, self._means.array, self._covariances.array)

    def _snapshot(self, index: int) -> Snapshot:
        snapshot = self._snapshots.get(index)
        if snapshot is None:
            snapshot = replace(
                self._start,
                mixture=self._mixture(index),
                assigned_by=self._colours_before(index),
                n_iter=int(self.n_iter[index]),
            )
            if self.cause_at(index) is not Cause.M_STEP:
                snapshot = edits.coloured(snapshot)
            self._snapshots[index] = snapshot
        return snapshot

    def _colours_before(self, index: int) -> Mixture | None:
        """Return the mixture whose colours stay where an entry's own does not colour."""
        if self._can_colour(index):
            return self._start.assigned_by
        coloured = next((at for at in range(index - 1, -1, -1) if self._can_colour(at)), None)
        return self._start.assigned_by if coloured is None else self._mixture(coloured)

    def _can_colour(self, index: int) -> bool:
        collapsed = self.log_likelihood[index] == math.inf
        return not collapsed and self.cause_at(index) is not Cause.M_STEP

    def _origin(self, index: int) -> int:
        """Return the entry that an entry has its mixture from: an E-step leaves it as it is."""
        return index - (self.cause_at(index) is Cause.E_STEP)

    def _mixture(self, index: int) -> Mixture:
        origin = self._origin(index)
        mixture = self._start.mixture if origin < 0 else self._mixtures.get(origin)
        if mixture is None:
            mixture = Mixture.trusted(*(rows[origin].copy() for rows in self.stacked))
            self._mixtures[origin] = mixture
        return mixture
