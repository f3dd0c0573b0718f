"""Clusters at the nodes of a grid."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gmm_explorer.data.generators.disturbing import with_outliers
from gmm_explorer.data.generators.parameters import Number, outliers, parameter
from gmm_explorer.data.generators.recipe import Drawn, Recipe
from gmm_explorer.em import Mixture


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid(Recipe):
    """Round Gaussian clusters of one size at the nodes of a grid about 0, as many points in each.

    Attributes
    ----------
    n_columns, n_rows : int
        Nodes along x and, on a plane, along y.
    spacing : float
        Distance of neighbours.
    spread : float
        Standard deviation of a cluster. With 0 all points lie on the nodes, copies upon copies,
        and there is no true mixture with a density.
    outliers : float
        See `with_outliers`.
    """

    kind: ClassVar[str] = "grid"
    title: ClassVar[str] = "Grid"
    about: ClassVar[str] = "Many clusters alike: most starts miss some and end in a local optimum"

    n_columns: int = parameter(3, Number("Columns", "Nodes along x", 1, 10, 1, is_whole=True))
    n_rows: int = parameter(
        3, Number("Rows", "Nodes along y", 1, 10, 1, plane_only=True, is_whole=True)
    )
    spacing: float = parameter(
        5.0, Number("Spacing", "Distance from a node to the next", 0.01, 100.0, 0.5)
    )
    spread: float = parameter(
        0.5,
        Number(
            "Spread σ",
            "Standard deviation of each cluster; 0 puts the points on the nodes",
            0.0,
            20.0,
            0.1,
        ),
    )
    outliers: float = outliers()

    @property
    def n_groups(self) -> int:
        """How many nodes there are."""
        return self.n_columns * (self.n_rows if self.n_features == 2 else 1)

    @property
    def what(self) -> str:
        """What it makes."""
        if self.n_features == 1:
            return f"grid of {self.n_columns} clusters"
        return f"grid of {self.n_columns} × {self.n_rows} clusters"

    def draw(self, rng: np.random.Generator) -> Drawn:
        """Return points about the nodes."""
        nodes = self._nodes()
        labels = rng.permutation(np.arange(self.n_points) % len(nodes))
        shape = (self.n_points, self.n_features)
        X = nodes[labels] + self.spread * rng.standard_normal(shape)
        mixture = None
        if self.spread > 0.0:
            covariance = self.spread**2 * np.eye(self.n_features)
            covariances = np.broadcast_to(covariance, (len(nodes), *covariance.shape))
            mixture = Mixture(np.full(len(nodes), 1.0 / len(nodes)), nodes, covariances)
        return with_outliers(Drawn(X, labels, mixture), self.outliers, rng)

    def _nodes(self) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        """Return the nodes, row by row; shape (n_groups, n_features)."""
        sizes = (self.n_columns, self.n_rows)[: self.n_features]
        axes = [self.spacing * (np.arange(size) - (size - 1) / 2.0) for size in sizes]
        return np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, self.n_features)
