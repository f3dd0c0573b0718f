"""Data made ready once, for every pass that EM makes over it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from gmm_explorer.em.arrays import FloatArray, freeze, read_only
from gmm_explorer.em.errors import InvalidDataError
from gmm_explorer.em.families import CovarianceType
from gmm_explorer.em.kernel.engine import KernelEngine, kernel_engine
from gmm_explorer.em.kernel.whitening import Whitening, whiten
from gmm_explorer.em.settings import EMSettings

# Of lengths in the same data or mixture: their fourth powers, in determinants, must be numbers.
LARGEST_RATIO = 1e70
# The interquartile range of a normal distribution, in standard deviations.
_IQR_OF_NORMAL = 1.349


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """Data with its robust centre and scale; `prepare` makes it.

    Parameters
    ----------
    X : (N, D)
        The data, float64 and read-only.
    centre : (D,)
        The median of each column.
    scale : (D,)
        The unit in which a collapse is judged, of each column: interquartile range / 1.349,
        the standard deviation where that is 0, 1 where that is 0 too.
    scale_products : (D, D)
        scale_i scale_j, the units of a covariance.
    """

    X: FloatArray
    centre: FloatArray
    scale: FloatArray
    scale_products: FloatArray
    _whitenings: dict[str, Whitening | None] = field(default_factory=dict, repr=False)
    _at_rest: list[KernelEngine[Any]] = field(default_factory=list, repr=False)

    @contextmanager
    def engine(self, whitening: Whitening, n_components: int) -> Iterator[KernelEngine[Any]]:
        """Lend an engine for E-steps; one that was lent before, if it is back and has as many K.

        To make one, with its memory, takes as long as a pass over a few thousand points. No two
        threads ever have the same.
        """
        try:
            engine = self._at_rest.pop()
        except IndexError:
            engine = None
        if engine is None or not engine.suits(whitening, n_components):
            engine = kernel_engine(whitening, n_components, EMSettings(), None)
        yield engine
        self._at_rest[:] = [engine]

    def any_whitening(self) -> Whitening | None:
        """Return coordinates of the kernel, whichever are there already; see `whitening`."""
        there = (w for w in self._whitenings.values() if w is not None)
        return next(there, None) or self.whitening("full")

    def whitening(self, covariance_type: CovarianceType) -> Whitening | None:
        """Return the coordinates of the kernel for a family, found once and kept.

        None when the data has no such coordinates; see `kernel.whitening.whiten`.
        """
        coordinates = "full" if covariance_type == "tied" else covariance_type
        if coordinates not in self._whitenings:
            self._whitenings[coordinates] = whiten(self.X, self.centre, self.scale, coordinates)
        return self._whitenings[coordinates]

    @property
    def n_samples(self) -> int:
        """N, the number of points."""
        return len(self.X)

    @property
    def n_features(self) -> int:
        """D, the dimension of each point."""
        return int(self.X.shape[1])


Data = ArrayLike | Prepared


def prepare(X: Data) -> Prepared:
    """Check data and find its centre and scale, once for all that follows.

    Parameters
    ----------
    X : (N, D)
        Points, or a Prepared, which is returned as it is. Read-only float64 data is not copied.

    Raises
    ------
    InvalidDataError
        When X is no table of finite numbers with at least one row and one column, or has a
        spread whose square float64 cannot hold. Rows and columns are numbered from 1.
    """
    if isinstance(X, Prepared):
        return X
    points = points_of(X)
    centre = _medians(points)
    centred = points - centre
    scale = _scale(centred)
    _check_spread(centred, scale)
    return Prepared(points, freeze(centre), freeze(scale), freeze(np.outer(scale, scale)))


def _medians(points: FloatArray) -> FloatArray:
    """Return the median of each column.

    By hand, like `_quartiles`: NumPy's own functions load masked arrays, at every start of the app.
    """
    below, above = (len(points) - 1) // 2, len(points) // 2
    middle: FloatArray = np.partition(points, (below, above), axis=0)[[below, above]]
    return np.asarray(middle.mean(axis=0))


def _quartiles(points: FloatArray) -> FloatArray:
    """Return the lower and upper quartile of each column, (2, D), interpolated linearly."""
    places = np.array([0.25, 0.75]) * (len(points) - 1)
    below, above = np.floor(places).astype(int), np.ceil(places).astype(int)
    ordered = np.partition(points, sorted({*below.tolist(), *above.tolist()}), axis=0)
    step: FloatArray = ordered[above] - ordered[below]
    return np.asarray(ordered[below] + step * (places - below)[:, np.newaxis])


def points_of(X: Data) -> FloatArray:
    """Return the checked points (N, D), read-only; see `prepare` for what is refused."""
    if isinstance(X, Prepared):
        return X.X
    points = _as_numbers(X)
    if points.ndim != 2:
        hint = "; for one feature pass X[:, None]" if points.ndim == 1 else ""
        raise InvalidDataError(f"X has shape {points.shape}, pass (n_samples, n_features){hint}.")
    if 0 in points.shape:
        raise InvalidDataError(f"X has shape {points.shape}; pass at least one row and column.")
    if not np.isfinite(points).all():
        row, column = np.argwhere(~np.isfinite(points))[0]
        raise InvalidDataError(
            f"X has the value {points[row, column]} in row {row + 1}, column {column + 1}; "
            "leave the row out or give a finite number."
        )
    return points


def _as_numbers(X: ArrayLike) -> FloatArray:
    if isinstance(X, np.ndarray) and X.dtype == np.float64 and X.flags.c_contiguous:
        return X if not X.flags.writeable else read_only(X)
    try:
        return read_only(X)
    except (TypeError, ValueError) as error:
        raise InvalidDataError(f"X is no table of numbers ({error}); pass floats.") from error


def _scale(centred: FloatArray) -> FloatArray:
    lower, upper = _quartiles(centred)
    scale = np.asarray((upper - lower) / _IQR_OF_NORMAL)
    for column in np.flatnonzero(scale == 0):
        largest = np.abs(centred[:, column]).max()
        if largest > 0:  # divided first, so that the squares neither overflow nor vanish
            scale[column] = largest * np.std(centred[:, column] / largest)
    scale[scale == 0] = 1.0
    return scale


def _check_spread(centred: FloatArray, scale: FloatArray) -> None:
    """Variances are squares: outside 1e-150 .. 1e150 they underflow or overflow."""
    reach = np.abs(centred).max(axis=0)
    wrong = np.flatnonzero((scale < 1e-150) | (reach > 1e150))
    if len(wrong):
        column = int(wrong[0])
        raise InvalidDataError(
            f"column {column + 1} spreads over {max(scale[column], reach[column]):g}, whose square "
            "float64 cannot hold; use another unit, or standardise the column."
        )
    if reach.max() > LARGEST_RATIO * scale.min():
        far, narrow = int(np.argmax(reach)), int(np.argmin(scale))
        raise InvalidDataError(
            f"column {far + 1} reaches over {reach[far]:g}, which float64 cannot hold beside the "
            f"spread of column {narrow + 1}, {scale[narrow]:g}; use other units, or standardise."
        )
