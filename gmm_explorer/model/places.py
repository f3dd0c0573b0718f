"""Where in the data a collapse can be set up: on a line, beside the points, far from all."""

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import Prepared

FloatArray = NDArray[np.float64]

_LIKELY = 16


def scaled_distances(prepared: Prepared, place: FloatArray) -> FloatArray:
    """Return how far the points are from a place (D,), in units of the data's scale, (N,)."""
    away = (prepared.X - place) / prepared.scale
    return np.asarray(np.sqrt(np.sum(away * away, axis=1)))


def axes_of(points: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the middle (2,), the long and the short direction (2, 2), and their deviations."""
    middle = points.mean(axis=0)
    _, sizes, directions = np.linalg.svd(points - middle, full_matrices=True)
    lengths = np.zeros(2)
    lengths[: len(sizes)] = sizes / np.sqrt(len(points))
    return middle, directions, lengths


def gap_beside(
    prepared: Prepared,
    middle: FloatArray,
    along: FloatArray,
    across: FloatArray,
    length: float,
    rest: NDArray[np.intp],
) -> float:
    """Return how far the nearest other point is from the line, near the segment."""
    away = (prepared.X[rest] - prepared.centre) / prepared.scale - middle
    near = np.abs(away @ along) < 6 * length
    distances = np.abs(away @ across)[near]
    distances = distances[distances > 0]
    return float(distances.min()) if distances.size else length


def segment_beside(prepared: Prepared, n_points: int) -> FloatArray:
    """Return points (n, 2) on an upright segment, which is exact, to the right of the data."""
    low, high = prepared.X.min(axis=0), prepared.X.max(axis=0)
    span = np.where(high > low, high - low, prepared.scale)
    steps = np.linspace(0.0, 1.0, n_points)[:, None]
    return np.asarray(high + span * ([0.1, -0.65] + steps * [0.0, 0.3]))


def emptiest_place(prepared: Prepared) -> tuple[FloatArray, float]:
    """Return a place within the data's bounds far from all points, and its scaled distance."""
    if prepared.X.shape[1] == 1:
        return _widest_gap(prepared)
    low, high = prepared.X.min(axis=0), prepared.X.max(axis=0)
    sides = [np.linspace(a, b, 24) for a, b in zip(low, high, strict=True)]
    places = np.stack(np.meshgrid(*sides), axis=-1).reshape(-1, len(low))
    sample = prepared.X[:: max(1, prepared.n_samples // 5000)]
    away = [float(np.min(np.sum(((sample - p) / prepared.scale) ** 2, 1))) for p in places]
    # Far from the sample is not far from all: of some of the best the distance is found exactly.
    likely = [places[at] for at in np.argsort(away)[-_LIKELY:]]
    distances = [float(scaled_distances(prepared, place).min()) for place in likely]
    best = int(np.argmax(distances))
    return likely[best], distances[best]


def _widest_gap(prepared: Prepared) -> tuple[FloatArray, float]:
    """Return the middle between the two neighbours on a line that are the farthest apart."""
    x = np.sort(prepared.X[:, 0])
    at = int(np.argmax(np.diff(x))) if len(x) > 1 else 0
    half = float(x[min(at + 1, len(x) - 1)] - x[at]) / 2.0
    return np.array([x[at] + half]), half / float(prepared.scale[0])
