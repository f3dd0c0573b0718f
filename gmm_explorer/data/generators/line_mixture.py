"""Mixtures on a line whose shape is known from the literature."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gmm_explorer.data.generators.densities import DENSITIES
from gmm_explorer.data.generators.disturbing import with_noise, with_outliers
from gmm_explorer.data.generators.parameters import (
    Choice,
    dimension,
    noise,
    outliers,
    parameter,
)
from gmm_explorer.data.generators.recipe import Drawn, Recipe
from gmm_explorer.em import sample


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMixture(Recipe):
    """A sample of one of the normal mixture densities of Marron & Wand (1992), table 1.

    Attributes
    ----------
    density : str
        A key of `DENSITIES`.
    noise, outliers : float
        See `with_noise` and `with_outliers`.
    """

    kind: ClassVar[str] = "line_mixture"
    title: ClassVar[str] = "1-D mixtures"
    about: ClassVar[str] = "The fifteen densities of Marron and Wand, from one hump to a comb"

    n_features: int = dimension(1, among=(1,))
    density: str = parameter(
        "trimodal",
        Choice(
            "Density",
            "One of the fifteen normal mixtures of Marron and Wand (1992)",
            {name: density.title for name, density in DENSITIES.items()},
        ),
    )
    noise: float = noise(0.0, high=2.0)
    outliers: float = outliers()

    @property
    def n_groups(self) -> int:
        """How many components the density has."""
        return len(DENSITIES[self.density].parts)

    @property
    def what(self) -> str:
        """What it makes."""
        return f"{DENSITIES[self.density].title} density"

    def draw(self, rng: np.random.Generator) -> Drawn:
        """Return a sample of the density."""
        mixture = DENSITIES[self.density].mixture
        drawn = Drawn(*sample(mixture, self.n_points, rng), mixture)
        return with_outliers(with_noise(drawn, self.noise, rng), self.outliers, rng)
