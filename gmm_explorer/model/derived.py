"""What follows from a snapshot: computed once, shared by all views."""

import math
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.data import Dataset
from gmm_explorer.em import (
    EMSettings,
    Expectation,
    Health,
    InvalidDataError,
    Mixture,
    Prepared,
    SingularCovarianceError,
    diagnose,
    e_step,
    prepare,
)
from gmm_explorer.em.prior import ResolvedPrior
from gmm_explorer.model.snapshot import Snapshot

FloatArray = NDArray[np.float64]

LARGE = 1_000_000  # responsibilities, of which no more are kept than a step needs


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
    """

    responsibilities: FloatArray | None = None
    log_likelihood: float | None = None
    health: tuple[Health, ...] = ()
    problem: SingularCovarianceError | InvalidDataError | None = None
    log_prior: float = 0.0


class Deriver:
    """Derives, and keeps the last few expectations: neighbours in time share them."""

    def __init__(self, capacity: int = 3) -> None:
        self._capacity = capacity
        self._prepared: tuple[Dataset, Prepared] | None = None
        self._prior: tuple[tuple[object, ...], ResolvedPrior | None] | None = None
        # The mixture is kept alive beside the result: an id is unique only that long.
        self._kept: OrderedDict[int, tuple[Mixture, Expectation]] = OrderedDict()

    def prepared(self, dataset: Dataset) -> Prepared:
        """Return the data as EM wants them; prepared once as long as they stay the same."""
        if self._prepared is None or self._prepared[0] is not dataset:
            self._prepared = (dataset, prepare(dataset.X))
            self._kept.clear()
        return self._prepared[1]

    def derive(self, snapshot: Snapshot) -> Derived:
        """Return what follows from a snapshot."""
        if snapshot.dataset is None or snapshot.mixture is None:
            return Derived()
        data = self.prepared(snapshot.dataset)
        problem: SingularCovarianceError | InvalidDataError | None = None
        try:
            log_likelihood = self._expectation(data, snapshot.mixture).log_likelihood
        except (SingularCovarianceError, InvalidDataError) as error:
            problem = error
            log_likelihood = math.inf if isinstance(error, SingularCovarianceError) else -math.inf
        try:
            responsibilities = self.responsibilities(snapshot)
        except InvalidDataError:  # the problem: grey points say no less
            responsibilities = None
        own = None if snapshot.needs_e_step else responsibilities
        return Derived(
            responsibilities=responsibilities,
            log_likelihood=log_likelihood,
            health=diagnose(data, snapshot.mixture, own),
            problem=problem,
            log_prior=self._log_prior(data, snapshot.settings, snapshot.mixture),
        )

    def responsibilities(self, snapshot: Snapshot) -> FloatArray | None:
        """Return those that colour the points, shape (N, K); None while they are grey."""
        if snapshot.dataset is None or snapshot.assigned_by is None:
            return None
        data = self.prepared(snapshot.dataset)
        return self._expectation(data, snapshot.assigned_by).responsibilities

    def _log_prior(self, data: Prepared, settings: EMSettings, mixture: Mixture) -> float:
        key = (data, settings, mixture.n_components)
        if self._prior is None or self._prior[0] != key:
            # Its defaults follow from the data: a pass over them that no frame of a drag repeats.
            self._prior = (key, settings.resolved_prior(data.X, mixture.n_components))
        prior = self._prior[1]
        return 0.0 if prior is None else prior.log_density(mixture)

    def _expectation(self, data: Prepared, mixture: Mixture) -> Expectation:
        key = id(mixture)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key][1]
        # Room is made first: of a million points each expectation is as large as all else.
        most = 2 if data.n_samples * mixture.n_components > LARGE else self._capacity
        while len(self._kept) >= most:
            self._kept.popitem(last=False)
        expectation = e_step(data, mixture)
        self._kept[key] = (mixture, expectation)
        return expectation
