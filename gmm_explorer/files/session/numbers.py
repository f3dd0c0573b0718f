"""The numbers of all mixtures and entries, end to end in a few arrays.

A history has entries by the thousand: with an array for each, an archive would be all headers.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.files.session.archive import SessionArchive
from gmm_explorer.files.session.fields import refusal
from gmm_explorer.model import PARTS, Cause, Stacked

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
PartArray = NDArray[np.uint8]

_SUM_TOLERANCE = 1e-6
# Wider than what `Mixture` asks of a person: EM at a collapse is not to be refused on its return.
_PSD_TOLERANCE = 1e-6
_TINY = 1e-300  # where doubles become so few that a product is not what it should be

_PARAMETERS = ("weights", "means", "covariances")
_OF_ENTRIES = ("log_likelihood", "log_prior")
_OF_RUNS = ("n_iter", "parts")


class NumbersOut:
    """Gathers numbers, to be written in the order they were put here."""

    def __init__(self) -> None:
        self._parts: dict[str, list[NDArray[Any]]] = {
            name: [] for name in (*_PARAMETERS, *_OF_ENTRIES, *_OF_RUNS)
        }

    def put_parameters(self, stacked: Stacked) -> list[int]:
        """Add the parameters of T entries; return their T, K and D."""
        for name, part in zip(_PARAMETERS, stacked, strict=True):
            self._parts[name].append(part.ravel())
        return list(stacked.means.shape)

    def put_entries(self, log_likelihood: FloatArray, log_prior: FloatArray) -> None:
        """Add what is known of the entries of a block, shape (T,) each."""
        for name, part in zip(_OF_ENTRIES, (log_likelihood, log_prior), strict=True):
            self._parts[name].append(part)

    def put_run(self, n_iter: IntArray, parts: PartArray) -> None:
        """Add the iterations of a run and what of EM made its entries, shape (T,) each."""
        for name, part in zip(_OF_RUNS, (n_iter, parts.astype(np.int64)), strict=True):
            self._parts[name].append(part)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return all arrays by their names."""
        return {
            name: np.concatenate([np.empty(0, _kind(name)), *parts])
            for name, parts in self._parts.items()
        }


class NumbersIn:
    """Hands numbers out in the order in which `NumbersOut` was given them.

    Parameters
    ----------
    archive
        Where they are.

    Raises
    ------
    BadContentError
        When an array is missing or damaged.
    """

    def __init__(self, archive: SessionArchive) -> None:
        self._left = {
            name: archive.array(name, _kind(name))
            for name in (*_PARAMETERS, *_OF_ENTRIES, *_OF_RUNS)
        }
        for name, array in self._left.items():
            if array.ndim != 1:
                raise refusal(f"{name}.npy", f"it has {array.ndim} dimensions and not 1")

    def parameters(self, shape: tuple[int, int, int], place: str) -> Stacked:
        """Return the parameters of T entries with K components in D dimensions.

        Raises
        ------
        BadContentError
            When they are too few, or are no mixtures.
        """
        n_entries, n_components, n_features = shape
        weights = self._next("weights", n_entries * n_components, place)
        means = self._next("means", n_entries * n_components * n_features, place)
        covariances = self._next("covariances", n_entries * n_components * n_features**2, place)
        stacked = Stacked(
            weights.reshape(n_entries, n_components),
            means.reshape(shape),
            covariances.reshape(*shape, n_features),
        )
        _check(stacked, place)
        return stacked

    def entries(self, n_entries: int, place: str) -> tuple[FloatArray, FloatArray]:
        """Return log-likelihoods and logarithms of the prior of the next entries."""
        log_likelihood, log_prior = (self._next(name, n_entries, place) for name in _OF_ENTRIES)
        if np.isnan(log_prior).any():
            raise refusal(place, "the logarithm of its prior is not a number")
        return log_likelihood, log_prior

    def run(self, n_entries: int, place: str) -> tuple[IntArray, PartArray]:
        """Return the iterations of a run, and what of EM made its entries."""
        n_iter, parts = (self._next(name, n_entries, place) for name in _OF_RUNS)
        if not ((parts >= 0) & (parts < len(PARTS))).all():
            raise refusal(place, "it is made of something else than EM")
        if not ascend(n_iter, parts[1:]):
            raise refusal(place, "its iterations do not ascend")
        return n_iter, parts.astype(np.uint8)

    def finish(self) -> None:
        """Raise BadContentError where numbers are left over."""
        for name, array in self._left.items():
            if array.size:
                raise refusal(f"{name}.npy", f"{array.size:,} of its numbers belong to nothing")

    def _next(self, name: str, n_numbers: int, place: str) -> NDArray[Any]:
        left = self._left[name]
        if n_numbers > left.size:
            raise refusal(place, f"{name}.npy has too few numbers for it")
        self._left[name] = left[n_numbers:]
        return left[:n_numbers]


def ascend(n_iter: IntArray, parts: NDArray[np.integer[Any]]) -> bool:
    """Return whether iterations (T + 1,) ascend; that of an E-step is the one before it."""
    by_e_step = parts == PARTS.index(Cause.E_STEP)
    steps = np.diff(n_iter)
    return bool((n_iter[0] >= 0) & (steps >= 0).all() and ((steps == 0) == by_e_step).all())


def _kind(name: str) -> type[np.generic]:
    return np.int64 if name in _OF_RUNS else np.float64


def _check(stacked: Stacked, place: str) -> None:
    """Raise BadContentError unless all are mixtures, as far as EM makes them."""
    for name, array in zip(_PARAMETERS, stacked, strict=True):
        if not np.isfinite(array).all():
            raise refusal(place, f"its {name} are not all finite")
    weights, _means, covariances = stacked
    if (weights < 0).any():
        raise refusal(place, "a weight is negative")
    if (np.abs(weights.sum(axis=1) - 1) > _SUM_TOLERANCE).any():
        raise refusal(place, "its weights do not sum to 1")
    variances = np.diagonal(covariances, axis1=-2, axis2=-1)
    if (variances < 0).any():
        raise refusal(place, "a variance is negative")
    scale = np.sqrt(variances)
    bound = scale[..., :, None] * scale[..., None, :] + _TINY
    with np.errstate(over="ignore"):
        correlations = covariances / bound
    if not _is_semidefinite(correlations):
        raise refusal(place, "a covariance is not symmetric and positive semi-definite")


def _is_semidefinite(correlations: FloatArray) -> bool:
    if (np.abs(correlations) > 1 + _PSD_TOLERANCE).any():
        return False
    if (np.abs(correlations - correlations.swapaxes(-1, -2)) > _PSD_TOLERANCE).any():
        return False
    if correlations.shape[-1] <= 2:  # that was the whole criterion for two features
        return True
    return bool(np.linalg.eigvalsh(correlations).min() >= -_PSD_TOLERANCE * correlations.shape[-1])
