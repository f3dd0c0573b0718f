"""What the timeline is made of: entries, singly or as the stacked iterations of a run."""

import math
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import Outcome
from gmm_explorer.model.snapshot import Snapshot

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


class Cause(Enum):
    """Who or what made an entry."""

    DATA = auto()
    SETTINGS = auto()
    START = auto()
    EDIT = auto()
    REPAIR = auto()
    RESTART = auto()
    E_STEP = auto()
    M_STEP = auto()
    ITERATION = auto()

    @property
    def sets_start(self) -> bool:
        """Whether it made a start that a person may want to go back to."""
        return self in (Cause.DATA, Cause.START, Cause.EDIT, Cause.RESTART)

    @property
    def is_em(self) -> bool:
        """Whether EM made it, which makes the same of the same."""
        return self in (Cause.E_STEP, Cause.M_STEP, Cause.ITERATION)


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
        Of the snapshot's mixture (total, nats), or None without data or components, or while it
        is still being worked out.
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
    """What one action, or EM step after step, left behind: one entry or more."""

    def __len__(self) -> int: ...
    def __getitem__(self, index: int, /) -> Entry: ...

    def learn(self, index: int, log_likelihood: float, /) -> None:
        """Fill in the log-likelihood of an entry, found after the entry was made."""

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
        """Who or what made them all; of EM's half-steps in a row, that it was EM."""

    def cause_at(self, index: int, /) -> Cause:
        """Return who or what made one of them, without a look at its snapshot."""

    @property
    def stacked(self) -> Stacked:
        """The parameters of all T entries; K is 0 where there is no mixture."""

    @property
    def outcome(self) -> Outcome | None:
        """Why the run stopped, or None where nothing ran."""

    @property
    def stepwise(self) -> bool:
        """Whether each entry was made by itself, so that undo leaves them one at a time."""


def iterations(entries: Entries) -> tuple[int, int]:
    """Return the first and the last iteration that EM made in some entries."""
    by_e_step = entries.cause_at(0) is Cause.E_STEP  # which belongs to the iteration before
    return int(entries.n_iter[0]) + by_e_step, int(entries.n_iter[-1])


class Single:
    """A lone entry."""

    outcome = None
    stepwise = False

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    def learn(self, _index: int, log_likelihood: float) -> None:
        """Fill in what was not known yet when the entry was made."""
        self._entry = replace(self._entry, log_likelihood=log_likelihood)

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

    def cause_at(self, _index: int, /) -> Cause:
        """Return who or what made it."""
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
