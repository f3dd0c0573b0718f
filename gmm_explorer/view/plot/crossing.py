"""How many drawn lines lie under rectangles on the screen, without Qt.

Rectangles have shape (A, 4): left, top, width and height in pixels.  They are looked at in a few
places each, which is enough for what is larger than a badge.
"""

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import Mixture
from gmm_explorer.view.plot.densities import Histogram, weighted_densities
from gmm_explorer.view.plot.geometry import PixelMap

FloatArray = NDArray[np.float64]

ACROSS, DOWN = 9, 3  # places that are looked at in a rectangle
BLUR = 0.5  # pixels: added to each standard deviation, so that lines and points have an area


def ellipses_crossed(
    mixture: Mixture, pixels: PixelMap, n_sigmas: tuple[float, ...], areas: FloatArray
) -> FloatArray:
    """Return how many ellipses at so many standard deviations cross each area, shape (A,)."""
    scale, offset = pixels.scale, np.array([pixels.offset_x, pixels.offset_y])
    with np.errstate(all="ignore"):  # what is too large for the screen crosses nothing
        seen = mixture.covariances * scale * scale[:, None] + BLUR**2 * np.eye(2)
        a, b, c = seen[:, 0, 0], seen[:, 0, 1], seen[:, 1, 1]
        x, y = np.moveaxis(_places(areas)[:, :, None] - (mixture.means * scale + offset), -1, 0)
        squares = (c * x * x - 2.0 * b * x * y + a * y * y) / (a * c - b * b)
        nearest, farthest = squares.min(axis=1), squares.max(axis=1)
        return np.asarray(
            sum(((nearest < n**2) & (farthest > n**2)).sum(axis=1) for n in n_sigmas), float
        )


def curves_crossed(
    mixture: Mixture,
    bars: Histogram | None,
    pixels: PixelMap,
    areas: FloatArray,
    *,
    stacked: bool,
) -> FloatArray:
    """Return how many curves cross each area, shape (A,).

    They are those of the components and the mixture, and the outline of the histogram.
    """
    places = _places(areas)[:, :ACROSS, 0]
    x = (places - pixels.offset_x) / pixels.scale_x
    heights = weighted_densities(mixture, x.ravel()).reshape(-1, *x.shape)
    tops = heights.cumsum(axis=0)
    drawn = [tops] if stacked else [heights, tops[-1:]]
    lines = np.concatenate(drawn if bars is None else [*drawn, bars.at(x)[None]])
    y = pixels.down(lines)
    top, bottom = areas[:, 1], areas[:, 1] + areas[:, 3]
    return np.asarray(((y.min(axis=2) < bottom) & (y.max(axis=2) > top)).sum(axis=0), float)


def _places(areas: FloatArray) -> FloatArray:
    """Return places in each area, shape (A, DOWN * ACROSS, 2), row by row."""
    down, across = np.meshgrid(np.linspace(0, 1, DOWN), np.linspace(0, 1, ACROSS), indexing="ij")
    shares = np.column_stack([across.ravel(), down.ravel()])
    return np.asarray(areas[:, None, :2] + areas[:, None, 2:] * shares)
