"""Noise and outliers against the distributions that they are defined by."""

import numpy as np
import pytest
from scipy.stats import kstest

from gmm_explorer.data.generators import Blobs, Grid, Moons
from gmm_explorer.data.generators.disturbing import OUTLIER_BOX, with_outliers
from gmm_explorer.data.generators.recipe import Drawn
from gmm_explorer.data.points import UNKNOWN


def test_noise_is_normal_and_comes_on_top():
    clean, noisy = (Blobs(n_points=5000, noise=s).dataset(2) for s in (0.0, 0.7))
    jitter = (noisy.X - clean.X) / 0.7
    assert kstest(jitter.ravel(), "norm").pvalue > 0.01
    assert abs(np.corrcoef(jitter.T)[0, 1]) < 0.05
    np.testing.assert_array_equal(noisy.labels, clean.labels)
    blur = noisy.mixture.covariances - clean.mixture.covariances
    np.testing.assert_allclose(blur, np.broadcast_to(0.49 * np.eye(2), (3, 2, 2)), atol=1e-12)


@pytest.mark.parametrize("n_features", [1, 2])
def test_outliers_are_uniform_in_a_box_around_the_rest(n_features):
    recipe = Blobs(n_points=20_000, n_features=n_features, outliers=0.25)
    dataset = recipe.dataset(4)
    away = dataset.labels == UNKNOWN
    assert away.sum() == 5000
    others = dataset.X[~away]
    middle, half = (others.max(axis=0) + others.min(axis=0)) / 2, np.ptp(others, axis=0) / 2
    places = (dataset.X[away] - middle) / half
    for column in places.T:
        uniform = kstest(column, "uniform", args=(-OUTLIER_BOX, 2.0 * OUTLIER_BOX))
        assert uniform.pvalue > 0.01
    # They stand anywhere in the order, and the others are the very points there were.
    assert 0.4 < np.flatnonzero(away).mean() / dataset.n_samples < 0.6
    clean = Blobs(n_points=20_000, n_features=n_features).dataset(4)
    np.testing.assert_array_equal(others, clean.X[~away])
    np.testing.assert_array_equal(dataset.labels[~away], clean.labels[~away])
    np.testing.assert_array_equal(dataset.mixture.means, clean.mixture.means)


@pytest.mark.parametrize("share", [0.0, 0.004, 0.1, 0.5])
def test_the_share_is_of_all_points(share):
    dataset = Moons(n_points=101, outliers=share).dataset(0)
    assert (dataset.labels == UNKNOWN).sum() == round(101 * share)
    assert dataset.n_samples == 101


@pytest.mark.parametrize("X", [[[1.0, 2.0]], [[1.0, 2.0], [1.0, 5.0]]])
def test_points_in_a_row_leave_room_for_outliers_all_the_same(X):
    rng = np.random.default_rng(0)
    many = np.repeat(np.array(X), 50, axis=0)
    drawn = with_outliers(Drawn(many), 0.5, rng)
    assert drawn.labels is None
    assert (np.ptp(drawn.X, axis=0) > 0.0).all()


def test_a_grid_without_spread_has_outliers_beside_copies():
    dataset = Grid(spread=0.0, outliers=0.1).dataset(0)
    assert len(np.unique(dataset.X[dataset.labels >= 0], axis=0)) == 9
    assert (dataset.labels == UNKNOWN).sum() == 50
