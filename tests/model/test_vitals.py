"""How components are doing, as a session tells it."""

import numpy as np
import pytest

from gmm_explorer.data import Dataset
from gmm_explorer.em import Mixture, initialize
from gmm_explorer.model import Cause, Session, edits, owner

CLUSTER = np.random.default_rng(4).normal(size=(40, 2))
X = np.vstack([CLUSTER, [[6.0, 6.0], [6.3, 6.1], [6.2, 6.4]]])
START = Mixture([0.5, 0.5], [[0.0, 0.0], [5.0, 5.0]], [np.eye(2), 0.6 * np.eye(2)])


@pytest.fixture
def session():
    session = Session()
    opened = edits.new_data(session.snapshot, Dataset.from_array(X))
    session.commit(opened, "Open", Cause.DATA)
    return session


def begin(session, start):
    session.commit(edits.new_start(session.snapshot, start), "Initialise", Cause.START)


def step(session):
    coloured = edits.coloured(session.snapshot)
    session.commit(session.advance(coloured).work_out().snapshot, "EM", Cause.ITERATION)


def test_a_start_tells_nothing_yet(session):
    begin(session, START)
    assert [vital.status for vital in session.frame.vitals] == ["healthy", "healthy"]


def test_sound_components_stay_healthy(session):
    begin(session, initialize(CLUSTER, 2, rng=np.random.default_rng(0)))
    for _ in range(6):
        step(session)
        assert {vital.status for vital in session.frame.vitals} == {"healthy"}


def test_the_owner_is_the_point_that_a_component_holds_on_to(session):
    begin(session, Mixture([0.5, 0.5], START.means, [np.eye(2), 0.5 * np.eye(2)]))
    assert owner(session.snapshot, session.derived, 1) is None, "grey points belong to nobody"
    session.commit(edits.coloured(session.snapshot), "E-step", Cause.E_STEP)
    found = owner(session.snapshot, session.derived, 1)
    column = session.derived.responsibilities[:, 1]
    near = np.argsort(((X - START.means[1]) ** 2).sum(axis=1))
    assert found.point in near[:3]
    assert column[found.point] >= 0.999 * column.max()
    assert found.share == pytest.approx(found.responsibility / column.sum())
    assert owner(session.snapshot, session.derived, 2) is None
    far = edits.move_mean(session.snapshot, 1, np.array([500.0, 500.0]))
    session.commit(edits.coloured(far), "Move")
    assert owner(session.snapshot, session.derived, 1) is None, "it holds nothing"


def test_what_a_hand_previews_has_no_past(session):
    begin(session, START)
    step(session)
    moved = edits.move_mean(session.snapshot, 1, np.array([6.0, 6.0]))
    session.preview(moved)
    assert all(vital.iterations_left is None for vital in session.frame.vitals)
