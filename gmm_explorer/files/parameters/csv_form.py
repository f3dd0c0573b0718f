"""The parameters of a mixture as CSV: one row for each component.

Columns: ``component, weight``, one ``mean_<name>`` a column of the data, one
``covariance_<name>_<name>`` a pair of them, each pair once.
"""

import csv
from collections.abc import Sequence
from io import StringIO

import numpy as np

from gmm_explorer.data import Table
from gmm_explorer.em import Mixture
from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.parameters.facts import FitFacts
from gmm_explorer.files.parameters.parsed import Parameters, checked_mixture
from gmm_explorer.files.text.decode import decode
from gmm_explorer.files.text.tableparser import parse_table

_WEIGHT, _MEAN, _COVARIANCE = "weight", "mean_", "covariance_"


def to_csv(mixture: Mixture, facts: FitFacts) -> str:
    """Return the parameters, the header first."""
    names = facts.names_for(mixture)
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i:]]
    rows, columns = np.triu_indices(mixture.n_features)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        [
            "component",
            _WEIGHT,
            *(_MEAN + name for name in names),
            *(f"{_COVARIANCE}{a}_{b}" for a, b in pairs),
        ]
    )
    for k, weight in enumerate(mixture.weights.tolist()):
        covariance = mixture.covariances[k, rows, columns]
        writer.writerow([k + 1, weight, *mixture.means[k].tolist(), *covariance.tolist()])
    return text.getvalue()


def from_csv(content: bytes) -> Parameters:
    """Return the mixture in a table of parameters, also one that a spreadsheet wrote again.

    Raises
    ------
    BadContentError
        When it is no table, or lacks columns.
    """
    return from_table(parse_table(decode(content).text).table)


def from_table(table: Table) -> Parameters:
    """Return the mixture whose components are the rows of a table."""
    means = _starting_with(_MEAN, table)
    names = tuple(table.names[column].removeprefix(_MEAN) for column in means)
    n_features = len(names)
    covariances = _starting_with(_COVARIANCE, table)
    n_pairs = n_features * (n_features + 1) // 2
    if _WEIGHT not in table.names or not means or len(covariances) != n_pairs:
        raise BadContentError(
            "line 1",
            f"the columns are not {_WEIGHT}, {_MEAN}… and one {_COVARIANCE}… for each pair of them",
            "name them as an exported file does",
        )
    weights = table.values[:, table.names.index(_WEIGHT)]
    full = _symmetric(table.values[:, covariances], n_features)
    return Parameters(checked_mixture(weights, table.values[:, means], full), names)


def _starting_with(prefix: str, table: Table) -> Sequence[int]:
    return [column for column, name in enumerate(table.names) if name.startswith(prefix)]


def _symmetric(upper: FloatArray, n_features: int) -> FloatArray:
    """Return matrices (K, D, D) of their upper triangles, row after row: (K, D (D + 1) / 2)."""
    full = np.empty((len(upper), n_features, n_features))
    rows, columns = np.triu_indices(n_features)
    full[:, rows, columns] = full[:, columns, rows] = upper
    return full
