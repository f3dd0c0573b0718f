"""What every repair has in common: what it is given, what it leaves, and when it has failed."""

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.errors import RepairError
from gmm_explorer.em.families import project
from gmm_explorer.em.health import SMALLEST_N_EFFECTIVE, Health, diagnose
from gmm_explorer.em.mixture import Mixture
from gmm_explorer.em.prepared import Prepared
from gmm_explorer.em.settings import EMSettings


@dataclass(frozen=True, slots=True, eq=False)
class Patient:
    """What a repair is given.

    Parameters
    ----------
    data
        What is fitted.
    mixture
        The collapsed state; it has a component with no density, or without points.
    settings
        The variant of EM.
    n_effective : (K,)
        Sums of responsibilities over the points, Bishop (9.27); see `Health`.
    components
        Which components to repair, from 0; at least one.
    """

    data: Prepared
    mixture: Mixture
    settings: EMSettings
    n_effective: FloatArray
    components: tuple[int, ...]

    @property
    def is_empty(self) -> NDArray[np.bool_]:
        """Shape (K,): whether no point belongs to a component."""
        return np.asarray(self.n_effective < SMALLEST_N_EFFECTIVE)

    @property
    def others(self) -> list[int]:
        """The components that need no repair."""
        return [k for k in range(self.mixture.n_components) if k not in self.components]


@dataclass(frozen=True, slots=True, eq=False)
class Cured:
    """What a repair leaves.

    Parameters
    ----------
    mixture
        Of the settings' family; every component has a density.
    settings
        The same as before, or those that keep the collapse away from now on.
    """

    mixture: Mixture
    settings: EMSettings


class Repair(Protocol):
    """One cure; `cure` applies it."""

    def treat(self, patient: Patient, rng: np.random.Generator) -> Cured:
        """Return what it makes of the patient, which may not be cured by it.

        Raises
        ------
        RepairError
            When it does not apply.
        """


def cure(repair: Repair, patient: Patient, rng: np.random.Generator) -> Cured:
    """Apply a repair.

    Parameters
    ----------
    repair
        Which.
    patient
        What to.
    rng
        For those that choose at random.

    Raises
    ------
    RepairError
        When it does not apply, or the collapse would be there still: it says why.
    """
    cured = repair.treat(patient, rng)
    mixture = project(cured.mixture, cured.settings.covariance_type)
    for k, health in enumerate(diagnose(patient.data, mixture)):
        if health.status in ("point", "line"):
            raise RepairError(
                f"component {k + 1} would still be without extent; the data may lie on a line "
                "or a point: add to the diagonal, or set a floor"
            )
    return replace(cured, mixture=mixture)


def patient_of(
    data: Prepared, mixture: Mixture, settings: EMSettings, health: tuple[Health, ...]
) -> Patient:
    """Return what a repair is given to cure the collapsed components of a mixture."""
    collapsed = tuple(k for k, one in enumerate(health) if one.is_collapsed)
    n_effective = np.array([one.n_effective for one in health])
    return Patient(data, mixture, settings, n_effective, collapsed)
