"""The tutorial's situations: Schlagenhauf (2022), sections on GM1D, GMM and scikit-learn.

Where the tutorial slips, the scene does it right and says so.
"""

from functools import partial

import numpy as np

from gmm_explorer.data import Group, groups, tutorial_five, tutorial_line, tutorial_plane
from gmm_explorer.em import EMSettings
from gmm_explorer.scenes.scene import Heading, Scene
from gmm_explorer.scenes.starts import on_the_line, round_in_the_plane

_TUTORIAL_REG_COVAR = 1e-6


TUTORIAL_SCENES = (
    Scene(
        name="tutorial_1d",
        heading=Heading.TUTORIAL,
        title="One E-step by hand, on a line",
        dataset=partial(tutorial_line, 10.0),
        n_components=3,
        start=on_the_line([-5.0, 8.0, 1.5], [5.0**2, 3.0**2, 1.0**2]),
        what_to_look_for=(
            "Three Gaussians lie over 60 grey points: one E-step colours each point by its "
            "responsibilities, one M-step makes the curves jump to their points. "
            "The numbers of this E-step are the table that the tutorial prints."
        ),
    ),
    Scene(
        name="tutorial_1d_ten",
        heading=Heading.TUTORIAL,
        title="Ten iterations, on a line",
        dataset=partial(tutorial_line, 15.0),
        n_components=3,
        start=on_the_line([-8.0, 8.0, 5.0], [5.0, 3.0, 1.0]),
        settings=EMSettings(max_iter=10),
        what_to_look_for=(
            "The first component soon covers two clusters at once, until the narrow one has grown "
            "in the middle and takes the points there away from it. "
            "Ten iterations are just enough to sort all three out."
        ),
        slip=(
            "The tutorial's class GM1D passes these variances as standard deviations and never "
            "updates them; here they are variances, and every M-step updates them."
        ),
    ),
    Scene(
        name="tutorial_2d",
        heading=Heading.TUTORIAL,
        title="Three stretched blobs",
        dataset=tutorial_plane,
        n_components=3,
        start=round_in_the_plane([(8.0, 2.0), (-19.0, 2.0), (20.0, 7.0)], 5.0),
        settings=EMSettings(reg_covar=_TUTORIAL_REG_COVAR),
        what_to_look_for=(
            "Three round Gaussians beside the points turn into stretched ellipses in one "
            "iteration, but the first of them holds only 8 % of the points. "
            "Watch it win its blob from the third, slowly, while the log-likelihood climbs."
        ),
        slip=(
            "The tutorial plots the log of the sum over all points, where the log-likelihood is "
            "the sum of the logs; here it is the sum of the logs."
        ),
    ),
    Scene(
        name="tutorial_five",
        heading=Heading.TUTORIAL,
        title="Five blobs, as with scikit-learn",
        dataset=tutorial_five,
        n_components=5,
        start=round_in_the_plane(
            [(13.0, 18.0), (3.0, -6.0), (15.0, -14.0), (6.0, 18.0), (-11.0, 17.0)], 5.0
        ),
        settings=EMSettings(reg_covar=_TUTORIAL_REG_COVAR),
        what_to_look_for=(
            "The second component covers two blobs at first and the third has hardly a point: "
            "watch the log-likelihood climb in stairs as one after the other finds its blob. "
            "A new point at (0.5, 0.5) then belongs to one component alone."
        ),
    ),
    Scene(
        name="tutorial_collapse",
        heading=Heading.TUTORIAL,
        title="The collapse: three components, two clusters",
        dataset=partial(
            groups,
            "two scattered clusters of 40 points and one point apart",
            1,
            [
                Group((-6.0, -5.0), 1.6**2 * np.eye(2), 40),
                Group((6.0, 5.0), 1.6**2 * np.eye(2), 40),
            ],
            [(-5.0, 7.0)],
        ),
        n_components=3,
        start=round_in_the_plane([(-6.0, -5.0), (6.0, 5.0), (0.0, 0.0)], 4.0),
        what_to_look_for=(
            "Two components take a cluster each, and the third, which starts harmlessly between "
            "them, is left with the one point apart: after five iterations its covariance is the "
            "zero matrix. "
            "Step and watch its ring, its smallest eigenvalue and then the log-likelihood."
        ),
    ),
)
