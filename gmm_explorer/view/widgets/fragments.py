"""Many small pictures out of one pixmap, drawn with a single call."""

from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter, QPixmap
from shiboken6 import wrapInstance

# The fields of QPainter::PixmapFragment, ten doubles in this order.
_X, _Y, _LEFT, _TOP, _WIDTH, _HEIGHT, _SCALE_X, _SCALE_Y, _ROTATION, _OPACITY = range(10)


class Fragments:
    """An array of ``QPainter.PixmapFragment`` that NumPy fills and Qt reads in place."""

    def __init__(self) -> None:
        self._fields = np.zeros((0, 10))

    def place(self, x: NDArray[np.int32], y: NDArray[np.int32], width: int, height: int) -> None:
        """Centre fragments on device pixels.

        Parameters
        ----------
        x, y : (N,)
            The pixel under the centre of each fragment.
        width, height
            Of a fragment, odd.
        """
        self._fields = np.empty((len(x), 10))
        # The middle of an odd length on the middle of a pixel: whole pixels are blitted, not
        # resampled.
        self._fields[:, _X] = x + 0.5
        self._fields[:, _Y] = y + 0.5
        self._fields[:, _WIDTH], self._fields[:, _HEIGHT] = width, height
        self._fields[:, _SCALE_X : _SCALE_Y + 1] = 1.0
        self._fields[:, _ROTATION] = 0.0
        self._fields[:, _OPACITY] = 1.0
        self.take_from(0, 0)

    def take_from(self, left: NDArray[np.int32] | int, top: NDArray[np.int32] | int) -> None:
        """Say where in the pixmap each fragment's picture begins (N,), in its pixels."""
        self._fields[:, _LEFT] = left
        self._fields[:, _TOP] = top

    def draw(self, painter: QPainter, pixmap: QPixmap) -> None:
        """Draw all fragments, in their order, with a painter that is in device pixels."""
        if len(self._fields):
            address = self._fields.ctypes.data
            first = cast(QPainter.PixmapFragment, wrapInstance(address, QPainter.PixmapFragment))
            painter.drawPixmapFragments(first, len(self._fields), pixmap)
