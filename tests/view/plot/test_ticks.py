import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmm_explorer.view.plot.ticks import horizontal_ticks, tick_texts, ticks, vertical_ticks

FINITE = st.floats(allow_nan=False, allow_infinity=False)


def test_ticks_of_old_faithful():
    """The two axes of the eruptions of Old Faithful, 650 by 450 pixels."""
    horizontal = horizontal_ticks(1.2, 5.5, 650)
    assert horizontal.texts() == ("1.5", "2.0", "2.5", "3.0", "3.5", "4.0", "4.5", "5.0", "5.5")
    vertical = vertical_ticks(38, 103, 450)
    assert vertical.texts() == ("40", "50", "60", "70", "80", "90", "100")


def test_multiples_are_the_decimal_numbers_they_are_written_as():
    assert ticks(0, 1, 1000, 72).values == (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def test_minus_signs_are_minus_signs():
    assert tick_texts((-2.0, 0.0, 2.0), 2.0) == ("−2", "0", "2")


def test_huge_and_tiny_ticks_share_a_power_of_ten():
    assert tick_texts((-1e-5, 0.0, 5e-6), 5e-6) == ("−1.0×10⁻⁵", "0", "0.5×10⁻⁵")
    assert tick_texts((8e9, 1e10), 2e9) == ("0.8×10¹⁰", "1.0×10¹⁰")
    assert tick_texts((1e120, 2e120), 1e120) == ("1×10¹²⁰", "2×10¹²⁰")
    assert tick_texts((1.5e308,), 5e307) == ("1.5×10³⁰⁸",)


def test_digits_are_kept_beside_a_large_offset():
    chosen = horizontal_ticks(1e6 - 0.002, 1e6 + 0.003, 400)
    assert len(set(chosen.texts())) == len(chosen.values) >= 2
    assert chosen.texts()[0].startswith("999999.99")


def test_long_labels_get_room():
    chosen = horizontal_ticks(1e6 - 0.002, 1e6 + 0.003, 400)
    pixels = 400 / 0.005 * chosen.step
    assert pixels > 7 * max(len(text) for text in chosen.texts())


@pytest.mark.parametrize(
    ("low", "high", "length"),
    [
        (1.0, 1.0, 500),
        (2.0, 1.0, 500),
        (math.nan, 1.0, 500),
        (0.0, math.inf, 500),
        (0.0, 1.0, 0),
        (1e9, math.nextafter(1e9, 2e9), 500),
        (0.0, 5e-324, 500),
    ],
)
def test_where_no_round_number_can_be_told_apart_there_is_none(low, high, length):
    assert ticks(low, high, length, 72).values == ()


@given(FINITE, FINITE, st.floats(1, 4000))
def test_any_range_has_few_round_numbers_within_it(one, other, length):
    low, high = min(one, other), max(one, other)
    chosen = ticks(low, high, length, 72)
    assert len(chosen.values) <= length / 72 + 2
    assert all(low <= value <= high for value in chosen.values)
    assert list(chosen.values) == sorted(set(chosen.values))
    assert len(set(chosen.texts())) == len(chosen.values)


@given(st.floats(-1e300, 1e300), st.floats(1e-12, 1.0))
def test_an_axis_of_usual_length_is_never_bare(centre, width):
    span = max(abs(centre), 1e-280) * width
    assert len(ticks(centre - span, centre + span, 600, 72).values) >= 2
