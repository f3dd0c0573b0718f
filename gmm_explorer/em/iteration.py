"""EM as an iteration: a plain generator of states, which `fit` only drains."""

from collections import deque
from collections.abc import Callable, Iterator

from gmm_explorer.em.errors import CancelledError
from gmm_explorer.em.families import project
from gmm_explorer.em.mixture import Mixture
from gmm_explorer.em.prepared import Data, prepare
from gmm_explorer.em.run import engine_for, run
from gmm_explorer.em.settings import EMSettings
from gmm_explorer.em.state import EMState
from gmm_explorer.em.steps import check_comparable, matching_points


def iterate_em(
    X: Data,
    mixture: Mixture,
    settings: EMSettings,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[EMState]:
    """Run EM, Bishop section 9.2.2, one state at a time.

    Parameters
    ----------
    X : (N, D)
        The data; prepare it once when it is fitted more than once.
    mixture
        The start; one outside the family of `covariance_type` is projected into it first.
    settings
        The variant of EM and when it stops.
    cancelled
        Asked before each iteration and, on long data, on the way; when it answers True, the
        last state comes once more, with the outcome CANCELLED.

    Yields
    ------
    EMState
        State 0 is the start, state t the mixture after t M-steps with its own log-likelihood.
        The last one says why it is the last. A degenerate run ends with the mixture that
        collapsed, by the rule of `health`. Cancelled before state 0, it yields nothing.

    Raises
    ------
    InvalidDataError
        When the data cannot be used or does not fit the mixture.
    """
    data = prepare(X)
    start = project(mixture, settings.covariance_type)
    matching_points(data, start)
    check_comparable(data, [start])
    return run(engine_for(data, start, settings), data, start, settings, cancelled)


def fit(
    X: Data,
    mixture: Mixture,
    settings: EMSettings,
    cancelled: Callable[[], bool] | None = None,
) -> EMState:
    """Run EM to its end and return the last state; parameters and errors as in `iterate_em`.

    Raises
    ------
    CancelledError
        When it was cancelled before there was any state.
    """
    last = deque(iterate_em(X, mixture, settings, cancelled), maxlen=1)
    if not last:
        raise CancelledError
    return last.pop()
