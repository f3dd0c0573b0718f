"""Actions that choose which drawings lie over and under the points."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from gmm_explorer.controller import Controller
from gmm_explorer.model import Contours, Session
from gmm_explorer.view.actions import conditions
from gmm_explorer.view.actions.row import ActionRow, always


class Drawing(NamedTuple):
    """A drawing that can be switched on and off.

    Attributes
    ----------
    field
        Of `gmm_explorer.model.Shown`; its action is called ``view_<field>``.
    text
        What the menu says.
    label
        What the Show panel says.
    tip
        One sentence on what is seen.
    shortcut
        A key, or none.
    enabled
        When there can be something to see.
    """

    field: str
    text: str
    label: str
    tip: str
    shortcut: str = ""
    enabled: Callable[[Session], bool] = always

    @property
    def action(self) -> str:
        """The object name of its action."""
        return f"view_{self.field}"


DRAWINGS: tuple[Drawing, ...] = (
    Drawing(
        "trails", "Mean &trails", "Mean trails", "Show the ways of the means over the iterations"
    ),
    Drawing(
        "ghost",
        "&Ghost of the last state",
        "Last state",
        "Outline the components as they were one change ago",
        "G",
    ),
    Drawing(
        "truth",
        "T&ruth",
        "Truth",
        "Outline, dashed, the mixture that the data were generated from",
        enabled=conditions.has_truth,
    ),
    Drawing(
        "density",
        "&Density",
        "Density",
        "Show iso-lines of the mixture's density, holding 25, 50, 75, 90 and 95 % of it",
        "D",
        enabled=conditions.is_plane,
    ),
    Drawing(
        "regions",
        "Decision regio&ns",
        "Regions",
        "Tint every place in the colour of the component that would own a point there",
        enabled=conditions.is_plane,
    ),
    Drawing(
        "marginals",
        "&Marginals",
        "Marginals",
        "Show data and mixture along each axis",
        enabled=conditions.is_plane,
    ),
    Drawing(
        "stacked",
        "Stac&ked curves",
        "Stacked",
        "Set the curves one upon the other, so that the uppermost is the mixture",
        enabled=conditions.is_line,
    ),
    Drawing(
        "morph",
        "G&lide between states",
        "Glide",
        "Let the drawing glide from one state to the next after a step",
    ),
)

CONTOURS = {
    Contours.SIGMAS: (
        "view_contours_sigmas",
        "Contours at &1, 2, 3 σ",
        "Draw components at 1, 2 and 3 standard deviations",
    ),
    Contours.MASSES: (
        "view_contours_masses",
        "Contours at &50, 90, 95 %",
        "Draw components where they hold 50, 90 and 95 % of their mass",
    ),
}
"""Of each choice of contours: the object name of its action, its text and its tip."""


def show_rows(controller: Controller) -> Iterator[ActionRow]:
    """Yield one action a drawing, and one a choice of contours."""
    for contours, (name, text, tip) in CONTOURS.items():
        yield ActionRow(
            name,
            text,
            _choose(controller, contours),
            tip,
            checked=_chosen(contours),
        )
    for drawing in DRAWINGS:
        yield ActionRow(
            drawing.action,
            drawing.text,
            _switch(controller, drawing.field),
            drawing.tip,
            (drawing.shortcut,) if drawing.shortcut else (),
            enabled=drawing.enabled,
            checked=_is_on(drawing.field),
        )


def _choose(controller: Controller, contours: Contours) -> Callable[[bool], None]:
    return lambda _on: controller.presenting.show(contours=contours)


def _chosen(contours: Contours) -> Callable[[Session], bool]:
    return lambda session: session.presentation.shown.contours is contours


def _switch(controller: Controller, field: str) -> Callable[[bool], None]:
    return lambda on: controller.presenting.show(**{field: on})


def _is_on(field: str) -> Callable[[Session], bool]:
    return lambda session: bool(getattr(session.presentation.shown, field))
