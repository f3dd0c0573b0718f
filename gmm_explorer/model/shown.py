"""Which drawings lie over and under the points: outside undo, like all that is only looked at."""

from dataclasses import dataclass
from enum import Enum


class Contours(Enum):
    """At what a component's ellipses, or the shades under its curve, end.

    The values are the words on screen.
    """

    SIGMAS = "1 2 3 σ"
    MASSES = "50 90 95 %"


@dataclass(frozen=True, slots=True)
class Shown:
    """Which drawings lie over and under the points.

    Attributes
    ----------
    contours
        At how many standard deviations, or at which masses, components are drawn.
    trails
        The ways of the means over the iterations.
    ghost
        The mixture one change ago, as outlines.
    truth
        The mixture that generated data were drawn from, dashed.
    density
        Iso-lines of the mixture's density, on a plane.
    regions
        A tint of the component with the largest responsibility, on a plane.
    marginals
        The data and the mixture along each axis of a plane.
    stacked
        The curves on a line one upon the other, so that the uppermost is the mixture.
    morph
        Whether the drawing glides from one state to the next after a step.
    """

    contours: Contours = Contours.SIGMAS
    trails: bool = True
    ghost: bool = False
    truth: bool = False
    density: bool = False
    regions: bool = False
    marginals: bool = False
    stacked: bool = False
    morph: bool = False
