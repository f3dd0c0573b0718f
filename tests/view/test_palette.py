import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from gmm_explorer.view import palette


def oklab_lightness(rgb):
    """L of Oklab, as published (Ottosson 2020), of sRGB bytes (N, 3)."""
    value = np.asarray(rgb) / 255
    red, green, blue = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4).T
    long = np.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = np.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = np.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short


def test_a_certain_point_has_exactly_the_colour_of_its_component():
    np.testing.assert_array_equal(palette.mix(np.eye(10)), palette.COLORS)


def test_colours_come_round_after_ten():
    assert palette.component_color(10) == palette.component_color(0)
    np.testing.assert_array_equal(palette.mix(np.eye(12))[10], palette.component_color(0))


@pytest.mark.parametrize("a", range(10))
@pytest.mark.parametrize("b", range(10))
def test_half_and_half_is_as_bright_as_its_parents(a, b):
    responsibilities = np.zeros((1, 10))
    responsibilities[0, [a, b]] = 0.5 if a != b else 1.0
    parents = oklab_lightness(np.array([palette.COLORS[a], palette.COLORS[b]]))
    mixed = oklab_lightness(palette.mix(responsibilities))
    # Oklab's L is averaged exactly; what is left is rounding to bytes and the edge of sRGB.
    assert mixed[0] == pytest.approx(parents.mean(), abs=0.006)


def test_the_measure_agrees_with_published_values():
    """White is 1, black is 0, sRGB red is 0.62796 (CSS Color 4)."""
    rgb = np.array([[255, 255, 255], [0, 0, 0], [255, 0, 0]])
    np.testing.assert_allclose(oklab_lightness(rgb), [1.0, 0.0, 0.62796], atol=2e-5)


def test_every_byte_survives_the_way_to_light_and_back():
    every = np.arange(256, dtype=np.uint8)
    np.testing.assert_array_equal(palette.from_light(palette.to_light(every)), every)


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


def test_numbers_on_every_component_can_be_read():
    for color in palette.COLORS:
        ink = palette.text_color_on(color)
        light, dark = sorted((_contrast_luminance(color), _contrast_luminance(ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 2.5


def _contrast_luminance(color):
    """Relative luminance as WCAG 2 defines it."""
    value = np.array(color) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return linear @ (0.2126, 0.7152, 0.0722)
