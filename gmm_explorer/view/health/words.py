"""What is said of the health of components, without Qt."""

from collections.abc import Sequence

from gmm_explorer.controller.numbered import numbered
from gmm_explorer.em.health import SMALLEST_EIGENVALUE, SMALLEST_N_EFFECTIVE
from gmm_explorer.em.shrinking import TIGHT
from gmm_explorer.em.support import MANY
from gmm_explorer.model import Vital
from gmm_explorer.view.style.numbers import power_of_ten, significant

FATES = {
    "healthy": "healthy",
    "shrinking": "shrinking",
    "point": "collapsed onto a point",
    "line": "collapsed onto a line",
    "empty": "left without points",
}


def fate(vital: Vital) -> str:
    """Say how a component is doing, and how long that can last."""
    if vital.iterations_left is not None and vital.status == "shrinking":
        left = vital.iterations_left
        plural = "s" if left > 1 else ""
        return f"shrinking, about {left} iteration{plural} left at this pace"
    if vital.status == "healthy" and vital.health.min_eigenvalue < TIGHT:
        return "healthy, though tight"
    return FATES[vital.status]


def state(vital: Vital) -> str:
    """Say how a component is doing, why one that shrinks is worth a look, and its size."""
    points = f"Effective number of points: {significant(vital.health.n_effective, 6)}"
    if vital.status == "shrinking":
        return f"{fate(vital)}; collapses speed up\n{points}"
    return f"{fate(vital)}\n{points}"


def rule() -> str:
    """State the thresholds, and in which units they are."""
    return (
        f"Collapsed: λ min below {_power(SMALLEST_EIGENVALUE)} and not made of {MANY} different "
        f"points, or n below {_power(SMALLEST_N_EFFECTIVE)}. Shrinking: λ min falls ever faster. "
        "Lengths are in units of the data's spread (of each column: IQR / 1.349)."
    )


def _power(number: float) -> str:
    return power_of_ten(round(float(f"{number:e}".split("e")[1]))).removeprefix("×")


def headline(vitals: Sequence[Vital]) -> str:
    """Say which components are in trouble, those with one fate together, or that none is."""
    troubled: dict[str, list[int]] = {}
    for k, vital in enumerate(vitals):
        if vital.status != "healthy":
            troubled.setdefault(fate(vital), []).append(k)
    if not troubled:
        return "No component is in trouble." if vitals else ""
    told = [f"{numbered('Component', those)}: {what}." for what, those in troubled.items()]
    if any(vital.status == "shrinking" for vital in vitals):
        told.append("Collapses speed up.")
    return " ".join(told)
