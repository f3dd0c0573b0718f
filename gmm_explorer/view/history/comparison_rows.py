"""What is said of two states side by side, row by row, without Qt."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from gmm_explorer.em import Mixture
from gmm_explorer.model import Comparison, Side
from gmm_explorer.view.style.numbers import MINUS, fixed, signed, significant

DECIMALS = 2
Pair = tuple[int | None, int | None]


class Row(NamedTuple):
    """One row: a label, both values and their difference; or a pair of components."""

    label: str
    one: str = ""
    other: str = ""
    change: str = ""
    pair: Pair | None = None


def comparison_rows(comparison: Comparison) -> list[Row]:
    """Return all rows."""
    return [*_fit_rows(comparison), *_settings_rows(comparison), *_component_rows(comparison)]


def _fit_rows(comparison: Comparison) -> Iterator[Row]:
    one, other = comparison.one, comparison.other
    yield _counted("iteration", one.snapshot.n_iter, other.snapshot.n_iter)
    yield _counted("K", one.snapshot.n_components, other.snapshot.n_components)
    if not comparison.same_data:
        yield Row("data", _data(one), _data(other), "not the same")
    numbers = (
        ("log L", one.log_likelihood, other.log_likelihood, DECIMALS),
        ("per point", one.per_point, other.per_point, DECIMALS + 2),
        ("BIC", one.bic, other.bic, DECIMALS),
        ("AIC", one.aic, other.aic, DECIMALS),
    )
    for label, value, another, decimals in numbers:
        change = ""
        # Of other data a log-likelihood says nothing.
        if comparison.same_data and value is not None and another is not None:
            change = _change(value, another, decimals)
        yield Row(label, _fixed(value, decimals), _fixed(another, decimals), change)


def _settings_rows(comparison: Comparison) -> Iterator[Row]:
    for name, one, other in comparison.settings:
        yield Row(name.replace("_", " "), _setting(one), _setting(other))


def _component_rows(comparison: Comparison) -> Iterator[Row]:
    one, other = comparison.one.snapshot, comparison.other.snapshot
    only_one, only_other = comparison.unmatched
    if one.mixture is not None and other.mixture is not None:
        names = _names(comparison.one, one.mixture)
        for k, j in comparison.pairs:
            yield Row("", pair=(k, j))
            yield from _parameter_rows(one.mixture, k, other.mixture, j, names)
    for k in only_one:
        yield Row("", pair=(k, None))
    for j in only_other:
        yield Row("", pair=(None, j))


def _parameter_rows(
    one: Mixture, k: int, other: Mixture, j: int, names: tuple[str, ...]
) -> Iterator[Row]:
    yield _numbered("π", float(one.weights[k]), float(other.weights[j]))
    for d, name in enumerate(names):
        yield _numbered(f"μ {name}", float(one.means[k, d]), float(other.means[j, d]))
    deviations = [
        np.sqrt(np.diagonal(mixture.covariances[at])) for mixture, at in ((one, k), (other, j))
    ]
    for d, name in enumerate(names):
        yield _numbered(f"σ {name}", float(deviations[0][d]), float(deviations[1][d]))
    if len(names) > 1:
        correlations = [
            _correlation(mixture, at, spread)
            for mixture, at, spread in ((one, k, deviations[0]), (other, j, deviations[1]))
        ]
        yield _numbered("ρ", *correlations)


def _correlation(mixture: Mixture, k: int, deviations: np.ndarray) -> float:
    scale = float(deviations[0] * deviations[1])
    return float(mixture.covariances[k, 0, 1]) / scale if scale > 0.0 else math.nan


def _names(side: Side, mixture: Mixture) -> tuple[str, ...]:
    dataset = side.snapshot.dataset
    if dataset is not None and dataset.n_features == mixture.n_features:
        return tuple(dataset.names)
    return tuple(f"x{d + 1}" for d in range(mixture.n_features))


def _counted(label: str, one: int, other: int) -> Row:
    change = "" if one == other else f"{one - other:+,}".replace("-", MINUS)
    return Row(label, f"{one:,}", f"{other:,}", change)


def _numbered(label: str, one: float, other: float) -> Row:
    difference = one - other
    change = "" if difference == 0.0 or math.isnan(difference) else significant(difference, 2)
    if difference > 0.0:
        change = f"+{change}"
    return Row(label, significant(one), significant(other), change)


def _change(one: float, other: float, decimals: int) -> str:
    difference = one - other
    return signed(difference, decimals) if math.isfinite(difference) else ""


def _fixed(value: float | None, decimals: int) -> str:
    return "–" if value is None else fixed(value, decimals)


def _setting(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, str | int | float):
        return str(value).replace("-", MINUS) if not isinstance(value, str) else value
    return "set"


def _data(side: Side) -> str:
    dataset = side.snapshot.dataset
    return "none" if dataset is None else dataset.provenance
