"""Tables that leave: traces, responsibilities, predictions; CSV at full precision."""

import csv
import math
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from gmm_explorer.data import Dataset
from gmm_explorer.em import EMState
from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.atomic import replacing, replacing_bytes
from gmm_explorer.files.errors import FilePath
from gmm_explorer.files.progress import Progress
from gmm_explorer.files.trace import NULL, Cells, Trace
from gmm_explorer.model import Timeline

# A spreadsheet would run a name that begins like this as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_BLOCK = 8192


def write_trace(
    path: FilePath, states: Iterable[EMState], names: Sequence[str] | None = None
) -> None:
    """Write one row for each state: iteration, log-likelihood, the parameters, the cause.

    Covariances are written once for each pair of columns. What is infinite is null.

    Parameters
    ----------
    path
        The file, arrays of NumPy when it ends in ``.npz``, else CSV; one that exists is replaced
        at once or not at all.
    states : iterable of EMState
        At least one; all with the same numbers of components and features.
    names
        Of the columns of the data.

    Raises
    ------
    ExportError
        When the file cannot be written.
    """
    _write_trace(path, Trace.of_run(states, names))


def write_history(path: FilePath, timeline: Timeline) -> None:
    """Write the way that led to where a history stands, as `write_trace` does.

    Raises
    ------
    ValueError
        When there is no mixture on it.
    ExportError
        When the file cannot be written.
    """
    _write_trace(path, Trace.of_history(timeline))


def history_text(timeline: Timeline) -> str:
    """Return what `write_history` writes as CSV, for the clipboard."""
    return _csv(Trace.of_history(timeline).rows())


def write_responsibilities(
    path: FilePath,
    dataset: Dataset,
    responsibilities: ArrayLike,
    progress: Progress | None = None,
) -> None:
    """Write one row for each point: its number, its table row, its label and its r_ic.

    Parameters
    ----------
    path
        The file; one that exists is replaced at once or not at all.
    dataset : Dataset
        The points; all columns of the table are written, in original units.
    responsibilities : array-like of shape (n_samples, n_components)
        NaN where they are undefined, as with a singular covariance; written as null.
    progress : callable, optional
        Called now and then with the fraction that is done; what it raises ends the writing.

    Raises
    ------
    ExportError
        When the file cannot be written.
    """
    rows = _responsibility_rows(dataset, responsibilities)
    _write(path, rows if progress is None else _telling(rows, dataset.n_samples, progress))


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


def responsibilities_text(dataset: Dataset, responsibilities: ArrayLike) -> str:
    """Return what `write_responsibilities` writes, for the clipboard."""
    return _csv(_responsibility_rows(dataset, responsibilities))


def harmless_name(name: str) -> str:
    """Return a column's name so that no spreadsheet takes it for a formula."""
    return f"'{name}" if name.startswith(_FORMULA_STARTS) else name


def _write_trace(path: FilePath, trace: Trace) -> None:
    if Path(path).suffix.lower() != ".npz":
        _write(path, trace.rows())
        return
    content = BytesIO()
    np.savez_compressed(content, allow_pickle=False, **trace.arrays())
    with replacing_bytes(path) as stream:
        stream.write(content.getbuffer())


def _telling(rows: Iterable[Cells], n_rows: int, progress: Progress) -> Iterator[Cells]:
    for number, row in enumerate(rows):
        if number % _BLOCK == 0:
            progress(number / n_rows)
        yield row


def _write(path: FilePath, rows: Iterable[Cells]) -> None:
    with replacing(path) as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def _csv(rows: Iterable[Cells]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _responsibility_rows(dataset: Dataset, responsibilities: ArrayLike) -> Iterator[Cells]:
    table = dataset.table
    names = [harmless_name(name) for name in table.names]
    return _membership_rows(names, table.values, np.asarray(responsibilities), "r")


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
