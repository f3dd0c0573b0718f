"""The kernel as an engine for the iteration: whitened coordinates, passes, closed forms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.kernel.algebra import Algebra, ParametersT, Rule
from gmm_explorer.em.kernel.condensed import CondensedSweep
from gmm_explorer.em.kernel.general import General
from gmm_explorer.em.kernel.planar import Planar
from gmm_explorer.em.kernel.sums import Densities, Sums
from gmm_explorer.em.kernel.sweep import Sweep
from gmm_explorer.em.kernel.whitening import Whitening
from gmm_explorer.em.mixture import Mixture
from gmm_explorer.em.prior import ResolvedPrior
from gmm_explorer.em.settings import EMSettings


@dataclass(slots=True)
class PassStatistics:
    """What one pass found: enough for the M-step, and to look at the moments again."""

    log_likelihood: float
    sums: Sums
    densities: Densities

    @property
    def n_effective(self) -> Sequence[float]:
        """N_k, Bishop (9.27), of each component."""
        counts: list[float] = self.sums.moments[:, 0].tolist()
        return counts


class KernelEngine(Generic[ParametersT]):
    """EM by passes over whitened points; see `Engine`.

    Parameters
    ----------
    whitening
        The points in their coordinates.
    algebra
        The arithmetic of the components in them.
    n_components
        K.
    block
        Points at a time; None for what fits the cache.
    """

    def __init__(
        self,
        whitening: Whitening,
        algebra: Algebra[ParametersT],
        n_components: int,
        block: int | None = None,
    ) -> None:
        self._whitening = whitening
        self._algebra = algebra
        self._n_components = n_components
        self._sweep = Sweep(whitening.z, n_components, block)
        suits = CondensedSweep.suits(whitening.z)
        self._condensed = CondensedSweep(whitening.z, n_components) if suits else None
        self._log_jacobian = whitening.z.shape[1] * whitening.log_det

    def suits(self, whitening: Whitening, n_components: int) -> bool:
        """Tell whether it was made for these coordinates and as many components."""
        return whitening is self._whitening and n_components == self._n_components

    def enter(self, mixture: Mixture) -> ParametersT:
        """Whiten."""
        return self._algebra.enter(mixture.weights, mixture.means, mixture.covariances)

    def e_step(
        self,
        parameters: ParametersT,
        cancelled: Callable[[], bool] | None = None,
        out: FloatArray | None = None,
    ) -> PassStatistics:
        """Make a pass: Bishop (9.23) and (9.28), and the sums that (9.24) and (9.25) need.

        Parameters
        ----------
        parameters
            In whitened coordinates.
        cancelled
            Asked between blocks; CancelledError when it says True.
        out : (K, N), optional
            Where to write the responsibilities.
        """
        densities = self._algebra.densities(parameters)
        sums = None
        if self._condensed is not None and out is None:
            sums = self._condensed.run(densities)
        if sums is None:
            references = {}
            if densities.tight:
                references = {tight.k: tight.mean[:, 0] for tight in densities.tight}
            sums = self._sweep.run(densities, references, out, cancelled)
        log_likelihood = sums.log_likelihood - self._log_jacobian
        return PassStatistics(log_likelihood, sums, densities)

    def m_step(self, parameters: ParametersT, statistics: PassStatistics) -> ParametersT:
        """Bishop (9.24) to (9.27); a pass more when a component has shrunk out of focus."""
        sums, densities = statistics.sums, statistics.densities
        return self._maximise(sums, lambda references: self._sweep.run(densities, references))

    def m_step_from(self, responsibilities: FloatArray) -> ParametersT:
        """Do the same from responsibilities (N, K) that are given; no column may sum to 0."""
        sums = self._sweep.moments(responsibilities, {})
        return self._maximise(
            sums, lambda references: self._sweep.moments(responsibilities, references)
        )

    def _maximise(
        self, sums: Sums, look_again: Callable[[dict[int, FloatArray]], Sums]
    ) -> ParametersT:
        updated, coarse = self._algebra.estimate(sums)
        if coarse:
            sums = look_again(sums.references | coarse)
            updated, _ = self._algebra.estimate(sums)
        return self._algebra.finish(updated, sums)

    def leave(self, parameters: ParametersT) -> Mixture:
        """Bring parameters back into the units of the data."""
        return Mixture.trusted(*self._algebra.leave(parameters))


def kernel_engine(
    whitening: Whitening,
    n_components: int,
    settings: EMSettings,
    prior: ResolvedPrior | None,
    block: int | None = None,
    least: FloatArray | None = None,
) -> KernelEngine[Any]:
    """Choose the arithmetic for the number of features and put an engine together.

    `prior` and `least`, what no covariance may be narrower than, are in units of the data.
    """
    n_features = len(whitening.centre)
    rule = Rule(
        settings.covariance_type,
        whitened_reg_covar(whitening, settings.reg_covar),
        None if prior is None else whitened_prior(whitening, prior),
        None if least is None else np.asarray(whitening.matrices_in(least[None])[0]),
    )
    algebra: Planar | General
    algebra = (Planar if n_features <= 2 else General)(whitening, rule)
    return KernelEngine(whitening, algebra, n_components, block)


def whitened_reg_covar(whitening: Whitening, reg_covar: float) -> FloatArray:
    """Bring what is added to the diagonal of covariances into the coordinates: (D, D)."""
    if reg_covar == 0:
        return np.zeros(whitening.root.shape)
    (added,) = whitening.matrices_in(reg_covar * np.eye(len(whitening.centre))[None])
    return np.asarray(added)


def whitened_prior(whitening: Whitening, prior: ResolvedPrior) -> ResolvedPrior:
    """Bring a prior into the coordinates."""
    return ResolvedPrior(
        prior.covariance_type,
        prior.shrinkage,
        prior.degrees_of_freedom,
        whitening.means_in(prior.mean[None])[0],
        whitening.matrices_in(prior.scale[None])[0],
    )
