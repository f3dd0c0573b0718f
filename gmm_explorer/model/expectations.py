"""Expectations of mixtures over the data: those that are there, and those on their way.

Of data that a frame can hold they are worked out when they are asked for.  Of larger data they
are worked out elsewhere, by `Missing.work_out`, and handed in; until then there is none.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import Expectation, Mixture, Prepared
from gmm_explorer.model.expecting import Found, Pause, expect, nothing, takes_long

FloatArray = NDArray[np.float64]

_KEPT, _KEPT_OF_LARGE = 3, 2


@dataclass(frozen=True, slots=True, eq=False)
class Missing:
    """Mixtures whose expectations a snapshot needs and that nobody has worked out yet."""

    data: Prepared
    mixtures: tuple[Mixture, ...]

    def work_out(self, pause: Pause = nothing) -> "Worked":
        """Do the E-steps, on any thread; ``pause`` is called on the way."""
        found = tuple((one, expect(self.data, one, pause)) for one in self.mixtures)
        return Worked(self.data, found)


@dataclass(frozen=True, slots=True, eq=False)
class Worked:
    """What has been found of mixtures over data."""

    data: Prepared
    found: tuple[tuple[Mixture, Found], ...]


class Expectations:
    """The last few expectations over some data: neighbours in time share them.

    Parameters
    ----------
    data
        What they are over.
    """

    def __init__(self, data: Prepared) -> None:
        self.data = data
        # The mixture is kept alive beside the result: an id is unique only that long.
        self._kept: OrderedDict[int, tuple[Mixture, Found]] = OrderedDict()
        self._latest: FloatArray | None = None

    def get(self, mixture: Mixture) -> Found | None:
        """Return what is known of a mixture; None where it is to be worked out elsewhere."""
        kept = self._kept.get(id(mixture))
        if kept is not None:
            self._kept.move_to_end(id(mixture))
            return kept[1]
        return None if takes_long(self.data, mixture) else self._work_out(mixture)

    def _work_out(self, mixture: Mixture) -> Found:
        # Room is made first: of a million points each expectation is as large as all else.
        self._make_room(mixture)
        found = expect(self.data, mixture)
        self._keep(mixture, found)
        return found

    def take(self, worked: Worked) -> None:
        """Keep what was worked out elsewhere; what is about other data is dropped."""
        if worked.data is self.data:
            for mixture, found in worked.found:
                self._make_room(mixture)
                self._keep(mixture, found)

    def missing(self, mixtures: Sequence[Mixture]) -> Missing | None:
        """Return what of some mixtures nobody has worked out yet, None where nothing is."""
        wanted = {id(one): one for one in mixtures if id(one) not in self._kept}
        return Missing(self.data, tuple(wanted.values())) if wanted else None

    def latest(self, n_components: int) -> FloatArray | None:
        """Return the responsibilities (N, K) that arrived last, if they are of so many."""
        latest = self._latest
        return latest if latest is not None and latest.shape[1] == n_components else None

    def _keep(self, mixture: Mixture, found: Found) -> None:
        self._kept[id(mixture)] = (mixture, found)
        if isinstance(found, Expectation):
            self._latest = found.responsibilities

    def _make_room(self, mixture: Mixture) -> None:
        most = _KEPT_OF_LARGE if takes_long(self.data, mixture) else _KEPT
        while len(self._kept) >= most:
            self._kept.popitem(last=False)
