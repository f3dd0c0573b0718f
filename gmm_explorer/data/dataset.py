"""A data set: a table as loaded, and the columns of it that are fitted."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, field, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gmm_explorer.data.errors import DatasetError
from gmm_explorer.data.table import Table, frozen_copy
from gmm_explorer.data.units import marginal, restore_mixture, standardise_mixture
from gmm_explorer.em import Mixture
from gmm_explorer.em.arrays import FloatArray

LabelArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """What is fitted, and everything needed to say where it came from.

    Attributes
    ----------
    table : Table
        All numeric columns as loaded, in original units.
    columns : tuple of int
        The columns of the table that are fitted, numbered from 0.
    shift, scale : ndarray of shape (n_features,)
        ``X = (table - shift) / scale``; zeros and ones when not standardised.
    labels : ndarray of shape (n_samples,) or None
        The component each point was drawn from, where that is known.
    truth : Mixture or None
        The mixture the table was drawn from, outliers apart: all its columns, original units.
    provenance : str
        Where the data came from, in one line for people: a file, or a generator and its seed.
    notices : tuple of str
        What people should know about the data, whole sentences.
    origin : object
        One and the same for data made from one another by a hand that adds, takes away or moves
        points: they have one picture. Only its identity counts.
    X : ndarray of shape (n_samples, n_features)
        The chosen columns as fitted; derived.
    bounds : ndarray of shape (2, n_features)
        The lowest and the highest number of each column of `X`; derived.
    mixture : Mixture or None
        The truth about `X`, in its columns and units; derived.

    Raises
    ------
    DatasetError
        When columns, labels, truth, shift or scale do not fit the table.
    """

    table: Table
    columns: tuple[int, ...]
    shift: FloatArray
    scale: FloatArray
    _: KW_ONLY
    labels: LabelArray | None = None
    truth: Mixture | None = None
    provenance: str = ""
    notices: tuple[str, ...] = ()
    origin: object = field(default_factory=object)
    X: FloatArray = field(init=False)
    bounds: FloatArray = field(init=False)
    mixture: Mixture | None = field(init=False)

    def __post_init__(self) -> None:
        columns = _checked_columns(self.columns, self.table)
        shift, scale = _checked_units(self.shift, self.scale, n_features=len(columns))
        X = _fitted(self.table, columns, shift, scale)
        derived = {
            "columns": columns,
            "shift": shift,
            "scale": scale,
            "labels": _checked_labels(self.labels, n_samples=self.table.n_samples),
            "notices": tuple(self.notices),
            "X": X,
            "bounds": _bounds(X),
            "mixture": _truth_about(self.truth, self.table, columns, shift, scale),
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)

    @classmethod
    def from_table(
        cls,
        table: Table,
        columns: Sequence[int] | None = None,
        *,
        provenance: str = "",
        labels: ArrayLike | None = None,
        truth: Mixture | None = None,
        notices: Sequence[str] = (),
    ) -> "Dataset":
        """Return some columns of a table (None: all) as a data set in original units."""
        chosen = tuple(range(table.n_columns)) if columns is None else tuple(columns)
        return cls(
            table,
            chosen,
            np.zeros(len(chosen)),
            np.ones(len(chosen)),
            labels=None if labels is None else np.asarray(labels),
            truth=truth,
            provenance=provenance,
            notices=tuple(notices),
        )

    @classmethod
    def from_array(
        cls,
        X: ArrayLike,
        names: Sequence[str] | None = None,
        *,
        provenance: str = "",
        labels: ArrayLike | None = None,
        mixture: Mixture | None = None,
        notices: Sequence[str] = (),
    ) -> "Dataset":
        """Return an array as a data set whose every column is fitted.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            Finite numbers.
        names : sequence of str, optional
            One for each column; ``x``, ``y`` or ``x1``, ``x2``, ... when not given.
        provenance : str
            Where the numbers came from, in one line for people.
        labels : array-like of int, shape (n_samples,), optional
            The component each point was drawn from.
        mixture : Mixture, optional
            The mixture the points were drawn from.
        notices : sequence of str
            What people should be told about the data.
        """
        values = np.asarray(X, dtype=np.float64)
        n_features = values.shape[1] if values.ndim == 2 else 0
        table = Table(values, default_names(n_features) if names is None else tuple(names))
        return cls.from_table(
            table, provenance=provenance, labels=labels, truth=mixture, notices=notices
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns of `X`."""
        return tuple(self.table.names[column] for column in self.columns)

    @property
    def n_samples(self) -> int:
        """Number of points."""
        return self.table.n_samples

    @property
    def n_features(self) -> int:
        """Number of columns that are fitted."""
        return len(self.columns)

    @property
    def is_standardised(self) -> bool:
        """Whether `X` is in other units than the table."""
        return bool(np.any(self.shift != 0.0) or np.any(self.scale != 1.0))

    def with_columns(self, columns: Sequence[int]) -> "Dataset":
        """Return the same table with other columns fitted, standardised if this one is."""
        chosen = tuple(columns)
        plain = replace(
            self, columns=chosen, shift=np.zeros(len(chosen)), scale=np.ones(len(chosen))
        )
        return plain.standardised(self.is_standardised)

    def standardised(self, on: bool) -> "Dataset":
        """Return the same columns with mean 0 and standard deviation 1, or in original units.

        A constant column is only centred. The standard deviation has the divisor n.

        Raises
        ------
        DatasetError
            When a column spans more than double precision can hold.
        """
        if not on:
            zeros = np.zeros(self.n_features)
            return replace(self, shift=zeros, scale=np.ones(self.n_features))
        values = self.table.values[:, self.columns]
        with np.errstate(over="ignore", invalid="ignore"):
            shift, scale = values.mean(axis=0), values.std(axis=0)
        # The mean of equal numbers is rounded: only the numbers themselves say that they are equal.
        constant = (values == values[0]).all(axis=0) | (scale == 0.0)
        return replace(
            self,
            shift=np.where(constant, values[0], shift),
            scale=np.where(constant, 1.0, scale),
        )

    def to_original(self, mixture: Mixture) -> Mixture:
        """Return a mixture of `X` in the units of the table."""
        return restore_mixture(mixture, self.shift, self.scale) if self.is_standardised else mixture

    def to_fitted(self, mixture: Mixture) -> Mixture:
        """Return a mixture in the units of the table as one of `X`."""
        if not self.is_standardised:
            return mixture
        return standardise_mixture(mixture, self.shift, self.scale)

    def log_likelihood_to_original(self, log_likelihood: float) -> float:
        """Return a log-likelihood of `X` (nats) as one of the columns in original units.

        A density per original unit is the density per fitted unit divided by the scale.
        """
        return log_likelihood - self.n_samples * float(np.log(self.scale).sum())


def default_names(n_columns: int) -> tuple[str, ...]:
    """Return names for columns that came without: x, y, or x1, x2, ... when there are more."""
    if n_columns <= 2:
        return ("x", "y")[:n_columns]
    return tuple(f"x{column}" for column in range(1, n_columns + 1))


def _checked_columns(columns: Sequence[int], table: Table) -> tuple[int, ...]:
    chosen = tuple(int(column) for column in columns)
    if not chosen:
        raise DatasetError("no column is chosen: choose at least one")
    if len(set(chosen)) != len(chosen):
        raise DatasetError("a column is chosen twice: choose different ones")
    for column in chosen:
        if not 0 <= column < table.n_columns:
            raise DatasetError(
                f"there is no column {column}: choose from 0 to {table.n_columns - 1}"
            )
    return chosen


def _checked_units(
    shift: FloatArray, scale: FloatArray, *, n_features: int
) -> tuple[FloatArray, FloatArray]:
    shift, scale = frozen_copy(shift), frozen_copy(scale)
    if shift.shape != (n_features,) or scale.shape != (n_features,):
        raise DatasetError(f"shift and scale need {n_features} numbers each, one for each column")
    if not (np.isfinite(shift).all() and np.isfinite(scale).all() and (scale > 0.0).all()):
        raise DatasetError(
            "the columns cannot be standardised, they span more than double precision holds: "
            "divide them by a constant first"
        )
    return shift, scale


def _checked_labels(labels: LabelArray | None, *, n_samples: int) -> LabelArray | None:
    if labels is None:
        return None
    copy = np.array(labels)
    if copy.shape != (n_samples,) or copy.dtype.kind not in "iu":
        raise DatasetError(f"labels must be {n_samples} whole numbers, one for each point")
    copy = copy.astype(np.int64)
    copy.flags.writeable = False
    return copy


def _fitted(
    table: Table, columns: tuple[int, ...], shift: FloatArray, scale: FloatArray
) -> FloatArray:
    if not np.any(shift) and np.all(scale == 1.0):
        if columns == tuple(range(table.n_columns)):
            return table.values
        return frozen_copy(table.values[:, columns])
    return frozen_copy((table.values[:, columns] - shift) / scale)


def _bounds(X: FloatArray) -> FloatArray:
    # One column after the other: along the rows NumPy takes ten times as long.
    return frozen_copy(np.array([[x.min() for x in X.T], [x.max() for x in X.T]]))


def _truth_about(
    truth: Mixture | None,
    table: Table,
    columns: tuple[int, ...],
    shift: FloatArray,
    scale: FloatArray,
) -> Mixture | None:
    if truth is None:
        return None
    if truth.means.shape[1] != table.n_columns:
        raise DatasetError("the true mixture must describe every column of the table")
    if not np.any(shift) and np.all(scale == 1.0):
        return truth if columns == tuple(range(table.n_columns)) else marginal(truth, columns)
    return standardise_mixture(marginal(truth, columns), shift, scale)
