import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmm_explorer.view.style.exact_text import exact_text
from gmm_explorer.view.style.numbers import parse_number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_it_reads_back_as_the_very_same_number(value):
    again = parse_number(exact_text(value))
    assert again == value
    assert math.copysign(1.0, again) == math.copysign(1.0, value)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (1e-6, "1e−6"), (-2.5, "−2.5"), (1e22, "1e22"), (3.0, "3"), (math.inf, "∞")],
)
def test_it_is_as_short_as_a_person_would_write(value, text):
    assert exact_text(value) == text
