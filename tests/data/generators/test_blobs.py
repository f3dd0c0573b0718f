"""Gaussian blobs against the mixture they are said to come from, and against integrals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from gmm_explorer.data.generators import Blobs
from gmm_explorer.data.generators.clusters import moved_to_overlap, neighbour_overlap


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
    dataset = Blobs(
        n_clusters=n_clusters,
        n_points=n_points,
        n_features=n_features,
        spread=2.0,
        stretch=stretch,
        imbalance=imbalance,
    ).dataset(seed)
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


@pytest.mark.parametrize("noise", [0.0, 1.5])
def test_points_follow_the_mixture_they_are_said_to_come_from(noise):
    dataset = Blobs(n_points=60_000, stretch=3.0, imbalance=0.4, noise=noise).dataset(11)
    for k in range(3):
        of_cluster = dataset.X[dataset.labels == k]
        np.testing.assert_allclose(
            len(of_cluster) / dataset.n_samples, dataset.mixture.weights[k], rtol=0.03
        )
        np.testing.assert_allclose(of_cluster.mean(axis=0), dataset.mixture.means[k], atol=0.08)
        np.testing.assert_allclose(np.cov(of_cluster.T), dataset.mixture.covariances[k], atol=0.15)


def test_overlap_is_the_integral_of_the_root_of_two_densities():
    means, deviations = np.array([[0.0], [2.5]]), np.array([1.0, 2.0])
    covariances = (deviations**2)[:, None, None]
    one, other = (norm(m[0], s) for m, s in zip(means, deviations, strict=True))
    integral, _ = quad(lambda x: np.sqrt(one.pdf(x) * other.pdf(x)), -40.0, 40.0, epsabs=1e-13)
    assert neighbour_overlap(means, covariances) == pytest.approx(integral, rel=1e-10)


def test_overlap_in_the_plane_is_that_integral_too():
    rng = np.random.default_rng(5)
    means = np.array([[0.0, 0.0], [1.5, -1.0]])
    covariances = np.array([[[1.0, 0.6], [0.6, 2.0]], [[3.0, -0.5], [-0.5, 0.7]]])
    # The mean of sqrt(q / p) over a sample of p.
    X = rng.multivariate_normal(means[0], covariances[0], 400_000)
    log_p, log_q = (
        -0.5 * np.einsum("ni,ij,nj->n", X - m, np.linalg.inv(c), X - m)
        - 0.5 * np.linalg.slogdet(c)[1]
        for m, c in zip(means, covariances, strict=True)
    )
    estimate = np.exp((log_q - log_p) / 2.0).mean()
    assert neighbour_overlap(means, covariances) == pytest.approx(estimate, rel=5e-3)


def test_each_cluster_counts_with_its_nearest_neighbour():
    means = np.array([[0.0], [1.0], [100.0]])
    near = np.exp(-1.0 / 8.0)  # of two standard normals one apart
    assert neighbour_overlap(means, np.ones((3, 1, 1))) == pytest.approx(2.0 * near / 3.0)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**31),
    n_clusters=st.integers(2, 12),
    n_features=st.integers(1, 2),
    overlap=st.floats(0.01, 0.5),
    stretch=st.floats(1.0, 4.0),
)
def test_clusters_overlap_as_much_as_asked(seed, n_clusters, n_features, overlap, stretch):
    recipe = Blobs(n_clusters=n_clusters, n_features=n_features, overlap=overlap, stretch=stretch)
    mixture = recipe.dataset(seed).mixture
    # Long clusters across one another may not reach it even about one centre.
    most = neighbour_overlap(np.zeros_like(mixture.means), mixture.covariances)
    found = neighbour_overlap(mixture.means, mixture.covariances)
    assert found == pytest.approx(min(overlap, most), rel=1e-6)


def test_overlap_changes_nothing_but_the_distances():
    plain, moved = (Blobs(n_clusters=4, overlap=o).dataset(3).mixture for o in (0.0, 0.3))
    factors = moved.means / plain.means
    np.testing.assert_allclose(factors, factors[0, 0], rtol=1e-12)
    np.testing.assert_array_equal(moved.covariances, plain.covariances)
    np.testing.assert_array_equal(moved.weights, plain.weights)


def test_more_overlap_than_there_can_be_leaves_clusters_about_one_centre():
    covariances = np.array([np.diag([25.0, 0.04]), np.diag([0.04, 25.0])])
    moved = moved_to_overlap(np.array([[3.0, 0.0], [-3.0, 1.0]]), covariances, 0.9)
    assert np.abs(moved).max() < 1e-12


def test_a_single_cluster_has_no_neighbour():
    one, other = (Blobs(n_clusters=1, overlap=o).dataset(0) for o in (0.0, 0.5))
    np.testing.assert_array_equal(one.X, other.X)
