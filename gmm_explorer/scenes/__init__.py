"""Examples: data, start, settings and what to look for.

A new scene is one more `Scene` in one of the tuples below; the menu and the command line follow.
"""

from gmm_explorer.scenes.collapses import COLLAPSE_SCENES
from gmm_explorer.scenes.lessons import LESSON_SCENES
from gmm_explorer.scenes.measured import MEASURED_SCENES
from gmm_explorer.scenes.scene import Heading, Scene
from gmm_explorer.scenes.tutorial import TUTORIAL_SCENES

__all__ = ["Heading", "Scene", "UnknownSceneError", "scene", "scenes"]

_SCENES = TUTORIAL_SCENES + MEASURED_SCENES + LESSON_SCENES + COLLAPSE_SCENES


class UnknownSceneError(ValueError):
    """There is no scene of that name; the message lists those there are."""


def scenes() -> tuple[Scene, ...]:
    """Return all scenes in the order of the menu."""
    return _SCENES


def scene(name: str) -> Scene:
    """Return the scene of that name.

    Raises
    ------
    UnknownSceneError
        When there is none.
    """
    for candidate in _SCENES:
        if candidate.name == name:
            return candidate
    known = ", ".join(candidate.name for candidate in _SCENES)
    raise UnknownSceneError(f"there is no example called {name!r}: choose one of {known}")
