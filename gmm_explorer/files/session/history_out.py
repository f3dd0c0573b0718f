"""A timeline as JSON and arrays."""

from typing import Any

from numpy.typing import NDArray

from gmm_explorer.em import Mixture
from gmm_explorer.files.session.data_form import dataset_documents
from gmm_explorer.files.session.numbers import NumbersOut
from gmm_explorer.files.session.settings_form import settings_document
from gmm_explorer.files.session.states_form import StatesOut
from gmm_explorer.model import Block, Position, Run, RunRecord, Stacked, Timeline

Json = dict[str, object]


class HistoryOut:
    """Takes a timeline apart.

    Blocks are written in the order of the outline from below, so that each follows its parent and
    its older siblings.  What is shared is written once: a mixture that a run yields and a later
    entry holds is named by its place in the run.

    Parameters
    ----------
    timeline
        What to write.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._blocks = list(reversed(timeline.outline.rows))
        self._numbers_of = {block: number for number, block in enumerate(self._blocks)}
        self._states = StatesOut()
        self._numbers = NumbersOut()
        self._records: list[RunRecord] = []
        self._yielded: dict[int, list[int]] = {}  # by the identity of a mixture: block and entry

    def document(self) -> tuple[Json, dict[str, NDArray[Any]]]:
        """Return the timeline as JSON, and the arrays that belong to it."""
        blocks = [self._block(block) for block in self._blocks]
        snapshots = self._states.documents()
        datasets, arrays = dataset_documents(self._states.datasets.values, self._states.mixtures)
        document: Json = {
            "datasets": datasets,
            "settings": [settings_document(one) for one in self._states.settings.values],
            "mixtures": [self._mixture(one) for one in self._states.mixtures.values],
            "snapshots": snapshots,
            "blocks": blocks,
            "position": self.place(self._timeline.position),
        }
        return document, {**arrays, **self._numbers.arrays()}

    def place(self, position: Position) -> list[int]:
        """Return a place in the tree as JSON: the number of its block, and the entry."""
        return [self._numbers_of[position.block], position.at]

    def _block(self, block: Block) -> Json:
        entries = block.entries
        self._numbers.put_entries(entries.log_likelihood, entries.log_prior)
        made = (
            {"run": self._run(self._numbers_of[block], entries.record)}
            if isinstance(entries, Run)
            else {"entry": self._entry(block)}
        )
        return {
            "parent": None if block.parent is None else self.place(block.parent),
            "name": block.name,
            "visited": block.visited,
            "turns": [self._numbers_of[child] for child in block.turns.values()],
            **made,
        }

    def _entry(self, block: Block) -> Json:
        entry = block.entries[0]
        return {
            "label": entry.label,
            "cause": entry.cause.name.lower(),
            "snapshot": self._states.snapshots.number(entry.snapshot),
        }

    def _run(self, number: int, record: RunRecord) -> Json:
        self._records.append(record)  # keeps its mixtures alive: an id is unique only that long
        self._yielded.update({id(one): [number, at] for at, one in record.mixtures.items()})
        self._numbers.put_run(record.n_iter, record.parts)
        return {
            "start": self._states.snapshots.number(record.start),
            "shape": self._numbers.put_parameters(record.stacked),
            "outcome": record.outcome.value,
            "stepwise": record.stepwise,
        }

    def _mixture(self, mixture: Mixture) -> Json:
        place = self._yielded.get(id(mixture))
        if place is not None:
            return {"yielded_by": place}
        parts = (mixture.weights, mixture.means, mixture.covariances)
        _, *shape = self._numbers.put_parameters(Stacked(*(part[None] for part in parts)))
        return {"shape": shape}
