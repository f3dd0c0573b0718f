"""Starts as scenes state them: Gaussians of one weight each."""

from collections.abc import Sequence

import numpy as np

from gmm_explorer.em import Mixture


def on_the_line(means: Sequence[float], variances: Sequence[float]) -> Mixture:
    """Return equally heavy Gaussians in 1-D."""
    n_components = len(means)
    return Mixture(
        np.full(n_components, 1.0 / n_components),
        np.reshape(means, (n_components, 1)),
        np.reshape(variances, (n_components, 1, 1)),
    )


def round_in_the_plane(means: Sequence[tuple[float, float]], variance: float) -> Mixture:
    """Return equally heavy, equally wide round Gaussians in 2-D."""
    n_components = len(means)
    return Mixture(
        np.full(n_components, 1.0 / n_components),
        np.array(means),
        np.broadcast_to(variance * np.eye(2), (n_components, 2, 2)),
    )
