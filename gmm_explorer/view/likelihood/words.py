"""What the log-likelihood plot says of a place along the curve, without Qt."""

import math

from gmm_explorer.model import Change, Kind, Obstacle, Outlook, Reason
from gmm_explorer.view.likelihood.trace import Reading, Trace
from gmm_explorer.view.style.numbers import fixed, significant

FEW = 20  # iterations to go that are told one by one
MANY = 100_000
DECIMALS = 3

OBSTACLES: dict[Obstacle | None, str] = {
    Obstacle.TOO_FEW: "no estimate of the limit before two iterations",
    Obstacle.FELL: "no estimate of the limit: log L fell",
    Obstacle.GROWING: "no estimate of the limit: the gains still grow",
    Obstacle.UNSETTLED: "no estimate of the limit: the gains are not regular yet",
    Obstacle.AT_REST: "at rest: nothing more is gained",
}


def where(trace: Trace, stop: int) -> str:
    """Say which iteration a stop is, its log-likelihood, and what happened there."""
    segment = trace.curve.segment_of(stop)
    value = float(segment.log_likelihood[stop - segment.first])
    told = [f"Iteration {trace.curve.n_iter[stop]:,}: log L {written(value, trace.reading)}"]
    return ". ".join([*told, *happened(trace, stop)])


def written(value: float, reading: Reading) -> str:
    """Write a log-likelihood in total or, to as many digits more, per point."""
    decimals = DECIMALS + max(0, round(-math.log10(reading.scale)))
    unit = _unit(reading) if math.isfinite(value) else ""
    return fixed(value * reading.scale, decimals) + unit


def happened(trace: Trace, stop: int) -> list[str]:
    """Say in one sentence each what happened at a stop, besides that EM climbed."""
    segment = trace.curve.segment_of(stop)
    told = [change_text(change, trace.reading) for change in trace.changes_at(stop)]
    value = float(segment.log_likelihood[stop - segment.first])
    if value == math.inf:
        told.append("A component has collapsed: its density grows without bound")
    elif value == -math.inf:
        told.append("A point is too far from all components to have a density")
    return told


def change_text(change: Change, reading: Reading) -> str:
    """Say what a change was, by how much log L rose or fell, and why."""
    moved = _moved(change.gain, reading)
    if change.kind is Kind.FALL:
        return f"log L {moved}: {_reason(change, reading)}"
    deeds = _deeds(change.labels)
    by = "" if change.kind is Kind.REPAIR else ", by hand"
    return f"{deeds}: log L {moved}{by}" if moved else deeds


def outlook_text(outlook: Outlook, reading: Reading, *, penalised: bool) -> str:
    """Say where EM leads and how long that will take, or why it cannot be told."""
    estimate = outlook.forecast
    if estimate is None:
        return OBSTACLES.get(outlook.obstacle, "")
    told = f"limit ≈ {written(estimate.limit, reading)}"
    if penalised:  # its constant is arbitrary: only what is missing has a meaning
        missing = estimate.gain * estimate.rate / (1.0 - estimate.rate)
        told = f"the objective is {_amount(missing, reading)} below its limit"
    left = outlook.iterations_left
    return told if left is None else f"{told}, {iterations_text(left)}"


def iterations_text(left: int) -> str:
    """Say about how many iterations are left; two digits are all that an estimate is good for."""
    if left == 0:
        return "converged to the tolerance"
    if left > MANY:
        return f"more than {MANY:,} iterations to go"
    about = left if left < FEW else round(left, 1 - math.floor(math.log10(left)))
    return f"about {about:,} iteration{'s' if about > 1 else ''} to go"


def _reason(change: Change, reading: Reading) -> str:
    if change.reason is Reason.REG_COVAR:
        return "reg_covar adds to the covariance after the M-step"
    if change.reason is Reason.PRIOR:
        rise = _amount(max(change.objective_gain, 0.0), reading)
        return f"with a prior EM climbs the penalised objective, which rose by {rise}"
    return "EM alone never lowers it; this is rounding, as next to a collapse"


def _moved(gain: float, reading: Reading) -> str:
    if not math.isfinite(gain) or gain == 0.0:
        return ""
    return f"{'rose' if gain > 0.0 else 'fell'} by {_amount(abs(gain), reading)}"


def _amount(value: float, reading: Reading) -> str:
    return significant(value * reading.scale, 3) + _unit(reading)


def _unit(reading: Reading) -> str:
    return "" if reading.scale == 1.0 else " per point"


def _deeds(labels: tuple[str, ...]) -> str:
    """Name what was done last, and how much was done before it."""
    if len(labels) == 1:
        return labels[0]
    more = len(labels) - 1
    return f"{labels[-1]}, after {more} other change{'s' if more > 1 else ''}"
