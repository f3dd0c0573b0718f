"""Reading and writing: tables, parameters, sessions, results."""

from typing import TYPE_CHECKING

from gmm_explorer.files.errors import (
    DataFileError,
    ExportError,
    FileError,
    ParametersFileError,
    SessionFileError,
)
from gmm_explorer.fronts import front

if TYPE_CHECKING:
    from gmm_explorer.files.column_preview import CellFault, ColumnPreview
    from gmm_explorer.files.options import ImportOptions
    from gmm_explorer.files.parameters.facts import FitFacts, in_original_units
    from gmm_explorer.files.parameters.files import (
        check_parameters_suffix,
        read_named_parameters,
        read_parameters,
        read_parameters_text,
        write_parameters,
        write_parameters_with,
    )
    from gmm_explorer.files.parameters.forms import (
        PARAMETERS_FORMS,
        PARAMETERS_SUFFIXES,
        READABLE_PARAMETERS,
        ParametersForm,
    )
    from gmm_explorer.files.parameters.parsed import Parameters
    from gmm_explorer.files.parameters.writers import parameters_text
    from gmm_explorer.files.points import PastedPoints, PointsError, read_points
    from gmm_explorer.files.preview import TablePreview, preview_bytes, preview_table, preview_text
    from gmm_explorer.files.reader import (
        dataset_of_bytes,
        dataset_of_text,
        incomplete_lines,
        read_dataset,
        read_piped_dataset,
    )
    from gmm_explorer.files.scales import scale_warning
    from gmm_explorer.files.script import session_script, write_session_script
    from gmm_explorer.files.session.files import (
        SessionImage,
        image_of,
        read_session,
        write_image,
        write_session,
    )
    from gmm_explorer.files.suffixes import SESSION_SUFFIX, SPREADSHEETS, TABLE_SUFFIXES
    from gmm_explorer.files.table_source import TableSource
    from gmm_explorer.files.tables_out import (
        history_text,
        prediction_rows,
        responsibilities_text,
        write_history,
        write_predictions,
        write_responsibilities,
        write_trace,
    )
else:
    __getattr__ = front(
        __name__,
        {
            "column_preview": ("CellFault", "ColumnPreview"),
            "options": ("ImportOptions",),
            "parameters.facts": ("FitFacts", "in_original_units"),
            "parameters.files": (
                "check_parameters_suffix",
                "read_named_parameters",
                "read_parameters",
                "read_parameters_text",
                "write_parameters",
                "write_parameters_with",
            ),
            "parameters.forms": (
                "PARAMETERS_FORMS",
                "PARAMETERS_SUFFIXES",
                "READABLE_PARAMETERS",
                "ParametersForm",
            ),
            "parameters.parsed": ("Parameters",),
            "parameters.writers": ("parameters_text",),
            "points": ("PastedPoints", "PointsError", "read_points"),
            "preview": ("TablePreview", "preview_bytes", "preview_table", "preview_text"),
            "reader": (
                "dataset_of_bytes",
                "dataset_of_text",
                "incomplete_lines",
                "read_dataset",
                "read_piped_dataset",
            ),
            "scales": ("scale_warning",),
            "script": ("session_script", "write_session_script"),
            "session.files": (
                "SessionImage",
                "image_of",
                "read_session",
                "write_image",
                "write_session",
            ),
            "suffixes": ("SESSION_SUFFIX", "SPREADSHEETS", "TABLE_SUFFIXES"),
            "table_source": ("TableSource",),
            "tables_out": (
                "history_text",
                "prediction_rows",
                "responsibilities_text",
                "write_history",
                "write_predictions",
                "write_responsibilities",
                "write_trace",
            ),
        },
    )

__all__ = [
    "PARAMETERS_FORMS",
    "PARAMETERS_SUFFIXES",
    "READABLE_PARAMETERS",
    "SESSION_SUFFIX",
    "SPREADSHEETS",
    "TABLE_SUFFIXES",
    "CellFault",
    "ColumnPreview",
    "DataFileError",
    "ExportError",
    "FileError",
    "FitFacts",
    "ImportOptions",
    "Parameters",
    "ParametersFileError",
    "ParametersForm",
    "PastedPoints",
    "PointsError",
    "SessionFileError",
    "SessionImage",
    "TablePreview",
    "TableSource",
    "check_parameters_suffix",
    "dataset_of_bytes",
    "dataset_of_text",
    "history_text",
    "image_of",
    "in_original_units",
    "incomplete_lines",
    "parameters_text",
    "prediction_rows",
    "preview_bytes",
    "preview_table",
    "preview_text",
    "read_dataset",
    "read_named_parameters",
    "read_parameters",
    "read_parameters_text",
    "read_piped_dataset",
    "read_points",
    "read_session",
    "responsibilities_text",
    "scale_warning",
    "session_script",
    "write_history",
    "write_image",
    "write_parameters",
    "write_parameters_with",
    "write_predictions",
    "write_responsibilities",
    "write_session",
    "write_session_script",
    "write_trace",
]
