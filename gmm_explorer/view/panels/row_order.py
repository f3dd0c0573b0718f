"""The order of many rows, found only where somebody looks.  No Qt in here."""

from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

# Ranks on either side of one that is looked at: more than a tall screen shows.
_ROUND = 512

# Rows a block: its columns stay in the cache, which makes it 4 times as fast as max(axis=1).
_BLOCK = 8192


class By(Enum):
    """What rows can be sorted by."""

    UNCERTAINTY = auto()
    ROW = auto()
    COMPONENT = auto()


@dataclass(frozen=True, slots=True)
class Sorting:
    """How the rows of the responsibilities are sorted.

    Attributes
    ----------
    by
        Uncertainty (1 minus the largest responsibility), row number or one component.
    component
        Which one.
    descending
        Whether the largest comes first.
    """

    by: By = By.UNCERTAINTY
    component: int = 0
    descending: bool = True

    def __str__(self) -> str:
        """Say it in words."""
        if self.by is By.UNCERTAINTY:
            return "most uncertain first" if self.descending else "most certain first"
        if self.by is By.ROW:
            return "last point first" if self.descending else "as in the data"
        return (
            f"component {self.component + 1}, {'largest' if self.descending else 'smallest'} first"
        )

    def after_click(self, by: By, component: int = 0) -> "Sorting":
        """Return the sorting after a click on a heading: one way, the other way, the usual one."""
        first = Sorting(by, component, descending=by is not By.ROW)
        if self == first:
            return Sorting(by, component, descending=not first.descending)
        if (self.by, self.component) == (by, component):
            return Sorting()
        return first

    def keys(self, responsibilities: FloatArray) -> FloatArray:
        """Return the numbers (N,) whose ascending order this is, for r (N, K)."""
        if self.by is By.COMPONENT:
            keys = responsibilities[:, self.component]
            return -keys if self.descending else keys
        if self.by is By.ROW:
            keys = np.arange(len(responsibilities), dtype=np.float64)
        else:
            keys = _largest(responsibilities)
            np.subtract(1.0, keys, out=keys)
        return np.negative(keys, out=keys) if self.descending else keys


class LazyOrder:
    """The stable ascending order of keys, sorted only round where somebody looks.

    Parameters
    ----------
    keys
        Shape (N,), without NaN.
    """

    def __init__(self, keys: FloatArray) -> None:
        self._keys = keys
        self._first = 0
        self._rows: NDArray[np.intp] = np.empty(0, np.intp)

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, rank: int) -> int:
        """Return the row that stands at a rank from 0."""
        if not self._first <= rank < self._first + len(self._rows):
            self._sort_round(rank)
        return int(self._rows[rank - self._first])

    def between(self, first: int, stop: int) -> list[int]:
        """Return the rows that stand at the ranks from ``first`` to before ``stop``."""
        found: list[int] = []
        while first + len(found) < stop:
            at = first + len(found)
            found.append(self[at])  # from there on they are sorted
            begin = at + 1 - self._first
            found += self._rows[begin : stop - self._first].tolist()
        return found

    def rank(self, row: int) -> int:
        """Return where a row stands, without sorting: how many come before it."""
        keys, key = self._keys, self._keys[row]
        return int(np.count_nonzero(keys < key) + np.count_nonzero(keys[:row] == key))

    def _sort_round(self, rank: int) -> None:
        keys = self._keys
        ends = [max(rank - _ROUND, 0), min(rank + _ROUND, len(keys) - 1)]
        low, high = np.partition(keys, ends)[ends]
        # Keys equal to the ends too, all of them: where ties stand must not depend on the rank.
        rows = np.flatnonzero((keys >= low) & (keys <= high))
        self._rows = rows[np.argsort(keys[rows], kind="stable")]
        self._first = int(np.count_nonzero(keys < low))


def _largest(responsibilities: FloatArray) -> FloatArray:
    """Return the largest number (N,) of each row of r (N, K)."""
    result = np.empty(len(responsibilities))
    for start in range(0, len(result), _BLOCK):
        block = responsibilities[start : start + _BLOCK]
        largest = result[start : start + _BLOCK]
        largest[:] = block[:, 0]
        for column in block.T[1:]:
            np.maximum(largest, column, out=largest)
    return result
