"""Starts that look innocent and end in a collapse, or in the opposite trap."""

from functools import partial

import numpy as np

from gmm_explorer.data import Group, groups
from gmm_explorer.em import Mixture
from gmm_explorer.scenes.measured import iris_petals
from gmm_explorer.scenes.scene import Heading, Scene
from gmm_explorer.scenes.starts import on_the_line, round_in_the_plane

# Multiples of 1/4 are exact in float64: these points are on one line to the last bit.
_ON_A_LINE = [(1.0 + 0.5 * step, 5.0 - 0.25 * step) for step in range(12)]

# The variances of all petals, length and width, over four.
_PETAL_SPREAD = np.diag([0.7738756666666666, 0.14428322222222223])

COLLAPSE_SCENES = (
    Scene(
        name="collapse_line",
        heading=Heading.COLLAPSE,
        title="Onto a line",
        dataset=partial(
            groups,
            "a cloud of 60 points and 12 points on a line",
            0,
            [Group((0.0, 0.0), np.diag([4.0, 2.25]), 60)],
            _ON_A_LINE,
        ),
        n_components=2,
        start=round_in_the_plane([(0.0, 0.0), (5.0, 3.0)], 6.0),
        what_to_look_for=(
            "Twelve of the points lie exactly on a line, and a round component on their side "
            "turns along it, thinner and thinner: after 15 iterations it has length and no width. "
            "Unlike on a point, its log-likelihood becomes infinite with many points on board."
        ),
    ),
    Scene(
        name="outlier_steals",
        heading=Heading.COLLAPSE,
        title="An outlier steals a component",
        dataset=partial(
            groups,
            "two groups of 40 points and one outlier",
            0,
            [Group((-1.5,), [[1.0]], 40), Group((1.5,), [[1.0]], 40)],
            [(20.0,)],
        ),
        n_components=2,
        start=on_the_line([-1.5, 1.5], [4.0, 4.0]),
        what_to_look_for=(
            "Each group has its component, but one point at 20 stretches the second: it grows "
            "wide, loses its group to the first and is alone with the outlier after 19 iterations. "
            "One wrong number in a table is enough for that."
        ),
    ),
    Scene(
        name="iris_collapse",
        heading=Heading.COLLAPSE,
        title="Four components on iris petals",
        dataset=iris_petals,
        n_components=4,
        start=Mixture(
            np.full(4, 0.25),
            np.array([[1.1, 0.1], [1.2, 0.2], [4.9, 1.5], [1.5, 0.2]]),
            np.broadcast_to(_PETAL_SPREAD, (4, 2, 2)),
        ),
        what_to_look_for=(
            "Petals were measured to a millimetre, and 29 of the 150 are exactly 0.2 cm wide: the "
            "first component finds them and is a line after ten iterations. "
            "Rounded data collapse like this everywhere, often without an error from any program."
        ),
    ),
    Scene(
        name="identical_starts",
        heading=Heading.COLLAPSE,
        title="Identical starts",
        dataset=partial(
            groups,
            "two clusters of 60 points",
            3,
            [Group((-3.0, -1.0), np.eye(2), 60), Group((3.0, 1.0), np.eye(2), 60)],
        ),
        n_components=2,
        start=round_in_the_plane([(0.0, 0.0), (0.0, 0.0)], 4.0),
        what_to_look_for=(
            "The opposite of a collapse: two components that start alike share every point half "
            "and half and stay alike for ever, as one Gaussian over both clusters. "
            "Drag one of them a little aside and run: now they part."
        ),
    ),
)
