"""Reading and writing: tables, parameters, traces."""

from gmm_explorer.files.errors import DataFileError, ExportError, FileError, ParametersFileError
from gmm_explorer.files.reader import read_dataset

__all__ = ["DataFileError", "ExportError", "FileError", "ParametersFileError", "read_dataset"]
