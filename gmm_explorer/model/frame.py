"""Everything that one drawn frame of the window shows, as one immutable value."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.model.block import Position
from gmm_explorer.model.derived import Derived
from gmm_explorer.model.presentation import Presentation
from gmm_explorer.model.snapshot import Snapshot
from gmm_explorer.model.vitals import Vital, vitals


class Pending(NamedTuple):
    """The iterations of a run so far, without its start; shape (T,) each.

    Attributes
    ----------
    n_iter
        The iterations.
    log_likelihood
        Total, nats.
    log_prior
        Nats, up to a constant; 0 without a prior.
    """

    n_iter: NDArray[np.int64]
    log_likelihood: NDArray[np.float64]
    log_prior: NDArray[np.float64]


@dataclass(frozen=True, eq=False)  # without slots, for what is found when first asked for
class Frame:
    """Everything that one drawn frame of the window shows.

    Attributes
    ----------
    snapshot
        The state shown: that of the position, or a preview of what comes next.
    derived
        What follows from it.
    presentation
        How it is looked at.
    position
        Where in the timeline we are.
    pending
        The iterations of a run under way, not in the history yet.
    """

    snapshot: Snapshot
    derived: Derived
    presentation: Presentation
    position: Position
    pending: Pending | None = None

    @property
    def n_axes(self) -> int | None:
        """How many columns the plot has: those there are, or those that a brush would give it."""
        if self.snapshot.n_features is not None or not self.presentation.tool.is_brush:
            return self.snapshot.n_features
        return 1 if self.presentation.brush.on_line else 2

    @cached_property
    def previewing(self) -> bool:
        """Whether the state shown is not in the history (yet): a drag or a run is under way."""
        return self.snapshot is not self.position.entry.snapshot

    @property
    def in_hand(self) -> bool:
        """Whether a hand is changing what is shown: a preview that no run makes."""
        return self.previewing and self.pending is None

    @cached_property
    def vitals(self) -> tuple[Vital, ...]:
        """How each component is doing, and where the last iterations lead it; none without data."""
        return vitals(self.derived, None if self.previewing else self.position)
