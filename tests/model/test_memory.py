"""What the history keeps of an iteration: parameters only."""

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from gmm_explorer.data import Dataset
from gmm_explorer.em import Mixture
from gmm_explorer.model import Cause, Session, edits

K, D = 3, 2
NUMBERS = K + K * D + K * D * D + 3  # parameters, iteration, log-likelihood and log prior
FEW, MANY = 100, 400
CACHES = 100_000  # bytes that are taken once


def step(session, n_iter):
    old = session.snapshot.mixture
    moved = Mixture.trusted(old.weights, old.means + 1e-6, old.covariances)
    after = edits.iterated(session.snapshot, moved, n_iter)
    session.commit(after, f"EM iteration {n_iter}", Cause.ITERATION)


def half_steps(session, n_iter):
    session.commit(edits.assign(session.snapshot), "E-step", Cause.E_STEP)
    old = session.snapshot.mixture
    moved = Mixture.trusted(old.weights, old.means + 1e-6, old.covariances)
    after = replace(session.snapshot, mixture=moved, n_iter=n_iter)
    session.commit(after, f"M-step {n_iter}", Cause.M_STEP)


@pytest.mark.parametrize(("advance", "n_entries"), [(step, 1), (half_steps, 2)])
def test_single_steps_take_little_more_room_than_their_parameters(advance, n_entries):
    session = Session()
    X = np.random.default_rng(0).normal(size=(50, D))
    session.commit(edits.new_data(session.snapshot, Dataset.from_array(X)), "Open", Cause.DATA)
    start = Mixture(np.full(K, 1 / K), X[:K], np.tile(np.eye(D), (K, 1, 1)))
    session.commit(edits.new_start(session.snapshot, start), "Start", Cause.START)
    for n_iter in range(1, FEW + 1):
        advance(session, n_iter)
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for n_iter in range(FEW + 1, MANY + 1):
        advance(session, n_iter)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(session.timeline.outline.rows) == 4
    # Twice the numbers, which leaves arrays room to grow: 100,000 steps take less than 40 MB, as
    # half-steps less than 80 MB.
    assert after - before < 2 * 8 * NUMBERS * n_entries * (MANY - FEW) + CACHES
