"""Actions on files and data."""

from collections.abc import Iterator
from functools import partial

from gmm_explorer.controller import Controller
from gmm_explorer.scenes import scenes
from gmm_explorer.view.actions.conditions import has_mixture
from gmm_explorer.view.actions.exchange_rows import export_rows, import_rows
from gmm_explorer.view.actions.row import ActionRow
from gmm_explorer.view.actions.session_rows import session_rows
from gmm_explorer.view.actions.verbs import WindowVerbs


def file_rows(controller: Controller, verbs: WindowVerbs) -> Iterator[ActionRow]:
    """Yield what brings data in and results out."""
    yield from session_rows(verbs.sessions)
    yield ActionRow(
        "file_open_parameters",
        "Open &parameters…",
        verbs.open_parameters,
        "Open a mixture as the initial one",
        ("Ctrl+Shift+O",),
    )
    yield from import_rows(verbs.tables)
    yield ActionRow(
        "file_generate",
        "&Generate data…",
        verbs.generating.ask,
        "Make blobs, moons, rings and other data to your own measure",
        ("Ctrl+G",),
        icon="generate",
        short_text="Generate",
    )
    yield ActionRow(
        "file_sample_mixture",
        "Sa&mple from the mixture…",
        verbs.generating.sample_mixture,
        "Make new data from the components on the plot, which become their truth",
        ("Ctrl+Shift+G",),
        enabled=has_mixture,
    )
    for scene in scenes():
        yield ActionRow(
            f"file_example_{scene.name}",
            scene.title.replace("&", "&&"),
            partial(controller.documents.open_scene, scene),
            scene.what_to_look_for,
        )
    yield from export_rows(verbs.results)
    yield ActionRow("file_quit", "&Quit", verbs.close, "Close the window", ("Ctrl+Q",))
