import numpy as np
import pytest
from sklearn.datasets import make_blobs

from gmm_explorer.data import tutorial_five, tutorial_line, tutorial_plane


@pytest.mark.parametrize("distance", [10.0, 15.0])
def test_the_line_is_the_tutorials(distance):
    np.random.seed(0)
    x = np.linspace(-5, 5, 20)
    first = x * np.random.rand(20) + distance
    second = x * np.random.rand(20) - distance
    third = x * np.random.rand(20)
    expected = np.stack([first, second, third]).flatten()
    dataset = tutorial_line(distance)
    assert np.array_equal(dataset.X[:, 0], expected)
    assert np.array_equal(np.bincount(dataset.labels), [20, 20, 20])
    assert dataset.mixture is None


@pytest.mark.parametrize(
    ("make", "n_samples", "centers", "cluster_std"),
    [(tutorial_plane, 500, 3, 1.5), (tutorial_five, 1000, 5, 0.5)],
)
def test_the_blobs_are_those_of_scikit_learn(make, n_samples, centers, cluster_std):
    X, labels, centres = make_blobs(
        cluster_std=cluster_std,
        random_state=20,
        n_samples=n_samples,
        centers=centers,
        return_centers=True,
    )
    stretching = np.random.RandomState(0).randn(2, 2)
    dataset = make()
    assert np.array_equal(dataset.X, np.dot(X, stretching))
    assert np.array_equal(dataset.labels, labels)
    assert np.array_equal(dataset.mixture.means, centres @ stretching)
    np.testing.assert_allclose(
        dataset.mixture.covariances[0],
        stretching.T @ (cluster_std**2 * np.eye(2)) @ stretching,
        rtol=1e-12,
    )
    assert "seed 20" in dataset.provenance
