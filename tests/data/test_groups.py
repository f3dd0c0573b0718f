import numpy as np
import pytest

from gmm_explorer.data import Group, groups

PARTS = (Group((0.0, 1.0), [[2.0, 0.5], [0.5, 1.0]], 4000), Group((9.0, 9.0), np.eye(2), 1000))


def test_groups_are_samples_of_what_is_stated():
    dataset = groups("two groups", 7, PARTS)
    assert dataset.provenance == "two groups, seed 7"
    assert np.bincount(dataset.labels).tolist() == [4000, 1000]
    for k, part in enumerate(PARTS):
        X = dataset.X[dataset.labels == k]
        assert X.mean(axis=0) == pytest.approx(part.mean, abs=0.15)
        np.testing.assert_allclose(np.cov(X.T), part.covariance, atol=0.15)
    assert dataset.mixture.weights.tolist() == [0.8, 0.2]


def test_the_same_seed_gives_the_same_points():
    assert np.array_equal(groups("a", 7, PARTS).X, groups("b", 7, PARTS).X)
    assert not np.array_equal(groups("a", 7, PARTS).X, groups("a", 8, PARTS).X)


def test_further_points_are_at_their_places_and_belong_to_nobody():
    dataset = groups("with one more", 7, PARTS, [(3.0, 4.0)])
    assert dataset.X[-1].tolist() == [3.0, 4.0]
    assert dataset.labels[-1] == -1
    assert dataset.mixture is None, "what made that point is not known"
    assert np.array_equal(dataset.X[:-1], groups("without", 7, PARTS).X)
