"""What a person is told, and how loudly."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal


class Loudness(Enum):
    """How a notice is shown."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, eq=False)
class Notice:
    """One thing to tell.

    Attributes
    ----------
    loudness
        How it is shown.
    headline
        What it is about.
    text
        A sentence that says more.
    offer
        The name of an action that may help; empty when there is none.
    """

    loudness: Loudness
    headline: str
    text: str = ""
    offer: str = ""


class Notices(QObject):
    """Passes on what a person is told.

    Attributes
    ----------
    told
        ``told(notice)``: shown in the banner over the plot until the state changes.
    refused
        ``refused(notice)``: something asked for was not done; shown in a dialog.
    """

    told = Signal(object)
    refused = Signal(object)

    def tell(self, notice: Notice) -> None:
        """Tell something without interrupting."""
        self.told.emit(notice)

    def refuse(self, headline: str, text: str, offer: str = "") -> None:
        """Say that something was not done, and why."""
        self.refused.emit(Notice(Loudness.ERROR, headline, text, offer))
