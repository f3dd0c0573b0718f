"""Every start works in one dimension and more, with few points, and says when it cannot."""

import numpy as np
import pytest

from gmm_explorer.em import (
    COVARIANCE_TYPES,
    INITIALIZERS,
    EMSettings,
    InvalidDataError,
    Outcome,
    e_step,
    fit,
    initialize,
    project,
)

FROM_POINTS = set(INITIALIZERS) - {"random", "random-responsibilities"}


def rng():
    return np.random.default_rng(5)


def blobs(n_features, centres=(-8.0, 0.0, 9.0), n=60):
    return np.concatenate([rng().normal(c, 1, (n, n_features)) for c in centres])


@pytest.mark.parametrize("method", INITIALIZERS)
@pytest.mark.parametrize("n_features", [1, 2, 3])
@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_a_start_is_in_its_family_and_can_be_run(method, n_features, covariance_type):
    X = blobs(n_features)
    start = initialize(X, 3, method, rng(), covariance_type)
    assert project(start, covariance_type) is start
    assert (start.n_components, start.n_features) == (3, n_features)
    last = fit(X, start, EMSettings(covariance_type, max_iter=5))
    assert last.outcome is not Outcome.DEGENERATE or method == "random"


@pytest.mark.parametrize("method", INITIALIZERS)
def test_the_same_chance_gives_the_same_start(method):
    X = blobs(2)
    first, second = (initialize(X, 3, method, rng()) for _ in range(2))
    assert np.array_equal(first.means, second.means)
    assert np.array_equal(first.covariances, second.covariances)


@pytest.mark.parametrize("method", ["k-means", "k-means++", "quantile", "hierarchical"])
def test_clear_clusters_are_found(method):
    start = initialize(blobs(1), 3, method, rng())
    assert sorted(start.means[:, 0]) == pytest.approx([-8, 0, 9], abs=0.5)


@pytest.mark.parametrize("method", INITIALIZERS)
@pytest.mark.parametrize(
    "X",
    [
        [[0.0], [1.0], [1.0], [1.0], [2.0]],
        [[0.0, 0.0], [0.0, 0.0], [1.0, 1.0], [2.0, 2.0]],
        [[5.0, 1.0], [5.0, 2.0], [5.0, 3.0]],
        [[1e6, 0.0]] * 50 + [[1e6, 1e-3], [1e6, 2e-3]],
    ],
    ids=["ties", "collinear", "constant column", "mostly one point"],
)
def test_three_distinct_points_are_enough_for_three_components(method, X):
    start = initialize(X, 3, method, rng())
    assert np.isfinite(e_step(X, start).log_likelihood)
    if method in FROM_POINTS:
        assert len(np.unique(start.means, axis=0)) == 3


@pytest.mark.parametrize("method", INITIALIZERS)
def test_a_single_point_takes_a_single_component(method):
    start = initialize([[3.0, 4.0]], 1, method, rng())
    assert start.means.tolist() == [[3.0, 4.0]]
    assert np.isfinite(e_step([[3.0, 4.0]], start).log_likelihood)


@pytest.mark.parametrize("method", sorted(FROM_POINTS))
def test_more_components_than_distinct_points_are_refused(method):
    with pytest.raises(InvalidDataError, match=r"3 components .* 2 distinct points"):
        initialize([[0.0], [1.0], [1.0], [1.0]], 3, method, rng())


def test_what_cannot_be_started_is_named():
    with pytest.raises(InvalidDataError, match="unknown"):
        initialize([[0.0]], 1, "guess")
    with pytest.raises(InvalidDataError, match="n_components is 0"):
        initialize([[0.0]], 0)
    with pytest.raises(InvalidDataError, match="covariance type"):
        initialize([[0.0]], 1, covariance_type="round")
