"""The mixture's answers about a table of points, seen or unseen.  No Qt in here."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.data import Dataset
from gmm_explorer.em import Mixture, log_density, predict_proba

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Predictions:
    """What a mixture says of M points.

    Attributes
    ----------
    points
        Shape (M, D), in original units.
    probabilities
        Shape (M, K), Bishop (9.13), weights included.
    log_density
        Shape (M,), ln p(x), nats, per original unit.
    """

    points: FloatArray
    probabilities: FloatArray
    log_density: FloatArray

    @property
    def labels(self) -> NDArray[np.intp]:
        """The most probable component of each point, shape (M,), from 0."""
        return np.asarray(self.probabilities.argmax(axis=1))


def predict(points: FloatArray, mixture: Mixture, dataset: Dataset | None) -> Predictions:
    """Ask a mixture about points.

    Parameters
    ----------
    points
        Shape (M, D), in original units.
    mixture
        In the units of the fitted data.
    dataset
        Says what those units are; None means the original ones.

    Raises
    ------
    ValueError
        When a component has no density, or a point is too far from all of them.
    """
    fitted, log_scale = points, 0.0
    if dataset is not None:
        fitted = (points - dataset.shift) / dataset.scale
        log_scale = float(np.log(dataset.scale).sum())
    densities = log_density(fitted, mixture) - log_scale
    return Predictions(points, predict_proba(fitted, mixture), densities)
