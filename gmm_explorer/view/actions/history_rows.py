"""Actions on the tree of the history."""

from collections.abc import Iterator

from gmm_explorer.controller import Controller
from gmm_explorer.model import Session
from gmm_explorer.view.actions.row import ActionRow
from gmm_explorer.view.actions.verbs import WindowVerbs


def history_rows(controller: Controller, verbs: WindowVerbs) -> Iterator[ActionRow]:
    """Yield what goes from branch to branch, and tends the chosen one."""
    branching = controller.branching
    yield ActionRow(
        "history_show",
        "&History",
        verbs.show_history,
        "Show the history and give it the keys: arrows choose, Return goes there",
        ("H",),
    )
    moves = (
        ("first", "&First branch", branching.first_branch, "the oldest branch", "Ctrl+B"),
        ("next", "Next &branch", branching.next_branch, "the next branch", "B"),
        (
            "previous",
            "&Previous branch",
            lambda: branching.next_branch(-1),
            "the branch before",
            "Shift+B",
        ),
    )
    for name, text, handler, where, key in moves:
        tip = f"Go to the end of {where}"
        yield ActionRow(f"history_{name}_branch", text, handler, tip, (key,), enabled=has_past)
    yield ActionRow(
        "history_compare",
        "&Compare states",
        verbs.compare_states,
        "Set the state shown beside the one chosen in the history, or the one we came from",
        ("W",),
        enabled=has_past,
        checked=lambda session: session.presentation.compared is not None,
    )
    yield ActionRow(
        "history_name",
        "&Name this state",
        verbs.name_state,
        "Give the chosen row of the history a name",
        ("Shift+F2",),
    )
    yield ActionRow(
        "history_prune",
        "&Delete this branch",
        verbs.prune_branch,
        "Delete the chosen row of the history and all that grew from it",
        ("Shift+Del",),
        enabled=has_past,
    )


def has_past(session: Session) -> bool:
    """Return whether anything has happened yet."""
    return len(session.timeline.outline.rows) > 1
