"""A picture of many points: their mean colour where they fall, denser where there are more."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from gmm_explorer.view.placement import Placement

# One point alone must still be seen; the fullest pixel is opaque.
_FAINTEST = 0.45


class DensityImage:
    """Points binned to the pixels of a device.

    Binning is kept until the view changes, so that new colours only have to be summed anew.

    Parameters
    ----------
    placement
        The points on the device, placed without a margin.
    width, height
        Size of the device in pixels.
    """

    def __init__(self, placement: Placement, width: int, height: int) -> None:
        self._visible = placement.visible
        self._shape = (height, width)
        pixels = placement.y * np.int32(width) + placement.x
        counts = np.bincount(pixels, minlength=width * height)
        self._occupied = np.flatnonzero(counts)
        self._counts = counts[self._occupied]
        rank = np.empty(width * height, np.int32)
        rank[self._occupied] = np.arange(len(self._occupied), dtype=np.int32)
        self._rank_of_point = rank[pixels]
        self._alpha = _alpha_of_counts(self._counts)

    def colored(self, rgb: NDArray[np.uint8]) -> QImage:
        """Return the picture in these colours.

        Parameters
        ----------
        rgb : (N, 3) uint8
            The colour of every point, also of those that are not visible; (1, 3) when all
            points share one.
        """
        image = np.zeros((*self._shape, 4), np.uint8)
        flat = image.reshape(-1, 4)
        flat[self._occupied, :3] = np.rint(self._mean(rgb) * self._alpha[:, None])
        flat[self._occupied, 3] = np.rint(255 * self._alpha)
        height, width = self._shape
        # A copy, because a QImage does not keep the array alive that it looks at.
        return QImage(image.data, width, height, QImage.Format.Format_RGBA8888_Premultiplied).copy()

    def _mean(self, rgb: NDArray[np.uint8]) -> NDArray[np.float64]:
        """Return the mean colour (M, 3) of each occupied pixel."""
        if len(rgb) == 1:
            return np.broadcast_to(rgb.astype(float), (len(self._occupied), 3))
        seen = rgb if self._visible is None else rgb[self._visible]
        n = len(self._occupied)
        sums = [np.bincount(self._rank_of_point, seen[:, c], n) for c in range(3)]
        return np.stack(sums, axis=1) / self._counts[:, None]


def _alpha_of_counts(counts: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return the opacity of each pixel, growing with the logarithm of its count."""
    if not counts.size or counts.max() == 1:
        return np.ones(len(counts))
    return _FAINTEST + (1 - _FAINTEST) * np.log(counts) / np.log(counts.max())
