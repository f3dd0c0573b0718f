"""How EM is played by the clock."""

import math
from bisect import bisect_left
from dataclasses import dataclass

SPEEDS = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0, math.inf)
"""Iterations a second that can be chosen; the last is as fast as possible."""


@dataclass(frozen=True, slots=True)
class Playback:
    """How EM is played by the clock.

    Attributes
    ----------
    speed
        Iterations (or half-steps) a second; ``inf`` is as fast as possible.
    half_steps
        Whether E and M are played one at a time.
    backwards
        Whether the history is played towards the start.
    loop
        Whether it begins again when it has come to the end.
    """

    speed: float = 4.0
    half_steps: bool = False
    backwards: bool = False
    loop: bool = False

    def faster(self, by: int) -> float:
        """Return the speed so many steps up (or, negative, down) the list."""
        at = bisect_left(SPEEDS, self.speed) + by
        return SPEEDS[min(max(at, 0), len(SPEEDS) - 1)]
