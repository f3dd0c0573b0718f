"""Where points of the data fall on the pixels of a device."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QTransform


@dataclass(frozen=True, slots=True)
class Mapping:
    """An axis-parallel map from data to device pixels, and the size of the device.

    ``x_pixel = x_scale * x + x_shift``, y likewise (its scale is negative where y points up).
    Two equal mappings put every point on the same pixel.
    """

    x_scale: float
    x_shift: float
    y_scale: float
    y_shift: float
    width: int
    height: int


def mapping_of(transform: QTransform, viewport: QRect, ratio: float) -> Mapping:
    """Return where a painter puts data, in device pixels: so many to a logical one."""
    return Mapping(
        x_scale=transform.m11() * ratio,
        x_shift=transform.dx() * ratio,
        y_scale=transform.m22() * ratio,
        y_shift=transform.dy() * ratio,
        width=math.ceil(viewport.width() * ratio),
        height=math.ceil(viewport.height() * ratio),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """The points that fall on the device.

    Attributes
    ----------
    x, y : (V,) int32
        Their pixels.
    visible : (V,) or None
        Which points they are; None when all are.
    width, height
        Size of the device in pixels.
    margin
        How far outside the device a point may lie, in pixels.
    """

    x: NDArray[np.int32]
    y: NDArray[np.int32]
    visible: NDArray[np.intp] | None
    width: int
    height: int
    margin: int

    def seen(self, of_points: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the rows (V, ...) of the points that fall on the device, of all (N, ...)."""
        return of_points if self.visible is None else of_points[self.visible]


def place(xy: NDArray[np.float64], mapping: Mapping, margin: int) -> Placement:
    """Find the pixel of each point, leaving out what cannot be seen.

    Parameters
    ----------
    xy : (2, N)
        Data by coordinate; NaN, infinities and numbers that overflow are left out too.
    mapping
        The view.
    margin
        How far outside the device, in pixels, a point's disc still reaches into it.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        x_pixel = xy[0] * mapping.x_scale + mapping.x_shift
        y_pixel = xy[1] * mapping.y_scale + mapping.y_shift
    # NaN fails every comparison; only then is it safe to cast.
    inside = (x_pixel >= -margin) & (x_pixel < mapping.width + margin)
    inside &= (y_pixel >= -margin) & (y_pixel < mapping.height + margin)
    visible = None if inside.all() else np.flatnonzero(inside)
    if visible is not None:
        x_pixel, y_pixel = x_pixel[visible], y_pixel[visible]
    return Placement(
        x=_whole(x_pixel),
        y=_whole(y_pixel),
        visible=visible,
        width=mapping.width,
        height=mapping.height,
        margin=margin,
    )


class Placing:
    """The placement of points in one view, worked out by whoever asks first, on any thread.

    Parameters
    ----------
    xy, mapping, margin
        See `place`.
    """

    def __init__(self, xy: NDArray[np.float64], mapping: Mapping, margin: int) -> None:
        self._xy = xy
        self.mapping = mapping
        self.margin = margin

    @property
    def is_known(self) -> bool:
        """Whether it has been worked out."""
        return "placement" in self.__dict__

    @cached_property
    def placement(self) -> Placement:
        """Where the points fall."""
        return place(self._xy, self.mapping, self.margin)


def finite_range(values: NDArray[np.float64]) -> tuple[float, float] | None:
    """Return the smallest and the largest finite value, None where there is none."""
    with np.errstate(over="ignore", invalid="ignore"):
        # A sum is finite only where all terms are: then there is nothing to sort out.
        finite = values if np.isfinite(values.sum()) else values[np.isfinite(values)]
    return (float(finite.min()), float(finite.max())) if finite.size else None


def reach(pixels: float, pixels_per_unit: float) -> float:
    """Return a length in data coordinates, 0 where the view is too small to have one."""
    length = pixels / pixels_per_unit if pixels_per_unit else math.inf
    return length if math.isfinite(length) else 0.0


def _whole(pixel: NDArray[np.float64]) -> NDArray[np.int32]:
    return np.floor(pixel, out=pixel).astype(np.int32)
