"""A picture of many points: their mean colour where they fall, denser where there are more."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from gmm_explorer.model import Pause, nothing
from gmm_explorer.view.points.placement import Placement
from gmm_explorer.view.style import palette

# How fast a lone point fades beside ever fuller pixels; at a million points it keeps a half.
_FADING = 0.12

# Pixels coloured at a time: their few temporaries stay in the cache.
_BLOCK = 8192


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
        counts = np.bincount(pixels, minlength=rows * columns).astype(np.float32)
        # Sums are formed by hit, the rank of a pixel among those with points, because hits are
        # far fewer than pixels.
        self._hits = np.flatnonzero(counts)
        rank = np.empty(rows * columns, np.int32)
        rank[self._hits] = np.arange(len(self._hits), dtype=np.int32)
        self._hit_of_point = rank[pixels]
        _spread(counts.reshape(self._shape))
        self._occupied = np.flatnonzero(counts)
        self._counts = counts[self._occupied]
        self._alpha = _alpha(self._counts)
        # Kept, because fresh memory of this size costs more than the arithmetic in it.
        self._light = np.empty((3, rows * columns), np.float32)
        self._pixels = np.zeros((rows * columns, 4), np.uint8)

    def colored(self, rgb: NDArray[np.uint8], pause: Pause = nothing) -> QImage:
        """Return the picture in these colours.

        Its first pixel lies ``margin + cell`` device pixels before the device's. It looks at
        memory of this object: it is gone with it, and drawn over by the next call.

        Parameters
        ----------
        rgb : (N, 3) uint8
            The colour of every point, also of those that are not visible; (1, 3) when all
            points share one.
        pause
            Called now and then.
        """
        shared = len(rgb) == 1
        if not shared:
            self._sum_light(rgb, pause)
        for start in range(0, len(self._occupied), _BLOCK):
            block = slice(start, start + _BLOCK)
            color = rgb.T if shared else self._mean(block)
            self._pixels[self._occupied[block]] = _premultiplied(color, self._alpha[block])
        rows, columns = self._shape
        layout = QImage.Format.Format_RGBA8888_Premultiplied
        return QImage(self._pixels.data, columns, rows, layout)

    def _sum_light(self, rgb: NDArray[np.uint8], pause: Pause) -> None:
        """Sum the light of all points, spread over the pixels, for each channel.

        Light is summed, not its sRGB encoding: the mean is as bright as the same points would
        be side by side.
        """
        seen = self._placement.seen(rgb)
        of_points = np.empty(len(seen))
        for channel, light in enumerate(self._light):
            pause()
            palette.to_light(seen[:, channel], of_points)
            pause()
            light.fill(0.0)
            light[self._hits] = np.bincount(self._hit_of_point, of_points, len(self._hits))
            pause()
            _spread(light.reshape(self._shape))
        pause()

    def _mean(self, block: slice) -> NDArray[np.uint8]:
        """Return the mean colour (3, M) of a block of occupied pixels."""
        light = self._light[:, self._occupied[block]]
        return palette.from_light(light / self._counts[block])


def _premultiplied(color: NDArray[np.uint8], alpha: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return pixels (M, 4) of colours (3, M), or (3, 1), and opacities (M,) from 0 to 1."""
    result = np.empty((len(alpha), 4), np.uint8)
    result[:, :3] = (color * alpha + np.float32(0.5)).T
    result[:, 3] = 255 * alpha + np.float32(0.5)
    return result


def _cells(length: int, cell: int) -> int:
    return -(-length // cell)


def _spread(cells: NDArray[np.float32]) -> None:
    """Spread each cell over its neighbours by (1/2, 1, 1/2) along both axes, in place.

    A lone point keeps a full middle and gains a soft edge, much like a small disc.
    """
    for along in (cells, cells.T):
        half = along * np.float32(0.5)
        along[1:] += half[:-1]
        along[:-1] += half[1:]


def _alpha(counts: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the opacity of pixels, growing with the logarithm of their counts to 1."""
    most = np.log(counts.max(initial=1.0))
    lone = 1 / (1 + _FADING * most)
    if most == 0:
        return np.minimum(counts, 1.0)
    crowded = lone + (1 - lone) * np.log(np.maximum(counts, 1.0)) / most
    return np.where(counts < 1, lone * counts, crowded)
