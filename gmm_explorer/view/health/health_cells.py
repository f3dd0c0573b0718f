"""The numbers of the health card, without Qt: two to a cell, each with a sentence."""

import math
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from gmm_explorer.model import Frame, Owner, Vital, owner
from gmm_explorer.view.health.words import fate, state
from gmm_explorer.view.style.exact_text import exact_text
from gmm_explorer.view.style.numbers import exponent_of, fixed, significant

MANY = 200_000  # responsibilities: of more, owners are looked for only where it matters
_DIGITS = 3
_LONG_EXPONENT = 10  # of two digits
_MOST_CONDITION = 1e15  # beyond it a condition number is made of rounding


class Column(IntEnum):
    """What the cells of a column show."""

    COMPONENT = 0
    EIGENVALUES = 1
    SHAPE = 2
    POINTS = 3
    OWNER = 4


HEADINGS = ("", "λ max\nλ min", "cond.\n|Σ|", "n\nleft", "point\nr")
WORDS = (
    "component and its health",
    "largest and smallest eigenvalue of the covariance, in units of the data's spread",
    "condition number, and determinant of the covariance, in units of the data's spread",
    "effective number of points, and iterations left where it is shrinking",
    "the point it holds on to most, and that point's responsibility r",
)


class Doing(NamedTuple):
    """All that the card shows of one component.

    Attributes
    ----------
    vital
        How it is doing.
    largest, determinant
        Of its covariance, in units of the data's spread.
    owner
        The point it holds on to most, where that is known.
    """

    vital: Vital
    largest: float
    determinant: float
    owner: Owner | None


def doings(frame: Frame) -> list[Doing]:
    """Return what there is to show of each component; nothing without data."""
    mixture, scale = frame.snapshot.mixture, frame.derived.scale
    if mixture is None or scale is None or len(frame.vitals) != mixture.n_components:
        return []
    held = frame.derived.responsibilities
    few = held is not None and held.size <= MANY
    found = []
    for k, vital in enumerate(frame.vitals):
        smallest = vital.health.min_eigenvalue
        # What the condition number cannot tell, the trace does: one part of it is next to nothing.
        with np.errstate(over="ignore"):  # a component may be wider than any number
            trace = float((mixture.covariances[k].diagonal() / scale**2).sum())
        largest = trace - smallest if len(scale) > 1 else trace
        wanted = few or vital.status != "healthy"
        own = owner(frame.snapshot, frame.derived, k) if wanted else None
        found.append(Doing(vital, largest, largest * smallest if len(scale) > 1 else trace, own))
    return found


def text(doing: Doing, column: Column) -> str:
    """Return the two lines of a cell."""
    vital, health = doing.vital, doing.vital.health
    match column:
        case Column.EIGENVALUES:
            return f"{_short(doing.largest)}\n{_short(health.min_eigenvalue)}"
        case Column.SHAPE:
            infinite = health.condition > _MOST_CONDITION
            condition = math.inf if infinite else health.condition
            return f"{_short(condition)}\n{_short(doing.determinant)}"
        case Column.POINTS:
            left = vital.iterations_left if vital.status == "shrinking" else None
            return f"{fixed(health.n_effective, 1)}\n{'–' if left is None else f'≈ {left}'}"
        case Column.OWNER:
            own = doing.owner
            return "–\n–" if own is None else f"{own.point + 1}\n{fixed(own.responsibility, 3)}"
    return ""


def describe(doing: Doing, k: int, column: Column) -> str:
    """Say what a cell shows, with all digits."""
    title, health = f"Component {k + 1}", doing.vital.health
    match column:
        case Column.EIGENVALUES:
            return (
                f"{title}, eigenvalues of its covariance in units of the data's spread:\n"
                f"largest {exact_text(doing.largest)}, smallest {exact_text(health.min_eigenvalue)}"
            )
        case Column.SHAPE:
            condition = exact_text(health.condition) if health.condition < math.inf else "infinite"
            return (
                f"{title}, condition number of its covariance: {condition}\n"
                f"determinant in units of the data's spread: {exact_text(doing.determinant)}"
            )
        case Column.OWNER if doing.owner is not None:
            own = doing.owner
            return (
                f"{title} holds on most to point {own.point + 1}:\n"
                f"r = {exact_text(own.responsibility)}, {100 * own.share:.3g} % of its n"
            )
        case Column.OWNER:
            return f"{title} holds on to no point yet: do an E-step"
        case Column.POINTS:
            return f"{title}, {state(doing.vital)}"
    return f"{title}: {fate(doing.vital)}"


def _short(value: float) -> str:
    """Write a number with three digits; of a power of ten the exponent tells more than they do."""
    if value == 0:
        return "0"
    written = significant(value, _DIGITS)
    if "×" not in written:
        return written
    return significant(value, _DIGITS - (1 if abs(exponent_of(value)) < _LONG_EXPONENT else 2))
