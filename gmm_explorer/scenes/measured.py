"""Scenes of measured data that ship with the app; ``resources/data/SOURCES.md`` says whose."""

from dataclasses import replace
from functools import partial

import numpy as np

from gmm_explorer import files
from gmm_explorer.data import Dataset
from gmm_explorer.em import EMSettings
from gmm_explorer.resource_path import resource_path
from gmm_explorer.scenes.scene import Heading, Scene
from gmm_explorer.scenes.starts import on_the_line, round_in_the_plane


def _shipped(name: str) -> Dataset:
    known = files.ImportOptions("utf-8", ",", ".", has_header=True)
    return files.read_dataset(resource_path("data", name), options=known)


def iris_petals() -> Dataset:
    """Return the petals of 150 irises, with the species as labels."""
    return replace(_shipped("iris_petals.csv"), labels=np.repeat(np.arange(3), 50))


MEASURED_SCENES = (
    Scene(
        name="old_faithful",
        heading=Heading.MEASURED,
        title="Old Faithful",
        dataset=partial(_shipped, "old_faithful.csv"),
        n_components=2,
        what_to_look_for=(
            "A geyser has two habits, short eruptions after short waits and long after long: "
            "place one Gaussian on each group and run, from nearly anywhere the log-likelihood "
            "ends at −1130.264. "
            "With three components it depends on where they start: try several."
        ),
    ),
    Scene(
        name="old_faithful_bishop",
        heading=Heading.MEASURED,
        title="Old Faithful as in Bishop’s figure 9.8",
        dataset=lambda: _shipped("old_faithful.csv").standardised(True),
        n_components=2,
        start=round_in_the_plane([(-1.5, 1.0), (1.5, -1.0)], 0.5),
        what_to_look_for=(
            "The same geyser, standardised, and two circles that start where there is no point: "
            "one iteration lays both over all the data, −519.998, and from there they creep apart. "
            "Most is gained late, between the fifth iteration, −439.733, and the tenth, −385.948."
        ),
    ),
    Scene(
        name="iris_petals",
        heading=Heading.MEASURED,
        title="Iris petals",
        dataset=iris_petals,
        n_components=3,
        start=round_in_the_plane([(1.5, 0.2), (4.3, 1.3), (5.6, 2.0)], 0.2),
        what_to_look_for=(
            "Petals of three species of iris: one keeps apart at once, and between the other two "
            "a few flowers stay in doubt. "
            "Nobody tells EM the species, and yet 146 of the 150 flowers end with their own kind."
        ),
    ),
    Scene(
        name="galaxies",
        heading=Heading.MEASURED,
        title="Galaxies",
        dataset=partial(_shipped, "galaxies.csv"),
        n_components=4,
        start=on_the_line([10.0, 20.0, 23.0, 25.0], [1.0, 1.0, 1.0, 9.0]),
        settings=EMSettings(tol=1e-9, max_iter=5000),
        what_to_look_for=(
            "Velocities of 82 galaxies in 1000 km/s, whose clumps tell of superclusters and voids: "
            "from this start four components end at −199.252694. "
            "That is not the best there is: drag the last one onto the three fastest galaxies, "
            "make the third three times as wide and run again, and it is −197.454."
        ),
    ),
)
