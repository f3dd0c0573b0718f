"""Data sets in a session: their tables as arrays, all else in the document."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.data import Dataset, DatasetError, Table
from gmm_explorer.em import Mixture
from gmm_explorer.files.session.archive import SessionArchive
from gmm_explorer.files.session.fields import Fields, number, refusal, text, whole
from gmm_explorer.files.session.numbered import Numbered
from gmm_explorer.model.painting import SHEET

Json = dict[str, object]
Arrays = dict[str, NDArray[Any]]

_KEYS = (
    *("table", "names", "columns", "shift", "scale", "labels"),
    *("truth", "provenance", "notices", "origin"),
)


def dataset_documents(
    datasets: Sequence[Dataset], mixtures: Numbered[Mixture]
) -> tuple[list[Json], Arrays]:
    """Return data sets as JSON, and the arrays that belong to them.

    Parameters
    ----------
    datasets
        In the order of their numbers; those that share a table share its array.
    mixtures
        Where true mixtures get their numbers.
    """
    tables: Numbered[Table] = Numbered()
    origins: Numbered[object] = Numbered()
    documents: list[Json] = []
    arrays: Arrays = {}
    for index, dataset in enumerate(datasets):
        table = tables.number(dataset.table)
        arrays[f"table_{table}"] = dataset.table.values
        if dataset.labels is not None:
            arrays[f"labels_{index}"] = dataset.labels
        documents.append(
            {
                "table": table,
                "names": list(dataset.table.names),
                "columns": list(dataset.columns),
                "shift": dataset.shift.tolist(),
                "scale": dataset.scale.tolist(),
                "labels": dataset.labels is not None,
                "truth": None if dataset.truth is None else mixtures.number(dataset.truth),
                "provenance": dataset.provenance,
                "notices": list(dataset.notices),
                "origin": None if dataset.origin is SHEET else origins.number(dataset.origin),
            }
        )
    return documents, arrays


class DatasetsIn:
    """Reads data sets, each table once.

    Parameters
    ----------
    archive
        Where the arrays are.
    mixtures
        Those that a true mixture may be, by their numbers.
    """

    def __init__(self, archive: SessionArchive, mixtures: Sequence[Mixture]) -> None:
        self._archive = archive
        self._mixtures = mixtures
        self._tables: dict[int, Table] = {}
        self._origins: defaultdict[int, object] = defaultdict(object)
        self._n_read = 0

    def read(self, value: object, place: str) -> Dataset:
        """Return the data set that an item of the document stands for; call it once for each.

        Raises
        ------
        BadContentError
            When it is none.
        """
        fields = Fields(value, place, _KEYS)
        index, self._n_read = self._n_read, self._n_read + 1
        truth = fields.optional("truth", self._mixture)
        labels = (
            self._archive.array(f"labels_{index}", np.int64) if fields.truth("labels") else None
        )
        try:
            return Dataset(
                self._table(fields),
                tuple(fields.each("columns", whole)),
                np.array(list(fields.each("shift", number))),
                np.array(list(fields.each("scale", number))),
                labels=labels,
                truth=truth,
                provenance=fields.text("provenance"),
                notices=tuple(fields.each("notices", text)),
                origin=fields.optional("origin", self._origin) or SHEET,
            )
        except DatasetError as problem:
            raise refusal(place, str(problem)) from problem

    def _table(self, fields: Fields) -> Table:
        number = fields.whole("table")
        names = tuple(fields.each("names", text))
        known = self._tables.get(number)
        if known is None:
            values = self._archive.array(f"table_{number}", np.float64)
            known = self._tables[number] = Table(values, names)
        elif known.names != names:
            raise refusal(fields.place, "its names are not those of its table")
        return known

    def _origin(self, value: object, place: str) -> object:
        return self._origins[whole(value, place)]

    def _mixture(self, value: object, place: str) -> Mixture:
        return self._mixtures[whole(value, place, len(self._mixtures))]
