"""The state that undo restores, as one immutable value."""

from dataclasses import dataclass, field

from gmm_explorer.data import Dataset, default_names
from gmm_explorer.em import EMSettings, Mixture


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Snapshot:
    """What the window shows and undo brings back; identity (``is``) is the change test.

    Attributes
    ----------
    dataset
        The data, or None in an empty window.
    mixture
        The mixture, or None when there is no component.
    assigned_by
        The mixture whose responsibilities colour the points, or None while they are grey.
    settings
        How EM is run.
    n_iter
        The M-steps taken since the data, the start or the last restart.
    """

    dataset: Dataset | None = None
    mixture: Mixture | None = None
    assigned_by: Mixture | None = None
    settings: EMSettings = field(default_factory=EMSettings)
    n_iter: int = 0

    @property
    def ready(self) -> bool:
        """Whether there are both data and components, so that EM has something to do."""
        return self.dataset is not None and self.mixture is not None

    @property
    def needs_e_step(self) -> bool:
        """Whether the colours belong to another mixture than the one shown."""
        return self.assigned_by is not self.mixture

    @property
    def n_components(self) -> int:
        """How many components there are; 0 without a mixture."""
        return 0 if self.mixture is None else self.mixture.n_components

    @property
    def n_features(self) -> int | None:
        """The dimension D shared by data and mixture, or None in an empty window."""
        if self.dataset is not None:
            return self.dataset.n_features
        return None if self.mixture is None else self.mixture.n_features

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the features; two in an empty window."""
        if self.dataset is not None:
            return self.dataset.names
        return default_names(self.n_features or 2)

    @property
    def is_standardised(self) -> bool:
        """Whether data and mixture are in other units than the table."""
        return self.dataset is not None and self.dataset.is_standardised
