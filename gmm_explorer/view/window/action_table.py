"""The table of all actions of the window."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from PySide6.QtGui import QKeySequence

from gmm_explorer.controller import Controller
from gmm_explorer.model import Session, Tool
from gmm_explorer.scenes import scenes
from gmm_explorer.view.window.actions import ActionRow

Keys = QKeySequence.StandardKey


class WindowVerbs(NamedTuple):
    """What only the window can do: ask for a file, show a dialog, change the view."""

    open_data: Callable[[], None]
    open_parameters: Callable[[], None]
    generate: Callable[[], None]
    export_parameters: Callable[[], None]
    export_figure: Callable[[], None]
    close: Callable[[], bool]
    fit_data: Callable[[], None]
    equal_axes: Callable[[bool], None]
    has_equal_axes: Callable[[], bool]
    shortcuts: Callable[[], None]
    about: Callable[[], None]


def action_table(controller: Controller, verbs: WindowVerbs) -> Iterator[ActionRow]:
    """Yield the rows of all actions, in the order of the menus."""
    yield from _file_rows(controller, verbs)
    yield from _edit_rows(controller)
    yield from _tool_rows(controller)
    yield from _em_rows(controller)
    yield from _view_rows(controller, verbs)
    yield from _help_rows(verbs)


def _file_rows(controller: Controller, verbs: WindowVerbs) -> Iterator[ActionRow]:
    yield ActionRow(
        "file_open",
        "&Open data…",
        verbs.open_data,
        "Open a table: CSV, TSV or text",
        (Keys.Open,),
        icon="open",
        short_text="Open",
    )
    yield ActionRow(
        "file_open_parameters",
        "Open &parameters…",
        verbs.open_parameters,
        "Open a mixture as the initial one",
        ("Ctrl+Shift+O",),
    )
    yield ActionRow(
        "file_generate",
        "&Generate data…",
        verbs.generate,
        "Generate Gaussian blobs",
        ("Ctrl+G",),
        icon="generate",
        short_text="Generate",
    )
    for scene in scenes():
        yield ActionRow(
            f"file_example_{scene.name}",
            scene.title.replace("&", "&&"),
            partial(controller.documents.open_scene, scene),
            scene.what_to_look_for,
        )
    yield ActionRow(
        "file_export_parameters",
        "&Export parameters…",
        verbs.export_parameters,
        "Save the mixture with all its digits as JSON",
        ("Ctrl+E",),
        enabled=_has_mixture,
        icon="export",
    )
    yield ActionRow(
        "file_export_figure",
        "Export &figure…",
        verbs.export_figure,
        "Save the plot as a picture",
        ("Ctrl+Shift+E",),
        enabled=_has_plot,
    )
    yield ActionRow("file_quit", "&Quit", verbs.close, "Close the window", (Keys.Quit,))


def _edit_rows(controller: Controller) -> Iterator[ActionRow]:
    editing, presenting = controller.editing, controller.presenting
    yield ActionRow(
        "edit_undo",
        _undo_text,
        editing.undo,
        "Take back the last change",
        (Keys.Undo,),
        enabled=lambda session: session.timeline.undone is not None,
        icon="undo",
    )
    yield ActionRow(
        "edit_redo",
        _redo_text,
        editing.redo,
        "Do again what was undone",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        enabled=lambda session: session.timeline.redone is not None,
        icon="redo",
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
        enabled=_has_mixture,
    )
    yield ActionRow(
        "edit_select_previous",
        "Select &previous component",
        lambda: presenting.select_next(-1),
        "Select the component before",
        ("Shift+N",),
        enabled=_has_mixture,
    )


def _tool_rows(controller: Controller) -> Iterator[ActionRow]:
    rows = (
        (Tool.SELECT, "&Select", "Select, move and reshape components", "V"),
        (Tool.PLACE, "&Place", "Place a component: press at its mean, drag its size", "P"),
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


def _em_rows(controller: Controller) -> Iterator[ActionRow]:
    stepping, running = controller.stepping, controller.running
    yield ActionRow(
        "em_initialize",
        "&Initialise",
        stepping.initialize,
        "Make a start by the method in the Model panel",
        ("I",),
        enabled=_has_data,
        icon="initialize",
    )
    yield ActionRow(
        "em_e_step",
        "&E-step",
        stepping.e_step,
        "Colour the points by the mixture shown",
        ("E",),
        enabled=lambda s: s.snapshot.ready and s.snapshot.needs_e_step,
    )
    yield ActionRow(
        "em_m_step",
        "&M-step",
        stepping.m_step,
        "Move the components to where their points are",
        ("M",),
        enabled=lambda s: s.snapshot.ready and not s.snapshot.needs_e_step,
    )
    yield ActionRow(
        "em_step",
        "&Step",
        stepping.step,
        "Do one iteration: E if needed, M, E",
        ("S", "PgDown", "Right"),
        enabled=_is_ready,
    )
    yield ActionRow(
        "em_back",
        "&Back",
        stepping.back,
        "Go back by one entry of the history",
        ("PgUp", "Left"),
        enabled=lambda s: s.timeline.before is not None,
        icon="back",
    )
    yield ActionRow(
        "em_forward",
        "&Forward",
        stepping.forward,
        "Go forward by one entry of the history",
        ("Shift+Right",),
        enabled=lambda s: s.timeline.after is not None,
        icon="forward",
    )
    yield ActionRow(
        "em_run",
        "&Run",
        running.start,
        "Run to convergence",
        ("R",),
        enabled=lambda s: s.snapshot.ready and not running.active,
        icon="run",
    )
    yield ActionRow(
        "em_stop",
        "S&top",
        running.stop,
        "Stop the run and keep what it has reached",
        ("Ctrl+.",),
        enabled=lambda _session: running.active,
        icon="stop",
    )
    yield ActionRow(
        "em_restart",
        "Re&start",
        stepping.restart,
        "Go back to the start that was made last",
        ("Home",),
        icon="restart",
        enabled=_can_restart,
    )


def _view_rows(controller: Controller, verbs: WindowVerbs) -> Iterator[ActionRow]:
    yield ActionRow(
        "view_fit_data",
        "&Fit data in view",
        verbs.fit_data,
        "Bring all data into view",
        ("F", "Ctrl+0"),
        enabled=_has_plot,
        icon="fit_data",
    )
    yield ActionRow(
        "view_equal_axes",
        "&Equal axes",
        verbs.equal_axes,
        "Give both axes one scale",
        ("A",),
        enabled=_is_plane,
        icon="lock",
        checked=lambda _session: verbs.has_equal_axes(),
    )
    yield ActionRow(
        "view_colour_at_once",
        "&Colour at once",
        controller.presenting.colour_at_once,
        "Let an E-step follow every edit",
        ("C",),
        icon="colour",
        checked=lambda session: session.presentation.colour_at_once,
    )


def _help_rows(verbs: WindowVerbs) -> Iterator[ActionRow]:
    yield ActionRow(
        "help_shortcuts",
        "&Keyboard shortcuts",
        verbs.shortcuts,
        "List all keys",
        (Keys.HelpContents, "?"),
        icon="help",
    )
    yield ActionRow("help_about", "&About GMM Explorer", verbs.about, "Version and licence")


def _take(controller: Controller, tool: Tool, _on: bool) -> None:
    controller.presenting.take(tool)


def _holds(tool: Tool) -> Callable[[Session], bool]:
    return lambda session: session.presentation.tool is tool


def _undo_text(session: Session) -> str:
    undone = session.timeline.undone
    return "&Undo" if undone is None else f"&Undo {_named(session.timeline.position.block.label)}"


def _redo_text(session: Session) -> str:
    redone = session.timeline.redone
    return "&Redo" if redone is None else f"&Redo {_named(redone.block.label)}"


def _named(label: str) -> str:
    """Return a label as part of a menu text: file names may hold ampersands."""
    return label.replace("&", "&&")


def _has_data(session: Session) -> bool:
    return session.snapshot.dataset is not None


def _has_mixture(session: Session) -> bool:
    return session.snapshot.mixture is not None


def _has_plot(session: Session) -> bool:
    return session.snapshot.n_features is not None


def _is_plane(session: Session) -> bool:
    return session.snapshot.n_features == 2


def _is_ready(session: Session) -> bool:
    return session.snapshot.ready


def _can_restart(session: Session) -> bool:
    start = session.last_start()
    return start is not None and start is not session.snapshot
