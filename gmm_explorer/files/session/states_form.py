"""Snapshots in a session, and the values that they share: the same object stays one object."""

from collections.abc import Sequence
from typing import TypeVar

from gmm_explorer.data import Dataset
from gmm_explorer.em import EMSettings, Mixture
from gmm_explorer.files.session.fields import Fields, refusal, whole
from gmm_explorer.files.session.numbered import Numbered
from gmm_explorer.model import Snapshot

Json = dict[str, object]
T = TypeVar("T")

_KEYS = ("dataset", "mixture", "assigned_by", "settings", "n_iter")


class StatesOut:
    """Numbers snapshots, and what they are made of.

    Attributes
    ----------
    snapshots, datasets, mixtures, settings
        What has been met, by numbers.
    """

    def __init__(self) -> None:
        self.snapshots: Numbered[Snapshot] = Numbered()
        self.datasets: Numbered[Dataset] = Numbered()
        self.mixtures: Numbered[Mixture] = Numbered()
        self.settings: Numbered[EMSettings] = Numbered()

    def documents(self) -> list[Json]:
        """Return all snapshots as JSON; their parts are numbered by that."""
        return [self._document(snapshot) for snapshot in self.snapshots.values]

    def _document(self, snapshot: Snapshot) -> Json:
        return {
            "dataset": _optional(self.datasets, snapshot.dataset),
            "mixture": _optional(self.mixtures, snapshot.mixture),
            "assigned_by": _optional(self.mixtures, snapshot.assigned_by),
            "settings": self.settings.number(snapshot.settings),
            "n_iter": int(snapshot.n_iter),
        }


def _optional(numbered: Numbered[T], value: T | None) -> int | None:
    return None if value is None else numbered.number(value)


class SnapshotsIn:
    """Makes snapshots of parts that have been read.

    Parameters
    ----------
    datasets, mixtures, settings
        The parts, by their numbers.
    """

    def __init__(
        self,
        datasets: Sequence[Dataset],
        mixtures: Sequence[Mixture],
        settings: Sequence[EMSettings],
    ) -> None:
        self._datasets = datasets
        self._mixtures = mixtures
        self._settings = settings

    def read(self, value: object, place: str) -> Snapshot:
        """Return the snapshot that JSON stands for.

        Raises
        ------
        BadContentError
            When it stands for none, or its parts do not fit.
        """
        fields = Fields(value, place, _KEYS)
        snapshot = Snapshot(
            fields.optional("dataset", self._dataset),
            fields.optional("mixture", self._mixture),
            fields.optional("assigned_by", self._mixture),
            self._settings[fields.whole("settings", len(self._settings))],
            fields.whole("n_iter"),
        )
        _check(snapshot, place)
        return snapshot

    def _dataset(self, value: object, place: str) -> Dataset:
        return self._datasets[whole(value, place, len(self._datasets))]

    def _mixture(self, value: object, place: str) -> Mixture:
        return self._mixtures[whole(value, place, len(self._mixtures))]


def _check(snapshot: Snapshot, place: str) -> None:
    dataset, mixture, colours = snapshot.dataset, snapshot.mixture, snapshot.assigned_by
    if dataset is not None and mixture is not None and dataset.n_features != mixture.n_features:
        raise refusal(place, "its mixture has another dimension than its data")
    if colours is not None:
        if dataset is None or mixture is None:
            raise refusal(place, "its points are coloured, and there is nothing to colour by")
        if colours.means.shape != mixture.means.shape:
            raise refusal(place, "its colours are those of a mixture of another shape")
    prior, n_features = snapshot.settings.prior, snapshot.n_features
    if prior is not None and n_features is not None:
        fits = (prior.mean is None or prior.mean.shape == (n_features,)) and (
            prior.scale is None or prior.scale.shape == (n_features, n_features)
        )
        if not fits:
            raise refusal(place, "its prior has another dimension than its data")
