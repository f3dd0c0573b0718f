"""Histograms and curves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_numpy
from scipy.stats import norm

from gmm_explorer.em import Mixture
from gmm_explorer.view.plot.densities import MOST_BINS, curves, height_at, histogram

MIXTURE = Mixture([0.3, 0.7], [[-1.0], [2.0]], [[[0.25]], [[4.0]]])


@given(st_numpy.arrays(float, st.integers(1, 200), elements=st.floats(-1e6, 1e6)))
def test_a_histogram_holds_all_mass_in_a_sensible_number_of_bins(x):
    bars = histogram(x)
    assert 1 <= len(bars.heights) <= MOST_BINS
    assert bars.edges[0] <= x.min() <= x.max() <= bars.edges[-1]
    assert bars.heights @ np.diff(bars.edges) == pytest.approx(1.0)


@pytest.mark.parametrize("place", [0.0, 3.0, -7e6])
def test_the_bar_of_equal_points_leaves_components_of_their_size_in_sight(place):
    bars = histogram(np.full(9, place))
    size = max(abs(place), 1.0) / 6.0  # a standard deviation as those that are placed have
    assert bars.heights.max() * size < 10.0 * norm.pdf(0.0)


def test_an_outlier_does_not_ask_for_a_million_bins():
    x = np.append(np.random.default_rng(0).normal(size=1000), 1e9)
    assert len(histogram(x).heights) == MOST_BINS


def test_curves_are_the_weighted_densities():
    sampled = curves(MIXTURE, -5.0, 8.0, 100)
    expected = [0.3 * norm.pdf(sampled.x, -1.0, 0.5), 0.7 * norm.pdf(sampled.x, 2.0, 2.0)]
    np.testing.assert_allclose(sampled.weighted, expected, rtol=1e-12)
    np.testing.assert_allclose(sampled.mixture, np.sum(expected, axis=0), rtol=1e-12)
    assert height_at(MIXTURE, 1, 2.0) == pytest.approx(0.7 * norm.pdf(0.0, 0.0, 2.0))


def test_a_narrow_component_is_not_missed_between_samples():
    narrow = Mixture([0.5, 0.5], [[0.0], [3.3333]], [[[1.0]], [[1e-8]]])
    peak = curves(narrow, -5.0, 5.0, 50).weighted[1].max()
    assert peak == pytest.approx(0.5 * norm.pdf(0.0, 0.0, 1e-4), rel=0.01)


def test_a_collapsed_component_has_no_curve():
    collapsed = Mixture([0.5, 0.5], [[0.0], [1.0]], [[[1.0]], [[0.0]]])
    sampled = curves(collapsed, -5.0, 5.0, 50)
    assert not sampled.weighted[1].any()
    assert np.isfinite(sampled.mixture).all()
