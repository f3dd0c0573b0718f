"""The way of a mixture through its iterations, as one table."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.data import Dataset, default_names
from gmm_explorer.em import EMState
from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.model import Position, Timeline

NULL = "null"

Cells = list[int | float | str]


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """Parameters step by step, in original units.

    Attributes
    ----------
    names : tuple of str
        Of the D columns of the data.
    iteration : ndarray of shape (T,)
        M-steps since the last start.
    log_likelihood : ndarray of shape (T,)
        Total, nats; NaN where it is unknown or infinite.
    cause : tuple of str
        What made each step: ``start``, ``edit``, ``iteration``, ...
    weights, means, covariances : ndarray of shape (T, K), (T, K, D) and (T, K, D, D)
        NaN for components that were not there yet, or no longer.
    """

    names: tuple[str, ...]
    iteration: NDArray[np.int64]
    log_likelihood: FloatArray
    cause: tuple[str, ...]
    weights: FloatArray
    means: FloatArray
    covariances: FloatArray

    @classmethod
    def of_run(cls, states: Iterable[EMState], names: Sequence[str] | None = None) -> Self:
        """Return the trace of a run (at least one state) on data in original units."""
        run = list(states)
        n_features = run[0].mixture.n_features
        return cls(
            tuple(names or default_names(n_features)),
            np.array([state.n_iter for state in run]),
            _finite(np.array([state.log_likelihood for state in run])),
            ("start", *["iteration"] * (len(run) - 1)),
            np.array([state.mixture.weights for state in run]),
            np.array([state.mixture.means for state in run]),
            np.array([state.mixture.covariances for state in run]),
        )

    @classmethod
    def of_history(cls, timeline: Timeline) -> Self:
        """Return the trace of the way that led to where a history stands.

        It begins where the columns of the data became those of now, and holds every step that
        has a mixture.

        Raises
        ------
        ValueError
            When there is none.
        """
        dataset = timeline.entry.snapshot.dataset
        parts = [_of_stretch(position) for position in _way(timeline.position, dataset)]
        parts = [part for part in parts if part.weights.shape[1]]
        if not parts:
            raise ValueError("there is no component yet: place one first")
        n_components = max(part.weights.shape[1] for part in parts)
        return cls(
            parts[-1].names,
            np.concatenate([part.iteration for part in parts]),
            np.concatenate([part.log_likelihood for part in parts]),
            tuple(cause for part in parts for cause in part.cause),
            _joined([part.weights for part in parts], n_components),
            _joined([part.means for part in parts], n_components),
            _joined([part.covariances for part in parts], n_components),
        )

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return all of it as arrays that need no pickle."""
        return {
            "iteration": self.iteration,
            "log_likelihood": self.log_likelihood,
            "weights": self.weights,
            "means": self.means,
            "covariances": self.covariances,
            "cause": np.array(self.cause),
            "feature_names": np.array(self.names),
        }

    def rows(self) -> Iterator[Cells]:
        """Yield the rows of a table, the header first; what is unknown is null.

        Covariances are there once for each pair of columns.
        """
        components = range(1, self.weights.shape[1] + 1)
        pairs = [(a, b) for i, a in enumerate(self.names) for b in self.names[i:]]
        yield [
            "iteration",
            "log_likelihood",
            *(f"weight_{k}" for k in components),
            *(f"mean_{k}_{name}" for k in components for name in self.names),
            *(f"covariance_{k}_{a}_{b}" for k in components for a, b in pairs),
            "cause",
        ]
        rows, columns = np.triu_indices(len(self.names))
        for step, cause in enumerate(self.cause):
            numbers = (
                [float(self.log_likelihood[step])],
                self.weights[step].tolist(),
                self.means[step].ravel().tolist(),
                self.covariances[step][:, rows, columns].ravel().tolist(),
            )
            cells = (NULL if math.isnan(value) else value for part in numbers for value in part)
            yield [int(self.iteration[step]), *cells, cause]


def _way(here: Position, dataset: Dataset | None) -> list[Position]:
    """Return the last position of each block on the way to here, as far as the columns fit."""
    way: list[Position] = []
    step: Position | None = here
    while step is not None and _names(step.entry.snapshot.dataset) == _names(dataset):
        way.append(step)
        step = step.block.parent
    return way[::-1]


def _names(dataset: Dataset | None) -> tuple[str, ...] | None:
    return None if dataset is None else dataset.names


def _of_stretch(position: Position) -> Trace:
    """Return the steps of a block up to a position."""
    entries, stop = position.block.entries, position.at + 1
    dataset = position.entry.snapshot.dataset
    weights, means, covariances = (array[:stop] for array in entries.stacked)
    log_likelihood = entries.log_likelihood[:stop]
    names = default_names(means.shape[2])
    if dataset is not None:
        names = dataset.names
        log_likelihood = log_likelihood + dataset.log_likelihood_to_original(0.0)
        if weights.shape[1]:
            means = means * dataset.scale + dataset.shift
            covariances = covariances * np.outer(dataset.scale, dataset.scale)
    cause = tuple(entries.cause_at(index).name.lower() for index in range(stop))
    iteration = entries.n_iter[:stop]
    return Trace(names, iteration, _finite(log_likelihood), cause, weights, means, covariances)


def _finite(values: FloatArray) -> FloatArray:
    return np.where(np.isfinite(values), values, np.nan)


def _joined(arrays: Sequence[FloatArray], n_components: int) -> FloatArray:
    """Return arrays (T, K, ...) one after the other, NaN for the components that one lacks."""
    shape = (sum(map(len, arrays)), n_components, *arrays[0].shape[2:])
    joined = np.full(shape, np.nan)
    start = 0
    for array in arrays:
        joined[start : start + len(array), : array.shape[1]] = array
        start += len(array)
    return joined
