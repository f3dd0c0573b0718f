"""A timeline from JSON and arrays."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from gmm_explorer.data import Dataset
from gmm_explorer.em import InvalidDataError, Mixture, Outcome
from gmm_explorer.files.session.archive import SessionArchive
from gmm_explorer.files.session.data_form import DatasetsIn
from gmm_explorer.files.session.fields import Fields, items, one_of, refusal, whole
from gmm_explorer.files.session.numbers import FloatArray, IntArray, NumbersIn, PartArray, ascend
from gmm_explorer.files.session.settings_form import read_settings
from gmm_explorer.files.session.states_form import SnapshotsIn
from gmm_explorer.model import (
    Block,
    Cause,
    Entries,
    Entry,
    Position,
    Run,
    RunRecord,
    Session,
    Single,
    Snapshot,
    Stacked,
    Timeline,
)

_BLOCK = ("parent", "name", "visited", "turns", "run", "entry")
_RUN = ("start", "shape", "outcome", "stepwise")
_ENTRY = ("label", "cause", "snapshot")
_MIXTURE = ("shape", "yielded_by")

_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
_CAUSES = {cause.name.lower(): cause for cause in Cause}


class _Draft(NamedTuple):
    """What is known of a block before there are snapshots."""

    fields: Fields
    log_likelihood: FloatArray
    log_prior: FloatArray
    stacked: Stacked | None  # of a run
    n_iter: IntArray | None  # of a run
    parts: PartArray | None  # of a run


class HistoryIn:
    """Puts a timeline together again.

    Attributes
    ----------
    timeline
        The tree, seen from where it was left.

    Raises
    ------
    BadContentError
        When something is missing, of the wrong kind, or does not fit the rest.
    """

    def __init__(self, fields: Fields, archive: SessionArchive) -> None:
        self._numbers = NumbersIn(archive)
        self._yielded: dict[int, dict[int, Mixture]] = {}  # by block and entry
        self._drafts = list(fields.each("blocks", self._draft))
        mixtures = list(fields.each("mixtures", self._mixture))
        self._numbers.finish()
        datasets = list(fields.each("datasets", DatasetsIn(archive, mixtures).read))
        for dataset in datasets:
            _check_fit(dataset, fields.where("datasets"))
        settings = list(fields.each("settings", read_settings))
        states = SnapshotsIn(datasets, mixtures, settings)
        self._snapshots = list(fields.each("snapshots", states.read))
        self._blocks: list[Block] = []
        for draft in self._drafts:
            self._blocks.append(self._block(draft))
        if not self._blocks:
            raise refusal(fields.where("blocks"), "there is none")
        for draft, block in zip(self._drafts, self._blocks, strict=True):
            self._turn(draft.fields, block)
        here = self.place(fields.get("position"), fields.where("position"))
        self.timeline = Timeline.restored(self._blocks, here)

    def place(self, value: object, place: str) -> Position:
        """Return the place in the tree that JSON stands for."""
        pair = items(value, place)
        if len(pair) != 2:
            raise refusal(place, "it is no pair of a block and an entry")
        block = self._blocks[whole(pair[0], place, len(self._blocks))]
        return Position(block, whole(pair[1], place, len(block.entries)))

    def _draft(self, value: object, place: str) -> _Draft:
        fields = Fields(value, place, _BLOCK)
        if "run" not in fields:
            return _Draft(fields, *self._numbers.entries(1, place), None, None, None)
        shape = _shape(Fields(fields.get("run"), fields.where("run"), _RUN), 3)
        n_entries, n_components, n_features = shape
        known = self._numbers.entries(n_entries, place)
        stacked = self._numbers.parameters((n_entries, n_components, n_features), place)
        return _Draft(fields, *known, stacked, *self._numbers.run(n_entries, place))

    def _mixture(self, value: object, place: str) -> Mixture:
        fields = Fields(value, place, _MIXTURE)
        if "yielded_by" in fields:
            return self._mixture_of_run(fields)
        n_components, n_features = _shape(fields, 2)
        stacked = self._numbers.parameters((1, n_components, n_features), place)
        return Mixture.trusted(*(part[0].copy() for part in stacked))

    def _mixture_of_run(self, fields: Fields) -> Mixture:
        place = fields.where("yielded_by")
        pair = fields.items("yielded_by")
        if len(pair) != 2:
            raise refusal(place, "it is no pair of a block and an entry")
        number = whole(pair[0], place, len(self._drafts))
        stacked = self._drafts[number].stacked
        if stacked is None:
            raise refusal(place, f"block {number} is no run")
        at = whole(pair[1], place, len(stacked.weights))
        known = self._yielded.setdefault(number, {})
        if at not in known:
            known[at] = Mixture.trusted(*(part[at].copy() for part in stacked))
        return known[at]

    def _block(self, draft: _Draft) -> Block:
        fields, number = draft.fields, len(self._blocks)
        # Blocks follow their parents: so none can be its own ancestor.
        parent = fields.optional("parent", self.place)
        if (parent is None) is not (number == 0):
            raise refusal(fields.place, "the first block alone has no parent")
        block = Block(self._entries(draft, number), parent)
        block.name = fields.text("name")
        block.visited = fields.whole("visited", len(block.entries))
        return block

    def _entries(self, draft: _Draft, number: int) -> Entries:
        if draft.stacked is None or draft.n_iter is None or draft.parts is None:
            return Single(self._entry(draft))
        run = Fields(draft.fields.get("run"), draft.fields.where("run"), _RUN)
        start = self._snapshot(run, "start")
        if start.mixture is None or start.dataset is None:
            raise refusal(run.place, "it starts without data or components")
        if start.mixture.means.shape != draft.stacked.means.shape[1:]:
            raise refusal(run.place, "its start is a mixture of another shape")
        if not ascend(np.array([start.n_iter, draft.n_iter[0]]), draft.parts[:1]):
            raise refusal(run.place, "its iterations do not follow its start")
        return Run.restored(
            RunRecord(
                start,
                draft.stacked,
                draft.log_likelihood,
                draft.log_prior,
                draft.n_iter,
                _OUTCOMES[one_of(run.get("outcome"), run.where("outcome"), _OUTCOMES)],
                run.truth("stepwise"),
                self._yielded.get(number, {}),
                draft.parts,
            )
        )

    def _entry(self, draft: _Draft) -> Entry:
        fields = Fields(draft.fields.get("entry"), draft.fields.where("entry"), _ENTRY)
        cause = one_of(fields.get("cause"), fields.where("cause"), _CAUSES)
        known, log_prior = float(draft.log_likelihood[0]), float(draft.log_prior[0])
        return Entry(
            fields.text("label"),
            _CAUSES[cause],
            self._snapshot(fields, "snapshot"),
            None if math.isnan(known) else known,
            log_prior,
        )

    def _snapshot(self, fields: Fields, key: str) -> Snapshot:
        return self._snapshots[fields.whole(key, len(self._snapshots))]

    def _turn(self, fields: Fields, block: Block) -> None:
        for index, value in enumerate(fields.items("turns")):
            place = f"{fields.where('turns')}[{index}]"
            child = self._blocks[whole(value, place, len(self._blocks))]
            parent = child.parent
            if parent is None or parent.block is not block or parent.at in block.turns:
                raise refusal(place, "no path turns there")
            block.turns[parent.at] = child


def _check_fit(dataset: Dataset, place: str) -> None:
    """Raise BadContentError where EM cannot fit data, or no plot can show them."""
    try:
        Session().check(dataset)
    except InvalidDataError as problem:
        raise refusal(place, str(problem).removesuffix(".")) from problem


def _shape(fields: Fields, length: int) -> Sequence[int]:
    """Return lengths, each 1 or more."""
    place = fields.where("shape")
    shape = [whole(value, place, start=1) for value in fields.items("shape")]
    if len(shape) != length:
        raise refusal(place, f"it has {len(shape)} lengths and not {length}")
    return shape
