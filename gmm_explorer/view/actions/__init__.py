"""All actions of the window, as rows of tables."""

from collections.abc import Iterator

from gmm_explorer.controller import Controller
from gmm_explorer.view.actions.collapse_rows import collapse_rows, repair_rows
from gmm_explorer.view.actions.colour_rows import colour_rows
from gmm_explorer.view.actions.component_rows import component_rows
from gmm_explorer.view.actions.edit_rows import edit_rows, tool_rows
from gmm_explorer.view.actions.em_rows import em_rows
from gmm_explorer.view.actions.exchange_rows import copy_rows
from gmm_explorer.view.actions.explore_rows import explore_rows
from gmm_explorer.view.actions.file_rows import file_rows
from gmm_explorer.view.actions.health_rows import health_rows
from gmm_explorer.view.actions.history_rows import history_rows
from gmm_explorer.view.actions.paint_rows import paint_rows
from gmm_explorer.view.actions.play_rows import play_rows
from gmm_explorer.view.actions.row import ActionRow, Actions
from gmm_explorer.view.actions.show_rows import show_rows
from gmm_explorer.view.actions.trace_rows import trace_rows
from gmm_explorer.view.actions.verbs import WindowVerbs
from gmm_explorer.view.actions.view_rows import help_rows, view_rows

__all__ = ["ActionRow", "Actions", "WindowVerbs", "action_table"]


def action_table(controller: Controller, verbs: WindowVerbs) -> Iterator[ActionRow]:
    """Yield the rows of all actions, in the order of the menus."""
    yield from file_rows(controller, verbs)
    yield from edit_rows(controller)
    yield from copy_rows(verbs.results)
    yield from component_rows(controller, verbs)
    yield from tool_rows(controller)
    yield from paint_rows(controller)
    yield from em_rows(controller)
    yield from play_rows(controller)
    yield from collapse_rows(controller, verbs)
    yield from repair_rows(controller, verbs)
    yield from history_rows(controller, verbs)
    yield from explore_rows(controller, verbs)
    yield from view_rows(controller, verbs)
    yield from colour_rows(controller)
    yield from show_rows(controller)
    yield from trace_rows(controller)
    yield from health_rows(controller, verbs)
    yield from help_rows(verbs)
