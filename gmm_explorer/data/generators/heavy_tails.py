"""Clusters with heavy tails: Student's t in place of Gaussians."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gmm_explorer.data.generators.clusters import random_centres, random_covariances
from gmm_explorer.data.generators.parameters import Number, clusters, parameter, stretch
from gmm_explorer.data.generators.recipe import Drawn, Recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class HeavyTails(Recipe):
    """A sample of a mixture of multivariate t distributions with equal weights.

    A point is ``centre + L z / sqrt(w / nu)`` with z standard normal, ``L L.T`` the scale matrix
    and w chi-squared with nu degrees of freedom (Bishop 2006, eq. 2.159 to 2.162; McLachlan & Peel
    2000, "Finite Mixture Models", chapter 7). There is no true Gaussian mixture.

    Attributes
    ----------
    n_clusters : int
        K.
    nu : float
        Degrees of freedom: 1 is Cauchy's distribution, without a mean; up to 2 there is no
        variance; the larger, the nearer to a Gaussian.
    spread, stretch : float
        Of the scale matrix, as those of `Blobs`; the covariance is ``nu / (nu - 2)`` times it.
    """

    kind: ClassVar[str] = "heavy_tails"
    title: ClassVar[str] = "Heavy tails"
    about: ClassVar[str] = "Student’s t: far points, which Gaussians take too seriously"

    n_clusters: int = clusters()
    nu: float = parameter(
        3.0,
        Number(
            "Freedom ν",
            "Degrees of freedom: 1 is Cauchy’s distribution, 30 nearly a Gaussian",
            1.0,
            100.0,
            0.5,
        ),
    )
    spread: float = parameter(
        1.0,
        Number("Spread σ", "Square root of the scale; centres lie from −10 to 10", 0.01, 20.0, 0.1),
    )
    stretch: float = stretch()

    @property
    def n_groups(self) -> int:
        """How many clusters there are."""
        return self.n_clusters

    @property
    def what(self) -> str:
        """What it makes."""
        return f"{self.n_clusters} heavy-tailed cluster{'' if self.n_clusters == 1 else 's'}"

    def draw(self, rng: np.random.Generator) -> Drawn:
        """Return a sample of random t distributions."""
        shape = (self.n_points, self.n_features)
        centres = random_centres(rng, self.n_clusters, self.n_features)
        scales = random_covariances(
            rng, self.n_clusters, self.n_features, self.spread, self.stretch
        )
        labels = rng.integers(self.n_clusters, size=self.n_points)
        factors = np.linalg.cholesky(scales)[labels]
        away = np.einsum("nij,nj->ni", factors, rng.standard_normal(shape))
        shrinking = np.sqrt(rng.chisquare(self.nu, size=(self.n_points, 1)) / self.nu)
        return Drawn(centres[labels] + away / shrinking, labels)
