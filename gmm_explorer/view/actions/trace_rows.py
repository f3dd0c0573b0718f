"""Actions that choose how the log-likelihood is plotted."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from gmm_explorer.controller import Controller
from gmm_explorer.model import Session
from gmm_explorer.view.actions.row import ActionRow


class TraceChoice(NamedTuple):
    """One way of plotting that can be switched on and off.

    Attributes
    ----------
    field
        Of `gmm_explorer.model.Tracing`; its action is called ``view_likelihood_<field>``.
    text
        What the menu says.
    tip
        One sentence on what is seen.
    """

    field: str
    text: str
    tip: str

    @property
    def action(self) -> str:
        """The object name of its action."""
        return f"view_likelihood_{self.field}"


TRACE_CHOICES = (
    TraceChoice("per_sample", "&Per point", "Plot the mean over the points, not their total"),
    TraceChoice(
        "gains",
        "&Gains, in powers of ten",
        "Plot what each iteration gains, which tells a plateau from convergence",
    ),
    TraceChoice(
        "limit",
        "Estimated &limit",
        "Say where the last iterations lead, and how many are still to go",
    ),
)


def trace_rows(controller: Controller) -> Iterator[ActionRow]:
    """Yield one action a choice."""
    for choice in TRACE_CHOICES:
        yield ActionRow(
            choice.action,
            choice.text,
            _switch(controller, choice.field),
            choice.tip,
            checked=_is_on(choice.field),
        )


def _switch(controller: Controller, field: str) -> Callable[[bool], None]:
    return lambda on: controller.presenting.trace(**{field: on})


def _is_on(field: str) -> Callable[[Session], bool]:
    return lambda session: bool(getattr(session.presentation.tracing, field))
