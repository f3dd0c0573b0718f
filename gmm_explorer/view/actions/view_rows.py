"""Actions on how things are looked at, and help."""

from collections.abc import Iterator

from PySide6.QtGui import QKeySequence

from gmm_explorer.controller import Controller
from gmm_explorer.view.actions import conditions
from gmm_explorer.view.actions.row import ActionRow
from gmm_explorer.view.actions.verbs import WindowVerbs

Keys = QKeySequence.StandardKey


def view_rows(controller: Controller, verbs: WindowVerbs) -> Iterator[ActionRow]:
    """Yield what changes the view."""
    yield ActionRow(
        "view_fit_data",
        "&Fit data in view",
        verbs.fit_data,
        "Bring all data into view",
        ("F", "Ctrl+0"),
        enabled=conditions.has_plot,
        icon="fit_data",
    )
    yield ActionRow(
        "view_equal_axes",
        "&Equal axes",
        verbs.equal_axes,
        "Give both axes one scale",
        ("A",),
        enabled=conditions.is_plane,
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
    yield ActionRow(
        "view_presentation",
        "&Presentation",
        verbs.present,
        "Show the plot alone, larger, on the full screen; Escape comes back",
        ("F11",),
        checked=lambda _session: verbs.is_presenting(),
    )


def help_rows(verbs: WindowVerbs) -> Iterator[ActionRow]:
    """Yield what explains."""
    yield ActionRow(
        "help_shortcuts",
        "&Keyboard shortcuts",
        verbs.shortcuts,
        "List all keys",
        (Keys.HelpContents, "?"),
        icon="help",
    )
    yield ActionRow("help_about", "&About GMM Explorer", verbs.about, "Version and licence")
