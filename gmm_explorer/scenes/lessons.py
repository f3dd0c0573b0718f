"""What a start, a scale and a number of components do to a fit."""

from functools import partial

import numpy as np

from gmm_explorer.data import Group, groups
from gmm_explorer.em import EMSettings
from gmm_explorer.scenes.scene import Heading, Scene
from gmm_explorer.scenes.starts import on_the_line, round_in_the_plane

_LONG = [[9.0, 8.4], [8.4, 9.0]]
_WIDE = np.diag([1e4, 1.0])

LESSON_SCENES = (
    Scene(
        name="kmeans_contrast",
        heading=Heading.LESSON,
        title="Where k-means fails: two long ellipses",
        dataset=partial(
            groups,
            "two parallel ellipses of 200 points",
            1,
            [Group((-1.2, 1.2), _LONG, 200), Group((1.2, -1.2), _LONG, 200)],
        ),
        n_components=2,
        start=round_in_the_plane([(-3.0, -3.0), (3.0, 3.0)], 4.0),
        what_to_look_for=(
            "k-means cuts both ellipses in the middle, as this start does, and puts 51.75 % of the "
            "points into the right one. "
            "EM begins with the same halves, turns them within 50 iterations and gets 98.75 % "
            "right, because ellipses may be long and a border soft."
        ),
    ),
    Scene(
        name="local_optimum",
        heading=Heading.LESSON,
        title="A local optimum",
        dataset=partial(
            groups,
            "three clusters of 80 points",
            0,
            [Group((x, 0.0), 0.64 * np.eye(2), 80) for x in (-6.0, -3.0, 6.0)],
        ),
        n_components=3,
        start=round_in_the_plane([(-4.5, 0.0), (5.5, 0.5), (6.5, -0.5)], 1.0),
        what_to_look_for=(
            "Two components start in the cluster on the right and share it for good: EM ends at "
            "−847.294, and no iteration more will mend it. "
            "Drag one of them over to the left and run again: −826.586, which is where it ends "
            "with one component in each cluster."
        ),
    ),
    Scene(
        name="label_swap",
        heading=Heading.LESSON,
        title="Labels are arbitrary",
        dataset=partial(
            groups,
            "clusters of 100 and 50 points",
            0,
            [Group((-4.0, -2.0), 2.0 * np.eye(2), 100), Group((4.0, 2.0), 2.0 * np.eye(2), 50)],
        ),
        n_components=2,
        start=round_in_the_plane([(1.0, 0.0), (-1.0, 0.0)], 4.0),
        what_to_look_for=(
            "Run, go back to the start, drag each component to the other's place and run again: "
            "both end at the same −622.993, with numbers and colours exchanged. "
            "A mixture has K! such namings, so only the shapes of two fits can be compared."
        ),
    ),
    Scene(
        name="scale_trap",
        heading=Heading.LESSON,
        title="Scale trap",
        dataset=partial(
            groups,
            "two clusters of 100 points, one column 100 times as wide",
            1,
            [Group((0.0, -2.5), _WIDE, 100), Group((0.0, 2.5), _WIDE, 100)],
        ),
        n_components=2,
        start=round_in_the_plane([(-80.0, 0.0), (80.0, 0.0)], 3600.0),
        settings=EMSettings(covariance_type="spherical"),
        what_to_look_for=(
            "The column across is 100 times as wide as the other, and round Gaussians see nothing "
            "but it: 54 % of the points end in the right cluster. "
            "Choose diagonal covariances, which give each column a scale of its own, and "
            "initialise: 99.5 % are right."
        ),
    ),
    Scene(
        name="too_many_components",
        heading=Heading.LESSON,
        title="Too many components",
        dataset=partial(
            groups,
            "two clusters of 120 points",
            1,
            [Group((-3.0, 0.0), np.eye(2), 120), Group((3.0, 0.0), np.eye(2), 120)],
        ),
        n_components=6,
        start=round_in_the_plane(
            [(-4.0, 1.0), (-3.0, -1.0), (-2.0, 1.0), (2.0, 1.0), (3.0, -1.0), (4.0, 1.0)], 1.0
        ),
        settings=EMSettings(max_iter=500),
        what_to_look_for=(
            "Six Gaussians for two clusters reach −781.229 where two reach −797.684: more "
            "components always climb higher, here by fitting handfuls of points. "
            "BIC charges for parameters and prefers the two, 1655.7 to 1754.3."
        ),
    ),
    Scene(
        name="slow_convergence",
        heading=Heading.LESSON,
        title="Slow convergence",
        dataset=partial(
            groups,
            "two overlapping groups of 150 points",
            0,
            [Group((-1.0,), [[1.0]], 150), Group((1.0,), [[1.0]], 150)],
        ),
        n_components=2,
        start=on_the_line([-2.0, 2.0], [1.0, 1.0]),
        settings=EMSettings(tol=1e-8, max_iter=5000),
        what_to_look_for=(
            "Where groups overlap as much as here, EM gains next to nothing from one iteration to "
            "the next and needs 1346 of them. "
            "Plot the gains in powers of ten and see how straight they fall, and how much too "
            "early a loose tolerance would have stopped."
        ),
    ),
)
