"""How a session is looked at, as JSON; what is missing there is as in a new window."""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields as fields_of
from dataclasses import is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import INITIALIZERS
from gmm_explorer.files.session.archive import SessionArchive
from gmm_explorer.files.session.fields import Fields, number, one_of, refusal, text, whole
from gmm_explorer.files.session.settings_form import read_repair, repair_document
from gmm_explorer.model import Position, Presentation, Question, Snapshot

Json = dict[str, object]
T = TypeVar("T")

MARKED = "marked"

# What a repair would make is a question of the moment, and is asked again.
_PASSING = ("proposed",)
_SPECIAL = ("selection", "equal_axes", MARKED, "pins", "compared", "standing")
_KEYS = tuple(one.name for one in fields_of(Presentation) if one.name not in _PASSING)
_PIN = ("place", "row")
_MOST = 2**31  # what number fields hold


def view_document(view: Presentation, place: Callable[[Position], object]) -> Json:
    """Return a presentation as JSON; the marked points are an array of their own.

    Parameters
    ----------
    view
        The presentation.
    place
        Makes JSON of a place in the timeline.
    """
    plain = {name: _plain(getattr(view, name)) for name in _KEYS if name not in _SPECIAL}
    return {
        **plain,
        "selection": list(view.selection),
        "equal_axes": view.equal_axes,
        MARKED: bool(view.marked.size),
        "pins": [{"place": list(pin.place), "row": pin.row} for pin in view.pins],
        "compared": None if view.compared is None else place(view.compared),
        "standing": None if view.standing is None else repair_document(view.standing),
    }


def read_view(
    fields: Fields,
    archive: SessionArchive,
    snapshot: Snapshot,
    place: Callable[[object, str], Position],
) -> Presentation:
    """Return the presentation that JSON stands for.

    Parameters
    ----------
    fields
        The whole document.
    archive
        Where the marked points are.
    snapshot
        The state that is looked at.
    place
        Reads a place in the timeline.

    Raises
    ------
    BadContentError
        When it stands for none, or not for one of this state.
    """
    view = Fields(fields.get("view"), fields.where("view"), _KEYS)
    usual = Presentation()
    read: dict[str, Any] = {
        name: _like(getattr(usual, name), view.get(name), view.where(name))
        for name in _KEYS
        if name not in _SPECIAL and name in view
    }
    result = replace(
        usual,
        **read,
        selection=_ascending(view, "selection", snapshot.n_components),
        equal_axes=None if view.get("equal_axes") is None else view.truth("equal_axes"),
        marked=_marked(archive, snapshot) if view.truth(MARKED) else usual.marked,
        pins=tuple(view.each("pins", lambda value, at: _pin(value, at, snapshot))),
        compared=view.optional("compared", place),
        standing=view.optional("standing", read_repair),
    )
    if result.start.method not in INITIALIZERS or result.start.n_components < 1:
        raise refusal(view.where("start"), "no start is made like this")
    if result.playback.speed <= 0:
        raise refusal(view.where("playback"), "its speed is not above 0")
    return result


def _plain(value: object) -> object:
    """Return a value of words, numbers and truth values, or of values of those, as JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields_of(value)}
    if isinstance(value, Enum):
        return value.value
    return None if isinstance(value, float) and math.isinf(value) else value


def _like(usual: T, value: object, place: str) -> T:
    """Return what JSON stands for where a value of the kind of ``usual`` is meant."""
    found: Any
    if is_dataclass(usual) and not isinstance(usual, type):
        known = [one.name for one in fields_of(usual)]
        fields = Fields(value, place, known)
        values = {
            name: _like(getattr(usual, name), fields.get(name), fields.where(name))
            for name in known
            if name in fields
        }
        try:
            found = replace(usual, **values)
        except ValueError as error:  # each is one of its kind, but not all of these
            raise refusal(place, str(error)) from error
    elif isinstance(usual, Enum):
        words: Collection[str] = [one.value for one in type(usual)]
        found = type(usual)(one_of(value, place, words))
    elif isinstance(usual, bool):
        if not isinstance(value, bool):
            raise refusal(place, "it is neither true nor false")
        found = value
    elif isinstance(usual, int):
        found = whole(value, place, _MOST)
    elif isinstance(usual, float):
        found = math.inf if value is None else number(value, place)
    else:
        found = text(value, place)
    return found  # type: ignore[no-any-return]  # of the kind of `usual` in every branch


def _ascending(fields: Fields, key: str, stop: int) -> tuple[int, ...]:
    chosen = tuple(fields.each(key, lambda value, place: whole(value, place, stop)))
    if list(chosen) != sorted(set(chosen)):
        raise refusal(fields.where(key), "it does not ascend")
    return chosen


def _marked(archive: SessionArchive, snapshot: Snapshot) -> NDArray[np.intp]:
    points = archive.array(MARKED, np.int64)
    n_samples = 0 if snapshot.dataset is None else snapshot.dataset.n_samples
    if (
        points.ndim != 1
        or (np.diff(points) <= 0).any()
        or (points.size and not 0 <= points[0] <= points[-1] < n_samples)
    ):
        raise refusal(f"{MARKED}.npy", f"it is no ascending choice of {n_samples:,} points")
    marked = points.astype(np.intp)
    marked.flags.writeable = False
    return marked


def _pin(value: object, place: str, snapshot: Snapshot) -> Question:
    fields = Fields(value, place, _PIN)
    where = tuple(fields.each("place", number))
    if len(where) != snapshot.n_features:
        raise refusal(place, "it has another dimension than the plot")
    n_samples = 0 if snapshot.dataset is None else snapshot.dataset.n_samples
    row = fields.optional("row", lambda one, at: whole(one, at, n_samples))
    return Question(where, row)


def view_arrays(view: Presentation) -> Mapping[str, NDArray[np.int64]]:
    """Return the arrays that belong to a presentation."""
    return {MARKED: view.marked.astype(np.int64)} if view.marked.size else {}
