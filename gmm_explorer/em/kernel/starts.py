"""What a pass over the points must know of many starts."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em.arrays import FloatArray, IntArray
from gmm_explorer.em.kernel.centred import Focus
from gmm_explorer.em.kernel.sums import FLOOR
from gmm_explorer.em.kernel.terms import BRIGHT

ArrayT = TypeVar("ArrayT", FloatArray, NDArray[np.bool_])


@dataclass(slots=True)
class Starts:
    """B starts, the components of each in an order that suits a pass.

    Where the others never rise too far above the last one, a pass computes the ratios of their
    terms to its own, and saves its exponentials; then no point is too far from everything either.

    Parameters
    ----------
    columns : (P, K, B)
        The parameters.
    theta : (F, K, B)
        Natural parameters, in the order of the monomials.
    at_means : (K, B)
        Log densities at the means, of which there are none higher.
    is_low : (K, B)
        Which may have log densities, or logarithms of ratios, below the floor.
    tight
        Which have to be computed about their means; they are not among the low ones.
    is_relative : (B,)
        Where ratios to the last component can be taken.
    """

    columns: FloatArray
    theta: FloatArray
    at_means: FloatArray
    is_low: NDArray[np.bool_]
    tight: Focus
    is_relative: NDArray[np.bool_]


@dataclass(slots=True)
class Exchange:
    """One component of some of the starts in the place of the last, and the other way round.

    Parameters
    ----------
    starts, components : (S,)
        Which starts, and which component of each.
    """

    starts: IntArray
    components: IntArray

    def of(self, values: ArrayT) -> ArrayT:
        """Return values (..., K, B) with the two exchanged; twice is not at all."""
        if len(self.starts) == 0:
            return values
        exchanged = values.copy()
        exchanged[..., -1, self.starts] = values[..., self.components, self.starts]
        exchanged[..., self.components, self.starts] = values[..., -1, self.starts]
        return exchanged

    def of_focus(self, focus: Focus) -> Focus:
        """Return a focus with the two exchanged."""
        return Focus(self.of(focus.means), self.of(focus.which))


def arranged(
    columns: FloatArray,
    theta: FloatArray,
    lowest: FloatArray,
    at_means: FloatArray,
    tight: Focus,
) -> tuple[Starts, Exchange]:
    """Put a component last that ratios can be taken to: the last itself, or the flattest.

    Parameters
    ----------
    columns : (P, K, B)
        The parameters.
    theta : (F, K, B)
        Natural parameters.
    lowest, at_means : (K, B)
        Bounds of the log densities, from below and from above.
    tight
        Which have to be computed about their means.
    """
    # A reference has to be no lower than this anywhere.
    enough = at_means.max(axis=0) - BRIGHT
    usable = np.where(tight.which, -np.inf, lowest)
    others = np.flatnonzero(usable[-1] < enough)
    exchange = Exchange(others, usable[:, others].argmax(axis=0))
    at_means, lowest, usable = map(exchange.of, (at_means, lowest, usable))
    tight = exchange.of_focus(tight)
    is_low = (lowest - np.maximum(at_means[-1], 0.0) < FLOOR) & ~tight.which
    is_relative = usable[-1] >= enough
    columns, theta = exchange.of(columns), exchange.of(theta)
    return Starts(columns, theta, at_means, is_low, tight, is_relative), exchange
