"""Ellipses on the screen and back."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmm_explorer.view.plot.geometry import Ellipse, PixelMap, in_data, on_screen, pulled, rounded

N_SIGMA = 2.0
scales = st.floats(0.01, 1000.0)


@st.composite
def covariances(draw):
    deviations = np.array([draw(st.floats(0.1, 10.0)) for _ in range(2)])
    correlation = draw(st.floats(-0.95, 0.95))
    return np.outer(deviations, deviations) * [[1.0, correlation], [correlation, 1.0]]


@given(covariances(), scales, scales)
def test_there_and_back(covariance, scale_x, scale_y):
    pixels = PixelMap(scale_x, -scale_y, 0.0, 0.0)
    back = in_data(on_screen(covariance, pixels), pixels)
    np.testing.assert_allclose(back, covariance, rtol=1e-9, atol=1e-9 * covariance.max())


@given(covariances(), scales, scales)
def test_the_ends_are_on_the_contour_and_perpendicular_on_the_screen(covariance, sx, sy):
    pixels = PixelMap(sx, -sy, 0.0, 0.0)
    ends = on_screen(covariance, pixels).ends(N_SIGMA)
    away = ends / pixels.scale
    distances = np.sqrt(np.einsum("ij,jk,ik->i", away, np.linalg.inv(covariance), away))
    np.testing.assert_allclose(distances, N_SIGMA, rtol=1e-7)
    major, minor = ends[0], ends[2]
    assert major @ minor == pytest.approx(0.0, abs=1e-9 * np.hypot(*major) * np.hypot(*minor))


@given(covariances(), st.integers(0, 3), st.floats(-math.pi, math.pi), st.floats(5.0, 500.0))
def test_a_pulled_end_follows_the_hand_and_the_other_axis_keeps_its_length(
    covariance, end, direction, length
):
    ellipse = on_screen(covariance, PixelMap(30.0, -30.0, 0.0, 0.0))
    hand = length * np.array([math.cos(direction), math.sin(direction)])
    after = pulled(ellipse, end, hand, N_SIGMA)
    np.testing.assert_allclose(after.ends(N_SIGMA)[end], hand, atol=1e-9 * length)
    assert after.semi_axes[1 - end // 2] == ellipse.semi_axes[1 - end // 2]


@given(covariances(), st.integers(0, 3), st.floats(-math.pi, math.pi), st.floats(5.0, 500.0))
def test_keys_keep_shape_and_angle(covariance, end, direction, length):
    ellipse = on_screen(covariance, PixelMap(30.0, -30.0, 0.0, 0.0))
    hand = length * np.array([math.cos(direction), math.sin(direction)])
    shaped = pulled(ellipse, end, hand, N_SIGMA, keep_shape=True)
    before = ellipse.semi_axes[0] / ellipse.semi_axes[1]
    assert shaped.semi_axes[0] / shaped.semi_axes[1] == pytest.approx(before)
    assert pulled(ellipse, end, hand, N_SIGMA, keep_angle=True).angle == ellipse.angle


def test_a_point_can_be_pulled_open_again():
    pixels = PixelMap(30.0, -30.0, 0.0, 0.0)
    point = on_screen(np.zeros((2, 2)), pixels)
    after = pulled(point, 0, np.array([60.0, 0.0]), N_SIGMA)
    assert in_data(after, pixels)[0, 0] == pytest.approx(1.0)


def test_an_axis_never_vanishes_under_the_hand():
    ellipse = on_screen(np.eye(2), PixelMap(30.0, -30.0, 0.0, 0.0))
    assert pulled(ellipse, 0, np.zeros(2), N_SIGMA).semi_axes[0] > 0.0


def test_ends_that_were_away_too_far_count_for_what_they_were_pulled():
    small = Ellipse(np.array([3.0, 1.0]), 0.0)
    ends = small.ends(2.0, at_least=24.0)
    np.testing.assert_allclose(np.hypot(*ends.T), 24.0)
    same = pulled(small, 0, ends[0], 2.0, at_least=24.0)
    np.testing.assert_allclose(same.semi_axes, small.semi_axes)
    longer = pulled(small, 2, ends[2] * 30.0 / 24.0, 2.0, at_least=24.0)
    np.testing.assert_allclose(longer.semi_axes, [3.0, 4.0])


def test_rounding_keeps_the_mean_square_axis_and_opens_a_line():
    np.testing.assert_allclose(rounded(Ellipse(np.array([7.0, 1.0]), 0.4)).semi_axes, [5.0, 5.0])
    assert rounded(Ellipse(np.array([7.0, 0.0]), 0.4)).semi_axes.min() > 0.0
