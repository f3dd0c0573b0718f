"""What blurs any kind of data: a jitter of every point, and points that belong to nothing."""

import numpy as np

from gmm_explorer.data.generators.recipe import Drawn
from gmm_explorer.data.points import UNKNOWN
from gmm_explorer.em import Mixture

OUTLIER_BOX = 1.5
"""Side of the box of outliers over that of the box around all other points."""


def with_noise(drawn: Drawn, deviation: float, rng: np.random.Generator) -> Drawn:
    """Return points with an independent normal jitter in each column.

    A sum of two independent Gaussians is Gaussian and their covariances add up (Bishop 2006,
    exercise 1.10): where the points come from a mixture, so do those with noise, from one with
    ``covariances + deviation**2 * I``.

    Parameters
    ----------
    drawn
        The points.
    deviation
        Standard deviation of the jitter, in units of the data; 0 leaves them where they are.
    rng
        The source of randomness.
    """
    if deviation == 0.0:
        return drawn
    mixture = drawn.mixture
    if mixture is not None:
        blur = deviation**2 * np.eye(mixture.n_features)
        mixture = Mixture(mixture.weights, mixture.means, mixture.covariances + blur)
    jitter = deviation * rng.standard_normal(drawn.X.shape)
    return Drawn(drawn.X + jitter, drawn.labels, mixture)


def with_outliers(drawn: Drawn, share: float, rng: np.random.Generator) -> Drawn:
    """Return points of which some, at random, lie anywhere instead.

    Noise points uniform over the region of the data are those of Banfield & Raftery (1993),
    "Model-based Gaussian and non-Gaussian clustering"; here the region is the box around all
    other points, enlarged about its centre by `OUTLIER_BOX`, so that some stand apart. Their label
    is `UNKNOWN`; labels and mixture of the others stay as they are.

    Parameters
    ----------
    drawn
        The points.
    share
        Of outliers among all points, from 0 to below 1; rounded to whole points.
    rng
        The source of randomness.
    """
    n_outliers = round(share * len(drawn.X))
    if n_outliers == 0:
        return drawn
    away = np.zeros(len(drawn.X), dtype=bool)
    away[rng.choice(len(drawn.X), n_outliers, replace=False)] = True
    others = drawn.X[~away]
    low, span = others.min(axis=0), np.ptp(others, axis=0)
    # A column of equal numbers has no width of its own.
    half = OUTLIER_BOX / 2.0 * np.where(span > 0.0, span, span.max() or 1.0)
    X = drawn.X.copy()
    X[away] = low + span / 2.0 + half * rng.uniform(-1.0, 1.0, size=(n_outliers, X.shape[1]))
    labels = None if drawn.labels is None else np.where(away, UNKNOWN, drawn.labels)
    return Drawn(X, labels, drawn.mixture)
