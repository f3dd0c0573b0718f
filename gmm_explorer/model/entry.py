"""What the timeline is made of: entries, singly or as the stacked iterations of a run."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple, Protocol
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import EMState, Mixture, Outcome
from gmm_explorer.model import edits
from gmm_explorer.model.rows import Rows
from gmm_explorer.model.snapshot import Snapshot

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


class Cause(Enum):
    """Who or what made an entry."""

    DATA = auto()
    SETTINGS = auto()
    START = auto()
    EDIT = auto()
    RESTART = auto()
    E_STEP = auto()
    M_STEP = auto()
    ITERATION = auto()

    @property
    def sets_start(self) -> bool:
        """Whether it made a start that a person may want to go back to."""
        return self in (Cause.DATA, Cause.START, Cause.EDIT, Cause.RESTART)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One moment of the history.

    Attributes
    ----------
    label
        What happened, for people: ``Move component 2``.
    cause
        Who or what made it.
    snapshot
        The state after it.
    log_likelihood
        Of the snapshot's mixture (total, nats), or None without data or components.
    log_prior
        Logarithm of the prior density of that mixture, nats, up to a constant; 0 without a prior.
    """

    label: str
    cause: Cause
    snapshot: Snapshot
    log_likelihood: float | None
    log_prior: float = 0.0


class Stacked(NamedTuple):
    """The parameters of T entries: shapes (T, K), (T, K, D) and (T, K, D, D)."""

    weights: FloatArray
    means: FloatArray
    covariances: FloatArray


NO_COMPONENTS = Stacked(np.empty((1, 0)), np.empty((1, 0, 2)), np.empty((1, 0, 2, 2)))


class Entries(Protocol):
    """One or more entries that undo leaves at once."""

    def __len__(self) -> int: ...
    def __getitem__(self, index: int, /) -> Entry: ...

    @property
    def label(self) -> str:
        """What happened, for people: ``EM: iterations 8 to 65``."""

    @property
    def n_iter(self) -> IntArray:
        """Shape (T,): the iteration of each entry."""

    @property
    def log_likelihood(self) -> FloatArray:
        """Shape (T,): total, in nats; NaN without data or components."""

    @property
    def log_prior(self) -> FloatArray:
        """Shape (T,): nats, up to a constant; 0 without a prior."""

    @property
    def cause(self) -> Cause:
        """Who or what made them all."""

    @property
    def stacked(self) -> Stacked:
        """The parameters of all T entries; K is 0 where there is no mixture."""

    @property
    def outcome(self) -> Outcome | None:
        """Why the run stopped, or None where nothing ran."""


class Single:
    """A lone entry."""

    outcome = None

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    def __len__(self) -> int:
        return 1

    def __getitem__(self, index: int, /) -> Entry:
        return (self._entry,)[index]

    @property
    def label(self) -> str:
        """What happened, for people."""
        return self._entry.label

    @property
    def cause(self) -> Cause:
        """Who or what made it."""
        return self._entry.cause

    @property
    def n_iter(self) -> IntArray:
        """Shape (1,)."""
        return np.array([self._entry.snapshot.n_iter])

    @property
    def log_likelihood(self) -> FloatArray:
        """Shape (1,)."""
        value = self._entry.log_likelihood
        return np.array([math.nan if value is None else value])

    @property
    def log_prior(self) -> FloatArray:
        """Shape (1,)."""
        return np.array([self._entry.log_prior])

    @property
    def stacked(self) -> Stacked:
        """T is 1."""
        mixture = self._entry.snapshot.mixture
        if mixture is None:
            return NO_COMPONENTS
        return Stacked(mixture.weights[None], mixture.means[None], mixture.covariances[None])


class Run:
    """The iterations of one run of EM, as stacked arrays.

    Mixtures and snapshots are made when their entry is asked for; while anybody holds one, the
    same entry yields the same object.

    Parameters
    ----------
    start
        The snapshot that the run started from.
    states
        What `gmm_explorer.em.iterate_em` yielded after the start: one item or more, to which
        `append` adds while EM is played.
    """

    cause = Cause.ITERATION

    def __init__(self, start: Snapshot, states: Sequence[EMState]) -> None:
        self._start = start
        self._weights = Rows([state.mixture.weights for state in states])
        self._means = Rows([state.mixture.means for state in states])
        self._covariances = Rows([state.mixture.covariances for state in states])
        self._log_likelihoods = Rows([state.log_likelihood for state in states])
        self._log_priors = Rows([state.log_prior for state in states])
        self._n_iters = Rows([start.n_iter + state.n_iter for state in states])
        self._snapshots: WeakValueDictionary[int, Snapshot] = WeakValueDictionary()
        self._mixtures: WeakValueDictionary[int, Mixture] = WeakValueDictionary()
        self.outcome: Outcome | None = states[-1].outcome

    def append(self, state: EMState) -> None:
        """Add the iteration that follows the last."""
        self._weights.append(state.mixture.weights)
        self._means.append(state.mixture.means)
        self._covariances.append(state.mixture.covariances)
        self._log_likelihoods.append(state.log_likelihood)
        self._log_priors.append(state.log_prior)
        self._n_iters.append(self._start.n_iter + state.n_iter)
        self.outcome = state.outcome

    def __len__(self) -> int:
        return len(self._n_iters.array)

    @property
    def label(self) -> str:
        """Which iterations it holds."""
        first, last = self.n_iter[0], self.n_iter[-1]
        return f"EM: iterations {first} to {last}" if first < last else f"EM iteration {first}"

    @property
    def n_iter(self) -> IntArray:
        """Shape (T,): the iteration of each entry."""
        return self._n_iters.array.astype(np.int64)

    @property
    def log_likelihood(self) -> FloatArray:
        """Shape (T,): total, in nats; ``inf`` at a collapse."""
        return self._log_likelihoods.array

    @property
    def log_prior(self) -> FloatArray:
        """Shape (T,): nats, up to a constant; 0 without a prior."""
        return self._log_priors.array

    def __getitem__(self, index: int, /) -> Entry:
        label = f"EM iteration {self._n_iter(index)}"
        log_likelihood, log_prior = float(self.log_likelihood[index]), float(self.log_prior[index])
        return Entry(label, self.cause, self._snapshot(index), log_likelihood, log_prior)

    @property
    def stacked(self) -> Stacked:
        """The parameters of every iteration."""
        return Stacked(self._weights.array, self._means.array, self._covariances.array)

    def _n_iter(self, index: int) -> int:
        return int(self._n_iters.array[index])

    def _snapshot(self, index: int) -> Snapshot:
        snapshot = self._snapshots.get(index)
        if snapshot is None:
            before, mixture = self._before(index), self._mixture(index)
            snapshot = edits.iterated(before, mixture, self._n_iter(index))
            self._snapshots[index] = snapshot
        return snapshot

    def _before(self, index: int) -> Snapshot:
        """Return the snapshot whose colours stay if this entry's mixture cannot colour."""
        if math.isfinite(self.log_likelihood[index]) or index == 0:
            return self._start
        return self._snapshot(index - 1)

    def _mixture(self, index: int) -> Mixture:
        mixture = self._mixtures.get(index)
        if mixture is None:
            mixture = Mixture.trusted(*(rows[index].copy() for rows in self.stacked))
            self._mixtures[index] = mixture
        return mixture
