"""Where a brush puts points and which it touches, in pixels."""

import numpy as np
import pytest

from gmm_explorer.view.paint import dabs
from gmm_explorer.view.plot.geometry import PixelMap

PIXELS = PixelMap(10.0, -20.0, 100.0, 200.0)


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def test_a_stroke_is_even_over_the_way_and_never_beside_the_brush(rng):
    places = dabs.along((0.0, 0.0), (300.0, 0.0), 10.0, 4000, rng)
    beyond = np.maximum(np.maximum(-places[:, 0], places[:, 0] - 300.0), 0.0)
    assert np.hypot(beyond, places[:, 1]).max() <= 10.0
    assert np.histogram(places[:, 0], bins=5, range=(0.0, 300.0))[0].min() > 700


def test_a_brush_in_place_fills_its_disc_evenly(rng):
    places = dabs.along((50.0, 60.0), (50.0, 60.0), 10.0, 4000, rng)
    distances = np.hypot(*(places - [50.0, 60.0]).T)
    assert distances.max() <= 10.0
    assert np.mean(distances < 5.0) == pytest.approx(0.25, abs=0.03)  # of the area


def test_a_spray_is_normal_and_its_rim_is_at_two_deviations(rng):
    places = dabs.sprayed((5.0, 6.0), 20.0, 5000, rng)
    np.testing.assert_allclose(places.mean(axis=0), [5.0, 6.0], atol=0.5)
    np.testing.assert_allclose(places.std(axis=0), 10.0, rtol=0.05)


def test_no_leap_of_the_hand_paints_without_end(rng):
    assert len(dabs.along((0.0, 0.0), (1e9, 0.0), 4.0, 10**9, rng)) == dabs.MOST_AT_ONCE


def test_touched_is_what_lies_under_the_way_of_the_brush():
    X = np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.4], [2.0, 0.6], [4.6, 0.0], [9.0, 0.0]])
    way = (PIXELS.to_pixels(1.0, 0.0), PIXELS.to_pixels(4.0, 0.0))
    assert dabs.touched(X, PIXELS, *way, 9.0).tolist() == [1, 2, 4]
    assert dabs.touched(X, PIXELS, way[0], way[0], 9.0).tolist() == [1]


def test_on_a_line_only_the_distance_along_it_counts():
    X = np.array([[0.0], [1.0], [2.0], [3.0]])
    way = (PIXELS.to_pixels(1.0, 7.0), PIXELS.to_pixels(2.0, -7.0))
    assert dabs.touched(X, PIXELS, *way, 5.0).tolist() == [1, 2]


def test_points_beyond_all_numbers_are_touched_by_nothing():
    X = np.array([[1e300, 1e300], [np.inf, 0.0], [0.0, 0.0]])
    at = PIXELS.to_pixels(0.0, 0.0)
    assert dabs.touched(X, PixelMap(1e30, -1e30, *at), at, at, 5.0).tolist() == [2]


@pytest.mark.parametrize("n_features", [1, 2])
def test_pixels_become_data_and_back(n_features):
    X = np.array([[1.5, -2.0], [3.0, 4.0]])
    places = np.array([PIXELS.to_pixels(*row) for row in X])
    np.testing.assert_allclose(dabs.in_data(places, PIXELS, n_features), X[:, :n_features])
