"""A number with all its digits, as a person would type it."""

import math

from gmm_explorer.view.style.numbers import MINUS, fixed


def exact_text(value: float) -> str:
    """Write a number in the fewest digits that read back as the very same number."""
    if not math.isfinite(value):
        return fixed(value, 0)
    mantissa, e, exponent = repr(float(value)).partition("e")
    short = mantissa.removesuffix(".0")
    return (f"{short}e{int(exponent)}" if e else short).replace("-", MINUS)
