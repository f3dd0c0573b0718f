"""Gaussian blobs: a sample of a random mixture."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gmm_explorer.data.generators.clusters import (
    moved_to_overlap,
    random_centres,
    random_covariances,
)
from gmm_explorer.data.generators.disturbing import with_noise, with_outliers
from gmm_explorer.data.generators.parameters import (
    Number,
    clusters,
    noise,
    outliers,
    parameter,
    stretch,
)
from gmm_explorer.data.generators.recipe import Drawn, Recipe
from gmm_explorer.em import Mixture, sample


@dataclass(frozen=True, slots=True, kw_only=True)
class Blobs(Recipe):
    """A sample of a random Gaussian mixture, with its labels and the mixture itself.

    Attributes
    ----------
    n_clusters : int
        K.
    spread : float
        Standard deviation of a cluster; in 2-D the geometric mean of its two axes.
    stretch : float
        Longer axis over shorter axis, in a random direction for each cluster.
    overlap : float
        With the nearest neighbour, on average: see `neighbour_overlap`. Centres are moved until
        it holds, before there is noise; 0 leaves them as they were drawn.
    imbalance : float
        From 0 (equal weights) to below 1: each cluster weighs ``1 - imbalance`` times the one
        before.
    noise, outliers : float
        See `with_noise` and `with_outliers`.
    """

    kind: ClassVar[str] = "blobs"
    title: ClassVar[str] = "Gaussian blobs"
    about: ClassVar[str] = "What a Gaussian mixture is made for, as hard as you want it"

    n_clusters: int = clusters()
    spread: float = parameter(
        1.0,
        Number("Spread σ", "Standard deviation; centres lie from −10 to 10", 0.01, 20.0, 0.1),
    )
    stretch: float = stretch()
    overlap: float = parameter(
        0.0,
        Number(
            "Overlap",
            "Bhattacharyya coefficient of each cluster and its nearest neighbour, on average, from "
            "0 (apart) to 1 (alike): centres are moved until it holds",
            0.0,
            0.99,
            0.05,
            zero="as drawn",
        ),
    )
    imbalance: float = parameter(
        0.0,
        Number("Imbalance", "By how much each cluster is rarer than the last", 0.0, 0.95, 0.05),
    )
    outliers: float = outliers()
    noise: float = noise()

    @property
    def n_groups(self) -> int:
        """How many clusters there are."""
        return self.n_clusters

    @property
    def what(self) -> str:
        """What it makes."""
        return f"{self.n_clusters} Gaussian blob{'' if self.n_clusters == 1 else 's'}"

    def draw(self, rng: np.random.Generator) -> Drawn:
        """Return a sample of a random mixture."""
        weights = (1.0 - self.imbalance) ** np.arange(self.n_clusters)
        means = random_centres(rng, self.n_clusters, self.n_features)
        covariances = random_covariances(
            rng, self.n_clusters, self.n_features, self.spread, self.stretch
        )
        if self.overlap > 0.0:
            means = moved_to_overlap(means, covariances, self.overlap)
        mixture = Mixture(weights / weights.sum(), means, covariances)
        drawn = Drawn(*sample(mixture, self.n_points, rng), mixture)
        return with_outliers(with_noise(drawn, self.noise, rng), self.outliers, rng)
