"""An array that grows by rows."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]


class Rows:
    """An array (T, ...) that rows can be appended to, at a cost that does not grow with T.

    Parameters
    ----------
    rows
        The first rows, all of one shape: at least one.
    """

    def __init__(self, rows: Sequence[ArrayLike]) -> None:
        self._room: FloatArray = np.array(rows, dtype=np.float64)
        self._length = len(self._room)

    @property
    def array(self) -> FloatArray:
        """The rows so far, shape (T, ...); what is appended later shows only in a later array."""
        return self._room[: self._length]

    def append(self, row: ArrayLike) -> None:
        """Add one row of the same shape as the others."""
        if self._length == len(self._room):
            room = np.empty((2 * self._length, *self._room.shape[1:]))
            room[: self._length] = self._room
            self._room = room
        self._room[self._length] = row
        self._length += 1
