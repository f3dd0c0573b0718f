"""Points put, taken away and moved by hand: what stays as it was, bit for bit."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gmm_explorer.data import Dataset, Table
from gmm_explorer.em import Mixture, e_step
from gmm_explorer.model import Brush, Snapshot, edits, painting

X = np.array([[0.0, 1.0], [2.0, 3.0], [4.0, 7.0], [6.0, 5.0]])
PAIR = Mixture([0.5, 0.5], [[0.0, 1.0], [5.0, 5.0]], np.tile(np.eye(2) * 4.0, (2, 1, 1)))
NEW = np.array([[1.5, -2.5], [8.0, 8.0]])


@pytest.fixture
def table():
    """Return a table of three columns, two of them fitted, with labels, standardised."""
    values = np.column_stack([X, [10.0, 20.0, 40.0, 90.0]])
    dataset = Dataset.from_table(
        Table(values, ("a", "b", "c")), (1, 0), labels=[0, 1, 1, 0], provenance="a.csv"
    )
    return Snapshot(dataset=dataset.standardised(True), n_iter=5)


def test_where_there_were_no_data_what_is_painted_is_the_first():
    painted = painting.paint(Snapshot(), NEW)
    np.testing.assert_array_equal(painted.dataset.X, NEW)
    assert painted.dataset.names == ("x", "y")
    assert painted.dataset.provenance == painting.PAINTED


def test_points_on_a_line_have_one_column():
    assert painting.paint(Snapshot(), NEW[:, :1]).dataset.names == ("x",)


def test_a_mixture_that_was_there_first_stays():
    painted = painting.paint(Snapshot(mixture=PAIR), NEW)
    assert painted.mixture is PAIR


def test_painted_points_are_in_the_units_of_the_plot_and_the_others_stay(table):
    before = table.dataset
    after = painting.paint(table, NEW).dataset
    np.testing.assert_array_equal(after.X[:4], before.X)
    np.testing.assert_allclose(after.X[4:], NEW, rtol=1e-12)
    np.testing.assert_array_equal(after.table.values[:4], before.table.values)
    np.testing.assert_allclose(after.table.values[4:, 2], np.median([10.0, 20.0, 40.0, 90.0]))
    np.testing.assert_array_equal(after.shift, before.shift)
    np.testing.assert_array_equal(after.labels, [0, 1, 1, 0, -1, -1])
    assert after.columns == before.columns
    assert after.provenance == "a.csv, edited by hand"


def test_said_once_that_a_hand_was_at_them(table):
    twice = painting.paint(painting.paint(table, NEW), NEW)
    assert twice.dataset.provenance == "a.csv, edited by hand"


def test_erased_rows_take_their_labels_along(table):
    after = painting.erase(table, np.array([0, 2])).dataset
    np.testing.assert_array_equal(after.table.values, table.dataset.table.values[[1, 3]])
    np.testing.assert_array_equal(after.labels, [1, 0])


def test_where_all_are_erased_there_are_no_data_and_no_colours():
    coloured = Snapshot(dataset=Dataset.from_array(X), mixture=PAIR, assigned_by=PAIR)
    after = painting.erase(coloured, np.arange(4))
    assert after.dataset is None
    assert after.assigned_by is None
    assert after.mixture is PAIR


def test_displaced_points_alone_are_elsewhere(table):
    after = painting.displace(table, np.array([1]), np.array([[0.5, -0.25]])).dataset
    np.testing.assert_allclose(after.X[1], table.dataset.X[1] + [0.5, -0.25], rtol=1e-12)
    np.testing.assert_array_equal(np.delete(after.X, 1, 0), np.delete(table.dataset.X, 1, 0))
    np.testing.assert_array_equal(after.table.values[:, 2], table.dataset.table.values[:, 2])


def test_iterations_are_counted_anew_and_colours_stay_whose_they_were():
    other = replace(Snapshot(dataset=Dataset.from_array(X), mixture=PAIR), n_iter=7)
    coloured = edits.coloured(other)
    after = painting.paint(coloured, NEW)
    assert after.n_iter == 0
    assert after.assigned_by is coloured.assigned_by
    grey = painting.paint(other, NEW)
    assert grey.assigned_by is None
    # Those of a point depend on nothing but the point.
    found = e_step(after.dataset.X, after.assigned_by).responsibilities
    np.testing.assert_allclose(found[:4], e_step(X, PAIR).responsibilities, rtol=1e-12)


@pytest.mark.parametrize("far", [1e151, np.inf, np.nan])
def test_what_lies_too_far_out_is_left_out(table, far):
    assert painting.paint(table, np.array([[far, 0.0]])) is table
    assert painting.paint(Snapshot(), np.array([[0.0, far], [1.0, 1.0]])).dataset.n_samples == 1
    assert painting.displace(table, np.array([0]), np.array([[far, 0.0]])) is table


def test_too_far_out_is_also_judged_in_the_units_of_the_table():
    wide = Dataset.from_array(X * 1e100).standardised(True)
    assert painting.paint(Snapshot(dataset=wide), np.array([[1e60, 0.0]])).dataset is wide


def test_nothing_done_is_the_very_snapshot(table):
    assert painting.erase(table, np.empty(0, np.intp)) is table
    assert painting.paint(table, np.empty((0, 2))) is table
    assert painting.erase(Snapshot(), np.arange(2)).dataset is None


@given(arrays(np.float64, (6, 2), elements=st.floats(-1e3, 1e3)), st.data())
def test_what_was_painted_and_erased_again_leaves_the_same_bits(points, data):
    start = Snapshot(dataset=Dataset.from_array(points))
    n_new = data.draw(st.integers(1, 4))
    painted = painting.paint(start, np.ones((n_new, 2)))
    erased = painting.erase(painted, np.arange(6, 6 + n_new))
    assert erased.dataset.X.tobytes() == points.tobytes()
    assert erased.dataset.table.values.tobytes() == points.tobytes()


def test_one_picture_is_of_data_that_a_hand_edited(table):
    edited = painting.paint(table, NEW)
    assert painting.same_sheet(table.dataset, edited.dataset)
    assert painting.same_sheet(edited.dataset, painting.erase(edited, np.arange(2)).dataset)
    assert not painting.same_sheet(table.dataset, edited.dataset.standardised(False))
    assert not painting.same_sheet(table.dataset, edited.dataset.with_columns([0, 2]))
    assert not painting.same_sheet(table.dataset, Dataset.from_array(X))
    first = painting.paint(Snapshot(), NEW).dataset
    assert painting.same_sheet(None, first)
    assert painting.same_sheet(first, None)
    assert not painting.same_sheet(None, table.dataset)
    assert not painting.same_sheet(None, None)


def test_jitter_breaks_ties_by_a_fiftieth_of_the_spread():
    tied = Snapshot(
        dataset=Dataset.from_array(np.repeat([[1.0, 100.0], [2.0, 300.0]], 500, axis=0))
    )
    scale = np.array([0.5, 100.0])
    after = painting.jitter(tied, scale, np.random.default_rng(0))
    moved = after.dataset.X - tied.dataset.X
    assert len(np.unique(after.dataset.X[:, 0])) == 1000
    np.testing.assert_allclose(moved.std(axis=0), painting.JITTER * scale, rtol=0.1)


def test_a_brush_goes_through_its_sizes_and_stops_at_the_ends():
    brush = Brush()
    assert brush.wider(1).size == 64
    assert brush.wider(-100).size == 8
    assert brush.denser(100).density == 50
    assert Brush(size=50).wider(-1).size == 48
    assert Brush(size=50).wider(1).size == 64


@pytest.mark.parametrize("bad", [{"size": 7}, {"size": 10**9}, {"density": 0}, {"density": 51}])
def test_a_brush_that_cannot_be_is_refused(bad):
    with pytest.raises(ValueError, match="a brush"):
        Brush(**bad)
