import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gmm_explorer.data import Dataset, DatasetError, Table
from gmm_explorer.em import Mixture, log_density

X = np.array([[0.0, 10.0, 5.0], [1.0, 30.0, 5.0], [2.0, 20.0, 5.0]])
TRUTH = Mixture(
    [0.25, 0.75],
    [[0.0, 10.0, 5.0], [2.0, 20.0, 6.0]],
    [np.diag([1.0, 2.0, 3.0]), [[4.0, 1.0, 0.5], [1.0, 5.0, 0.25], [0.5, 0.25, 6.0]]],
)


def test_an_array_is_fitted_as_it_is():
    dataset = Dataset.from_array(X, ["a", "b", "c"], provenance="by hand", notices=["mind"])
    assert np.array_equal(dataset.X, X)
    assert dataset.names == ("a", "b", "c")
    assert (dataset.n_samples, dataset.n_features) == (3, 3)
    assert dataset.columns == (0, 1, 2)
    assert (dataset.provenance, dataset.notices) == ("by hand", ("mind",))
    assert dataset.labels is None
    assert dataset.mixture is None


def test_nothing_inside_can_be_changed():
    mine = X.copy()
    dataset = Dataset.from_array(mine, labels=[0, 1, 1]).standardised(True)
    mine[:] = 7.0
    assert np.array_equal(dataset.table.values, X)
    for array in (dataset.X, dataset.table.values, dataset.shift, dataset.scale, dataset.labels):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        dataset.provenance = "elsewhere"


@pytest.mark.parametrize(
    ("n_columns", "names"), [(1, ("x",)), (2, ("x", "y")), (3, ("x1", "x2", "x3"))]
)
def test_columns_without_names_get_some(n_columns, names):
    assert Dataset.from_array(X[:, :n_columns]).names == names


def test_other_columns_of_the_same_table():
    dataset = Dataset.from_array(X, mixture=TRUTH, labels=[0, 0, 1]).with_columns([2, 0])
    assert np.array_equal(dataset.X, X[:, [2, 0]])
    assert dataset.names == ("x3", "x1")
    assert np.array_equal(dataset.labels, [0, 0, 1])
    assert np.array_equal(dataset.mixture.means, [[5.0, 0.0], [6.0, 2.0]])
    assert np.array_equal(dataset.mixture.covariances[1], [[6.0, 0.5], [0.5, 4.0]])
    again = dataset.with_columns([0, 1, 2])
    assert again.mixture is TRUTH
    assert np.array_equal(again.X, X)


def test_standardised_columns_have_mean_0_and_deviation_1():
    dataset = Dataset.from_array(X).standardised(True)
    np.testing.assert_allclose(dataset.X[:, :2].mean(axis=0), 0.0, atol=1e-15)
    np.testing.assert_allclose(dataset.X[:, :2].std(axis=0), 1.0, rtol=1e-15)
    assert dataset.is_standardised
    assert dataset.with_columns([1]).is_standardised
    back = dataset.standardised(False)
    assert np.array_equal(back.X, X)
    assert not back.is_standardised


def test_a_constant_column_is_only_centred():
    constant = Dataset.from_array(np.full((7, 1), 0.1)).standardised(True)
    assert np.array_equal(constant.X, np.zeros((7, 1)))
    assert constant.scale[0] == 1.0


def test_mixtures_and_log_likelihoods_follow_the_units():
    plain = Dataset.from_array(
        X[:, :2], mixture=Dataset.from_array(X, mixture=TRUTH).with_columns([0, 1]).mixture
    )
    dataset = plain.standardised(True)
    restored = dataset.to_original(dataset.mixture)
    np.testing.assert_allclose(restored.means, plain.mixture.means, atol=1e-14)
    np.testing.assert_allclose(restored.covariances, plain.mixture.covariances, rtol=1e-14)
    fitted = dataset.to_fitted(plain.mixture)
    np.testing.assert_allclose(fitted.means, dataset.mixture.means, rtol=1e-14)
    np.testing.assert_allclose(
        dataset.log_likelihood_to_original(log_density(dataset.X, dataset.mixture).sum()),
        log_density(plain.X, plain.mixture).sum(),
        rtol=1e-13,
    )


def test_in_original_units_a_mixture_stays_the_same_object():
    dataset = Dataset.from_array(X)
    assert dataset.to_original(TRUTH) is TRUTH
    assert dataset.to_fitted(TRUTH) is TRUTH
    assert dataset.log_likelihood_to_original(-12.5) == -12.5


@settings(max_examples=50, deadline=None)
@given(arrays(np.float64, (6, 2), elements=st.floats(-1e150, 1e150)))
def test_standardising_is_undone_exactly(values):
    dataset = Dataset.from_array(values)
    assert dataset.standardised(True).standardised(False).X is dataset.X


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([1.0, 2.0], "1 dimensions"),
        (np.zeros((0, 2)), "no rows"),
        (np.zeros((2, 0)), "no columns"),
        ([[1.0, 2.0], [3.0, np.nan]], "row 2, column 2 holds nan"),
        ([[-np.inf, 2.0]], "row 1, column 1 holds -inf"),
    ],
)
def test_what_is_no_finite_matrix_is_refused(values, reason):
    with pytest.raises(DatasetError, match=reason):
        Dataset.from_array(values)


def test_large_finite_numbers_are_no_infinity():
    assert Dataset.from_array([[1.7e308], [1.7e308]]).n_samples == 2


def test_what_spans_too_much_cannot_be_standardised():
    with pytest.raises(DatasetError, match="divide them by a constant first"):
        Dataset.from_array([[1.7e308], [-1.7e308], [1.7e308]]).standardised(True)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"columns": ()}, "no column is chosen"),
        ({"columns": (0, 0, 1)}, "chosen twice"),
        ({"columns": (0, 1, 3)}, "no column 3: choose from 0 to 2"),
        ({"columns": (0, 1, -1)}, "no column -1"),
        ({"shift": np.zeros(2)}, "3 numbers each"),
        ({"scale": np.array([1.0, 0.0, 1.0])}, "cannot be standardised"),
        ({"labels": np.array([0, 1])}, "3 whole numbers"),
        ({"labels": np.array([0.5, 1.0, 2.0])}, "3 whole numbers"),
        ({"truth": Mixture([1.0], [[0.0]], [[[1.0]]])}, "every column"),
    ],
)
def test_what_does_not_fit_the_table_is_refused(change, reason):
    with pytest.raises(DatasetError, match=reason):
        dataclasses.replace(Dataset.from_array(X), **change)


@pytest.mark.parametrize(
    ("names", "reason"), [(("a",), "1 names do not fit 2"), (("a", "a"), "same name")]
)
def test_names_must_fit(names, reason):
    with pytest.raises(DatasetError, match=reason):
        Table(X[:, :2], names)


def test_the_bounds_are_those_of_the_columns_as_fitted():
    dataset = Dataset.from_array([[1.0, 5.0, 2.0], [4.0, -3.0, 0.0], [2.0, 0.0, 1.0]])
    assert dataset.bounds.tolist() == [[1.0, -3.0, 0.0], [4.0, 5.0, 2.0]]
    assert dataset.with_columns([1]).bounds.tolist() == [[-3.0], [5.0]]
    fitted = dataset.standardised(True)
    assert np.array_equal(fitted.bounds, [fitted.X.min(axis=0), fitted.X.max(axis=0)])
    assert not dataset.bounds.flags.writeable
