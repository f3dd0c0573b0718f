"""The points a command works on: read, with what people should know told."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from gmm_explorer.cli.exits import tell
from gmm_explorer.data import Dataset
from gmm_explorer.em import InvalidDataError
from gmm_explorer.files import ImportOptions, read_dataset, read_piped_dataset
from gmm_explorer.window_arguments import STANDARD_INPUT


def read_points(arguments: Namespace, n_components: int) -> Dataset:
    """Return the table that is to be fitted with so many components, and tell its notices.

    Parameters
    ----------
    arguments
        With ``data``, ``columns`` and ``drop_incomplete``.
    n_components
        There must be memory for them.

    Raises
    ------
    DataFileError
        When it cannot be read.
    """
    options = ImportOptions(drop_incomplete=arguments.drop_incomplete)
    if arguments.data == STANDARD_INPUT:
        dataset = read_piped_dataset(
            sys.stdin.buffer, arguments.columns, options=options, n_components=n_components
        )
    else:
        dataset = read_dataset(
            arguments.data, arguments.columns, options=options, n_components=n_components
        )
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
