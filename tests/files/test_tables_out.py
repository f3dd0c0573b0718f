import csv
import math

import numpy as np
import pytest

from gmm_explorer.data import Dataset
from gmm_explorer.em import EMSettings, EMState, Mixture, Outcome, iterate_em
from gmm_explorer.files import read_dataset, write_predictions, write_responsibilities, write_trace

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
