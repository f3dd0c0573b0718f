"""Cures for a component that has collapsed, each a value with its parameters.

A repair turns a collapsed state into one that EM can go on from. Some change the mixture once,
some change the algorithm from now on (the settings), some do both. `cure` applies one.
"""

from gmm_explorer.em.errors import RepairError
from gmm_explorer.em.repairs.repair import Cured, Patient, Repair, cure, patient_of
from gmm_explorer.em.repairs.replacing import Drop, NewPlace, ResetComponent, SplitLargest
from gmm_explorer.em.repairs.widening import AddToDiagonal, FloorEigenvalues, Tie, UsePrior

__all__ = [
    "AddToDiagonal",
    "Cured",
    "Drop",
    "FloorEigenvalues",
    "NewPlace",
    "Patient",
    "Repair",
    "RepairError",
    "ResetComponent",
    "SplitLargest",
    "Tie",
    "UsePrior",
    "cure",
    "patient_of",
]
