"""Repairs that give a component its extent back where it is."""

from dataclasses import dataclass, field, replace

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.errors import RepairError
from gmm_explorer.em.families import floored
from gmm_explorer.em.health import SMALLEST_EIGENVALUE, SMALLEST_N_EFFECTIVE, scaled_eigenvalues
from gmm_explorer.em.mixture import Mixture
from gmm_explorer.em.prepared import Prepared
from gmm_explorer.em.prior import Prior
from gmm_explorer.em.repairs.repair import Cured, Patient


@dataclass(frozen=True, slots=True)
class AddToDiagonal:
    """Widen the collapsed components in every direction (regularisation).

    Parameters
    ----------
    amount
        What is added to each variance: in units of the variance of its column, or absolute.
    is_relative
        Which of both.
    at_every_step
        Add it after every M-step from now on, as `reg_covar`, to all components. That is one
        number for all columns, so a relative amount is taken of the smallest variance.
    """

    amount: float = 1e-6
    is_relative: bool = True
    at_every_step: bool = False

    def treat(self, patient: Patient, rng: np.random.Generator) -> Cured:
        """Add to the diagonals."""
        _check_points(patient)
        if not self.amount > 0:
            raise RepairError("adding 0 to the diagonal changes nothing; give an amount above 0")
        variances = _column_variances(patient.data)
        added = self.amount * (variances if self.is_relative else np.ones_like(variances))
        settings = patient.settings
        if self.at_every_step:
            # Rounded, since a person reads it among the settings.
            reg_covar = float(f"{added.min():.1e}")
            added = np.full_like(added, reg_covar)
            settings = replace(settings, reg_covar=reg_covar)
        covariances = patient.mixture.covariances.copy()
        covariances[_affected(patient)] += np.diag(added)
        _check_enough(patient, covariances)
        return Cured(_with_covariances(patient.mixture, covariances), settings)


@dataclass(frozen=True, slots=True)
class FloorEigenvalues:
    """Widen the collapsed components only where they are too narrow.

    Parameters
    ----------
    floor
        The least eigenvalue, the data scaled by `Prepared.scale`.
    at_every_step
        Floor after every M-step from now on, as `eigenvalue_floor`, all components.
    """

    floor: float = 1e-4
    at_every_step: bool = False

    def treat(self, patient: Patient, rng: np.random.Generator) -> Cured:
        """Raise the eigenvalues."""
        _check_points(patient)
        if not self.floor > 0:
            raise RepairError("a floor of 0 changes nothing; give one above 0")
        settings = replace(patient.settings, eigenvalue_floor=self.floor)
        least = settings.resolved_floor(patient.data.scale)
        if least is None:
            raise RepairError(f"a floor of {self.floor:g} is too low to count; give a higher one")
        covariances = patient.mixture.covariances.copy()
        chosen = slice(None) if self.at_every_step else _affected(patient)
        family = settings.covariance_type
        covariances[chosen] = floored(covariances[chosen], least, family)
        mixture = _with_covariances(patient.mixture, covariances)
        return Cured(mixture, settings if self.at_every_step else patient.settings)


@dataclass(frozen=True, slots=True)
class UsePrior:
    """Add some points' worth of belief about means and covariances, from now on.

    Parameters
    ----------
    prior
        Which; the defaults are those of Fraley & Raftery (2007).
    """

    prior: Prior = field(default_factory=Prior)

    def treat(self, patient: Patient, rng: np.random.Generator) -> Cured:
        """Redo the last M-step with the prior: its sums are what the mixture was made from."""
        mixture, data = patient.mixture, patient.data
        _check_weight(patient)
        settings = replace(patient.settings, prior=self.prior)
        resolved = settings.resolved_prior(data.X, mixture.n_components)
        if resolved is None:
            raise RepairError("there is no prior to use; give one")
        counts = np.where(patient.is_empty, 0.0, mixture.weights * data.n_samples)
        means, covariances = resolved.estimate(counts, mixture.means, mixture.covariances)
        return Cured(Mixture(mixture.weights, means, covariances), settings)


@dataclass(frozen=True, slots=True)
class Tie:
    """Let all components share one covariance, from now on."""

    def treat(self, patient: Patient, rng: np.random.Generator) -> Cured:
        """Change the family."""
        _check_points(patient)
        if patient.mixture.n_components == 1:
            raise RepairError("a single component has none to share its covariance with; reset it")
        return Cured(patient.mixture, replace(patient.settings, covariance_type="tied"))


def _affected(patient: Patient) -> list[int]:
    """Return the components whose covariance changes: all of them when they share one."""
    tied = patient.settings.covariance_type == "tied"
    return list(range(patient.mixture.n_components)) if tied else list(patient.components)


def _with_covariances(mixture: Mixture, covariances: FloatArray) -> Mixture:
    return Mixture(mixture.weights, mixture.means, covariances)


def _check_points(patient: Patient) -> None:
    """Refuse a component without points: however wide it is made, EM will not move it."""
    for k in patient.components:
        if patient.is_empty[k]:
            raise RepairError(
                f"component {k + 1} has no points, and to widen it brings none; reset it, "
                "let it split another, or drop it"
            )


def _check_weight(patient: Patient) -> None:
    """Refuse a component without weight: no prior of ours is about weights."""
    for k in patient.components:
        if patient.mixture.weights[k] * patient.data.n_samples < SMALLEST_N_EFFECTIVE:
            raise RepairError(
                f"component {k + 1} has no weight left, and the prior brings none; reset it, "
                "let it split another, or drop it"
            )


def _check_enough(patient: Patient, covariances: FloatArray) -> None:
    """Refuse an amount that is nothing beside the spread of a column."""
    extremes = scaled_eigenvalues(covariances, patient.data.scale_products)
    for k in patient.components:
        if extremes[k][0] < SMALLEST_EIGENVALUE:
            raise RepairError(
                f"component {k + 1} would still be without extent: what is added is nothing "
                "beside the spread of a column; add more, standardise the data, or set a floor"
            )


def _column_variances(data: Prepared) -> FloatArray:
    """Return the variances (D,), for a constant column the square of its unit."""
    variances = data.X.var(axis=0)
    return np.where(variances > 0, variances, data.scale**2)
