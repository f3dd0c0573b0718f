import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from gmm_explorer.view.style import palette


def test_a_certain_point_has_exactly_the_colour_of_its_component():
    np.testing.assert_array_equal(palette.mix(np.eye(10)), palette.COLORS)


def test_colours_come_round_after_ten():
    assert palette.component_color(10) == palette.component_color(0)
    np.testing.assert_array_equal(palette.mix(np.eye(12))[10], palette.component_color(0))


@pytest.mark.parametrize("a", range(10))
@pytest.mark.parametrize("b", range(10))
def test_half_and_half_is_as_bright_as_its_parents(color_truth, a, b):
    responsibilities = np.zeros((1, 10))
    responsibilities[0, [a, b]] = 0.5 if a != b else 1.0
    parents = color_truth.oklab_lightness(np.array([palette.COLORS[a], palette.COLORS[b]]))
    mixed = color_truth.oklab_lightness(palette.mix(responsibilities))
    # Oklab's L is averaged exactly; what is left is rounding to bytes and the edge of sRGB.
    assert mixed[0] == pytest.approx(parents.mean(), abs=0.006)


def test_the_measure_agrees_with_published_values(color_truth):
    """White is 1, black is 0, sRGB red is 0.62796 (CSS Color 4)."""
    rgb = np.array([[255, 255, 255], [0, 0, 0], [255, 0, 0]])
    np.testing.assert_allclose(color_truth.oklab_lightness(rgb), [1.0, 0.0, 0.62796], atol=2e-5)


def test_every_byte_survives_the_way_to_light_and_back():
    every = np.tile(np.arange(256, dtype=np.uint8), 100)
    light = np.empty(len(every))
    palette.to_light(every, light)
    np.testing.assert_array_equal(palette.from_light(light), every)


def test_light_that_is_no_number_is_black():
    light = np.array([np.nan, np.inf, -np.inf, -0.5, 1.5])
    np.testing.assert_array_equal(palette.from_light(light), [0, 255, 0, 0, 255])


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_points_of_no_component_are_grey(bad):
    responsibilities = np.array([[0.0, 0.0], [bad, 0.5], [1.0, 0.0]])
    rgb = palette.mix(responsibilities)
    assert tuple(rgb[0]) == palette.UNASSIGNED
    assert tuple(rgb[1]) == palette.UNASSIGNED
    assert tuple(rgb[2]) == palette.COLORS[0]


def test_no_component_and_no_point_are_legal():
    assert (palette.mix(np.empty((3, 0))) == palette.UNASSIGNED).all()
    assert palette.mix(np.empty((0, 4))).shape == (0, 3)


@given(
    hnp.arrays(
        np.float64,
        st.tuples(st.integers(1, 20), st.integers(1, 12)),
        elements=st.floats(allow_nan=True, allow_infinity=True),
    )
)
def test_any_numbers_give_a_colour(responsibilities):
    rgb = palette.mix(responsibilities)
    assert rgb.shape == (len(responsibilities), 3)
    assert rgb.dtype == np.uint8


@given(hnp.arrays(np.float64, (5, 4), elements=st.floats(1e-3, 1.0)), st.floats(1e-3, 1e3))
def test_only_proportions_count(responsibilities, factor):
    once = palette.mix(responsibilities).astype(int)
    scaled = palette.mix(responsibilities * factor).astype(int)
    assert np.abs(once - scaled).max() <= 1


def test_numbers_on_every_component_can_be_read(color_truth):
    for color in palette.COLORS:
        assert color_truth.contrast(color, palette.text_color_on(color)) >= 3.0
