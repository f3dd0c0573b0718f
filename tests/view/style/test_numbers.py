import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmm_explorer.view.style import numbers
from gmm_explorer.view.style.numbers import NumberTextError, parse_number

FINITE = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1.0, "1.000"),
        (54.6, "54.60"),
        (-1130.26, "−1130"),
        (0.00123456, "0.001235"),
        (9.9999, "10.00"),
        (99999.0, "99999"),
        (1e-5, "1.000×10⁻⁵"),
        (0.99999999e-4, "0.0001000"),
        (9999999.0, "9999999"),
        (-2.5e300, "−2.500×10³⁰⁰"),
        (5e-324, "4.941×10⁻³²⁴"),
        (math.nan, "–"),
        (-math.inf, "−∞"),
    ],
)
def test_significant(value, text):
    assert numbers.significant(value) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(-0.0004, 3, "0.000"), (-0.0006, 3, "−0.001"), (2.0, 0, "2"), (math.inf, 2, "∞")],
)
def test_fixed_never_shows_a_signed_zero(value, decimals, text):
    assert numbers.fixed(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.012, "+0.012"), (-0.012, "−0.012"), (0.0, "0.000"), (1e-9, "0.000"), (math.inf, "+∞")],
)
def test_signed(value, text):
    assert numbers.signed(value, 3) == text


def test_a_column_lines_up_on_its_decimals():
    assert [numbers.in_span(value, 3.5) for value in (2.05, -14.29, 3.6)] == [
        "2.050",
        "−14.290",
        "3.600",
    ]
    assert numbers.in_span(54.6, 53.0) == "54.60"
    assert numbers.in_span(54.6, 5300.0) == "55"


def test_a_number_that_would_drown_in_its_column_stands_as_a_power_of_ten():
    assert numbers.in_span(1e-6, 3.5) == "1.000×10⁻⁶"
    assert numbers.in_span(3.0e12, 3.5) == "3.000×10¹²"
    assert numbers.in_span(2e-9, 1e-8) == "2.000×10⁻⁹"
    assert numbers.in_span(0.0, 3.5) == "0.000"


@pytest.mark.parametrize("span", [0.0, math.nan, math.inf, 1e300, 5e-324])
def test_any_span_gives_text(span):
    assert numbers.in_span(1.5, span)


@given(FINITE)
def test_what_is_written_is_read_back(value):
    read = parse_number(numbers.scientific(value, 17))
    assert read == value


@given(st.floats(-1e308, 1e308), st.integers(1, 12))
def test_what_is_shown_is_as_near_as_its_digits_say(value, digits):
    read = parse_number(numbers.significant(value, digits))
    assert math.isclose(read, value, rel_tol=0.51 * 10.0 ** (1 - digits), abs_tol=5e-324)


@given(FINITE)
def test_no_text_holds_a_hyphen(value):
    for text in (numbers.significant(value), numbers.fixed(value, 3), numbers.in_span(value, 1.0)):
        assert "-" not in text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("−1.5", -1.5),
        ("-1.5", -1.5),
        ("–1.5", -1.5),
        (" 2 ", 2.0),
        ("1,5", 1.5),
        ("0,123", 0.123),
        ("12,34", 12.34),
        ("1234,567", 1234.567),
        ("−0,5e-3", -5e-4),
        ("1E3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("+3", 3.0),
        ("2.5×10⁻⁵", 2.5e-5),
        ("2.5 * 10^-5", 2.5e-5),
        ("1e−3", 1e-3),
    ],
)
def test_numbers_as_people_type_them(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text",
    ["", " ", "abc", "1 2", "1_000", "nan", "inf", "−∞", "1e", "--1", "0x10", "١", "1..2", "e5"],
)
def test_what_is_no_number_is_refused_by_its_text(text):
    with pytest.raises(NumberTextError, match="is not a number") as caught:
        parse_number(text)
    assert f"“{text}”" in str(caught.value)


@pytest.mark.parametrize("text", ["1,234", "−12,345", "1,234.5", "1.234,5", "1,234,567", "1,2,3"])
def test_a_comma_that_may_mean_two_things_is_refused(text):
    with pytest.raises(NumberTextError, match="two ways"):
        parse_number(text)


def test_a_number_beyond_double_precision_is_refused():
    with pytest.raises(NumberTextError, match="too large"):
        parse_number("1e400")
