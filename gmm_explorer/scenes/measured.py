"""Scenes of measured data that ship with the app; ``resources/data/SOURCES.md`` says whose."""

from gmm_explorer.data import Dataset
from gmm_explorer.files import read_dataset
from gmm_explorer.resource_path import resource_path
from gmm_explorer.scenes.scene import Scene


def _old_faithful() -> Dataset:
    return read_dataset(resource_path("data", "old_faithful.csv"))


MEASURED_SCENES = (
    Scene(
        name="old_faithful",
        title="Old Faithful",
        dataset=_old_faithful,
        n_components=2,
        what_to_look_for=(
            "A geyser has two habits, short eruptions after short waits and long after long: "
            "place one Gaussian on each group and run, from nearly anywhere the log-likelihood "
            "ends at −1130.264. "
            "With three components it depends on where they start: try several."
        ),
    ),
)
