"""Smallest eigenvalues along a curve, against those of the mixtures one by one."""

import numpy as np
import pytest

from gmm_explorer.data import Dataset
from gmm_explorer.em import Mixture
from gmm_explorer.model import Cause, Session, curve, edits
from gmm_explorer.model import narrowing as subject
from gmm_explorer.model.narrowing import Narrowing

X = np.random.default_rng(3).normal(size=(60, 2)) + np.repeat([[0.0, 0.0], [5.0, 2.0]], 30, axis=0)
START = Mixture([0.5, 0.5], [[1.0, 1.0], [3.0, 1.0]], [np.eye(2)] * 2)


@pytest.fixture
def session():
    session = Session()
    session.commit(edits.new_data(session.snapshot, Dataset.from_array(X)), "Open", Cause.DATA)
    session.commit(edits.new_start(session.snapshot, START), "Initialise", Cause.START)
    return session


def step(session):
    coloured = edits.coloured(session.snapshot)
    session.commit(session.advance(coloured).work_out().snapshot, "EM", Cause.ITERATION)


def slowly(session, shown):
    """Return the eigenvalues stop by stop, as they are defined."""
    scale = session.prepared.scale
    return [
        np.linalg.eigvalsh(
            shown.position(stop).entry.snapshot.mixture.covariances / np.outer(scale, scale)
        )[:, 0]
        for stop in range(len(shown))
    ]


def test_they_are_those_of_each_stop(session):
    for _ in range(4):
        step(session)
    session.commit(edits.move_mean(session.snapshot, 0, np.array([2.0, 2.0])), "Move")
    step(session)
    session.commit(edits.delete_components(session.snapshot, [1]), "Delete")
    step(session)
    shown = curve(session.timeline)
    found = Narrowing().along(shown, session.prepared.scale)
    assert [len(one) for one in found] == [len(one.n_iter) for one in shown.segments]
    flat = [row for one in found for row in one]
    for row, truth in zip(flat, slowly(session, shown), strict=True):
        assert row == pytest.approx(truth, rel=1e-9)


def test_a_step_more_costs_one_entry(session, monkeypatch):
    step(session)
    narrowing, scale = Narrowing(), session.prepared.scale
    narrowing.along(curve(session.timeline), scale)
    asked = []
    original = subject.smallest_eigenvalues

    def counted(covariances, units):
        asked.append(len(covariances))
        return original(covariances, units)

    monkeypatch.setattr(subject, "smallest_eigenvalues", counted)
    step(session)
    narrowing.along(curve(session.timeline), scale)
    assert asked == [1]
