"""Where a brush puts points, and which it touches; in pixels of the plot box, without Qt."""

import math

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.view.plot.geometry import PixelMap

FloatArray = NDArray[np.float64]
Pixel = tuple[float, float]

SPRAY_DEVIATIONS = 2.0  # standard deviations of a spray from its middle to its rim
MOST_AT_ONCE = 5_000  # points: a hand that leaps across the screen
SHAKE = 0.15  # of the brush's radius: the standard deviation of a jitter


def along(start: Pixel, end: Pixel, radius: float, n: int, rng: np.random.Generator) -> FloatArray:
    """Return n places, shape (n, 2), evenly spread under a round brush that goes a straight way."""
    n = min(n, MOST_AT_ONCE)
    share = rng.random(n)
    distance, angle = radius * np.sqrt(rng.random(n)), rng.uniform(0.0, 2.0 * math.pi, n)
    return np.column_stack(
        [
            start[0] + share * (end[0] - start[0]) + distance * np.cos(angle),
            start[1] + share * (end[1] - start[1]) + distance * np.sin(angle),
        ]
    )


def sprayed(at: Pixel, radius: float, n: int, rng: np.random.Generator) -> FloatArray:
    """Return n places, shape (n, 2), of a normal distribution as wide as the brush."""
    n = min(n, MOST_AT_ONCE)
    return np.asarray(at) + rng.normal(0.0, radius / SPRAY_DEVIATIONS, (n, 2))


def shaken(n: int, radius: float, rng: np.random.Generator) -> FloatArray:
    """Return n small offsets, shape (n, 2), pixels."""
    return rng.normal(0.0, SHAKE * radius, (n, 2))


def touched(
    X: FloatArray, pixels: PixelMap, start: Pixel, end: Pixel, radius: float
) -> NDArray[np.intp]:
    """Return which points, X (N, D), are under a brush that goes a straight way.

    On a line only the distance along it counts.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        x = X[:, 0] * pixels.scale_x + pixels.offset_x
        if X.shape[1] == 1:
            near = (x >= min(start[0], end[0]) - radius) & (x <= max(start[0], end[0]) + radius)
            return np.flatnonzero(near)
        y = X[:, 1] * pixels.scale_y + pixels.offset_y
        way = np.subtract(end, start)
        length = float(way @ way)
        share = ((x - start[0]) * way[0] + (y - start[1]) * way[1]) / (length or 1.0)
        share = np.clip(share, 0.0, 1.0)
        away = np.hypot(x - start[0] - share * way[0], y - start[1] - share * way[1])
    return np.flatnonzero(away <= radius)


def in_data(places: FloatArray, pixels: PixelMap, n_features: int) -> FloatArray:
    """Return places (n, 2) in the units of the plot, shape (n, D): on a line without heights."""
    x = (places[:, 0] - pixels.offset_x) / pixels.scale_x
    if n_features == 1:
        return x[:, None]
    return np.column_stack([x, (places[:, 1] - pixels.offset_y) / pixels.scale_y])
