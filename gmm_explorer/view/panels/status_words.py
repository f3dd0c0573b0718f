"""What the status line says about a frame, without Qt."""

import math

from gmm_explorer.controller.progress import Progress
from gmm_explorer.model import Cause, Entry, Frame
from gmm_explorer.view.style.numbers import fixed, signed

DECIMALS = 3
QUICK = 10.0  # iterations a second, of which no fractions are shown


def phase(frame: Frame) -> str:
    """Say how far EM has come, and whose the colours are."""
    snapshot = frame.snapshot
    if snapshot.dataset is None:
        return ""
    if frame.pending is not None:
        return f"running… iteration {snapshot.n_iter:,}"
    if snapshot.mixture is None:
        return "no components yet"
    return f"iteration {snapshot.n_iter:,} · {_half_step(frame)}"


def log_likelihood(frame: Frame, before: Entry | None) -> str:
    """Write the log-likelihood of the mixture shown and its change since another entry."""
    value = frame.derived.log_likelihood
    if value is None:
        return "log L …" if frame.derived.awaited else ""
    change = _change(frame, before)
    written = f"log L {fixed(value, DECIMALS)}"
    return written if change is None else f"{written} ({signed(change, DECIMALS)})"


def per_point(frame: Frame) -> str:
    """Write the log-likelihood for each point."""
    value, dataset = frame.derived.log_likelihood, frame.snapshot.dataset
    if value is None or dataset is None or math.isinf(value):
        return ""
    return f"{fixed(value / dataset.n_samples, 4)} per point"


def points(frame: Frame) -> str:
    """Write how many points are fitted."""
    dataset = frame.snapshot.dataset
    return "" if dataset is None else count(dataset.n_samples, "point")


def progress(run: Progress) -> str:
    """Say how fast a run goes, and how far it still has to."""
    pace = f"{run.rate:,.0f}" if run.rate >= QUICK else f"{run.rate:.1f}"
    words = f"{pace} iterations/s"
    if run.remaining is None:
        return words
    return f"{words} · about {run.remaining:,} to go"


def count(number: int, noun: str) -> str:
    """Write a number of things."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _half_step(frame: Frame) -> str:
    if frame.snapshot.assigned_by is None:
        return "before the first E-step"
    if not frame.snapshot.needs_e_step:
        return "after E"
    by_em = not frame.previewing and frame.position.entry.cause in (Cause.M_STEP, Cause.ITERATION)
    return "after M" if by_em else "edited, colours from before"


def _change(frame: Frame, before: Entry | None) -> float | None:
    """Return the change since an entry with another mixture of the same data; None without."""
    value, snapshot = frame.derived.log_likelihood, frame.snapshot
    if value is None or before is None or before.log_likelihood is None:
        return None
    if (
        before.snapshot.dataset is not snapshot.dataset
        or before.snapshot.mixture is snapshot.mixture
    ):
        return None
    change = value - before.log_likelihood
    return change if math.isfinite(change) else None
