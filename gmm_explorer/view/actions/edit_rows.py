"""Actions that edit, and the tools in hand."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtGui import QKeySequence

from gmm_explorer.controller import Controller
from gmm_explorer.model import Position, Session, Tool
from gmm_explorer.view.actions import conditions
from gmm_explorer.view.actions.row import ActionRow

Keys = QKeySequence.StandardKey


def edit_rows(controller: Controller) -> Iterator[ActionRow]:
    """Yield what takes back, deletes and selects."""
    editing, presenting = controller.editing, controller.presenting
    yield ActionRow(
        "edit_undo",
        _undo_text,
        editing.undo,
        "Take back the last change",
        (Keys.Undo,),
        enabled=_can_undo,
        icon="undo",
        short_text="Undo",
    )
    yield ActionRow(
        "edit_redo",
        _redo_text,
        editing.redo,
        "Do again what was undone",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        enabled=lambda session: session.timeline.redone is not None,
        icon="redo",
        short_text="Redo",
    )
    yield ActionRow(
        "edit_delete_component",
        "&Delete component",
        editing.delete_selected,
        "Delete the selected components",
        (Keys.Delete, "Backspace"),
        enabled=lambda session: bool(session.presentation.selection),
        icon="delete",
    )
    yield ActionRow(
        "edit_select_next",
        "Select &next component",
        presenting.select_next,
        "Select the next component",
        ("N",),
        enabled=conditions.has_mixture,
    )
    yield ActionRow(
        "edit_select_previous",
        "Select &previous component",
        lambda: presenting.select_next(-1),
        "Select the component before",
        ("Shift+N",),
        enabled=conditions.has_mixture,
    )


def tool_rows(controller: Controller) -> Iterator[ActionRow]:
    """Yield the tools."""
    rows = (
        (Tool.SELECT, "&Select", "Select, move and reshape components", "V"),
        (Tool.PLACE, "&Place", "Place a component: press at its mean, drag its size", "P"),
        (Tool.PAINT, "Pain&t", "Paint points", "T"),
        (Tool.ERASE, "Erase", "Erase points", "X"),
        (Tool.JITTER, "&Jitter", "Move points about a little", "J"),
    )
    for tool, text, tip, key in rows:
        yield ActionRow(
            f"tool_{tool.value}",
            text,
            partial(_take, controller, tool),
            tip,
            (key,),
            icon=tool.value,
            checked=_holds(tool),
        )


def _take(controller: Controller, tool: Tool, _on: bool) -> None:
    controller.presenting.take(tool)


def _holds(tool: Tool) -> Callable[[Session], bool]:
    return lambda session: session.presentation.tool is tool


def _can_undo(session: Session) -> bool:
    """Return whether there is a change to take back, also one that is under way."""
    return session.timeline.undone is not None or session.frame.previewing


def _undo_text(session: Session) -> str:
    undone = session.timeline.undone
    return "&Undo" if undone is None else f"&Undo {_named(session.timeline.position)}"


def _redo_text(session: Session) -> str:
    redone = session.timeline.redone
    return "&Redo" if redone is None else f"&Redo {_named(redone)}"


def _named(position: Position) -> str:
    """Return what was done, as part of a menu text: file names may hold ampersands."""
    block = position.block
    label = position.entry.label if block.entries.stepwise else block.label
    return label.replace("&", "&&")
