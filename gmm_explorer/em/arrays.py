"""Arrays that cannot change under the hands of those who share them."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]


def read_only(values: ArrayLike) -> FloatArray:
    """Return a float64 copy, in C order, that refuses to be written to."""
    copy = np.array(values, dtype=np.float64, order="C")
    copy.flags.writeable = False
    return copy


def freeze(array: NDArray[Any]) -> NDArray[Any]:
    """Make an array of our own read-only, without a copy, and return it."""
    array.flags.writeable = False
    return array
