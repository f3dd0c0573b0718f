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
    """

    label: str
    cause: Cause
    snapshot: Snapshot
    log_likelihood: float | None


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
    def n_iter(self) -> IntArray:
        """Shape (T,): the iteration of each entry."""

    @property
    def log_likelihood(self) -> FloatArray:
        """Shape (T,): total, in nats; NaN without data or components."""

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
        What `gmm_explorer.em.iterate_em` yielded after the start: one item or more.
    """

    cause = Cause.ITERATION

    def __init__(self, start: Snapshot, states: Sequence[EMState]) -> None:
        self._start = start
        self._weights = np.stack([state.mixture.weights for state in states])
        self._means = np.stack([state.mixture.means for state in states])
        self._covariances = np.stack([state.mixture.covariances for state in states])
        self._snapshots: WeakValueDictionary[int, Snapshot] = WeakValueDictionary()
        self._mixtures: WeakValueDictionary[int, Mixture] = WeakValueDictionary()
        self.outcome: Outcome | None = states[-1].outcome
        self.log_likelihood: FloatArray = np.array([state.log_likelihood for state in states])
        self.n_iter: IntArray = start.n_iter + np.array([state.n_iter for state in states])

    def __len__(self) -> int:
        return len(self.n_iter)

    def __getitem__(self, index: int, /) -> Entry:
        label = f"EM iteration {self.n_iter[index]}"
        log_likelihood = float(self.log_likelihood[index])
        return Entry(label, self.cause, self._snapshot(index), log_likelihood)

    @property
    def stacked(self) -> Stacked:
        """The parameters of every iteration."""
        return Stacked(self._weights, self._means, self._covariances)

    def _snapshot(self, index: int) -> Snapshot:
        snapshot = self._snapshots.get(index)
        if snapshot is None:
            n_iter = int(self.n_iter[index])
            snapshot = edits.iterated(self._before(index), self._mixture(index), n_iter)
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
            mixture = Mixture(self._weights[index], self._means[index], self._covariances[index])
            self._mixtures[index] = mixture
        return mixture
