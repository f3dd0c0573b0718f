"""Tables that leave: traces, responsibilities, predictions; CSV at full precision."""

import csv
import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike

from gmm_explorer.data import Dataset, default_names
from gmm_explorer.em import EMState, Mixture
from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.atomic import replacing
from gmm_explorer.files.errors import FilePath

NULL = "null"
# A spreadsheet would run a name that begins like this as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_BLOCK = 8192

Cells = list[int | float | str]


def write_trace(
    path: FilePath, states: Iterable[EMState], names: Sequence[str] | None = None
) -> None:
    """Write one row for each state: iteration, log-likelihood, then the parameters.

    Covariances are written once for each pair of columns. What is infinite is null.

    Parameters
    ----------
    path
        The file; one that exists is replaced at once or not at all.
    states : iterable of EMState
        At least one; all with the same numbers of components and features.
    names
        Of the columns of the data.

    Raises
    ------
    ExportError
        When the file cannot be written.
    """
    _write(path, _trace_rows(states, names))


def write_responsibilities(path: FilePath, dataset: Dataset, responsibilities: ArrayLike) -> None:
    """Write one row for each point: its number, its table row, its label and its r_ic.

    Parameters
    ----------
    path
        The file; one that exists is replaced at once or not at all.
    dataset : Dataset
        The points; all columns of the table are written, in original units.
    responsibilities : array-like of shape (n_samples, n_components)
        NaN where they are undefined, as with a singular covariance; written as null.

    Raises
    ------
    ExportError
        When the file cannot be written.
    """
    table = dataset.table
    names = [harmless_name(name) for name in table.names]
    _write(path, _membership_rows(names, table.values, np.asarray(responsibilities), "r"))


def write_predictions(
    path: FilePath, probabilities: ArrayLike, log_density: ArrayLike | None = None
) -> None:
    """Write one row for each point: its number, its label, its probability of each component.

    Where they are given, log-densities are the last column.

    Parameters
    ----------
    path
        The file; one that exists is replaced at once or not at all.
    probabilities : array-like of shape (n_samples, n_components)
        Of each component, given the point.
    log_density : array-like of shape (n_samples,), optional
        ln p(x), nats.

    Raises
    ------
    ExportError
        When the file cannot be written.
    """
    _write(path, prediction_rows(probabilities, log_density))


def prediction_rows(
    probabilities: ArrayLike, log_density: ArrayLike | None = None
) -> Iterator[Cells]:
    """Yield the rows of a table of predictions, the header first; see `write_predictions`."""
    values = np.asarray(probabilities, dtype=np.float64)
    rows = _membership_rows([], np.empty((len(values), 0)), values, "p")
    if log_density is None:
        return rows
    last: Cells = ["log_density", *np.asarray(log_density, dtype=np.float64).tolist()]
    return ([*row, cell] for row, cell in zip(rows, last, strict=True))


def harmless_name(name: str) -> str:
    """Return a column's name so that no spreadsheet takes it for a formula."""
    return f"'{name}" if name.startswith(_FORMULA_STARTS) else name


def _write(path: FilePath, rows: Iterable[Cells]) -> None:
    with replacing(path) as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def _trace_rows(states: Iterable[EMState], names: Sequence[str] | None) -> Iterator[Cells]:
    is_first = True
    for state in states:
        if is_first:
            yield _trace_header(state.mixture, names)
            is_first = False
        rows, columns = np.triu_indices(state.mixture.n_features)
        log_likelihood = state.log_likelihood
        yield [
            state.n_iter,
            log_likelihood if math.isfinite(log_likelihood) else NULL,
            *state.mixture.weights.tolist(),
            *state.mixture.means.ravel().tolist(),
            *state.mixture.covariances[:, rows, columns].ravel().tolist(),
        ]


def _trace_header(mixture: Mixture, names: Sequence[str] | None) -> Cells:
    columns = names or default_names(mixture.n_features)
    components = range(1, mixture.n_components + 1)
    pairs = [(a, b) for i, a in enumerate(columns) for b in columns[i:]]
    return [
        "iteration",
        "log_likelihood",
        *(f"weight_{k}" for k in components),
        *(f"mean_{k}_{name}" for k in components for name in columns),
        *(f"covariance_{k}_{a}_{b}" for k in components for a, b in pairs),
    ]


def _membership_rows(
    names: Sequence[str], values: FloatArray, probabilities: FloatArray, prefix: str
) -> Iterator[Cells]:
    n_samples, n_components = probabilities.shape
    yield ["row", *names, "label", *(f"{prefix}_{k}" for k in range(1, n_components + 1))]
    # Blocks, so that the lists of a large table are never all there at once.
    for start in range(0, n_samples, _BLOCK):
        block = slice(start, start + _BLOCK)
        labels = probabilities[block].argmax(axis=1) + 1
        rows = zip(
            values[block].tolist(), labels.tolist(), probabilities[block].tolist(), strict=True
        )
        for number, (cells, label, shares) in enumerate(rows, start=start + 1):
            if math.isfinite(sum(shares)):
                yield [number, *cells, label, *shares]
            else:
                yield [number, *cells, NULL, *([NULL] * n_components)]
