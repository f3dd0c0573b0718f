"""Numbers as a person reads and types them: real minus signs, only digits that tell something."""

import math
import re

MINUS = "\N{MINUS SIGN}"

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")

# Between these magnitudes a number is written out; beyond them as a power of ten.
_LEAST_WRITTEN_OUT, _MOST_WRITTEN_OUT = 1e-4, 1e7

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII)
_POWER_OF_TEN = re.compile(r"\s*[×x*·]\s*10(?:\^([+-]?\d+)|([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))\s*$")
_DASHES = re.compile("[\N{MINUS SIGN}\N{EN DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}]")
_PERHAPS_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)


class NumberTextError(ValueError):
    """Text that a person typed is not one finite number."""


def significant(value: float, digits: int = 4) -> str:
    """Write a number to so many significant digits, as a power of ten if huge or tiny.

    Digits before the decimal point are never replaced by zeros.
    """
    if not math.isfinite(value) or value == 0:
        return fixed(value, 0)
    # 9.9996 to four digits is 10.00: rounding may move the first digit.
    rounded = float(f"{value:.{digits - 1}e}")
    if abs(rounded) < _LEAST_WRITTEN_OUT or abs(value) >= _MOST_WRITTEN_OUT:
        return scientific(value, digits)
    return fixed(value, max(0, digits - 1 - exponent_of(rounded)))


def fixed(value: float, decimals: int) -> str:
    """Write a number to so many decimals; what rounds to zero has no sign."""
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else MINUS + "∞"
    text = f"{value:.{decimals}f}"
    if float(text) == 0:
        text = text.removeprefix("-")
    return text.replace("-", MINUS)


def scientific(value: float, digits: int = 4) -> str:
    """Write a finite number as a mantissa of so many digits times a power of ten."""
    if not math.isfinite(value) or value == 0:
        return fixed(value, 0)
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    return mantissa.replace("-", MINUS) + power_of_ten(int(exponent))


def power_of_ten(exponent: int) -> str:
    """Write the factor that follows a mantissa."""
    return "×10" + str(exponent).translate(_SUPERSCRIPT)


def in_span(value: float, span: float, digits: int = 4) -> str:
    """Write a number of a column so that the column's span has so many significant digits.

    All numbers of a column then have the same decimals and line up. Where the span is huge or
    tiny, or the number would drown in it, the number stands as a power of ten.
    """
    if not (math.isfinite(span) and _LEAST_WRITTEN_OUT <= span < _MOST_WRITTEN_OUT):
        return significant(value, digits)
    if abs(value) >= _MOST_WRITTEN_OUT * 100:
        return scientific(value, digits)
    decimals = max(0, digits - 1 - exponent_of(span))
    if value != 0 and abs(value) < 0.5 * 10.0**-decimals:
        return scientific(value, digits)
    return fixed(value, decimals)


def signed(value: float, decimals: int) -> str:
    """Write a difference: like ``fixed``, with a plus sign where it is positive."""
    text = fixed(value, decimals)
    positive = value > 0 and any(character in text for character in "123456789∞")
    return "+" + text if positive else text


def exponent_of(value: float) -> int:
    """Return the power of ten of the first digit of a finite number that is not 0."""
    # 15 digits are what a double always keeps: a 17th would turn 1e120 into 9.9…e119.
    return int(f"{abs(value):.14e}".split("e")[1])


def parse_number(text: str) -> float:
    """Read a number that a person typed.

    Hyphen and minus sign, ``1e-3`` and ``1×10⁻³``, decimal point and, where it can mean nothing
    else, decimal comma.

    Raises
    ------
    NumberTextError
        When the text is not one finite number or its comma may mean two things; the message is
        one sentence for the person who typed it.
    """
    plain = _with_ascii_exponent(_DASHES.sub("-", text.strip())).lower()
    if "," in plain:
        plain = _with_decimal_point(plain, text)
    if not _NUMBER.fullmatch(plain):
        raise NumberTextError(f"“{text}” is not a number: type digits, such as −1.5 or 2e−3.")
    value = float(plain)
    if math.isinf(value):
        raise NumberTextError(f"“{text}” is too large: the largest number is about 1.8e308.")
    return value


def _with_ascii_exponent(text: str) -> str:
    match = _POWER_OF_TEN.search(text)
    if match is None:
        return text
    exponent = match[1] or match[2].translate(_PLAIN)
    return f"{text[: match.start()]}e{exponent}"


def _with_decimal_point(plain: str, text: str) -> str:
    if plain.count(",") > 1 or "." in plain or _PERHAPS_THOUSANDS.fullmatch(plain):
        raise NumberTextError(
            f"The comma in “{text}” can be read in two ways: write a decimal point and no others."
        )
    return plain.replace(",", ".")
