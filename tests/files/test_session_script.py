"""A session done again by its script, in a process that knows nothing of ours."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from gmm_explorer.data import Dataset
from gmm_explorer.em import EMSettings, Prior, e_step, initialize, iterate_em
from gmm_explorer.files import session_script, write_session_script
from gmm_explorer.model import Cause, Run, Session, edits, painting

PROGRAM = """
import sys, numpy as np, again
assert not any(name.startswith(("gmm_explorer", "sklearn")) for name in sys.modules)
np.savez("out.npz", weights=again.weights, means=again.means, covariances=again.covariances,
         log_likelihood=again.log_likelihood)
"""


def points(n_samples=150, n_features=2):
    rng = np.random.default_rng(4)
    centres = np.array([[0.0, 0.0], [4.0, 1.0], [1.0, 5.0]])[:, :n_features]
    labels = rng.integers(3, size=n_samples)
    X = centres[labels] + rng.standard_normal((n_samples, n_features))
    return X * [1.0, 30.0][:n_features] + [1e3, -5.0][:n_features]


def session_on(dataset, settings):
    session = Session()
    session.commit(edits.new_data(session.snapshot, dataset), "Open\nodd data", Cause.DATA)
    changed = edits.change_settings(session.snapshot, settings)
    session.commit(changed, "Change the settings", Cause.SETTINGS)
    start = initialize(session.prepared, 2, rng=np.random.default_rng(0))
    session.commit(edits.new_start(session.snapshot, start), "Initialise", Cause.START)
    return session


def run(session, n_iter):
    settings = replace(session.snapshot.settings, tol=0.0, max_iter=n_iter)
    states = list(iterate_em(session.prepared, session.snapshot.mixture, settings))
    session.play_on(Run(session.snapshot, states[1:]))


def half_steps(session):
    session.commit(edits.assign(session.snapshot), "E-step", Cause.E_STEP)
    after = edits.maximise(session.snapshot, session.derived.responsibilities, session.prepared)
    session.commit(after, "M-step", Cause.M_STEP)


def assert_same_end(session, found):
    dataset = session.snapshot.dataset
    mixture = dataset.to_original(session.snapshot.mixture)
    for name in ("weights", "means", "covariances"):
        np.testing.assert_allclose(found[name], getattr(mixture, name), rtol=1e-10, atol=1e-12)
    truth = e_step(dataset.table.values[:, dataset.columns], mixture).log_likelihood
    assert float(found["log_likelihood"]) == pytest.approx(truth, rel=1e-10)


def assert_done_again(session):
    found = {"__name__": "again"}
    exec(compile(session_script(session.timeline), "again.py", "exec"), found)
    assert_same_end(session, found)


@pytest.mark.parametrize(
    "settings",
    [
        EMSettings(),
        EMSettings("diag", reg_covar=0.01),
        EMSettings("spherical"),
        EMSettings("tied"),
        EMSettings("full", prior=Prior()),
        EMSettings("diag", prior=Prior(shrinkage=0.5)),
        EMSettings("spherical", prior=Prior()),
        EMSettings("tied", prior=Prior()),
        EMSettings("full", eigenvalue_floor=0.5),
        EMSettings("spherical", eigenvalue_floor=0.5),
    ],
    ids=str,
)
def test_edits_steps_and_runs_are_done_again(settings):
    session = session_on(Dataset.from_array(points()), settings)
    session.commit(edits.place_component(session.snapshot, [1001.0, 50.0], np.eye(2)), "Place")
    half_steps(session)
    session.commit(edits.move_mean(session.snapshot, 1, [1003.0, 20.0]), "Move component 2")
    run(session, 12)
    session.go_to(session.timeline.before)  # in the middle of a run
    session.commit(edits.change_weight(session.snapshot, 0, 0.4), "Change a weight")
    run(session, 8)
    assert_done_again(session)


def test_standardised_data_end_in_their_own_units():
    session = session_on(Dataset.from_array(points()).standardised(True), EMSettings())
    run(session, 10)
    assert_done_again(session)


def test_one_column_and_many_points():
    session = session_on(Dataset.from_array(points(30_000, 1)), EMSettings())
    run(session, 3)
    assert "b64decode" in session_script(session.timeline)
    assert_done_again(session)


def test_the_script_stands_alone(tmp_path):
    session = session_on(Dataset.from_array(points()), EMSettings())
    half_steps(session)
    run(session, 20)
    write_session_script(tmp_path / "again.py", session.timeline)
    subprocess.run([sys.executable, "-c", PROGRAM], cwd=tmp_path, check=True)
    with np.load(tmp_path / "out.npz") as found:
        assert_same_end(session, found)


def test_what_was_done_to_other_data_is_left_out():
    session = session_on(Dataset.from_array(points()), EMSettings())
    run(session, 2)
    session.commit(
        edits.new_data(session.snapshot, Dataset.from_array([[1.0], [2.0]])), "Open", Cause.DATA
    )
    with pytest.raises(ValueError, match="nothing to repeat yet"):
        session_script(session.timeline)
    session.commit(edits.place_component(session.snapshot, [1.0], np.eye(1)), "Place")
    script = session_script(session.timeline)
    assert "mixture = em(" not in script
    assert script.count("mixture = (\n") == 1


@pytest.mark.parametrize("standardise", [False, True])
def test_painted_and_erased_points_are_in_the_script(standardise):
    dataset = Dataset.from_array(points()).standardised(standardise)
    session = session_on(dataset, EMSettings())
    run(session, 3)
    x = session.snapshot.dataset.X.mean(axis=0)
    for label, changed in (
        ("Paint 2 points", lambda now: painting.paint(now, np.array([x, x * 1.01]))),
        ("Erase 5 points", lambda now: painting.erase(now, np.arange(5))),
    ):
        session.commit(changed(session.snapshot), label, Cause.DATA)
        run(session, 2)
    assert session.snapshot.dataset.n_samples == 147
    assert "# Erase 5 points" in session_script(session.timeline)
    assert_done_again(session)


def test_data_painted_from_nothing_are_in_the_script():
    session = Session()
    session.commit(painting.paint(session.snapshot, points()), "Paint 150 points", Cause.DATA)
    start = initialize(session.prepared, 2, rng=np.random.default_rng(0))
    session.commit(edits.new_start(session.snapshot, start), "Initialise", Cause.START)
    run(session, 4)
    assert_done_again(session)
