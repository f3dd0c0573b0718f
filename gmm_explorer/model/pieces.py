"""E-steps over many points, piece by piece, so that a worker can hold still in between."""

import math
from collections.abc import Callable, Iterator

import numpy as np

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

PIECE = 1 << 14  # points: an E-step of so many takes about a millisecond


def nothing() -> None:
    """Do nothing: the pause of those who need none."""


class Pieces:
    """Data, and the same data in pieces.

    Parameters
    ----------
    data
        All points.
    """

    def __init__(self, data: Prepared) -> None:
        self.data = data
        self._pieces: tuple[Prepared, ...] | None = None

    def are_many_for(self, mixture: Mixture) -> bool:
        """Return whether an expectation takes longer than a frame."""
        return self.data.n_samples * mixture.n_components > LARGE

    def expect(self, mixture: Mixture, pause: Pause = nothing) -> Found:
        """Do an E-step, or return why it is impossible; ``pause`` is called between pieces."""
        try:
            if not self.are_many_for(mixture):
                return e_step(self.data, mixture)
            return self._expect_by_piece(mixture, pause)
        except (SingularCovarianceError, InvalidDataError):
            return _problem(self.data, mixture)

    def _expect_by_piece(self, mixture: Mixture, pause: Pause) -> Expectation:
        transposed = np.empty((mixture.n_components, self.data.n_samples))
        log_likelihoods: list[float] = []
        start = 0
        for piece in self._all():
            pause()
            found = e_step(piece, mixture)
            stop = start + piece.n_samples
            transposed[:, start:stop] = found.responsibilities.T
            log_likelihoods.append(found.log_likelihood)
            start = stop
        responsibilities = transposed.T
        responsibilities.flags.writeable = False
        return Expectation(responsibilities, math.fsum(log_likelihoods))

    def _all(self) -> tuple[Prepared, ...]:
        if self._pieces is None:
            self._pieces = tuple(self._cut())
        return self._pieces

    def _cut(self) -> Iterator[Prepared]:
        data = self.data
        for start in range(0, data.n_samples, PIECE):
            X = data.X[start : start + PIECE]
            yield Prepared(X, data.centre, data.scale, data.scale_products)


def _problem(data: Prepared, mixture: Mixture) -> Found:
    """Name what is wrong by its place in all the data."""
    try:
        return e_step(data, mixture)
    except (SingularCovarianceError, InvalidDataError) as error:
        return error
