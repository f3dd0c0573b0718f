"""A scene: data with a start, settings and a word on what to look for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from gmm_explorer.data import Dataset
from gmm_explorer.em import EMSettings, Mixture


class Heading(Enum):
    """Where in the Examples menu a scene stands; the values are the words on screen."""

    TUTORIAL = "From the tutorial"
    MEASURED = "Measured data"
    LESSON = "Starts, scales and sizes"
    COLLAPSE = "Collapses"


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """One entry of the Examples menu.

    Attributes
    ----------
    name : str
        An identifier; the window's action is called ``file_example_<name>``.
    heading : Heading
        Under which heading of the menu it stands.
    title : str
        What the menu says.
    dataset : callable returning Dataset
        Builds or reads the data, each time it is called and not before.
    n_components : int
        K: of the start, or for an initialisation where there is none.
    what_to_look_for : str
        Two sentences for the person in front of it.
    slip : str
        Where the tutorial goes wrong and this scene does not; empty when it does not.
    start : Mixture or None
        The Gaussians to begin with; None leaves the plot for people to place their own.
    settings : EMSettings
        The variant of EM that shows the point of the scene.
    """

    name: str
    heading: Heading
    title: str
    dataset: Callable[[], Dataset]
    n_components: int
    what_to_look_for: str
    slip: str = ""
    start: Mixture | None = None
    settings: EMSettings = field(default_factory=EMSettings)
