"""Actions on the selected components: what the plot's context menu offers too."""

import math
from collections.abc import Iterator

from PySide6.QtGui import QKeySequence

from gmm_explorer.controller import Controller
from gmm_explorer.model import Session
from gmm_explorer.view.actions import conditions
from gmm_explorer.view.actions.row import ActionRow
from gmm_explorer.view.actions.verbs import WindowVerbs

WIDER = 1.25  # times the standard deviations
HEAVIER = 1.25  # times the odds
TURN = math.pi / 12.0


def component_rows(controller: Controller, verbs: WindowVerbs) -> Iterator[ActionRow]:
    """Yield what selects all components, and what moves, scales and weighs the selected ones."""
    nudging = controller.nudging
    yield ActionRow(
        "edit_select_all",
        "Select &all components",
        controller.presenting.select_all,
        "Select every component",
        (QKeySequence.StandardKey.SelectAll,),
        enabled=conditions.has_mixture,
    )
    yield ActionRow(
        "edit_snap_to_point",
        "Snap to nearest &point",
        verbs.snap_to_points,
        "Put the mean exactly onto the data point nearest to it",
        ("Shift+P",),
        enabled=_has_selection_and_data,
    )
    yield ActionRow(
        "edit_wider",
        "&Wider",
        lambda: nudging.scale(WIDER),
        "Make the selected components wider",
        ("+", "="),
        enabled=conditions.has_selection,
    )
    yield ActionRow(
        "edit_narrower",
        "&Narrower",
        lambda: nudging.scale(1.0 / WIDER),
        "Make the selected components narrower",
        ("-",),
        enabled=conditions.has_selection,
    )
    yield ActionRow(
        "edit_round",
        "&Round",
        verbs.make_round,
        "Give the selected components equal axes as seen on the screen",
        ("O",),
        enabled=_has_selection_on_a_plane,
    )
    yield ActionRow(
        "edit_turn_left",
        "Turn &left",
        lambda: verbs.turn(-TURN),
        "Turn the selected components by 15° anticlockwise, as seen on the screen",
        ("Z",),
        enabled=_can_turn,
    )
    yield ActionRow(
        "edit_turn_right",
        "Turn r&ight",
        lambda: verbs.turn(TURN),
        "Turn the selected components by 15° clockwise, as seen on the screen",
        ("Shift+Z",),
        enabled=_can_turn,
    )
    yield ActionRow(
        "edit_heavier",
        "&Heavier",
        lambda: nudging.weigh(HEAVIER),
        "Give the selected components more weight against the others",
        ("Ctrl++", "Ctrl+="),
        enabled=_has_selection_of_several,
    )
    yield ActionRow(
        "edit_lighter",
        "Li&ghter",
        lambda: nudging.weigh(1.0 / HEAVIER),
        "Give the selected components less weight against the others",
        ("Ctrl+-",),
        enabled=_has_selection_of_several,
    )
    yield ActionRow(
        "edit_share_equally",
        "&Equal weights",
        controller.editing.share_equally,
        "Give all components the same weight",
        enabled=conditions.has_several,
    )


def _has_selection_and_data(session: Session) -> bool:
    return conditions.has_selection(session) and conditions.has_data(session)


def _has_selection_of_several(session: Session) -> bool:
    return conditions.has_selection(session) and conditions.has_several(session)


def _can_turn(session: Session) -> bool:
    turns = session.snapshot.settings.covariance_type in ("full", "tied")
    return turns and _has_selection_on_a_plane(session)


def _has_selection_on_a_plane(session: Session) -> bool:
    return conditions.has_selection(session) and conditions.is_plane(session)
