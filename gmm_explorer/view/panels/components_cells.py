"""The parameters of a mixture as the cells of a table, without Qt: numbers, texts and words."""

import math
from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.controller.editing import LARGEST, Editing
from gmm_explorer.em import Mixture
from gmm_explorer.model import Frame
from gmm_explorer.view.health.words import state
from gmm_explorer.view.style.exact_text import exact_text
from gmm_explorer.view.style.numbers import fixed, in_span, scientific, signed, significant


class Column(IntEnum):
    """What the cells of a column show."""

    NUMBER = 0
    WEIGHT = 1
    EFFECTIVE = 2
    MEAN = 3
    DEVIATION = 4
    CORRELATION = 5
    COVARIANCE_WITH_FIRST = 6
    COVARIANCE_WITH_SECOND = 7
    HEALTH = 8


class Cell(NamedTuple):
    """What a cell shows: feature ``feature`` of component ``component`` (from 0), as a column."""

    column: Column
    component: int
    feature: int


COLUMNS = tuple(Column)
SYMBOLS = ("", "π", "n", "μ", "σ", "ρ", "Σ₁", "Σ₂", "")
WORDS = (
    "component",
    "weight π",
    "effective number of points n",
    "mean μ",
    "standard deviation σ",
    "correlation ρ",
    "covariance Σ with the first column",
    "covariance Σ with the second column",
    "health",
)
MATRIX = (Column.COVARIANCE_WITH_FIRST, Column.COVARIANCE_WITH_SECOND)
SHAPE = (Column.DEVIATION, Column.CORRELATION)
PARAMETERS = (Column.WEIGHT, Column.MEAN, *SHAPE, *MATRIX)
NUMBERS = (*PARAMETERS, Column.EFFECTIVE)
PER_FEATURE = (Column.MEAN, Column.DEVIATION, *MATRIX)

_DIGITS_OF_POWERS = 3  # beside a power of ten: more would make the column too wide
_MANY = 1000  # points: of so many, fractions say nothing


def number(mixture: Mixture, column: Column, k: int, d: int) -> float:
    """Return a parameter in a cell: feature ``d`` of component ``k``; NaN where undefined."""
    covariance = mixture.covariances[k]
    match column:
        case Column.WEIGHT:
            return float(mixture.weights[k])
        case Column.MEAN:
            return float(mixture.means[k, d])
        case Column.DEVIATION:
            return math.sqrt(covariance[d, d])
        case Column.CORRELATION if len(covariance) == 2:
            scale = math.sqrt(covariance[0, 0]) * math.sqrt(covariance[1, 1])
            return float(covariance[0, 1]) / scale if scale > 0.0 else math.nan
        case Column.COVARIANCE_WITH_FIRST:
            return float(covariance[d, 0])
        case Column.COVARIANCE_WITH_SECOND if len(covariance) == 2:
            return float(covariance[d, 1])
    return math.nan


def cell_number(frame: Frame, cell: Cell) -> float:
    """Return the number in a cell of a frame: a parameter, or how many points a component has."""
    mixture, health = frame.snapshot.mixture, frame.derived.health
    if cell.column is Column.EFFECTIVE:
        return health[cell.component].n_effective if cell.component < len(health) else math.nan
    return math.nan if mixture is None else number(mixture, *cell)


def text(value: float, column: Column, span: float) -> str:
    """Write a number as its column does; ``span`` is that of the feature's data."""
    if column is Column.WEIGHT:
        return fixed(value, 3)
    if column is Column.EFFECTIVE:
        return fixed(value, 1 if span < _MANY else 0)
    if column is Column.CORRELATION:
        return signed(value, 2)
    written = significant(value, 4) if column in MATRIX else in_span(value, span)
    return written if "×" not in written else scientific(value, _DIGITS_OF_POWERS)


def describe(frame: Frame, column: Column, k: int, d: int) -> str:
    """Say what a cell shows, with all digits."""
    snapshot, title = frame.snapshot, f"Component {k + 1}"
    if snapshot.mixture is None or column is Column.NUMBER:
        return title
    if column is Column.HEALTH:
        vital = frame.vitals[k : k + 1]
        return f"{title}: {state(*vital)}" if vital else title
    value = cell_number(frame, Cell(column, k, d))
    feature = ""
    if column in PER_FEATURE and snapshot.dataset is not None:
        feature = f" of {snapshot.dataset.names[d]}"
    written = "undefined" if math.isnan(value) else exact_text(value)
    return f"{title}, {WORDS[column]}{feature}: {written}"


def spans(frame: Frame) -> NDArray[np.float64]:
    """Return the span (D,) of each column of the data, or of the mixture where there are none."""
    snapshot = frame.snapshot
    if snapshot.dataset is not None:
        low, high = snapshot.dataset.bounds
        return np.asarray(high - low)
    if snapshot.mixture is None:
        return np.ones(0)
    reach = 2.0 * np.sqrt(np.diagonal(snapshot.mixture.covariances, axis1=1, axis2=2))
    means = snapshot.mixture.means
    span: NDArray[np.float64] = (means + reach).max(axis=0) - (means - reach).min(axis=0)
    return span


def within_reach(value: float) -> float:
    """Return a number that was typed; ValueError when no density could be computed with it."""
    if abs(value) > LARGEST:
        raise ValueError(
            f"{exact_text(value)} is out of reach: type a number between −1e100 and 1e100"
        )
    return value


def setter(editing: Editing, column: Column, k: int, d: int) -> Callable[[float], None]:
    """Return what changes the number in a cell; it raises ValueError, with the reason."""
    match column:
        case Column.WEIGHT:
            return lambda value: editing.set_weight(k, value)
        case Column.MEAN:
            return lambda value: editing.set_mean(k, d, value)
        case Column.DEVIATION:
            return lambda value: editing.set_deviation(k, d, value)
        case Column.COVARIANCE_WITH_FIRST | Column.COVARIANCE_WITH_SECOND:
            return lambda value: editing.set_covariance(k, (d, MATRIX.index(column)), value)
        case _:
            return lambda value: editing.set_correlation(k, value)
