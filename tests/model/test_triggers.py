"""Set-ups of a collapse: the plain algorithm finishes each of them, from any state."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmm_explorer.data import Dataset, tutorial_five, tutorial_line, tutorial_plane
from gmm_explorer.em import (
    EMSettings,
    InvalidDataError,
    Mixture,
    Outcome,
    fit,
    initialize,
    iterate_em,
    prepare,
)
from gmm_explorer.model import Snapshot, edits, triggers

DATA = {
    "line": lambda: tutorial_line(10.0),
    "plane": tutorial_plane,
    "five": tutorial_five,
    "far": lambda: Dataset.from_array(tutorial_plane().X * 1e-6 + 1e6),
}


def snapshot(name, k=3):
    dataset = DATA[name]()
    state = Snapshot(dataset=dataset)
    if k == 0:
        return state
    rng = np.random.default_rng(0)
    return edits.new_start(state, initialize(dataset.X, k, "k-means++", rng, "full"))


def prepared(dataset):
    return prepare(dataset.X)


def end(state, max_iter=30):
    return fit(state.dataset.X, state.mixture, EMSettings(tol=0, max_iter=max_iter))


@pytest.mark.parametrize("name", DATA)
@pytest.mark.parametrize("k", [0, 1, 3])
@pytest.mark.parametrize("point", [None, 17])
def test_a_component_set_on_a_point_collapses_onto_it(name, k, point):
    before = snapshot(name, k)
    data = prepare(before.dataset.X)
    after = triggers.on_point(before, data, 0, point)
    chosen = triggers.nearest_point(data, after.mixture.means[0])
    assert point in (None, chosen)
    np.testing.assert_array_equal(after.mixture.means[0], before.dataset.X[chosen])
    last = end(after, 12)
    assert last.outcome is Outcome.DEGENERATE
    assert last.health[0].status == "point"
    np.testing.assert_array_equal(data.X[last.health[0].owner], data.X[chosen])


@given(st.integers(0, 2**32 - 1))
def test_any_point_of_any_data_will_do(seed):
    rng = np.random.default_rng(seed)
    n, d = int(rng.integers(4, 60)), int(rng.integers(1, 3))
    X = rng.standard_normal((n, d)) * 10.0 ** rng.uniform(-6, 6, d) + rng.choice([0.0, 1e3])
    start = Snapshot(dataset=Dataset.from_array(X))
    data, point = prepare(X), int(rng.integers(n))
    last = end(triggers.on_point(start, data, 0, point), 12)
    assert last.health[0].status == "point"


@pytest.mark.parametrize("point", range(0, 500, 50))
def test_em_itself_finishes_the_collapse(point):
    before = snapshot("plane")
    data = prepare(before.dataset.X)
    after = triggers.on_point(before, data, 0, point)
    first, *_, last = iterate_em(data, after.mixture, EMSettings())
    assert not first.health[0].is_collapsed
    assert last.health[0].status == "point"


@pytest.mark.parametrize("name", DATA)
def test_copies_of_a_point_draw_a_component_onto_them(name):
    before = snapshot(name)
    after = triggers.on_duplicates(before, prepared, 2)
    assert after.dataset.n_samples == before.dataset.n_samples + triggers.COPIES
    assert len(np.unique(after.dataset.X, axis=0)) == len(np.unique(before.dataset.X, axis=0))
    last = end(after, 12)
    assert last.health[2].status == "point"
    assert last.health[2].n_effective == pytest.approx(triggers.COPIES + 1, rel=0.05)


@pytest.mark.parametrize("name", ["plane", "five", "far"])
@pytest.mark.parametrize("marked", [(), (3, 44)])
def test_a_component_set_on_a_line_collapses_onto_it(name, marked):
    before = snapshot(name)
    after = triggers.on_line(before, prepared, 0, marked)
    added = after.dataset.n_samples - before.dataset.n_samples
    assert added == (0 if marked else triggers.ON_THE_LINE)
    last = end(after, 12)
    assert last.outcome is Outcome.DEGENERATE
    assert last.health[0].is_collapsed


def test_points_on_no_line_and_lines_on_a_line_are_refused():
    with pytest.raises(triggers.TriggerError, match="on no line"):
        triggers.on_line(snapshot("plane"), prepared, 0, (1, 2, 3))
    with pytest.raises(triggers.TriggerError, match="on a point instead"):
        triggers.on_line(snapshot("line"), prepared, 0)


@pytest.mark.parametrize("name", DATA)
def test_an_emptied_component_has_no_points(name):
    before = snapshot(name)
    after = triggers.empty(before, prepare(before.dataset.X), 1)
    last = end(after)
    assert last.outcome is Outcome.DEGENERATE
    assert last.n_iter <= 1
    assert last.health[1].is_collapsed


@pytest.mark.parametrize("name", DATA)
@pytest.mark.parametrize("k", [0, 1, 3])
def test_fewer_points_than_components_collapse(name, k):
    after = triggers.few_points(snapshot(name, k), prepared)
    assert after.dataset.n_samples == max(1, after.mixture.n_components - 1)
    assert end(after).outcome is Outcome.DEGENERATE


@pytest.mark.parametrize("name", DATA)
def test_equal_components_stay_equal(name):
    before = snapshot(name)
    after = triggers.identical(before, prepare(before.dataset.X))
    last = end(after, 50)
    spread = np.ptp(last.mixture.means, axis=0) / prepare(before.dataset.X).scale
    np.testing.assert_allclose(spread, 0.0, atol=1e-6)
    np.testing.assert_allclose(last.mixture.weights, 1 / 3)


def test_equal_points_need_no_trigger():
    state = Snapshot(dataset=Dataset.from_array(np.ones((5, 2))))
    with pytest.raises(triggers.TriggerError, match="collapses by itself"):
        triggers.on_point(state, prepare(state.dataset.X), 0)


@pytest.mark.parametrize("family", ["full", "diag", "spherical"])
def test_an_empty_component_is_empty_in_every_family_though_columns_differ_in_scale(family):
    dataset = Dataset.from_array(tutorial_plane().X * [1.0, 14.0])
    start = initialize(dataset.X, 2, "k-means++", np.random.default_rng(0), family)
    settings = EMSettings(family)
    before = edits.new_start(Snapshot(dataset=dataset, settings=settings), start)
    after = triggers.empty(before, prepare(dataset.X), 1)
    last = fit(dataset.X, after.mixture, settings)
    assert last.outcome is Outcome.DEGENERATE
    assert [one.status for one in last.health] == ["healthy", "empty"]


@pytest.mark.parametrize("n_features", [1, 2])
def test_among_many_points_there_is_a_place_for_an_empty_component_too(n_features):
    rng = np.random.default_rng(2)
    X = rng.normal(size=(60_000, n_features)) + 5.0 * rng.integers(0, 3, (60_000, 1))
    data = prepare(X)
    before = edits.new_start(Snapshot(dataset=Dataset.from_array(X)), initialize(X, 3, "quantile"))
    after = triggers.empty(before, data, 0)
    last = fit(data, after.mixture, EMSettings())
    assert last.health[0].status == "empty"


def test_where_no_width_is_small_enough_an_empty_component_is_refused():
    X = np.ones((40, 1))
    state = edits.new_start(
        Snapshot(dataset=Dataset.from_array(X)),
        Mixture([0.5, 0.5], [[1.0], [1.0]], [[[1.0]], [[2.0]]]),
    )
    with pytest.raises(triggers.TriggerError, match="too near to a point"):
        triggers.empty(state, prepare(X), 0)


@pytest.mark.parametrize("name", ["line", "plane"])
def test_another_collapsed_component_is_named_and_is_no_hindrance_once_it_is_chosen(name):
    before = snapshot(name)
    covariances = before.mixture.covariances.copy()
    covariances[1] = 0.0
    mixture = Mixture(before.mixture.weights, before.mixture.means, covariances)
    collapsed, data = edits.with_mixture(before, mixture), prepared(before.dataset)
    for trigger in (triggers.on_point, triggers.empty):
        with pytest.raises(triggers.TriggerError, match="component 2 has collapsed already"):
            trigger(collapsed, data, 0)
        assert trigger(collapsed, data, 1).mixture.covariances[1].any()


def test_points_left_too_close_together_for_em_are_refused():
    near = np.random.default_rng(0).normal(size=(20, 2)) * 1e-152
    state = Snapshot(dataset=Dataset.from_array(np.vstack((near, near + np.array([1e-140, 0.0])))))
    start = Mixture([0.5, 0.3, 0.2], near[:3], np.tile(np.eye(2) * 1e-282, (3, 1, 1)))
    with pytest.raises(InvalidDataError, match="square"):
        triggers.few_points(edits.with_mixture(state, start), prepared)
