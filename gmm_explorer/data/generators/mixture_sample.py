"""A sample of a mixture that is there already."""

from dataclasses import dataclass, field
from typing import ClassVar, Self

import numpy as np

from gmm_explorer.data.dataset import Dataset
from gmm_explorer.data.generators.parameters import MOST_POINTS
from gmm_explorer.data.generators.recipe import Drawn, Recipe
from gmm_explorer.em import Mixture, sample


@dataclass(frozen=True, slots=True, kw_only=True)
class MixtureSample(Recipe):
    """A sample of a given mixture, which is its truth; labels are its components.

    Attributes
    ----------
    mixture : Mixture
        Of one or two features; singular covariances give points on their line or point.
    columns : tuple of str or None
        What its features are called.
    """

    kind: ClassVar[str] = "mixture"
    title: ClassVar[str] = "From the plot"
    about: ClassVar[str] = "New points from the components on the plot, which become their truth"

    n_features: int = 2  # that of the mixture, and no parameter
    mixture: Mixture = field(repr=False)
    columns: tuple[str, ...] | None = None

    @classmethod
    def of(cls, mixture: Mixture, fitted: Dataset | None) -> Self:
        """Return the recipe for a mixture of the data it was fitted to, if there are any.

        The sample has as many points, as far as they may be made, and the columns of the data in
        their original units.
        """
        if fitted is None:
            return cls(n_features=mixture.n_features, mixture=mixture)
        return cls(
            n_features=mixture.n_features,
            n_points=min(fitted.n_samples, MOST_POINTS),
            mixture=fitted.to_original(mixture),
            columns=fitted.names,
        )

    @property
    def n_groups(self) -> int:
        """How many components there are."""
        return self.mixture.n_components

    @property
    def names(self) -> tuple[str, ...] | None:
        """What its features are called."""
        return self.columns

    @property
    def what(self) -> str:
        """What it makes."""
        n_components = self.n_groups
        return f"sample of {n_components} component{'' if n_components == 1 else 's'}"

    def draw(self, rng: np.random.Generator) -> Drawn:
        """Return points of the mixture."""
        return Drawn(*sample(self.mixture, self.n_points, rng), self.mixture)
