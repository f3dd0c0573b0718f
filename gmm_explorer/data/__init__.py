"""Data sets: what is fitted, and where it came from."""

from gmm_explorer.data.dataset import Dataset
from gmm_explorer.data.errors import DatasetError
from gmm_explorer.data.table import Table

__all__ = ["Dataset", "DatasetError", "Table"]
