"""The points a command works on: read, with what people should know told."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from gmm_explorer.cli.exits import tell
from gmm_explorer.data import Dataset
from gmm_explorer.em import InvalidDataError
from gmm_explorer.files import read_dataset


def read_points(path: str, columns: Sequence[str] | None, n_components: int) -> Dataset:
    """Return a table that is to be fitted with so many components, and tell its notices.

    Raises
    ------
    DataFileError
        When it cannot be read.
    """
    dataset = read_dataset(path, columns, n_components=n_components)
    for notice in dataset.notices:
        tell(f"{dataset.provenance}: {notice}")
    return dataset


@contextmanager
def naming(dataset: Dataset) -> Iterator[None]:
    """Let an InvalidDataError from the algorithm say which data it is about."""
    try:
        yield
    except InvalidDataError as problem:
        raise InvalidDataError(f"{dataset.provenance}: {problem}") from problem
