"""Two states side by side: numbers of the fit, settings, and components matched to each other."""

from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.data import Dataset
from gmm_explorer.em import EMSettings, Mixture, aic, bic, n_parameters
from gmm_explorer.model.snapshot import Snapshot

FloatArray = NDArray[np.float64]

_FARTHEST = 1e300  # what is farther apart is as far as can be


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One of two states.

    Attributes
    ----------
    title
        What it is called.
    snapshot
        The state.
    log_likelihood
        Total, nats; None without data or components.
    """

    title: str
    snapshot: Snapshot
    log_likelihood: float | None

    @property
    def per_point(self) -> float | None:
        """The log-likelihood for each point."""
        dataset = self.snapshot.dataset
        if self.log_likelihood is None or dataset is None:
            return None
        return self.log_likelihood / dataset.n_samples

    @property
    def aic(self) -> float | None:
        """Akaike's criterion; lower is better."""
        value = self.log_likelihood
        return None if value is None else aic(value, self._n_parameters())

    @property
    def bic(self) -> float | None:
        """Schwarz's criterion; lower is better."""
        value, dataset = self.log_likelihood, self.snapshot.dataset
        if value is None or dataset is None:
            return None
        return bic(value, self._n_parameters(), dataset.n_samples)

    def _n_parameters(self) -> int:
        snapshot = self.snapshot
        return n_parameters(
            snapshot.n_components, snapshot.n_features or 1, snapshot.settings.covariance_type
        )


class Difference(NamedTuple):
    """A setting that two states do not share."""

    name: str
    one: object
    other: object


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Two states side by side.

    Attributes
    ----------
    one, other
        The states.
    pairs
        Components of one and of the other that belong together, by those of the one.
    settings
        Where their settings differ.
    """

    one: Side
    other: Side
    pairs: tuple[tuple[int, int], ...]
    settings: tuple[Difference, ...]

    @property
    def same_data(self) -> bool:
        """Whether both are about the same data; else their log-likelihoods say nothing."""
        return self.one.snapshot.dataset is self.other.snapshot.dataset

    @property
    def unmatched(self) -> tuple[list[int], list[int]]:
        """The components that only the one has, and those that only the other has."""
        ones, others = {one for one, _ in self.pairs}, {other for _, other in self.pairs}
        return (
            [k for k in range(self.one.snapshot.n_components) if k not in ones],
            [k for k in range(self.other.snapshot.n_components) if k not in others],
        )


def compare(one: Side, other: Side) -> Comparison:
    """Return two states side by side."""
    mixture, another = one.snapshot.mixture, other.snapshot.mixture
    pairs: tuple[tuple[int, int], ...] = ()
    if mixture is not None and another is not None and mixture.n_features == another.n_features:
        pairs = matched(mixture, another, _spans(one.snapshot.dataset, mixture.n_features))
    settings = _differences(one.snapshot.settings, other.snapshot.settings)
    return Comparison(one, other, pairs, settings)


def matched(one: Mixture, other: Mixture, spans: FloatArray) -> tuple[tuple[int, int], ...]:
    """Return the pairs of components whose distances have the smallest sum.

    Parameters
    ----------
    one, other
        Mixtures of the same dimension D.
    spans
        Shape (D,): by feature, what counts as one unit of distance.
    """
    from scipy.optimize import linear_sum_assignment

    costs = squared_distances(one, other, spans)
    rows, columns = linear_sum_assignment(np.nan_to_num(costs, nan=_FARTHEST, posinf=_FARTHEST))
    return tuple((int(k), int(j)) for k, j in zip(rows, columns, strict=True))


def squared_distances(one: Mixture, other: Mixture, spans: FloatArray) -> FloatArray:
    """Return the squared 2-Wasserstein distances of all components, shape (K, L).

    Dowson & Landau 1982: |m - n|^2 + tr(S + T - 2 (S T)^(1/2)), which singular covariances do
    not break; features are measured in their spans.
    """
    units = np.outer(spans, spans)
    with np.errstate(over="ignore", invalid="ignore"):
        shifts = (one.means[:, None] - other.means[None]) / spans
        widths, others = (one.covariances / units)[:, None], (other.covariances / units)[None]
        products = np.nan_to_num(widths @ others, posinf=_FARTHEST, neginf=-_FARTHEST)
        roots = np.sqrt(np.maximum(np.linalg.eigvals(products).real, 0.0))
        traces = np.trace(widths, axis1=2, axis2=3) + np.trace(others, axis1=2, axis2=3)
        squares = (shifts**2).sum(axis=2) + traces - 2.0 * roots.sum(axis=2)
    nearest: FloatArray = np.maximum(squares, 0.0)
    return nearest


def _spans(dataset: Dataset | None, n_features: int) -> FloatArray:
    """Return the standard deviations of the data; 1 where there are none or they do not vary."""
    if dataset is None:
        return np.ones(n_features)
    spans = dataset.X.std(axis=0)
    return np.where(spans > 0.0, spans, 1.0)


def _differences(one: EMSettings, other: EMSettings) -> tuple[Difference, ...]:
    values = ((f.name, getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    return tuple(Difference(*found) for found in values if found[1] != found[2])
