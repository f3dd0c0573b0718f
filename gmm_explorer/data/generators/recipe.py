"""What all kinds of generated data are: a recipe that, with a seed, makes the same points."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import ClassVar, NamedTuple

import numpy as np

from gmm_explorer.data.dataset import Dataset, LabelArray
from gmm_explorer.data.errors import DatasetError
from gmm_explorer.data.generators.parameters import dimension, parameters, points
from gmm_explorer.data.room import why_no_room
from gmm_explorer.em import Mixture
from gmm_explorer.em.arrays import FloatArray


class Drawn(NamedTuple):
    """Points, and what is known of them.

    Attributes
    ----------
    X : ndarray of shape (n_points, n_features)
    labels : ndarray of int, shape (n_points,), or None
        The cluster that each was drawn from; `UNKNOWN` for outliers.
    mixture : Mixture or None
        What they were drawn from, outliers apart, where that is a Gaussian mixture.
    """

    X: FloatArray
    labels: LabelArray | None = None
    mixture: Mixture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe(ABC):
    """One kind of data with its parameters, which are the fields made by `parameter`.

    A recipe may hold any values; they are checked when it is carried out.

    Attributes
    ----------
    kind
        An identifier.
    title
        What the kind is called on screen.
    about
        What it is for, in one sentence.
    n_features : int
        How many columns there are, 1 or 2.
    n_points : int
        How many points there are.
    """

    kind: ClassVar[str]
    title: ClassVar[str]
    about: ClassVar[str]

    n_features: int = dimension()
    n_points: int = points()

    @property
    def n_groups(self) -> int:
        """How many groups there are to be found."""
        return 1

    @property
    def names(self) -> tuple[str, ...] | None:
        """What the columns are called; None for x and y."""
        return None

    @property
    @abstractmethod
    def what(self) -> str:
        """What it makes, in a few words, such as "3 Gaussian blobs"."""

    @abstractmethod
    def draw(self, rng: np.random.Generator) -> Drawn:
        """Return points drawn with the parameters, which are in their ranges."""

    def dataset(self, seed: int, most: int | None = None) -> Dataset:
        """Carry it out.

        Parameters
        ----------
        seed
            Of the random generator, at least 0; the same recipe and seed always give the same
            points.
        most
            Draw no more points than these, for a picture.

        Raises
        ------
        DatasetError
            When a parameter is outside its range, or there is no room for so many points.
        """
        self._check(seed)
        n_drawn = self.n_points if most is None else min(most, self.n_points)
        drawn = replace(self, n_points=n_drawn).draw(np.random.default_rng(seed))
        return Dataset.from_array(
            drawn.X,
            self.names,
            labels=drawn.labels,
            mixture=drawn.mixture,
            provenance=f"{self.what}, {self.n_points:,} points, seed {seed}",
            notices=(f"Generated, {self.title}: {self._said()}, seed {seed}.",),
        )

    def _said(self) -> str:
        """Return all parameters in words."""
        named = parameters(self).items()
        return ", ".join(f"{one.text} {one.words(getattr(self, name))}" for name, one in named)

    def _check(self, seed: int) -> None:
        for name, known in parameters(self).items():
            if self.n_features > 1 or not known.plane_only:
                known.check(getattr(self, name))
        if seed < 0:
            raise DatasetError(f"Seed cannot be {seed}: give a number from 0 on")
        no_room = why_no_room(self.n_points, self.n_groups, n_columns=self.n_features)
        if no_room:
            raise DatasetError(f"{no_room}: generate fewer")
