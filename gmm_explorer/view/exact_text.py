"""A number with all its digits, as a person would type it."""

from gmm_explorer.view.numbers import MINUS


def exact_text(value: float) -> str:
    """Write a finite number in the fewest digits that read back as the very same number."""
    mantissa, e, exponent = repr(float(value)).partition("e")
    short = mantissa.removesuffix(".0")
    return (f"{short}e{int(exponent)}" if e else short).replace("-", MINUS)
