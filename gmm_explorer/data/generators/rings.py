"""Circles about one centre."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gmm_explorer.data.generators.disturbing import with_noise, with_outliers
from gmm_explorer.data.generators.parameters import (
    Number,
    dimension,
    noise,
    outliers,
    parameter,
)
from gmm_explorer.data.generators.recipe import Drawn, Recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class Rings(Recipe):
    """Concentric circles, the outermost of radius 1, as scikit-learn's ``make_circles``.

    Points are uniform along them, as many on each; radii are evenly spaced.

    Attributes
    ----------
    n_rings : int
        How many circles.
    inner : float
        Radius of the innermost; 0 makes it a point. A single ring has radius 1.
    noise, outliers : float
        See `with_noise` and `with_outliers`.
    """

    kind: ClassVar[str] = "rings"
    title: ClassVar[str] = "Rings"
    about: ClassVar[str] = "Clusters with one mean: only their widths tell them apart"

    n_features: int = dimension(2, among=(2,))
    n_rings: int = parameter(
        2, Number("Rings", "How many circles about one centre", 1, 10, 1, is_whole=True)
    )
    inner: float = parameter(
        0.5,
        Number("Inner radius", "Of the innermost circle; the outermost has 1", 0.0, 0.95, 0.05),
    )
    noise: float = noise(0.05, high=2.0)
    outliers: float = outliers()

    @property
    def n_groups(self) -> int:
        """How many rings there are."""
        return self.n_rings

    @property
    def what(self) -> str:
        """What it makes."""
        return f"{self.n_rings} ring{'' if self.n_rings == 1 else 's'}"

    def draw(self, rng: np.random.Generator) -> Drawn:
        """Return points along the circles."""
        labels = rng.permutation(np.arange(self.n_points) % self.n_rings)
        angles = rng.uniform(0.0, 2.0 * np.pi, size=self.n_points)
        # From the outermost inwards: the first is there whatever their number.
        radii = np.linspace(1.0, self.inner, self.n_rings)[labels]
        X = np.column_stack([radii * np.cos(angles), radii * np.sin(angles)])
        drawn = with_noise(Drawn(X, labels), self.noise, rng)
        return with_outliers(drawn, self.outliers, rng)
