"""All numeric columns of a file or a generator, as loaded."""

from dataclasses import dataclass

import numpy as np

from gmm_explorer.data.errors import DatasetError
from gmm_explorer.em.arrays import FloatArray, read_only


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Numbers in named columns, in original units.

    Attributes
    ----------
    values : ndarray of shape (n_samples, n_columns)
        Finite; a read-only float64 copy.
    names : tuple of str
        One name a column, all different.

    Raises
    ------
    DatasetError
        When the values are not a finite matrix of at least one row, or the names do not fit.
    """

    values: FloatArray
    names: tuple[str, ...]

    def __post_init__(self) -> None:
        values = frozen_copy(self.values)
        _check_values(values)
        names = tuple(self.names)
        _check_names(names, n_columns=values.shape[1])
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "names", names)

    @property
    def n_samples(self) -> int:
        """Number of rows."""
        return int(self.values.shape[0])

    @property
    def n_columns(self) -> int:
        """Number of columns."""
        return int(self.values.shape[1])


def frozen_copy(values: FloatArray) -> FloatArray:
    """Return the values as a read-only, C-contiguous float64 array that nobody else can write.

    An array that is one already is returned as it is: a large table is not copied twice.
    """
    if (
        isinstance(values, np.ndarray)
        and values.dtype == np.float64
        and values.base is None
        and values.flags.c_contiguous
        and not values.flags.writeable
    ):
        return values
    return read_only(values)


def _check_values(values: FloatArray) -> None:
    if values.ndim != 2:
        raise DatasetError(
            f"a data set needs rows and columns, not an array of {values.ndim} dimensions: "
            "reshape it to (points, columns)"
        )
    if values.shape[0] == 0:
        raise DatasetError("the data set has no rows: give it at least one point")
    if values.shape[1] == 0:
        raise DatasetError("the data set has no columns: give it at least one")
    # A sum is finite only where all terms are: one cheap pass before the thorough one.
    with np.errstate(over="ignore", invalid="ignore"):
        suspicious = not np.isfinite(values.sum())
    if suspicious and not np.isfinite(values).all():
        row, column = np.argwhere(~np.isfinite(values))[0]
        raise DatasetError(
            f"row {row + 1}, column {column + 1} holds {values[row, column]}: "
            "leave the row out or give a finite number"
        )


def _check_names(names: tuple[str, ...], *, n_columns: int) -> None:
    if len(names) != n_columns:
        raise DatasetError(
            f"{len(names)} names do not fit {n_columns} columns: give one name for each"
        )
    if len(set(names)) != len(names):
        raise DatasetError("two columns have the same name: give each its own")
