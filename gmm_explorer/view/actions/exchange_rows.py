"""Actions that bring tables in and results out, through files and the clipboard."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtGui import QKeySequence

from gmm_explorer.files import PARAMETERS_FORMS
from gmm_explorer.files.animation import animation_suffixes
from gmm_explorer.view.actions import conditions
from gmm_explorer.view.actions.row import ActionRow
from gmm_explorer.view.exchange.results_out import ResultsOut
from gmm_explorer.view.exchange.tables_in import TablesIn

Keys = QKeySequence.StandardKey

# The first is what is copied by the key.
COPIED_FORMS = {
    form.name: "edit_copy_parameters" + (f"_{form.name.replace('-', '_')}" if number else "")
    for number, form in enumerate(form for form in PARAMETERS_FORMS if form.is_text)
}
"""The action that copies parameters in each form that is text."""


def import_rows(tables: TablesIn) -> Iterator[ActionRow]:
    """Yield what reads tables as a person says, and what takes the clipboard."""
    yield ActionRow(
        "file_import",
        "&Import table…",
        tables.import_table,
        "Open a table and say how it is read: columns, marks, missing cells, labels",
        ("Ctrl+I",),
    )
    yield ActionRow(
        "file_import_again",
        "Import &options…",
        tables.import_again,
        "Read the table that was opened last in another way",
        ("Ctrl+Shift+I",),
        enabled=lambda _session: tables.has_table,
        short_text="Import options",
    )
    yield ActionRow(
        "file_paste",
        "&Paste data",
        tables.paste,
        "Take the table on the clipboard, from a spreadsheet or a page, as the data",
        (Keys.Paste,),
    )
    yield ActionRow(
        "edit_paste_parameters",
        "&Paste parameters",
        tables.paste_parameters,
        "Take the mixture on the clipboard, as JSON or CSV, as the start",
        ("Ctrl+Shift+V",),
    )


def export_rows(results: ResultsOut) -> Iterator[ActionRow]:
    """Yield what writes files."""
    yield ActionRow(
        "file_export_parameters",
        "&Parameters…",
        results.export_parameters,
        "Save the mixture with all its digits: JSON, CSV, NumPy, Python, R, LaTeX or Markdown",
        ("Ctrl+E",),
        enabled=conditions.has_mixture,
        icon="export",
    )
    yield ActionRow(
        "file_export_responsibilities",
        "&Responsibilities…",
        results.export_responsibilities,
        "Save all points with their labels and responsibilities as CSV",
        enabled=conditions.has_responsibilities,
    )
    yield ActionRow(
        "file_export_trace",
        "&Trace…",
        results.export_trace,
        "Save the way to here, one row a state: iteration, log-likelihood, parameters, cause",
        enabled=conditions.has_mixture,
    )
    yield ActionRow(
        "file_export_script",
        "&Script of the session…",
        results.export_script,
        "Save data, start, edits and steps as a script that does it all again in Python",
        enabled=conditions.is_ready,
    )
    yield ActionRow(
        "file_export_figure",
        "&Figure…",
        results.export_figure,
        "Save the plot as a picture",
        ("Ctrl+Shift+E",),
        enabled=conditions.has_plot,
    )
    can_animate = bool(animation_suffixes())
    yield ActionRow(
        "file_export_animation",
        "&Animation…",
        results.export_animation,
        "Save the way to here as GIF, WebP or MP4"
        if can_animate
        else "Needs Pillow (pip install gmm-explorer[animations]) or ffmpeg on the PATH",
        enabled=lambda session: can_animate and conditions.has_mixture(session),
    )


def copy_rows(results: ResultsOut) -> Iterator[ActionRow]:
    """Yield what fills the clipboard."""
    for form in PARAMETERS_FORMS:
        if form.name in COPIED_FORMS:
            is_first = form is PARAMETERS_FORMS[0]
            yield ActionRow(
                COPIED_FORMS[form.name],
                f"Parameters as {form.title}",
                partial(results.copy_parameters, form.name),
                f"Copy the mixture with all its digits as {form.title}",
                ("Ctrl+Shift+C",) if is_first else (),
                enabled=conditions.has_mixture,
            )
    yield ActionRow(
        "edit_copy_responsibilities",
        "&Responsibilities as CSV",
        results.copy_responsibilities,
        "Copy all points with their labels and responsibilities",
        enabled=conditions.has_responsibilities,
    )
    yield ActionRow(
        "edit_copy_trace",
        "&Trace as CSV",
        results.copy_trace,
        "Copy the way to here, one row a state",
        enabled=conditions.has_mixture,
    )
    yield ActionRow(
        "edit_copy_script",
        "&Script of the session",
        results.copy_script,
        "Copy a script that does the session again in Python",
        enabled=conditions.is_ready,
    )
