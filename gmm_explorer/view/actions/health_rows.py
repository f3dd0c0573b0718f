"""Actions on how the health of components is seen."""

from collections.abc import Iterator

from gmm_explorer.controller import Controller
from gmm_explorer.view.actions.row import ActionRow
from gmm_explorer.view.actions.verbs import WindowVerbs


def health_rows(controller: Controller, verbs: WindowVerbs) -> Iterator[ActionRow]:
    """Yield what shows the numbers of components, and how they came about."""
    yield ActionRow(
        "view_health",
        "&Health of components",
        verbs.show_health,
        "Show eigenvalues, condition and owning point of each component, and give it the keys",
        ("Shift+H",),
    )
    yield ActionRow(
        "view_eigenvalues",
        "Smallest e&igenvalues",
        lambda on: controller.presenting.trace(eigenvalues=on),
        "Plot the smallest eigenvalue of each component by iteration, under the log-likelihood",
        ("L",),
        checked=lambda session: session.presentation.tracing.eigenvalues,
    )
