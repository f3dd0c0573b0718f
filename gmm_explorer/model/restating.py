"""The same state told in other units of the data."""

from dataclasses import replace

from gmm_explorer.data import Dataset
from gmm_explorer.em import Mixture, project
from gmm_explorer.model.snapshot import Snapshot


def standardised(snapshot: Snapshot, on: bool) -> Snapshot:
    """Return the snapshot with its columns standardised, or in the units of the table.

    The mixture is carried over: it is the same density, and the picture keeps its shape.  Only
    a family that the change of units leaves (spherical) brings it back by projection.

    Raises
    ------
    DatasetError
        When a column spans more than double precision can hold.
    """
    before = snapshot.dataset
    if before is None or before.is_standardised == on:
        return snapshot
    after = before.standardised(on)
    family = snapshot.settings.covariance_type

    def restated(mixture: Mixture | None) -> Mixture | None:
        return None if mixture is None else project(_carried(mixture, before, after), family)

    mixture = restated(snapshot.mixture)
    same = snapshot.assigned_by is snapshot.mixture
    assigned_by = mixture if same else restated(snapshot.assigned_by)
    return replace(snapshot, dataset=after, mixture=mixture, assigned_by=assigned_by)


def _carried(mixture: Mixture, before: Dataset, after: Dataset) -> Mixture:
    return after.to_fitted(before.to_original(mixture))
