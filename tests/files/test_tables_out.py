import csv
import math

import numpy as np
import pytest

from gmm_explorer.data import Dataset
from gmm_explorer.em import EMSettings, EMState, Mixture, Outcome, e_step, iterate_em
from gmm_explorer.files import (
    history_text,
    read_dataset,
    responsibilities_text,
    write_history,
    write_predictions,
    write_responsibilities,
    write_trace,
)
from gmm_explorer.model import Cause, Run, Session, edits

MIXTURE = Mixture(
    [0.25, 0.75],
    [[1.0, 2.0], [1 / 3, -4e-300]],
    [[[2.0, 0.5], [0.5, 1.0]], [[1.0, 0.0], [0.0, 1e12]]],
)


def cells(path):
    with path.open(newline="", encoding="utf-8") as lines:
        return list(csv.reader(lines))


def test_the_trace_holds_every_iteration_bit_for_bit(tmp_path):
    X = np.random.default_rng(0).normal(size=(40, 2))
    start = Mixture([0.5, 0.5], [[1.0, 0.0], [-1.0, 0.5]], [np.eye(2), 2.0 * np.eye(2)])
    states = list(iterate_em(X, start, EMSettings(tol=0.0, max_iter=5)))
    path = tmp_path / "trace.csv"
    write_trace(path, states, ("a", "b"))
    dataset = read_dataset(path)
    assert dataset.names[:6] == (
        "iteration",
        "log_likelihood",
        "weight_1",
        "weight_2",
        "mean_1_a",
        "mean_1_b",
    )
    assert dataset.names[8:11] == ("covariance_1_a_a", "covariance_1_a_b", "covariance_1_b_b")
    for row, state in zip(dataset.X, states, strict=True):
        assert row[0] == state.n_iter
        assert row[1] == state.log_likelihood
        assert np.array_equal(row[2:4], state.mixture.weights)
        assert np.array_equal(row[4:8], state.mixture.means.ravel())
        upper = state.mixture.covariances[:, [0, 0, 1], [0, 1, 1]]
        assert np.array_equal(row[8:], upper.ravel())
    assert [row[-1] for row in cells(path)] == ["cause", "start", *["iteration"] * 5]


def test_an_infinite_log_likelihood_is_null(tmp_path):
    path = tmp_path / "trace.csv"
    state = EMState(MIXTURE, math.inf, (), 3, Outcome.DEGENERATE)
    write_trace(path, iter([state]))
    header, row = cells(path)
    assert row[:2] == ["3", "null"]
    assert "mean_2_y" in header


def test_responsibilities_stand_beside_the_original_columns(tmp_path):
    path = tmp_path / "r.csv"
    dataset = Dataset.from_array([[1.0, 5.0], [2.5, 6.0]], ["a", "b"]).with_columns([1])
    write_responsibilities(path, dataset.standardised(True), [[0.25, 0.75], [1.0, 0.0]])
    assert cells(path) == [
        ["row", "a", "b", "label", "r_1", "r_2"],
        ["1", "1.0", "5.0", "2", "0.25", "0.75"],
        ["2", "2.5", "6.0", "1", "1.0", "0.0"],
    ]


def test_undefined_responsibilities_are_null(tmp_path):
    path = tmp_path / "r.csv"
    write_responsibilities(path, Dataset.from_array([[1.0]]), [[math.nan, math.nan]])
    assert cells(path)[1] == ["1", "1.0", "null", "null", "null"]


def test_predictions_number_rows_and_labels_from_one(tmp_path):
    path = tmp_path / "p.csv"
    n_samples = 20_000
    shares = np.random.default_rng(0).dirichlet(np.ones(3), size=n_samples)
    write_predictions(path, shares)
    header, *rows = cells(path)
    assert header == ["row", "label", "p_1", "p_2", "p_3"]
    numbers = np.array(rows, dtype=float)
    assert np.array_equal(numbers[:, 0], np.arange(1, n_samples + 1))
    assert np.array_equal(numbers[:, 1], shares.argmax(axis=1) + 1)
    assert np.array_equal(numbers[:, 2:], shares)


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "@y", "+1", "-x"])
def test_no_name_becomes_a_formula(tmp_path, name):
    path = tmp_path / "r.csv"
    write_responsibilities(path, Dataset.from_array([[1.0]], [name]), [[1.0]])
    assert cells(path)[0][1] == "'" + name


@pytest.fixture
def history():
    X = np.random.default_rng(0).normal(size=(40, 2)) * [1.0, 50.0]
    dataset = Dataset.from_array(X, ["a", "b"]).standardised(True)
    session = Session()
    session.commit(edits.new_data(session.snapshot, dataset), "Open", Cause.DATA)
    for mean in ([0.0, 0.0], [1.0, 1.0]):
        session.commit(edits.place_component(session.snapshot, mean, np.eye(2)), "Place")
    session.commit(edits.assign(session.snapshot), "E-step", Cause.E_STEP)
    run = iterate_em(session.prepared, session.snapshot.mixture, EMSettings(tol=0.0, max_iter=4))
    session.play_on(Run(session.snapshot, list(run)[1:]))
    session.go_to(session.timeline.before)
    return session


def assert_is_the_way(trace, session):
    dataset = session.snapshot.dataset
    X = dataset.table.values
    assert trace["iteration"].tolist() == [0, 0, 0, 1, 2, 3]
    assert trace["cause"].tolist() == ["edit", "edit", "e_step", *["iteration"] * 3]
    assert np.isnan(trace["weights"][0]).tolist() == [False, True]
    mixture = Mixture(trace["weights"][-1], trace["means"][-1], trace["covariances"][-1])
    np.testing.assert_allclose(
        mixture.covariances, dataset.to_original(session.snapshot.mixture).covariances
    )
    truth = e_step(X, mixture).log_likelihood
    assert trace["log_likelihood"][-1] == pytest.approx(truth, rel=1e-12)


def test_the_way_of_a_history_as_arrays(tmp_path, history):
    path = tmp_path / "trace.npz"
    write_history(path, history.timeline)
    with np.load(path, allow_pickle=False) as trace:
        assert trace["feature_names"].tolist() == ["a", "b"]
        assert_is_the_way(trace, history)


def test_the_way_of_a_history_as_csv(tmp_path, history):
    path = tmp_path / "trace.csv"
    write_history(path, history.timeline)
    assert path.read_text() == history_text(history.timeline)
    empty = {"missing_values": "null", "filling_values": np.nan}
    table = np.genfromtxt(path, delimiter=",", names=True, dtype=None, encoding="utf-8", **empty)
    means = np.array([[table[f"mean_{k}_{name}"] for name in "ab"] for k in (1, 2)])
    pairs = ("a_a", "a_b", "b_b")
    upper = np.array([[table[f"covariance_{k}_{pair}"] for pair in pairs] for k in (1, 2)])
    trace = {
        "iteration": table["iteration"],
        "cause": table["cause"],
        "log_likelihood": table["log_likelihood"],
        "weights": np.array([table["weight_1"], table["weight_2"]]).T,
        "means": means.transpose(2, 0, 1),
        "covariances": upper[:, [[0, 1], [1, 2]]].transpose(3, 0, 1, 2),
    }
    assert_is_the_way(trace, history)


def test_a_history_begins_where_the_columns_are_those_of_now(history):
    chosen = history.snapshot.dataset.with_columns([1])
    history.commit(edits.new_data(history.snapshot, chosen), "Columns", Cause.DATA)
    with pytest.raises(ValueError, match="no component yet"):
        history_text(history.timeline)
    history.commit(edits.place_component(history.snapshot, [0.0], np.eye(1)), "Place")
    assert len(history_text(history.timeline).splitlines()) == 2


def test_a_run_as_arrays(tmp_path):
    path = tmp_path / "trace.npz"
    write_trace(path, [EMState(MIXTURE, math.inf, (), 3, Outcome.DEGENERATE)], ("a", "b"))
    with np.load(path, allow_pickle=False) as trace:
        assert np.isnan(trace["log_likelihood"]).all()
        assert np.array_equal(trace["covariances"][0], MIXTURE.covariances)


def test_responsibilities_can_be_copied(tmp_path):
    dataset = Dataset.from_array([[1.0, 5.0], [2.5, 6.0]], ["=a", "b"])
    path = tmp_path / "r.csv"
    shares = [[0.25, 0.75], [1.0, 0.0]]
    write_responsibilities(path, dataset, shares)
    assert responsibilities_text(dataset, shares) == path.read_text()
