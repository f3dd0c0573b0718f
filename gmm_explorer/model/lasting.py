"""What of the look lasts when other data are shown."""

from dataclasses import replace

import numpy as np

from gmm_explorer.data import Dataset
from gmm_explorer.model.answer import Question
from gmm_explorer.model.painting import same_sheet
from gmm_explorer.model.presentation import NO_POINTS, Presentation


def lasting(looks: Presentation, before: Dataset | None, after: Dataset | None) -> Presentation:
    """Return how other data are looked at.

    In other units the same points stay marked and the same questions stay asked.  Where a hand
    edited the points, rows have other numbers, but places stay.  Nothing else lasts.
    """
    if before is not None and after is not None and _are_same(before, after):
        return replace(looks, pins=tuple(_restated(pin, before, after) for pin in looks.pins))
    edited = same_sheet(before, after)
    pins = tuple(pin for pin in looks.pins if edited and pin.row is None)
    return replace(looks, marked=NO_POINTS, pins=pins)


def _are_same(before: Dataset, after: Dataset) -> bool:
    """Return whether two data sets fit the same columns of one table."""
    return before.table is after.table and before.columns == after.columns


def _restated(question: Question, before: Dataset, after: Dataset) -> Question:
    """Return a question about the same place in the units of other data."""
    if question.row is not None:
        return replace(question, place=tuple(after.X[question.row].tolist()))
    original = np.array(question.place) * before.scale + before.shift
    return replace(question, place=tuple(((original - after.shift) / after.scale).tolist()))
