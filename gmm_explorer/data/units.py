"""A mixture seen in other columns or other units."""

from collections.abc import Sequence

import numpy as np

from gmm_explorer.em import Mixture
from gmm_explorer.em.arrays import FloatArray


def marginal(mixture: Mixture, columns: Sequence[int]) -> Mixture:
    """Return the mixture of some columns alone (Bishop 2006, eq. 2.98)."""
    chosen = list(columns)
    return Mixture(
        mixture.weights,
        mixture.means[:, chosen],
        mixture.covariances[:, chosen][:, :, chosen],
    )


def standardise_mixture(mixture: Mixture, shift: FloatArray, scale: FloatArray) -> Mixture:
    """Return the mixture of ``(x - shift) / scale`` where the given one is of ``x``.

    Parameters
    ----------
    mixture : Mixture
        In original units.
    shift, scale : ndarray of shape (n_features,)
        Of the standardisation; the scale is positive.
    """
    return Mixture(
        mixture.weights,
        (mixture.means - shift) / scale,
        mixture.covariances / np.outer(scale, scale),
    )


def restore_mixture(mixture: Mixture, shift: FloatArray, scale: FloatArray) -> Mixture:
    """Return the mixture of ``x`` where the given one is of ``(x - shift) / scale``."""
    return Mixture(
        mixture.weights,
        mixture.means * scale + shift,
        mixture.covariances * np.outer(scale, scale),
    )
