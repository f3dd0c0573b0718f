"""Actions that ask what a mixture means."""

from collections.abc import Iterator

from gmm_explorer.controller import Controller
from gmm_explorer.view.actions import conditions
from gmm_explorer.view.actions.row import ActionRow
from gmm_explorer.view.actions.verbs import WindowVerbs


def explore_rows(controller: Controller, verbs: WindowVerbs) -> Iterator[ActionRow]:
    """Yield the questions."""
    yield ActionRow(
        "explore_predict",
        "Ask the &mixture",
        controller.presenting.ask,
        "Click any place to ask which component a point there would come from; or hold Q and hover",
        ("Shift+Q",),
        enabled=conditions.has_mixture,
        checked=lambda session: session.presentation.asking,
    )
    yield ActionRow(
        "explore_fold_answer",
        "&Fold the pinned answer",
        verbs.fold_answer,
        "Show the responsibilities alone in the card of a pinned answer, or all numbers",
        ("Shift+A",),
        enabled=lambda session: bool(session.presentation.pins),
    )
    yield ActionRow(
        "explore_predict_table",
        "Ask about a &table…",
        verbs.predict_table,
        "Paste points and get the probabilities of their components",
        ("Ctrl+Shift+Q",),
        enabled=conditions.has_mixture,
    )
