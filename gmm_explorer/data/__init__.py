"""Data sets: what is fitted, and where it came from."""

from gmm_explorer.data.dataset import Dataset, default_names
from gmm_explorer.data.errors import DatasetError
from gmm_explorer.data.groups import Group, groups
from gmm_explorer.data.points import only_points, with_points
from gmm_explorer.data.table import Table
from gmm_explorer.data.tutorial import tutorial_five, tutorial_line, tutorial_plane

__all__ = [
    "Dataset",
    "DatasetError",
    "Group",
    "Table",
    "default_names",
    "groups",
    "only_points",
    "tutorial_five",
    "tutorial_line",
    "tutorial_plane",
    "with_points",
]
