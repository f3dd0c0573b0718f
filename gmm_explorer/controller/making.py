"""Data made on a worker, ready for EM, where that takes longer than a frame."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from gmm_explorer.controller.lane import FILES
from gmm_explorer.controller.newest import Newest, Pause
from gmm_explorer.controller.table_reading import Refused, Taken
from gmm_explorer.data import DatasetError
from gmm_explorer.data.generators import Recipe

MOST_AT_ONCE = 50_000
"""Points that are made within a frame or two (measured: 20 ms for the slowest kind)."""


class Making(QObject):
    """Carries out one recipe at a time.

    Attributes
    ----------
    made
        ``made(result)``: `Taken`, or `Refused`.
    """

    made = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._newest = Newest(FILES, self)

    @property
    def active(self) -> bool:
        """Whether data are on their way."""
        return self._newest.active

    def make(self, recipe: Recipe, seed: int) -> None:
        """Make the data of a recipe; a few at once, many on a worker."""
        if recipe.n_points <= MOST_AT_ONCE:
            self.made.emit(_make(recipe, seed))
        else:
            self._newest.ask(partial(_make, recipe, seed), self.made.emit)

    def cancel(self) -> None:
        """Drop what is on its way; nothing more is heard of it."""
        self._newest.forget()


def _make(recipe: Recipe, seed: int, _pause: Pause | None = None) -> Taken | Refused:
    try:
        dataset = recipe.dataset(seed)
    except DatasetError as error:
        return Refused(f"{error}.")
    return Taken.of(dataset)
