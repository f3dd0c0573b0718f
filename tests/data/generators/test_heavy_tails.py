"""Heavy tails against Student's t and Fisher's F."""

import numpy as np
import pytest
from scipy.stats import f, kstest, t

from gmm_explorer.data.generators import HeavyTails
from gmm_explorer.data.generators.clusters import random_centres, random_covariances


@pytest.mark.parametrize("nu", [1.0, 3.0, 40.0])
def test_on_a_line_it_is_students_t(nu):
    dataset = HeavyTails(n_features=1, n_clusters=1, n_points=5000, nu=nu, spread=2.0).dataset(3)
    centre = random_centres(np.random.default_rng(3), 1, 1)[0, 0]
    assert kstest(dataset.X[:, 0], t(nu, centre, 2.0).cdf).pvalue > 0.01


@pytest.mark.parametrize("nu", [1.0, 4.5])
def test_in_the_plane_squared_distances_follow_f(nu):
    """For a t of dimension D, the squared Mahalanobis distance over D is F(D, nu)."""
    recipe = HeavyTails(n_clusters=2, n_points=6000, nu=nu, spread=1.5, stretch=3.0)
    dataset = recipe.dataset(5)
    rng = np.random.default_rng(5)
    centres = random_centres(rng, 2, 2)
    scales = random_covariances(rng, 2, 2, 1.5, 3.0)
    for k in (0, 1):
        away = dataset.X[dataset.labels == k] - centres[k]
        squared = np.einsum("ni,ij,nj->n", away, np.linalg.inv(scales[k]), away)
        assert kstest(squared / 2.0, f(2, nu).cdf).pvalue > 0.01
        # Directions are those of the scale: whitened, they are uniform.
        white = np.linalg.solve(np.linalg.cholesky(scales[k]), away.T)
        angles = np.arctan2(white[1], white[0])
        assert kstest(angles, "uniform", args=(-np.pi, 2.0 * np.pi)).pvalue > 0.01


def test_it_has_clusters_and_no_true_gaussian_mixture():
    dataset = HeavyTails(n_clusters=4, n_points=400).dataset(0)
    assert set(dataset.labels) == {0, 1, 2, 3}
    assert dataset.mixture is None
