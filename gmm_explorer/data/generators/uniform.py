"""Points without any cluster."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gmm_explorer.data.generators.parameters import Number, parameter
from gmm_explorer.data.generators.recipe import Drawn, Recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class Uniform(Recipe):
    """Points uniform in a box about 0.

    Attributes
    ----------
    width, height : float
        Sides of the box; on a line only the width counts.
    """

    kind: ClassVar[str] = "uniform"
    title: ClassVar[str] = "Uniform"
    about: ClassVar[str] = "No cluster at all: EM finds some all the same"

    width: float = parameter(10.0, Number("Width", "Side of the box along x", 0.01, 1000.0, 1.0))
    height: float = parameter(
        10.0, Number("Height", "Side of the box along y", 0.01, 1000.0, 1.0, plane_only=True)
    )

    @property
    def what(self) -> str:
        """What it makes."""
        return "uniform box" if self.n_features == 2 else "uniform line"

    def draw(self, rng: np.random.Generator) -> Drawn:
        """Return points anywhere in the box."""
        sides = np.array([self.width, self.height])[: self.n_features]
        return Drawn(sides * rng.uniform(-0.5, 0.5, size=(self.n_points, self.n_features)))
