"""What follows from a snapshot: computed once, shared by all views."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.data import Dataset
from gmm_explorer.em import (
    EMSettings,
    Expectation,
    Health,
    Mixture,
    Prepared,
    SingularCovarianceError,
    diagnose,
    prepare,
)
from gmm_explorer.em.prior import ResolvedPrior
from gmm_explorer.model.advance import Advance
from gmm_explorer.model.expectations import Expectations, Missing, Worked
from gmm_explorer.model.expecting import Found, Problem, takes_long
from gmm_explorer.model.snapshot import Snapshot

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Derived:
    """What follows from a snapshot.

    Attributes
    ----------
    responsibilities
        Shape (N, K), of ``snapshot.assigned_by``; None while the points are grey.
    log_likelihood
        Of ``snapshot.mixture``, total, in nats; ``math.inf`` where a component has no density,
        ``-math.inf`` where a point is too far from all; None without data or components.
    health
        One value per component of ``snapshot.mixture``; empty without data or components.
    problem
        Why the E-step of ``snapshot.mixture`` is impossible, or None.
    log_prior
        Logarithm of the prior density of ``snapshot.mixture``, nats, up to a constant; 0 without
        a prior.
    awaited
        Whether some of it is still being worked out, because there are too many points to do so
        within a frame: the responsibilities are then the last that arrived, and a log-likelihood
        that nobody knows yet is None.
    scale
        Shape (D,), the spread of each column of the data, in whose units ``health`` is told.
    """

    responsibilities: FloatArray | None = None
    log_likelihood: float | None = None
    health: tuple[Health, ...] = ()
    problem: Problem | None = None
    log_prior: float = 0.0
    awaited: bool = False
    scale: FloatArray | None = None


class Deriver:
    """Derives, from expectations that are kept for a while."""

    def __init__(self) -> None:
        self._expectations: tuple[Dataset, Expectations] | None = None
        self._expected: tuple[Dataset, Prepared] | None = None
        self._prior: tuple[tuple[object, ...], ResolvedPrior | None] | None = None

    def prepared(self, dataset: Dataset) -> Prepared:
        """Return the data as EM wants them; prepared once as long as they stay the same."""
        return self._over(dataset).data

    def expect(self, dataset: Dataset, data: Prepared) -> None:
        """Take data that were prepared elsewhere, for when they are asked for."""
        self._expected = dataset, data

    def derive(self, snapshot: Snapshot, log_likelihood: float | None = None) -> Derived:
        """Return what follows from a snapshot, as far as that is known.

        Parameters
        ----------
        snapshot
            The state.
        log_likelihood
            Of its mixture, where that is known from elsewhere.
        """
        if snapshot.dataset is None or snapshot.mixture is None:
            return Derived()
        expectations = self._over(snapshot.dataset)
        found = expectations.get(snapshot.mixture)
        assigned = None if snapshot.assigned_by is None else expectations.get(snapshot.assigned_by)
        awaits_colours = assigned is None and snapshot.assigned_by is not None
        responsibilities = _responsibilities(assigned)
        own = None if snapshot.needs_e_step else responsibilities
        health = diagnose(expectations.data, snapshot.mixture, own)
        if awaits_colours:
            responsibilities = expectations.latest(snapshot.n_components)
        return Derived(
            responsibilities=responsibilities,
            log_likelihood=log_likelihood if found is None else _log_likelihood(found),
            health=health,
            problem=None if found is None or isinstance(found, Expectation) else found,
            log_prior=self._log_prior(expectations.data, snapshot.settings, snapshot.mixture),
            awaited=found is None or awaits_colours,
            scale=expectations.data.scale,
        )

    def is_large(self, snapshot: Snapshot) -> bool:
        """Return whether an expectation of a snapshot takes longer than a frame."""
        if snapshot.dataset is None or snapshot.mixture is None:
            return False
        return takes_long(self._over(snapshot.dataset).data, snapshot.mixture)

    def missing(self, snapshot: Snapshot) -> Missing | None:
        """Return what there is to work out for a snapshot; None where all of it is there."""
        if snapshot.dataset is None:
            return None
        # The one that colours the points comes last, so that the latest is the one to show.
        mixtures = (snapshot.mixture, snapshot.assigned_by)
        wanted = [mixture for mixture in mixtures if mixture is not None]
        return self._over(snapshot.dataset).missing(wanted)

    def take(self, worked: Worked) -> None:
        """Keep what was worked out elsewhere; what is about other data is dropped."""
        if self._expectations is not None:
            self._expectations[1].take(worked)

    def advance(self, snapshot: Snapshot) -> Advance:
        """Return the M-step of a snapshot whose points are coloured, as work to be done.

        Raises
        ------
        ValueError
            When there are no data or the points are grey.
        """
        if snapshot.dataset is None or snapshot.assigned_by is None:
            raise ValueError("the points are grey: do an E-step first")
        expectations = self._over(snapshot.dataset)
        known = expectations.get(snapshot.assigned_by)
        return Advance(snapshot, snapshot.assigned_by, expectations.data, known)

    def _over(self, dataset: Dataset) -> Expectations:
        if self._expectations is None or self._expectations[0] is not dataset:
            expected, self._expected = self._expected, None
            is_expected = expected is not None and expected[0] is dataset
            data = expected[1] if expected and is_expected else prepare(dataset.X)
            self._expectations = (dataset, Expectations(data))
        return self._expectations[1]

    def _log_prior(self, data: Prepared, settings: EMSettings, mixture: Mixture) -> float:
        key = (data, settings, mixture.n_components)
        if self._prior is None or self._prior[0] != key:
            # Its defaults follow from the data: a pass over them that no frame of a drag repeats.
            self._prior = (key, settings.resolved_prior(data.X, mixture.n_components))
        prior = self._prior[1]
        return 0.0 if prior is None else prior.log_density(mixture)


def _responsibilities(found: Found | None) -> FloatArray | None:
    # Where there are none, grey points say no less than the problem does.
    return found.responsibilities if isinstance(found, Expectation) else None


def _log_likelihood(found: Found) -> float:
    if isinstance(found, Expectation):
        return found.log_likelihood
    return math.inf if isinstance(found, SingularCovarianceError) else -math.inf
