"""What a pass needs of the components before it, and what is made of its sums after it."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Generic, TypeVar

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.families import CovarianceType, floored, restrict
from gmm_explorer.em.kernel.sums import Densities, Sums
from gmm_explorer.em.kernel.whitening import Whitening
from gmm_explorer.em.prior import ResolvedPrior

# Numbers that come out as a difference of numbers g times larger lose log10(g) digits.
# Components, and moments, for which g would exceed this take centred rows instead.
GATE = 3e3

Parameters = tuple[FloatArray, FloatArray, FloatArray]
ParametersT = TypeVar("ParametersT")


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """The variant of the M-step, in whitened coordinates.

    Parameters
    ----------
    covariance_type
        The family.
    added : (D, D)
        What reg_covar adds to each covariance.
    prior
        The prior, or None.
    least : (D, D), optional
        What no covariance may be narrower than.
    """

    covariance_type: CovarianceType
    added: FloatArray
    prior: ResolvedPrior | None
    least: FloatArray | None = None

    @property
    def needs_arrays(self) -> bool:
        """Whether it takes more than the family and an addition."""
        return self.prior is not None or self.least is not None

    def apply(
        self,
        weights: FloatArray,
        means: FloatArray,
        covariances: FloatArray,
        n_effective: FloatArray,
    ) -> Parameters:
        """Make maximum-likelihood parameters of the full family those of this variant."""
        if self.prior is None:
            covariances = restrict(covariances, weights, self.covariance_type)
        else:
            means, covariances = self.prior.estimate(n_effective, means, covariances)
        covariances = covariances + self.added
        if self.least is not None:
            covariances = floored(covariances, self.least, self.covariance_type)
        return weights, means, covariances


class Algebra(ABC, Generic[ParametersT]):
    """The arithmetic of components in whitened coordinates.

    Parameters
    ----------
    whitening
        The coordinates.
    rule
        The variant of the M-step.
    """

    def __init__(self, whitening: Whitening, rule: Rule) -> None:
        self._whitening = whitening
        self._rule = rule
        self._n_features = len(whitening.centre)

    @abstractmethod
    def enter(self, weights: FloatArray, means: FloatArray, covariances: FloatArray) -> ParametersT:
        """Take parameters (K,), (K, D), (K, D, D) in the units of the data."""

    @abstractmethod
    def leave(self, parameters: ParametersT) -> Parameters:
        """Return new arrays (K,), (K, D), (K, D, D) in the units of the data."""

    @abstractmethod
    def densities(self, parameters: ParametersT) -> Densities:
        """Raise SingularCovarianceError naming the component that has no density."""

    @abstractmethod
    def estimate(self, sums: Sums) -> tuple[ParametersT, dict[int, FloatArray]]:
        """Return the maximum-likelihood parameters, and better references for coarse moments."""

    @abstractmethod
    def finish(self, parameters: ParametersT, sums: Sums) -> ParametersT:
        """Apply the rule: prior, family, reg_covar, floor."""
