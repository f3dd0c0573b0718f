"""Data sets: what is fitted, and where it came from."""

from gmm_explorer.data.dataset import Dataset, default_names
from gmm_explorer.data.errors import DatasetError
from gmm_explorer.data.generators import blobs
from gmm_explorer.data.table import Table
from gmm_explorer.data.tutorial import tutorial_five, tutorial_line, tutorial_plane

__all__ = [
    "Dataset",
    "DatasetError",
    "Table",
    "blobs",
    "default_names",
    "tutorial_five",
    "tutorial_line",
    "tutorial_plane",
]
