"""Reading and writing: tables, parameters, traces."""

from gmm_explorer.files.column_preview import CellFault, ColumnPreview
from gmm_explorer.files.errors import (
    DataFileError,
    ExportError,
    FileError,
    ParametersFileError,
    SessionFileError,
)
from gmm_explorer.files.options import ImportOptions
from gmm_explorer.files.parameters import (
    PARAMETERS_FORMS,
    PARAMETERS_SUFFIXES,
    READABLE_PARAMETERS,
    FitFacts,
    Parameters,
    ParametersForm,
    check_parameters_suffix,
    in_original_units,
    parameters_text,
    read_named_parameters,
    read_parameters,
    read_parameters_text,
    write_parameters,
    write_parameters_with,
)
from gmm_explorer.files.points import PointsError, read_points
from gmm_explorer.files.preview import (
    TablePreview,
    preview_bytes,
    preview_table,
    preview_text,
)
from gmm_explorer.files.reader import (
    TABLE_SUFFIXES,
    dataset_of_bytes,
    dataset_of_text,
    incomplete_lines,
    read_dataset,
    read_piped_dataset,
)
from gmm_explorer.files.scales import scale_warning
from gmm_explorer.files.session import (
    SESSION_SUFFIX,
    SessionImage,
    image_of,
    read_session,
    write_image,
    write_session,
)
from gmm_explorer.files.session_script import session_script, write_session_script
from gmm_explorer.files.tables_out import (
    history_text,
    prediction_rows,
    responsibilities_text,
    write_history,
    write_predictions,
    write_responsibilities,
    write_trace,
)

__all__ = [
    "PARAMETERS_FORMS",
    "PARAMETERS_SUFFIXES",
    "READABLE_PARAMETERS",
    "SESSION_SUFFIX",
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
    "PointsError",
    "SessionFileError",
    "SessionImage",
    "TablePreview",
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
