"""An array that grows by rows."""

from collections.abc import Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Number = TypeVar("Number", bound=np.generic)

_GROWTH = 1.25  # times its length: what is kept free is little, and copies are few all the same
_LEAST = 8  # rows of the first room


class Rows(Generic[Number]):
    """An array (T, ...) that rows can be appended to, at a cost that does not grow with T.

    Parameters
    ----------
    rows
        The first rows, all of one shape: at least one.
    dtype
        Of the numbers.
    """

    def __init__(self, rows: ArrayLike | Sequence[ArrayLike], dtype: type[Number]) -> None:
        self._room: NDArray[Number] = np.array(rows, dtype=dtype)
        self._length = len(self._room)

    @property
    def array(self) -> NDArray[Number]:
        """The rows so far, shape (T, ...); what is appended later shows only in a later array."""
        return self._room[: self._length]

    def append(self, row: ArrayLike) -> None:
        """Add one row of the same shape as the others."""
        if self._length == len(self._room):
            longer = max(_LEAST, int(_GROWTH * self._length))
            room = np.empty((longer, *self._room.shape[1:]), self._room.dtype)
            room[: self._length] = self._room
            self._room = room
        self._room[self._length] = row
        self._length += 1
