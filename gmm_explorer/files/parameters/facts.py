"""What is known about a mixture beside its parameters, and what follows from that."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gmm_explorer.data import default_names
from gmm_explorer.em import (
    CovarianceType,
    EMSettings,
    Mixture,
    Outcome,
    aic,
    bic,
    n_parameters,
)
from gmm_explorer.model import Snapshot


class Criteria(NamedTuple):
    """AIC and BIC, lower is better; None where something is missing for them."""

    aic: float | None
    bic: float | None


@dataclass(frozen=True, slots=True, eq=False)
class FitFacts:
    """What is known about how a mixture was fitted; None where it is not.

    Attributes
    ----------
    names : sequence of str or None
        Of the columns of the data.
    settings : EMSettings or None
        Of the fit.
    log_likelihood : float or None
        Total, nats.
    n_iter : int or None
        Iterations done.
    outcome : Outcome or None
        Why it ended.
    n_samples : int or None
        Number of points: without it there is no BIC.
    """

    names: Sequence[str] | None = None
    settings: EMSettings | None = None
    log_likelihood: float | None = None
    n_iter: int | None = None
    outcome: Outcome | None = None
    n_samples: int | None = None

    @property
    def covariance_type(self) -> CovarianceType:
        """The family that was fitted."""
        return (self.settings or EMSettings()).covariance_type

    @property
    def finite_log_likelihood(self) -> float | None:
        """The log-likelihood, or None where it is infinite: no format has a word for that."""
        value = self.log_likelihood
        return value if value is not None and math.isfinite(value) else None

    def names_for(self, mixture: Mixture) -> tuple[str, ...]:
        """Return a name for each column."""
        return tuple(self.names or default_names(mixture.n_features))

    def criteria(self, mixture: Mixture) -> Criteria:
        """Return what the number of parameters makes of the log-likelihood."""
        value = self.finite_log_likelihood
        if value is None:
            return Criteria(None, None)
        free = n_parameters(mixture.n_components, mixture.n_features, self.covariance_type)
        with_samples = None if self.n_samples is None else bic(value, free, self.n_samples)
        return Criteria(aic(value, free), with_samples)

    def sentences(self, mixture: Mixture) -> tuple[str, ...]:
        """Return what is known as lines for a comment; names of columns are not among them."""
        criteria = self.criteria(mixture)
        known = (
            ("covariances", self.covariance_type),
            ("log-likelihood", self.finite_log_likelihood),
            ("iterations", self.n_iter),
            ("outcome", None if self.outcome is None else self.outcome.value),
            ("points", self.n_samples),
            ("AIC", criteria.aic),
            ("BIC", criteria.bic),
        )
        return tuple(f"{name}: {value}" for name, value in known if value is not None)


def in_original_units(
    snapshot: Snapshot, log_likelihood: float | None = None, outcome: Outcome | None = None
) -> tuple[Mixture, FitFacts]:
    """Return the mixture of a snapshot in the units of the table, and what is known about it.

    Parameters
    ----------
    snapshot : Snapshot
        With a mixture.
    log_likelihood
        Of the mixture and the data as fitted, nats.
    outcome
        Why the run that led there stopped.

    Raises
    ------
    ValueError
        When there is no mixture.
    """
    mixture, dataset = snapshot.mixture, snapshot.dataset
    if mixture is None:
        raise ValueError("there is no component yet: place one first")
    if dataset is None:
        return mixture, FitFacts(settings=snapshot.settings, n_iter=snapshot.n_iter)
    if log_likelihood is not None:
        log_likelihood = dataset.log_likelihood_to_original(log_likelihood)
    facts = FitFacts(
        dataset.names,
        snapshot.settings,
        log_likelihood,
        snapshot.n_iter,
        outcome,
        dataset.n_samples,
    )
    return dataset.to_original(mixture), facts
