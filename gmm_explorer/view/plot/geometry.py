"""Ellipses as seen on the screen.

Axes of unequal scale bend angles: the eigenvectors of the data's covariance are not perpendicular
on the screen.  Handles therefore sit on the axes of the covariance in pixels, and what a hand does
to them is mapped back.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import covariance_from_axes, ellipse_axes

FloatArray = NDArray[np.float64]

LARGEST_SEMI_AXIS = 1e100  # pixels: of what is beyond all numbers
STILL = 1e-6  # pixels: a hand so near to where it took hold is back there, but for rounding
_FAR_UP = -1e30  # pixels
SMALLEST_SEMI_AXIS = 0.25  # pixels: what a hand can still take hold of again


class PixelMap(NamedTuple):
    """From data to pixels: ``x_px = x * scale_x + offset_x``, and so for y (its scale is < 0)."""

    scale_x: float
    scale_y: float
    offset_x: float
    offset_y: float

    @property
    def scale(self) -> FloatArray:
        """Pixels per unit of the data, shape (2,)."""
        return np.array([self.scale_x, self.scale_y])

    def to_pixels(self, x: float, y: float) -> tuple[float, float]:
        """Return where a place in the data is on the screen."""
        return x * self.scale_x + self.offset_x, y * self.scale_y + self.offset_y

    def down(self, heights: FloatArray) -> FloatArray:
        """Return how far down the screen heights are; what is too high for a number is far up."""
        with np.errstate(over="ignore"):
            return np.maximum(heights * self.scale_y + self.offset_y, _FAR_UP)

    def to_data(self, x: float, y: float) -> tuple[float, float]:
        """Return which place in the data a pixel shows."""
        return (x - self.offset_x) / self.scale_x, (y - self.offset_y) / self.scale_y


class Ellipse(NamedTuple):
    """The 1-sigma ellipse of a covariance as seen on the screen.

    Attributes
    ----------
    semi_axes
        Shape (2,), pixels, the longer first.
    angle
        Of the longer one, radians, from right towards down (pixel coordinates).
    """

    semi_axes: FloatArray
    angle: float

    def turned(self, angle: float) -> "Ellipse":
        """Return it turned by an angle, radians, from right towards down."""
        return self._replace(angle=self.angle + angle)

    def ends(self, n_sigma: float, at_least: float = 0.0) -> FloatArray:
        """Return the four ends of the axes, shape (4, 2), pixels from the mean.

        Shorter axes end ``at_least`` so many pixels away, where a hand can still tell them apart.
        """
        lengths = np.maximum(n_sigma * self.semi_axes, at_least)
        major = np.array([math.cos(self.angle), math.sin(self.angle)]) * lengths[0]
        minor = np.array([-math.sin(self.angle), math.cos(self.angle)]) * lengths[1]
        return np.array([major, -major, minor, -minor])


def on_screen(covariance: FloatArray, pixels: PixelMap) -> Ellipse:
    """Return the ellipse of a covariance, shape (2, 2), as seen on the screen."""
    scale = pixels.scale
    with np.errstate(over="ignore"):
        seen = covariance * scale * scale[:, None]
    if not np.isfinite(seen).all():
        return Ellipse(np.full(2, LARGEST_SEMI_AXIS), 0.0)
    semi_axes, angle = ellipse_axes(seen)
    return Ellipse(semi_axes, angle)


def in_data(ellipse: Ellipse, pixels: PixelMap) -> FloatArray:
    """Return the covariance, shape (2, 2), of an ellipse seen on the screen."""
    scale = 1.0 / pixels.scale
    return covariance_from_axes(ellipse.semi_axes, ellipse.angle) * scale * scale[:, None]


def pulled(
    ellipse: Ellipse,
    end: int,
    offset: FloatArray,
    n_sigma: float,
    *,
    at_least: float = 0.0,
    keep_shape: bool = False,
    keep_angle: bool = False,
) -> Ellipse:
    """Return the ellipse after one end of an axis was pulled somewhere else.

    Parameters
    ----------
    ellipse
        As it was when the hand took hold of it.
    end
        Which end, in the order of `Ellipse.ends`.
    offset
        Shape (2,), where that end is now, pixels from the mean.
    n_sigma
        Of the ellipse that the end sits on.
    at_least
        As `Ellipse.ends` was given it: what the end was away too far does not count.
    keep_shape
        Both axes grow alike; a point becomes a circle.
    keep_angle
        Nothing turns: only the part of the offset along the axis counts.
    """
    axis, sign = end // 2, 1.0 - 2.0 * (end % 2)
    direction = ellipse.angle + axis * math.pi / 2
    x, y = sign * offset
    if keep_angle:
        length = abs(x * math.cos(direction) + y * math.sin(direction))
        angle = ellipse.angle
    else:
        length = math.hypot(x, y)
        angle = math.atan2(y, x) - axis * math.pi / 2 if length > 0.0 else ellipse.angle
    length -= max(at_least - n_sigma * ellipse.semi_axes[axis], 0.0)
    length = max(length / n_sigma, SMALLEST_SEMI_AXIS)
    semi_axes = ellipse.semi_axes.copy()
    if keep_shape and semi_axes[axis] > 0.0:
        semi_axes *= length / semi_axes[axis]
    elif keep_shape and not semi_axes.any():
        semi_axes[:] = length
    else:
        semi_axes[axis] = length
    return Ellipse(semi_axes, angle)


def rounded(ellipse: Ellipse) -> Ellipse:
    """Return the circle with the same mean square axis, so that a line becomes one too."""
    radius = math.hypot(*ellipse.semi_axes) / math.sqrt(2.0)
    return Ellipse(np.array([radius, radius]), 0.0)
