"""Which round numbers to write along an axis, and how."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from gmm_explorer.view.style import numbers

_STEPS = (1, 2, 5, 10)

# Logical pixels. A label of 12 px type is about so wide for each of its characters.
_VERTICAL_SPACING = 56.0
_SMALLEST_VERTICAL_SPACING = 20.0
_HORIZONTAL_SPACING = 72.0
_CHARACTER_WIDTH = 7.0
_GAP = 24.0

# Whole multiples of a step beyond this are no longer told apart in double precision.
_MOST_STEPS_FROM_ZERO = 2.0**52

# Labels whose magnitude lies between these are written out.
_LEAST_WRITTEN_OUT, _MOST_WRITTEN_OUT = 1e-4, 1e7


@dataclass(frozen=True, slots=True)
class Ticks:
    """Round numbers along an axis.

    Attributes
    ----------
    values
        Ascending multiples of ``step`` within the range; empty where no round number can be
        told apart from its neighbour.
    step
        1, 2 or 5 times a power of ten.
    """

    values: tuple[float, ...]
    step: float

    def texts(self) -> tuple[str, ...]:
        """Return the labels: equal decimals, or powers of ten where numbers are huge or tiny."""
        return tick_texts(self.values, self.step)


def ticks(low: float, high: float, length: float, spacing: float) -> Ticks:
    """Choose the ticks of a range.

    Parameters
    ----------
    low, high
        The range, any finite numbers.
    length
        The axis' length in logical pixels.
    spacing
        The least distance between two ticks, in logical pixels.
    """
    if not (math.isfinite(low) and math.isfinite(high) and low < high and length > 0):
        return Ticks((), 1.0)
    # Divided first: the span itself may overflow.
    intervals = max(1.0, length / spacing)
    least = high / intervals - low / intervals
    if least < 1e-300 or max(abs(low), abs(high)) / least > _MOST_STEPS_FROM_ZERO:
        return Ticks((), 1.0)
    exponent = numbers.exponent_of(least)
    multiple = next(step for step in _STEPS if float(f"{step}e{exponent}") >= least * (1 - 1e-9))
    step = float(f"{multiple}e{exponent}")
    if math.isinf(step):
        return Ticks((), 1.0)
    first, last = math.ceil(low / step), math.floor(high / step)
    # Written in decimal, 3e-1 is 0.3; three times 0.1 is not. Rounding may leave the range.
    values = (float(f"{index * multiple}e{exponent}") for index in range(first, last + 1))
    return Ticks(tuple(value for value in values if low <= value <= high), step)


def horizontal_ticks(low: float, high: float, length: float, scale: float = 1.0) -> Ticks:
    """Choose the ticks of a horizontal axis, far enough apart for their labels.

    ``scale`` is the factor on the type, as in ``apply_theme``.
    """
    chosen = ticks(low, high, length, _HORIZONTAL_SPACING * scale)
    longest = max((len(text) for text in chosen.texts()), default=0)
    needed = longest * _CHARACTER_WIDTH + _GAP
    return chosen if needed <= _HORIZONTAL_SPACING else ticks(low, high, length, needed * scale)


def vertical_ticks(low: float, high: float, length: float, scale: float = 1.0) -> Ticks:
    """Choose the ticks of a vertical axis; ``scale`` is the factor on the type."""
    # A low plot has its labels closer together rather than a single one.
    spacing = min(_VERTICAL_SPACING, max(length / 5, _SMALLEST_VERTICAL_SPACING))
    return ticks(low, high, length, spacing * scale)


def tick_texts(values: Sequence[float], step: float) -> tuple[str, ...]:
    """Write the labels of ticks that are ``step`` apart.

    All have the same decimals and, where numbers are huge or tiny, the same power of ten.
    """
    largest = max((abs(value) for value in values), default=0.0)
    if largest == 0:
        return ("0",) * len(values)
    exponent = 0
    if largest >= _MOST_WRITTEN_OUT or step < _LEAST_WRITTEN_OUT:
        exponent = numbers.exponent_of(largest)
    decimals = max(0, exponent - numbers.exponent_of(step))
    return tuple(_tick_text(value, exponent, decimals) for value in values)


def _tick_text(value: float, exponent: int, decimals: int) -> str:
    if value == 0:
        return "0"
    if exponent == 0:
        return numbers.fixed(value, decimals)
    # Moved in decimal: ten to the power of 308 and beyond is no double.
    mantissa = float(Decimal(value).scaleb(-exponent))
    return numbers.fixed(mantissa, decimals) + numbers.power_of_ten(exponent)
