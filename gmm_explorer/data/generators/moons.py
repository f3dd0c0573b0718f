"""Two half circles that reach into each other."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gmm_explorer.data.generators.disturbing import with_noise, with_outliers
from gmm_explorer.data.generators.parameters import dimension, noise, outliers
from gmm_explorer.data.generators.recipe import Drawn, Recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class Moons(Recipe):
    """Two interleaving half circles of radius 1, where scikit-learn's ``make_moons`` has them.

    One is the upper half of the circle about (0, 0), the other the lower half of that about
    (1, 0.5). Points are uniform along them, half of them on each.

    Attributes
    ----------
    noise, outliers : float
        See `with_noise` and `with_outliers`.
    """

    kind: ClassVar[str] = "moons"
    title: ClassVar[str] = "Moons"
    about: ClassVar[str] = "Two bent clusters: no Gaussian fits one, several in a row do"

    n_features: int = dimension(2, among=(2,))
    noise: float = noise(0.1, high=2.0)
    outliers: float = outliers()

    @property
    def n_groups(self) -> int:
        """How many moons there are."""
        return 2

    @property
    def what(self) -> str:
        """What it makes."""
        return "two moons"

    def draw(self, rng: np.random.Generator) -> Drawn:
        """Return points along the two half circles."""
        labels = rng.permutation(np.arange(self.n_points) % 2)
        angles = rng.uniform(0.0, np.pi, size=self.n_points)
        upper = np.column_stack([np.cos(angles), np.sin(angles)])
        X = np.where(labels[:, np.newaxis] == 0, upper, np.array([1.0, 0.5]) - upper)
        drawn = with_noise(Drawn(X, labels), self.noise, rng)
        return with_outliers(drawn, self.outliers, rng)
