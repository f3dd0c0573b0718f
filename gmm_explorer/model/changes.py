"""What happened along a curve besides the climbing of EM: changes by hand, and falls."""

from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import EMSettings
from gmm_explorer.model.curve import Curve
from gmm_explorer.model.entry import Cause

ROUNDING = 1e-10
"""Of the log-likelihood, or nats per point: what sums in another order differ by."""


class Kind(Enum):
    """What happened."""

    EDIT = auto()
    REPAIR = auto()
    SETTINGS = auto()
    RESTART = auto()
    FALL = auto()


class Reason(Enum):
    """Why the log-likelihood fell in an iteration of EM."""

    REG_COVAR = auto()
    PRIOR = auto()
    UNKNOWN = auto()


class Change(NamedTuple):
    """One thing that happened.

    Attributes
    ----------
    kind
        What it was.
    stop
        The number of the stop along the curve that it led to.
    gain
        What the log-likelihood changed by, total, nats; NaN where nothing stood before.
    labels
        What a hand did, in words; nothing for a fall.
    reason
        Why EM let it fall; None for what a hand did.
    objective_gain
        What the penalised objective changed by in the same iteration.
    """

    kind: Kind
    stop: int
    gain: float
    labels: tuple[str, ...] = ()
    reason: Reason | None = None
    objective_gain: float = np.nan


def changes(curve: Curve) -> tuple[Change, ...]:
    """Return all that happened along a curve, in the order of its stops."""
    by_hand = [one for number in range(len(curve.segments)) for one in _by_hand(curve, number)]
    return tuple(sorted([*by_hand, *_falls(curve)], key=lambda change: change.stop))


def rounding(values: NDArray[np.float64], n_samples: int) -> NDArray[np.float64]:
    """Return by how much log-likelihoods (T,) may differ without a meaning, shape (T,)."""
    return ROUNDING * np.maximum(np.abs(values), float(n_samples))


def _by_hand(curve: Curve, number: int) -> Iterator[Change]:
    """Yield what began a segment; a start is none, unless it was gone back to."""
    segment = curve.segments[number]
    causes = {event.cause for event in segment.events}
    labels = tuple(event.label for event in segment.events)
    if number == 0:
        if Cause.RESTART in causes:
            yield Change(Kind.RESTART, segment.first, np.nan, labels)
        return
    kind = Kind.SETTINGS if causes == {Cause.SETTINGS} else Kind.EDIT
    kind = Kind.REPAIR if Cause.REPAIR in causes else kind
    before = curve.segments[number - 1].log_likelihood[-1]
    with np.errstate(invalid="ignore"):  # from one infinity to the next
        gain = float(segment.log_likelihood[0] - before)
    yield Change(kind, segment.first, gain, labels)


def _falls(curve: Curve) -> Iterator[Change]:
    """Yield each fall between two stops of a segment; all segments are looked at in one go."""
    if not curve.segments:
        return
    values = np.concatenate([segment.log_likelihood for segment in curve.segments])
    objective = np.concatenate([segment.objective for segment in curve.segments])
    finite = np.isfinite(values)
    gains, objective_gains = _gains(values), _gains(objective)
    least = rounding(np.where(finite, values, 0.0), curve.n_samples)[1:]
    with np.errstate(invalid="ignore"):
        fell = finite[1:] & finite[:-1] & (gains < -least)
    fell[[segment.first - 1 for segment in curve.segments[1:]]] = False
    for before in np.flatnonzero(fell).tolist():
        settings = curve.segment_of(before).settings
        climbed = bool(objective_gains[before] >= -least[before])
        gain, other = float(gains[before]), float(objective_gains[before])
        yield Change(Kind.FALL, before + 1, gain, (), _reason(settings, climbed=climbed), other)


def _reason(settings: EMSettings, *, climbed: bool) -> Reason:
    if settings.prior is not None and climbed:
        return Reason.PRIOR
    return Reason.REG_COVAR if settings.reg_covar > 0 else Reason.UNKNOWN


def _gains(values: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(invalid="ignore"):  # infinity less infinity
        return np.diff(values)
