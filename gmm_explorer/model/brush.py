"""The brush that points are painted, erased and jittered with."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

SIZES = (8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256)
"""Diameters that can be chosen, logical pixels."""

DENSITIES = (1, 2, 5, 10, 20, 50)

SPRAY_RATE = 10
"""A spray gives so many times the density in points a second."""


@dataclass(frozen=True, slots=True)
class Brush:
    """How points are painted.

    Attributes
    ----------
    size
        Its diameter, logical pixels.
    density
        Points for each diameter that it goes; of a spray a tenth of those a second.
    spray
        Whether it paints for as long as it is held, most in its middle, and not as it goes.
    on_line
        Whether an empty sheet is a line and not a plane.
    """

    size: int = 48
    density: int = 5
    spray: bool = False
    on_line: bool = False

    def __post_init__(self) -> None:
        if not (SIZES[0] <= self.size <= SIZES[-1]):
            raise ValueError(f"a brush is {SIZES[0]} to {SIZES[-1]} pixels wide, not {self.size}")
        if not (DENSITIES[0] <= self.density <= DENSITIES[-1]):
            raise ValueError(
                f"a brush has a density of {DENSITIES[0]} to {DENSITIES[-1]}, not {self.density}"
            )

    def wider(self, by: int) -> "Brush":
        """Return it so many steps wider, or (negative) narrower."""
        return replace(self, size=_further(SIZES, self.size, by))

    def denser(self, by: int) -> "Brush":
        """Return it so many steps denser, or (negative) sparser."""
        return replace(self, density=_further(DENSITIES, self.density, by))


def _further(choices: Sequence[int], now: int, by: int) -> int:
    at = by + (bisect_right(choices, now) - 1 if by > 0 else bisect_left(choices, now))
    return choices[min(max(at, 0), len(choices) - 1)]
