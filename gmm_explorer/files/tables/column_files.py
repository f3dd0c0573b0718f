"""Files that hold columns of numbers, by their suffixes."""

from collections.abc import Callable

from gmm_explorer.files.tables.columns import NumberColumns
from gmm_explorer.files.tables.numpy_tables import columns_of_npy, columns_of_npz
from gmm_explorer.files.tables.parquet import columns_of_parquet

_READERS: dict[str, Callable[[bytes], NumberColumns]] = {
    ".npy": columns_of_npy,
    ".npz": columns_of_npz,
    ".parquet": columns_of_parquet,
    ".pq": columns_of_parquet,
}


def columns_of_file(suffix: str, content: bytes) -> NumberColumns:
    """Return what the bytes of a file hold whose suffix is one of `COLUMN_FILES`.

    Raises
    ------
    BadContentError
        When it holds no columns of numbers.
    """
    return _READERS[suffix](content)
