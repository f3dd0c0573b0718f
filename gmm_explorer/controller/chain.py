"""The chain of causes of a collapse, in sentences that are true of this state's own numbers."""

from collections.abc import Sequence

import numpy as np

from gmm_explorer.controller.numbered import numbered
from gmm_explorer.model.evidence import Evidence

_SINGULAR = "it cannot be inverted, and the density there grows without bound"

FEW = 3
"""Points that are named one by one."""


def chain(evidence: Evidence) -> tuple[str, ...]:
    """Return why a component collapsed, link by link; each follows from the one before."""
    status = evidence.health.status
    if status == "empty":
        return _emptied(evidence)
    if evidence.n_iter is None:
        return _set_by_hand(evidence)
    if evidence.is_one_place:
        return _shrunk(evidence)
    return _flattened(evidence) if status == "line" or evidence.is_flat else _squeezed(evidence)


def _shrunk(evidence: Evidence) -> tuple[str, ...]:
    """Tell of a component on a point, or on copies of one."""
    k, farthest = _sub(evidence.component + 1), _size(evidence.deviations)
    place = "it" if len(evidence.rows) == 1 else "the place where all of them lie"
    rounding = "" if farthest == 0.0 else f" but for rounding, which leaves {_number(farthest)}"
    return (
        _who_counts(evidence),
        f"So the mean μ{k} sits on {place}.",
        f"So x − μ{k} is zero{rounding}.",
        f"So the covariance Σ{k} {_how_small(evidence)}: {_SINGULAR}.",
    )


def _flattened(evidence: Evidence) -> tuple[str, ...]:
    """Tell of a component on points of which each lies on one line."""
    k, across = _sub(evidence.component + 1), evidence.across
    off = "zero" if across == 0.0 else f"at most {_number(across)}"
    two = " Two points always do." if len(evidence.rows) == 2 else ""
    return (
        _who_counts(evidence),
        f"They lie on one line.{two}",
        f"So the mean μ{k} lies on it too, and across it x − μ{k} is {off}.",
        f"So the covariance Σ{k} has no extent in that direction: {_SINGULAR}.",
    )


def _squeezed(evidence: Evidence) -> tuple[str, ...]:
    """Tell of a component whose points are too near each other, or count too little."""
    k, first = _sub(evidence.component + 1), int(evidence.rows[0]) + 1
    squares = evidence.responsibilities[:, None] * evidence.deviations**2
    return (
        _who_counts(evidence),
        f"So the mean μ{k} lies among them, {_number(_size(evidence.deviations[0]))} from "
        f"point {first}.",
        f"So r (x − μ{k})² is at most {_number(_size(squares))}, nothing beside the spread of "
        "the data.",
        f"So the covariance Σ{k} {_how_small(evidence)}: {_SINGULAR}.",
    )


def _emptied(evidence: Evidence) -> tuple[str, ...]:
    k, total = evidence.component + 1, float(evidence.responsibilities.sum()) + evidence.rest
    lost = (
        "Everywhere another component is far denser: no point has an r above zero "
        f"for component {k}.",
        f"So their sum N{_sub(k)} is {'zero' if total == 0.0 else _number(total)}, and with it "
        f"the weight π{_sub(k)}.",
    )
    if total == 0.0:
        return (
            *lost,
            "So the mean would be 0 / 0: it stays where it was.",
            "So nothing changes in the next iteration either: EM alone never brings it back.",
        )
    return (
        *lost,
        "So there is next to nothing that the mean could be made of: a run stops here.",
        "One more M-step would take it to the points that are the least far, with hardly any "
        "weight.",
    )


def _set_by_hand(evidence: Evidence) -> tuple[str, ...]:
    k = evidence.component + 1
    flat = "has no extent in one direction" if evidence.health.status == "line" else "is zero"
    almost = "" if not evidence.covariance.any() or flat != "is zero" else " but for rounding"
    return (
        f"The covariance Σ{_sub(k)} {flat}{almost}: no iteration of EM made it so.",
        "It cannot be inverted, and the density there grows without bound.",
    )


def _who_counts(evidence: Evidence) -> str:
    k, n = evidence.component + 1, len(evidence.rows)
    if n == 0:
        return f"No point has an r above zero for component {k}."
    rest = "" if evidence.n_rest == 0 else f"; of the other {evidence.n_rest:,} {_rest(evidence)}"
    if n == 1:
        return f"Only the r of point {evidence.rows[0] + 1} is above zero{rest}."
    return f"Only {_points(evidence.rows.tolist())} have an r above zero{rest}."


def _rest(evidence: Evidence) -> str:
    if evidence.rest == 0.0:
        return "each is 0"
    return f"all together are {_number(evidence.rest)}"


def _how_small(evidence: Evidence) -> str:
    largest = _size(evidence.covariance)
    if largest > 0.0:
        return f"is zero but for {_number(largest)}"
    return "is the zero matrix" if len(evidence.mean) > 1 else "is zero"


def _points(rows: Sequence[int]) -> str:
    if len(rows) > FEW:
        return f"{len(rows):,} points"
    return numbered("point", rows)


def _size(values: np.ndarray) -> float:
    return float(np.abs(values).max(initial=0.0))


def _number(value: float) -> str:
    return f"{value:.2g}".replace("e-0", "e-").replace("-", "−")


def _sub(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
