"""The chain of causes of a collapse, in sentences that are true of this state's own numbers."""

from collections.abc import Sequence

import numpy as np

from gmm_explorer.model.evidence import Evidence

FEW = 3
"""Points that are named one by one."""


def chain(evidence: Evidence) -> tuple[str, ...]:
    """Return why a component collapsed, link by link; each follows from the one before."""
    status = evidence.health.status
    if status == "empty":
        return _emptied(evidence)
    if evidence.n_iter is None:
        return _set_by_hand(evidence)
    if status == "line":
        return _flattened(evidence)
    return _shrunk(evidence)


def _shrunk(evidence: Evidence) -> tuple[str, ...]:
    """Tell of a component on a point, on copies of one, or on points too near to be apart."""
    k = evidence.component + 1
    farthest = _size(evidence.deviations)
    if evidence.is_one_place:
        place = "it" if len(evidence.rows) == 1 else "the place where all of them lie"
        rounding = "" if farthest == 0.0 else f" but for rounding, which leaves {_number(farthest)}"
        links = (
            f"So the mean μ{_sub(k)} sits on {place}.",
            f"So x − μ{_sub(k)} is zero{rounding}.",
        )
    else:
        links = (
            f"So the mean μ{_sub(k)} lies among them.",
            f"So x − μ is at most {_number(farthest)}, nothing beside the spread of the data.",
        )
    return (_who_counts(evidence), *links, _zero_matrix(evidence))


def _flattened(evidence: Evidence) -> tuple[str, ...]:
    k, covariance = evidence.component + 1, evidence.covariance
    narrowest = np.linalg.eigh(covariance)[1][:, 0]
    across = _size(evidence.deviations @ narrowest[:, None])
    off = "zero" if across == 0.0 else f"at most {_number(across)}"
    return (
        _who_counts(evidence),
        "They lie on one line." if len(evidence.rows) > 1 else "One point lies on every line.",
        f"So the mean μ{_sub(k)} lies on it too, and across it x − μ is {off}.",
        f"So the covariance Σ{_sub(k)} has no extent in that direction: it cannot be inverted, "
        "and the density on the line grows without bound.",
    )


def _emptied(evidence: Evidence) -> tuple[str, ...]:
    k, total = evidence.component + 1, float(evidence.responsibilities.sum()) + evidence.rest
    size = "zero" if total == 0.0 else _number(total)
    return (
        f"Everywhere another component is far denser: no point has an r above zero "
        f"for component {k}.",
        f"So their sum N{_sub(k)} is {size}, and with it the weight π{_sub(k)}.",
        f"So the mean would be {'0 / 0' if total == 0.0 else 'a division by next to nothing'}: "
        "it stays where it was.",
        "So nothing changes in the next iteration either: EM alone never brings it back.",
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
    return f"Only the r of {_points(evidence.rows.tolist())} {_are(n)} above zero{rest}."


def _rest(evidence: Evidence) -> str:
    if evidence.rest == 0.0:
        return "each is 0"
    return f"all together are {_number(evidence.rest)}"


def _zero_matrix(evidence: Evidence) -> str:
    k, largest = evidence.component + 1, _size(evidence.covariance)
    if largest == 0.0:
        what = "is the zero matrix" if len(evidence.mean) > 1 else "is zero"
    else:
        what = f"is zero but for {_number(largest)}"
    return (
        f"So the covariance Σ{_sub(k)} {what}: it cannot be inverted, and the density there "
        "grows without bound."
    )


def _points(rows: Sequence[int]) -> str:
    if len(rows) == 1:
        return f"point {rows[0] + 1}"
    if len(rows) > FEW:
        return f"{len(rows):,} points"
    names = [str(row + 1) for row in rows]
    return f"points {', '.join(names[:-1])} and {names[-1]}"


def _are(n: int) -> str:
    return "is" if n == 1 else "are"


def _size(values: np.ndarray) -> float:
    return float(np.abs(values).max(initial=0.0))


def _number(value: float) -> str:
    return f"{value:.2g}".replace("e-0", "e-").replace("-", "−")


def _sub(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
