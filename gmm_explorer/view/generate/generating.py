"""The verbs that make data; what was said last time is remembered."""

from functools import cached_property

from PySide6.QtWidgets import QWidget

from gmm_explorer.controller import Controller
from gmm_explorer.model import Session
from gmm_explorer.view import generate


class Generating:
    """Asks what data to make; each time the fields are as they were left.

    Parameters
    ----------
    window
        What the dialog stands before.
    controller
        Takes the data.
    session
        Whose mixture can be sampled.
    """

    def __init__(self, window: QWidget, controller: Controller, session: Session) -> None:
        self._window = window
        self._controller = controller
        self._session = session

    def ask(self) -> None:
        """Ask what data to make."""
        self._memory.offer_mixture(self._session.snapshot)
        generate.GenerateDialog(self._controller, self._memory, self._window).open()

    def sample_mixture(self) -> None:
        """Ask how many points to draw from the mixture on the plot."""
        self._memory.choose_mixture()
        self.ask()

    @cached_property
    def _memory(self) -> "generate.Memory":
        return generate.Memory()
