"""A few corners bound the log density at every point."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial import ConvexHull
from scipy.stats import multivariate_normal

from gmm_explorer.em.kernel.corners import corners_of


@given(
    seed=st.integers(0, 2**32 - 1),
    stretch=st.floats(-0.5, 0.5),
    turn=st.floats(0.0, np.pi),
    heavy=st.booleans(),
)
def test_they_go_around_all_points(seed, stretch, turn, heavy):
    rng = np.random.default_rng(seed)
    z = rng.standard_cauchy((2, 1000)) if heavy else rng.normal(size=(2, 1000))
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    z = rotation @ (z * [[10.0**stretch], [1.0]])
    corners = corners_of(z)[1:3]
    around = ConvexHull(np.concatenate((corners.T, z.T)))
    inside = ConvexHull(corners.T)
    assert around.volume == pytest.approx(inside.volume, rel=1e-9)
    assert heavy or inside.volume < 1.3 * np.prod(np.ptp(rotation.T @ z, axis=1))


def test_the_lowest_log_density_is_at_a_corner():
    rng = np.random.default_rng(0)
    z = rng.normal(size=(2, 5000)) * [[3.0], [1.0]]
    for _ in range(100):
        root = rng.normal(size=(2, 2))
        component = multivariate_normal(rng.normal(size=2) * 3.0, root @ root.T)
        bound = component.logpdf(corners_of(z)[1:3].T).min()
        exact = component.logpdf(z.T).min()
        assert bound <= exact * (1 - 1e-12)
        assert bound > 1.2 * exact - 1.0


def test_a_line_has_two_ends_and_few_points_have_none():
    line = np.random.default_rng(0).normal(size=(1, 2000))
    ends = np.array([line.min(), line.max()])
    np.testing.assert_array_equal(corners_of(line), [[1.0, 1.0], ends, ends**2])
    assert corners_of(line[:, :999]) is None
    assert corners_of(np.ones((3, 2000))) is None
