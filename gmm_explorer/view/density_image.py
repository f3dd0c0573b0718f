"""A picture of many points: their mean colour where they fall, denser where there are more."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from gmm_explorer.view import palette
from gmm_explorer.view.placement import Placement

# How fast a lone point fades beside ever fuller pixels; at a million points it keeps a half.
_FADING = 0.12


class DensityImage:
    """Points binned to pixels, each spread softly over its neighbours.

    Binning is kept until the view changes, so that new colours only have to be summed anew.

    Parameters
    ----------
    placement
        The points on the device.
    cell
        Device pixels to a side of one pixel of the picture: 1, or more on a fine screen.
    """

    def __init__(self, placement: Placement, cell: int = 1) -> None:
        self._placement = placement
        margin = placement.margin
        # One empty pixel around, for what the outermost points spread.
        self._shape = rows, columns = (
            _cells(placement.height + 2 * margin, cell) + 2,
            _cells(placement.width + 2 * margin, cell) + 2,
        )
        pixels = (placement.y + margin) // cell + 1
        pixels *= columns
        pixels += (placement.x + margin) // cell + 1
        self._pixel_of_point = pixels
        counts = _spread(np.bincount(pixels, minlength=rows * columns).reshape(self._shape))
        self._occupied = np.flatnonzero(counts)
        self._counts = counts.ravel()[self._occupied]
        self._alpha = _alpha(self._counts)

    def colored(self, rgb: NDArray[np.uint8]) -> QImage:
        """Return the picture in these colours.

        Its first pixel lies ``margin + cell`` device pixels before the device's.

        Parameters
        ----------
        rgb : (N, 3) uint8
            The colour of every point, also of those that are not visible; (1, 3) when all
            points share one.
        """
        rows, columns = self._shape
        pixels = np.zeros((rows, columns, 4), np.uint8)
        flat = pixels.reshape(-1, 4)
        flat[self._occupied, :3] = np.rint(self._mean(rgb) * self._alpha[:, None])
        flat[self._occupied, 3] = np.rint(255 * self._alpha)
        layout = QImage.Format.Format_RGBA8888_Premultiplied
        # A copy, because a QImage does not keep the array alive that it looks at.
        return QImage(pixels.data, columns, rows, layout).copy()

    def _mean(self, rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the mean colour (M, 3) of each occupied pixel.

        Light is averaged, not its sRGB encoding: as bright as the same points side by side.
        """
        if len(rgb) == 1:
            return np.broadcast_to(rgb, (len(self._occupied), 3))
        seen = self._placement.seen(rgb)
        means = np.empty((3, len(self._occupied)))
        for channel, mean in enumerate(means):
            light = palette.to_light(seen[:, channel])
            sums = np.bincount(self._pixel_of_point, light, self._shape[0] * self._shape[1])
            mean[:] = _spread(sums.reshape(self._shape)).ravel()[self._occupied]
        return palette.from_light(means / self._counts).T


def _cells(length: int, cell: int) -> int:
    return -(-length // cell)


def _spread(cells: NDArray[np.generic]) -> NDArray[np.float32]:
    """Spread each cell over its neighbours by (1/2, 1, 1/2) along both axes.

    A lone point keeps a full middle and gains a soft edge, much like a small disc.
    """
    result = cells.astype(np.float32)
    for along in (result, result.T):
        half = along * np.float32(0.5)
        along[1:] += half[:-1]
        along[:-1] += half[1:]
    return result


def _alpha(counts: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the opacity of pixels, growing with the logarithm of their counts to 1."""
    most = np.log(counts.max(initial=1.0))
    lone = 1 / (1 + _FADING * most)
    if most == 0:
        return np.minimum(counts, 1.0)
    crowded = lone + (1 - lone) * np.log(np.maximum(counts, 1.0)) / most
    return np.where(counts < 1, lone * counts, crowded)
