import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gmm_explorer.data import DatasetError, blobs


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 2**31),
    n_clusters=st.integers(1, 6),
    n_points=st.integers(1, 50),
    n_features=st.integers(1, 2),
    stretch=st.floats(1.0, 20.0),
    imbalance=st.floats(0.0, 0.9),
)
def test_blobs_are_what_was_asked_for(seed, n_clusters, n_points, n_features, stretch, imbalance):
    dataset = blobs(
        seed,
        n_clusters=n_clusters,
        n_points=n_points,
        n_features=n_features,
        spread=2.0,
        stretch=stretch,
        imbalance=imbalance,
    )
    assert dataset.X.shape == (n_points, n_features)
    assert dataset.labels.shape == (n_points,)
    assert set(dataset.labels) <= set(range(n_clusters))
    assert f"seed {seed}" in dataset.provenance
    mixture = dataset.mixture
    ratios = mixture.weights[1:] / mixture.weights[:-1]
    np.testing.assert_allclose(ratios, 1.0 - imbalance, rtol=1e-9)
    eigenvalues = np.linalg.eigvalsh(mixture.covariances)
    np.testing.assert_allclose(eigenvalues.prod(axis=1), 4.0**n_features, rtol=1e-8)
    if n_features == 2:
        np.testing.assert_allclose(eigenvalues[:, 1] / eigenvalues[:, 0], stretch**2, rtol=1e-6)


def test_the_seed_makes_the_same_points_again():
    assert np.array_equal(blobs(4).X, blobs(4).X)
    assert not np.array_equal(blobs(4).X, blobs(5).X)


def test_points_follow_the_mixture_they_are_said_to_come_from():
    dataset = blobs(11, n_clusters=3, n_points=60_000, stretch=3.0, imbalance=0.4)
    for k in range(3):
        of_cluster = dataset.X[dataset.labels == k]
        np.testing.assert_allclose(
            len(of_cluster) / dataset.n_samples, dataset.mixture.weights[k], rtol=0.03
        )
        np.testing.assert_allclose(of_cluster.mean(axis=0), dataset.mixture.means[k], atol=0.06)
        np.testing.assert_allclose(np.cov(of_cluster.T), dataset.mixture.covariances[k], atol=0.12)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"n_clusters": 0}, "clusters"),
        ({"n_points": 0}, "points"),
        ({"n_features": 3}, "columns"),
        ({"spread": 0.0}, "spread"),
        ({"spread": float("inf")}, "spread"),
        ({"stretch": 0.5}, "stretch"),
        ({"imbalance": 1.0}, "imbalance"),
        ({"seed": -1}, "seed"),
    ],
)
def test_an_argument_out_of_range_is_named(wrong, name):
    with pytest.raises(DatasetError, match=f"{name} cannot be .*: give a number"):
        blobs(**({"seed": 0} | wrong))
