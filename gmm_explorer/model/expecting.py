"""E-steps that may find no answer, and that a worker can hold still in the middle of."""

from collections.abc import Callable

from gmm_explorer.em import (
    Expectation,
    InvalidDataError,
    Mixture,
    Prepared,
    SingularCovarianceError,
    e_step,
)

Problem = SingularCovarianceError | InvalidDataError
Found = Expectation | Problem
Pause = Callable[[], object]

LARGE = 1_000_000
"""Responsibilities: an E-step and the colours of more take longer than a frame (measured), and no
more expectations of them are kept than a step needs."""


def nothing() -> None:
    """Do nothing: the pause of those who need none."""


def takes_long(data: Prepared, mixture: Mixture) -> bool:
    """Return whether an E-step takes longer than a frame."""
    return data.n_samples * mixture.n_components > LARGE


def expect(data: Prepared, mixture: Mixture, pause: Pause = nothing) -> Found:
    """Do an E-step, or return why it is impossible.

    Parameters
    ----------
    data
        All points.
    mixture
        The parameters.
    pause
        Called every few thousand points.
    """

    def go_on() -> bool:
        pause()
        return False

    try:
        return e_step(data, mixture, cancelled=go_on)
    except (SingularCovarianceError, InvalidDataError) as error:
        return error
