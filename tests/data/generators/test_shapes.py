"""Moons, rings, grids and boxes against scikit-learn's shapes and SciPy's distributions."""

import numpy as np
import pytest
from scipy.spatial import KDTree
from scipy.stats import kstest, norm
from sklearn.datasets import make_circles, make_moons

from gmm_explorer.data.generators import Grid, Moons, Rings, Uniform


def distances(X, shape):
    return KDTree(shape).query(X)[0]


def test_moons_lie_where_those_of_scikit_learn_lie():
    dataset = Moons(n_points=2000, noise=0.0).dataset(1)
    shape, labels = make_moons(40_000, noise=None, shuffle=False)
    for label in (0, 1):
        own = dataset.X[dataset.labels == label]
        assert len(own) == 1000
        assert distances(own, shape[labels == label]).max() < 1e-4
        assert distances(shape[labels == label], own).max() < 0.05


def test_points_are_uniform_along_the_moons():
    dataset = Moons(n_points=4000, noise=0.0).dataset(1)
    upper = dataset.X[dataset.labels == 0]
    angles = np.arctan2(upper[:, 1], upper[:, 0])
    assert kstest(angles, "uniform", args=(0.0, np.pi)).pvalue > 0.01


def test_rings_lie_where_those_of_scikit_learn_lie():
    dataset = Rings(n_points=2000, inner=0.4, noise=0.0).dataset(1)
    shape, labels = make_circles(60_000, noise=None, factor=0.4, shuffle=False)
    for label in (0, 1):
        own = dataset.X[dataset.labels == label]
        assert len(own) == 1000
        assert distances(own, shape[labels == label]).max() < 2e-4
        assert distances(shape[labels == label], own).max() < 0.05


def test_points_are_uniform_along_evenly_spaced_rings():
    dataset = Rings(n_points=5000, n_rings=4, inner=0.1, noise=0.0).dataset(3)
    radii = np.hypot(*dataset.X.T)
    np.testing.assert_allclose(radii, np.array([1.0, 0.7, 0.4, 0.1])[dataset.labels], rtol=1e-12)
    angles = np.arctan2(dataset.X[:, 1], dataset.X[:, 0])
    assert kstest(angles, "uniform", args=(-np.pi, 2.0 * np.pi)).pvalue > 0.01
    assert np.bincount(dataset.labels).tolist() == [1250] * 4


@pytest.mark.parametrize("n_features", [1, 2])
def test_uniform_points_fill_their_box(n_features):
    dataset = Uniform(n_points=5000, n_features=n_features, width=6.0, height=2.0).dataset(8)
    for column, side in zip(dataset.X.T, (6.0, 2.0), strict=False):
        assert kstest(column, "uniform", args=(-side / 2.0, side)).pvalue > 0.01
    if n_features == 2:
        assert abs(np.corrcoef(dataset.X.T)[0, 1]) < 0.04
    assert dataset.labels is None
    assert dataset.mixture is None


def test_a_grid_has_a_normal_cluster_at_each_node():
    dataset = Grid(n_points=6000, n_columns=3, n_rows=2, spacing=4.0, spread=0.5).dataset(6)
    nodes = [(x, y) for y in (-2.0, 2.0) for x in (-4.0, 0.0, 4.0)]
    np.testing.assert_allclose(dataset.mixture.means, nodes)
    np.testing.assert_allclose(dataset.mixture.weights, 1.0 / 6.0)
    assert np.bincount(dataset.labels).tolist() == [1000] * 6
    away = (dataset.X - dataset.mixture.means[dataset.labels]) / 0.5
    assert kstest(away.ravel(), norm.cdf).pvalue > 0.01
    np.testing.assert_allclose(dataset.mixture.covariances, [0.25 * np.eye(2)] * 6)


def test_a_grid_on_a_line_has_one_row():
    dataset = Grid(n_features=1, n_columns=4, n_rows=7).dataset(0)
    np.testing.assert_allclose(dataset.mixture.means[:, 0], [-7.5, -2.5, 2.5, 7.5])


def test_a_grid_without_spread_has_no_mixture():
    assert Grid(spread=0.0).dataset(0).mixture is None
