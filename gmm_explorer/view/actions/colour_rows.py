"""Actions that choose what the colours of points say."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from gmm_explorer.controller import Controller
from gmm_explorer.model import ColourMode, Session
from gmm_explorer.view.actions.row import ActionRow
from gmm_explorer.view.points.colouring import MOST_PIES


class ColourChoice(NamedTuple):
    """A colour mode in words.

    Attributes
    ----------
    mode
        The mode; its action is called ``view_colour_<value>``.
    text
        What the menu says.
    label
        What the Show panel says.
    tip
        One sentence on what is seen.
    """

    mode: ColourMode
    text: str
    label: str
    tip: str

    @property
    def action(self) -> str:
        """The object name of its action."""
        return f"view_colour_{self.mode.value}"


COLOUR_CHOICES = (
    ColourChoice(
        ColourMode.MIXED,
        "&Mixed responsibilities",
        "mixed r",
        "Mix each point's colour from those of the components, by responsibility",
    ),
    ColourChoice(
        ColourMode.HARD,
        "&Hard assignment",
        "hard",
        "Give each point the colour of its most probable component",
    ),
    ColourChoice(
        ColourMode.UNCERTAINTY,
        "&Uncertainty",
        "entropy",
        "Show how undecided each point is: the entropy of its responsibilities over ln K",
    ),
    ColourChoice(
        ColourMode.COMPONENT,
        "&One component's responsibility",
        "one r",
        "Show the responsibilities of the selected component alone, else of the first",
    ),
    ColourChoice(
        ColourMode.PIES,
        "&Pies",
        "pies",
        f"Draw each point as a pie of its responsibilities, up to {MOST_PIES:,} points",
    ),
)


def colour_rows(controller: Controller) -> Iterator[ActionRow]:
    """Yield one action a colour mode."""
    for choice in COLOUR_CHOICES:
        yield ActionRow(
            choice.action,
            choice.text,
            _choose(controller, choice.mode),
            choice.tip,
            checked=_chosen(choice.mode),
        )


def _choose(controller: Controller, mode: ColourMode) -> Callable[[bool], None]:
    return lambda _on: controller.presenting.colour_by(mode)


def _chosen(mode: ColourMode) -> Callable[[Session], bool]:
    return lambda session: session.presentation.colour_mode is mode
