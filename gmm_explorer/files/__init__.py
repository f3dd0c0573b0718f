"""Reading and writing: tables, parameters, traces."""

from gmm_explorer.files.errors import DataFileError, ExportError, FileError, ParametersFileError
from gmm_explorer.files.parameters import (
    PARAMETERS_SUFFIXES,
    check_parameters_suffix,
    read_named_parameters,
    read_parameters,
    write_parameters,
)
from gmm_explorer.files.parameters_reading import Parameters
from gmm_explorer.files.points import PointsError, read_points
from gmm_explorer.files.reader import read_dataset
from gmm_explorer.files.tables_out import (
    prediction_rows,
    write_predictions,
    write_responsibilities,
    write_trace,
)

__all__ = [
    "PARAMETERS_SUFFIXES",
    "DataFileError",
    "ExportError",
    "FileError",
    "Parameters",
    "ParametersFileError",
    "PointsError",
    "check_parameters_suffix",
    "prediction_rows",
    "read_dataset",
    "read_named_parameters",
    "read_parameters",
    "read_points",
    "write_parameters",
    "write_predictions",
    "write_responsibilities",
    "write_trace",
]
