"""``gmm-explorer predict``: which component new points belong to."""

import csv
import sys
from argparse import Namespace

from gmm_explorer.cli.exits import Exit
from gmm_explorer.cli.points import naming, read_points
from gmm_explorer.data import Dataset
from gmm_explorer.em import SingularCovarianceError, predict_proba
from gmm_explorer.files import (
    DataFileError,
    Parameters,
    ParametersFileError,
    prediction_rows,
    read_named_parameters,
    write_predictions,
)


def run_predict(arguments: Namespace) -> Exit:
    """Read the mixture and the points, and write a table of probabilities.

    Raises
    ------
    FileError
        When a file cannot be read or written, or the mixture has no density.
    """
    parameters = read_named_parameters(arguments.parameters)
    dataset = _points(arguments, parameters)
    try:
        with naming(dataset):
            probabilities = predict_proba(dataset.X, parameters.mixture)
    except SingularCovarianceError as problem:
        raise ParametersFileError(
            arguments.parameters,
            f"component {problem.component + 1}",
            problem.reason,
            "export a mixture without a collapsed component",
        ) from problem
    if arguments.out is None:
        csv.writer(sys.stdout, lineterminator="\n").writerows(prediction_rows(probabilities))
    else:
        write_predictions(arguments.out, probabilities)
    return Exit.DONE


def _points(arguments: Namespace, parameters: Parameters) -> Dataset:
    """Return the columns asked for, or those the mixture names, or else all."""
    dataset = read_points(arguments, parameters.mixture.n_components)
    names = parameters.names or ()
    if arguments.columns is None and names and set(names) <= set(dataset.names):
        dataset = dataset.with_columns([dataset.names.index(name) for name in names])
    n_features = parameters.mixture.n_features
    if dataset.n_features != n_features:
        raise DataFileError(
            dataset.provenance,
            "",
            f"it has {dataset.n_features} columns of numbers, the mixture describes {n_features}",
            "choose the right ones with --columns",
        )
    return dataset
