import math
from io import StringIO

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gmm_explorer.files.text.cells import is_number, number, why_no_number

NUMERIC_TEXT = st.text("0123456789.,+-eE _xinfa１٢\t", max_size=12)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_double_comes_back_from_its_own_digits(value):
    assert number(repr(value), ".") == value
    assert number(repr(value).replace(".", ","), ",") == value
    assert number(f"{value:.17e}", ".") == value


@given(NUMERIC_TEXT)
@example("1_000")
@example("１２")
@example("infinity")
@example("0x10")
@example("1e400")
def test_what_numpy_reads_as_finite_is_a_number_here_too(text):
    """The fast path may not accept anything that the exact one refuses."""
    try:
        with StringIO(text) as lines:
            values = np.loadtxt(lines, comments=None, delimiter=",", quotechar='"', ndmin=1)
    except (ValueError, UserWarning):
        return
    if values.shape == (1,) and np.isfinite(values[0]):
        assert number(text.strip(), ".") == values[0]


@given(NUMERIC_TEXT, st.sampled_from([".", ","]))
def test_a_number_is_finite_or_said_to_be_too_large(text, decimal):
    value = number(text, decimal)
    assert value is None or math.isfinite(value)
    assert value is None or is_number(text, decimal)


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        ("1,234.5", ".", 1234.5),
        ("1.234,5", ",", 1234.5),
        ("-12,345,678", ".", -12345678.0),
        ("1,2345", ".", None),
        ("1.5", ",", None),
        ("1,", ",", None),
        ("2.", ".", 2.0),
        (".5", ".", 0.5),
        (",5", ",", 0.5),
        ("1 000", ".", None),
    ],
)
def test_marks_stand_where_they_belong(cell, decimal, value):
    assert number(cell, decimal) == value


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("", "missing"),
        ("n/a", "missing"),
        ("-inf", "infinite"),
        ("1e999", "too large"),
        ("١٢", "digits 0 to 9"),
        ("true", "truth value"),
        ("1,5", "decimal mark"),
        ("twelve", "not a number"),
    ],
)
def test_the_reason_fits_the_cell(cell, reason):
    assert reason in why_no_number(cell, ".")[0]


def test_a_long_cell_is_cut_and_kept_on_one_line():
    reason, _ = why_no_number("x\ny" * 1000, ".")
    assert len(reason) < 100
    assert "\n" not in reason
