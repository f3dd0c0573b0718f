"""Sentences: why EM stopped, and what is wrong with a component.

Components and rows are numbered from 1, as on screen.
"""

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.controller.notice import Loudness, Notice
from gmm_explorer.em import (
    EMState,
    Health,
    InvalidDataError,
    Mixture,
    Outcome,
    SingularCovarianceError,
)
from gmm_explorer.model import Frame, Snapshot

NO_BREAK = "\N{NO-BREAK SPACE}"
AWAY = f"x{NO_BREAK}−{NO_BREAK}μ"

ALONE = 1.5
"""An effective number of points below which a component has but one."""

NOTHING = 1e-14
"""An eigenvalue, the data scaled by their spread, beside which 0 cannot be told from rounding."""


def stopped(state: EMState, snapshot: Snapshot) -> Notice:
    """Say why a run stopped; ``snapshot`` is the state it left behind."""
    iterations = _count(state.n_iter, "iteration")
    if state.outcome is Outcome.CONVERGED:
        settings = snapshot.settings
        climbed = "log-likelihood" if settings.prior is None else "penalised log-likelihood"
        text = (
            f"In the last one the {climbed} per point gained less than {_power(settings.tol)}, "
            "the tolerance."
        )
        return Notice(Loudness.INFO, f"Converged after {iterations}.", text)
    if state.outcome is Outcome.MAX_ITER:
        text = "It has not converged yet: run again to go on."
        return Notice(Loudness.INFO, f"Stopped at the limit of {iterations}.", text)
    if state.outcome is Outcome.DEGENERATE:
        where = "; ".join(_collapses(state.health, snapshot)) or "A component has no density"
        text = f"EM stopped after {iterations}: {_why(state.health, state.mixture)}"
        return Notice(Loudness.WARNING, f"{where}.", text)
    return Notice(Loudness.INFO, f"Stopped by hand after {iterations}.", "What it reached is kept.")


def impossible(error: SingularCovarianceError | InvalidDataError) -> Notice:
    """Say why a step of EM was impossible."""
    if isinstance(error, InvalidDataError):
        return Notice(Loudness.WARNING, "The points cannot be assigned.", a_sentence(error))
    text = "Go back, move or widen it, delete it, or regularise."
    headline = f"Component {error.component + 1} has no density: {error.reason}."
    return Notice(Loudness.WARNING, headline, text)


def collapsed(frame: Frame) -> Notice | None:
    """Say which components of the mixture shown have collapsed; None when none has."""
    where = _collapses(frame.derived.health, frame.snapshot)
    if where:
        by_em = frame.position.entry.cause.is_em and not frame.previewing
        why = _why(frame.derived.health, frame.snapshot.mixture)
        told = f"Iteration {frame.snapshot.n_iter:,}: {why}"
        text = told if by_em else _what_follows(frame.derived.health)
        return Notice(Loudness.WARNING, "; ".join(where) + ".", text)
    problem = frame.derived.problem
    return None if problem is None else impossible(problem)


def shrinking(frame: Frame) -> Notice | None:
    """Warn of components on their way into a collapse; None when there is none."""
    left = [(k, vital.iterations_left) for k, vital in enumerate(frame.vitals)]
    soon = sorted((n, k) for k, n in left if n is not None)
    if not soon:
        return None
    headline = "; ".join(f"Component {k + 1} is shrinking" for _n, k in soon)
    text = (
        f"At this pace it has collapsed in about {_count(soon[0][0], 'iteration')}; "
        "collapses speed up."
    )
    return Notice(Loudness.WARNING, f"{headline}.", text)


def _collapses(health: tuple[Health, ...], snapshot: Snapshot) -> list[str]:
    return [
        f"Component {k + 1} {fate(one, snapshot)}"
        for k, one in enumerate(health)
        if one.is_collapsed
    ]


def _what_follows(health: tuple[Health, ...]) -> str:
    """Say what the first collapse means that no step of EM has made."""
    first = next(one for one in health if one.is_collapsed)
    if first.status == "empty":
        return "No r is above zero for it, so EM has nothing to make it of."
    return "Its density there grows without bound."


def _why(health: tuple[Health, ...], mixture: Mixture | None) -> str:
    """Return the chain of causes of the first collapse, in short."""
    k, one = next(((k, one) for k, one in enumerate(health) if one.is_collapsed), (0, None))
    if one is None or mixture is None:
        return "a covariance cannot be inverted."
    if one.status == "empty":
        return (
            "no r is above zero for it, so N and π are nothing, and EM has nothing to make it of."
        )
    if one.status == "line":
        return (
            f"only points on one line have an r above zero, so across it {AWAY} is zero, "
            "so its covariance has no extent there."
        )
    if not mixture.covariances[k].any() or one.condition * one.min_eigenvalue < NOTHING:
        who = "only the points there have an r above zero, so the mean sits on them"
        if one.owner is not None and one.n_effective < ALONE:
            who = f"only the r of point {one.owner + 1} is above zero, so the mean sits on it"
        return f"{who}, so {AWAY} is zero, so the covariance is the zero matrix."
    return (
        f"almost all of its r is there, so {AWAY}, weighted by r, is next to nothing, "
        "so the covariance cannot be inverted."
    )


def fate(health: Health, snapshot: Snapshot) -> str:
    """Say what has become of a component, after its name."""
    if health.status == "line":
        return "has collapsed onto a line"
    if health.status == "empty":
        return "has lost all its points"
    if health.owner is None or snapshot.dataset is None:
        return "has collapsed onto a point"
    X = snapshot.dataset.X
    place = X[health.owner]
    together = int(np.count_nonzero((place == X).all(axis=1)))
    who = f"point {health.owner + 1}" if together == 1 else f"{together:,} points"
    return f"has collapsed onto {who} at {_place(place)}"


def _place(coordinates: NDArray[np.float64]) -> str:
    """Write coordinates (D,) in brackets within which no line breaks."""
    numbers = f",{NO_BREAK}".join(f"{x:.4g}" for x in coordinates)
    return f"({numbers})".replace("-", "−")


def _power(number: float) -> str:
    """Write a small number as the Model panel does: 1e−6."""
    return f"{number:g}".replace("e-0", "e-").replace("-", "−")


def a_sentence(error: Exception) -> str:
    """Return what an error says with a capital letter and a full stop."""
    text = str(error).rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
