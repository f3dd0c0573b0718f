"""Edits: what each leaves behind in the snapshot (design: what the verbs leave behind)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmm_explorer.data import Dataset
from gmm_explorer.em import (
    EMSettings,
    Mixture,
    SingularCovarianceError,
    e_step,
    fit,
    iterate_em,
    m_step,
    project,
)
from gmm_explorer.model import Snapshot, edits

X = np.random.default_rng(3).normal(size=(40, 2))
IDENTITY = np.eye(2)


@pytest.fixture
def start():
    data = Snapshot(dataset=Dataset.from_array(X))
    placed = edits.place_component(data, [-1.0, 0.0], IDENTITY)
    return edits.place_component(placed, [1.0, 0.0], IDENTITY)


def test_placing_gives_one_over_k_plus_one_and_keeps_the_proportions(start):
    start = edits.change_weight(start, 0, 0.8)
    three = edits.place_component(start, [0.0, 1.0], IDENTITY)
    np.testing.assert_allclose(three.mixture.weights, [0.8 * 2 / 3, 0.2 * 2 / 3, 1 / 3])


def test_deleting_keeps_the_proportions(start):
    three = edits.place_component(edits.change_weight(start, 0, 0.8), [0.0, 1.0], IDENTITY)
    two = edits.delete_components(three, [2])
    np.testing.assert_allclose(two.mixture.weights, [0.8, 0.2])


def test_deleting_the_last_component_leaves_none(start):
    empty = edits.delete_components(edits.assign(start), [0, 1])
    assert empty.mixture is None
    assert empty.assigned_by is None
    assert not empty.needs_e_step


def test_several_means_move_at_once_bit_for_bit(start):
    three = edits.place_component(start, [0.0, 1.0], IDENTITY)
    to = np.array([[0.1 + 0.2, 1.0 / 3.0], [-2.0, 7.0]])
    moved = edits.move_means(three, (2, 0), to)
    np.testing.assert_array_equal(moved.mixture.means[[2, 0]], to)
    np.testing.assert_array_equal(moved.mixture.means[1], [1.0, 0.0])
    np.testing.assert_array_equal(moved.mixture.covariances, three.mixture.covariances)
    np.testing.assert_array_equal(moved.mixture.weights, three.mixture.weights)


def test_scaling_multiplies_every_standard_deviation(start):
    tilted = edits.change_covariance(start, 0, [[2.0, 0.5], [0.5, 1.0]])
    wider = edits.scale_components(tilted, (0,), 3.0)
    np.testing.assert_allclose(wider.mixture.covariances[0], [[18.0, 4.5], [4.5, 9.0]])
    np.testing.assert_array_equal(wider.mixture.covariances[1], IDENTITY)
    np.testing.assert_array_equal(wider.mixture.means, tilted.mixture.means)


@given(factor=st.floats(1e-3, 1e3))
def test_scaling_there_and_back_is_the_same_up_to_rounding(factor):
    covariances = [[[2.0, 0.5], [0.5, 1.0]]]
    there = edits.scale_components(
        Snapshot(mixture=Mixture([1.0], [[0.0, 0.0]], covariances)), (0,), factor
    )
    back = edits.scale_components(there, (0,), 1.0 / factor)
    np.testing.assert_allclose(back.mixture.covariances, covariances, rtol=1e-12)


def test_what_would_overflow_is_not_scaled(start):
    huge = edits.change_covariance(start, 0, 1e300 * IDENTITY)
    assert edits.scale_components(huge, (0,), 1e10) is huge


def test_tied_covariances_are_scaled_together(start):
    tied = edits.change_settings(start, EMSettings(covariance_type="tied"))
    wide = edits.scale_components(tied, (1,), 2.0)
    np.testing.assert_allclose(wide.mixture.covariances, [4.0 * IDENTITY] * 2)


def test_equal_shares_are_one_over_k(start):
    three = edits.place_component(edits.change_weight(start, 0, 0.8), [0.0, 1.0], IDENTITY)
    shared = edits.share_equally(three)
    np.testing.assert_array_equal(shared.mixture.weights, [1 / 3] * 3)
    assert edits.share_equally(shared) is shared


@given(weight=st.floats(0.0, 1.0), k=st.integers(0, 2))
def test_weights_sum_to_one_whatever_is_typed(weight, k):
    mixture = Mixture([0.5, 0.3, 0.2], np.zeros((3, 1)), np.ones((3, 1, 1)))
    after = edits.change_weight(Snapshot(mixture=mixture), k, weight).mixture
    assert after.weights[k] == weight
    assert after.weights.sum() == pytest.approx(1.0, abs=1e-15)
    others = [i for i in range(3) if i != k]
    before = mixture.weights[others]
    np.testing.assert_allclose(
        after.weights[others] * before.sum(), before * (1.0 - weight), atol=1e-15
    )


@pytest.mark.parametrize("weight", [-0.1, 1.1, float("nan")])
def test_a_weight_outside_0_1_is_refused(start, weight):
    with pytest.raises(ValueError, match="between 0 and 1"):
        edits.change_weight(start, 0, weight)


def test_a_lone_component_keeps_its_weight(start):
    alone = edits.delete_components(start, [1])
    assert edits.change_weight(alone, 0, 1.0) is alone
    with pytest.raises(ValueError, match="lone component"):
        edits.change_weight(alone, 0, 0.5)


def test_what_changes_nothing_is_the_same_snapshot(start):
    mixture = start.mixture
    assert edits.move_mean(start, 0, mixture.means[0]) is start
    assert edits.change_covariance(start, 0, mixture.covariances[0]) is start
    assert edits.change_weight(start, 0, mixture.weights[0]) is start
    assert edits.delete_components(start, []) is start
    assert edits.move_means(start, (0, 1), mixture.means) is start
    assert edits.scale_components(start, (0,), 1.0) is start


def test_an_edit_of_a_grey_plot_leaves_it_grey(start):
    moved = edits.move_mean(start, 0, [0.0, 0.0])
    assert moved.assigned_by is None
    assert moved.needs_e_step


def test_an_edit_of_a_coloured_plot_recolours_it_and_keeps_the_iteration(start):
    iterated = edits.iterated(start, start.mixture, 7)
    moved = edits.move_mean(iterated, 0, [0.0, 0.0])
    assert moved.assigned_by is moved.mixture
    assert moved.n_iter == 7


def test_e_then_m_are_the_half_steps(start):
    assigned = edits.assign(start)
    assert assigned.assigned_by is start.mixture
    assert assigned.n_iter == 0
    responsibilities = e_step(X, start.mixture).responsibilities
    maximised = edits.maximise(assigned, responsibilities)
    assert maximised.assigned_by is start.mixture
    assert maximised.needs_e_step
    assert maximised.n_iter == 1
    expected = m_step(X, responsibilities, EMSettings())
    np.testing.assert_array_equal(maximised.mixture.means, expected.means)


def test_a_singular_covariance_can_be_made_but_not_assigned(start):
    coloured = edits.assign(start)
    flat = edits.change_covariance(coloured, 0, np.zeros((2, 2)))
    assert flat.assigned_by is coloured.mixture
    with pytest.raises(SingularCovarianceError, match="component 1"):
        edits.assign(flat)


def test_other_settings_project_the_mixture_into_their_family(start):
    tilted = edits.change_covariance(start, 0, [[2.0, 0.5], [0.5, 1.0]])
    diagonal = edits.change_settings(tilted, EMSettings(covariance_type="diag"))
    np.testing.assert_array_equal(diagonal.mixture.covariances[0], [[2.0, 0.0], [0.0, 1.0]])
    tied = edits.change_settings(tilted, EMSettings(covariance_type="tied"))
    np.testing.assert_array_equal(tied.mixture.covariances[0], tied.mixture.covariances[1])


def test_tied_covariances_are_edited_together(start):
    tied = edits.change_settings(start, EMSettings(covariance_type="tied"))
    wide = edits.change_covariance(tied, 1, 4.0 * IDENTITY)
    np.testing.assert_allclose(wide.mixture.covariances, [4.0 * IDENTITY] * 2)


def test_new_data_take_the_components_of_the_old_with_them(start):
    other = edits.new_data(start, Dataset.from_array(X + 5.0))
    assert other.mixture is None
    assert other.n_iter == 0


def test_a_mixture_opened_into_an_empty_window_waits_for_its_data(start):
    waiting = edits.new_start(Snapshot(), start.mixture)
    assert edits.new_data(waiting, start.dataset).mixture is start.mixture
    assert edits.new_data(waiting, Dataset.from_array(X[:, :1])).mixture is None


def test_a_start_of_another_dimension_is_refused(start):
    with pytest.raises(ValueError, match="1-dimensional"):
        edits.new_start(start, Mixture([1.0], [[0.0]], [[[1.0]]]))


def test_a_start_is_grey_and_at_iteration_0(start):
    after = edits.new_start(edits.iterated(start, start.mixture, 9), start.mixture)
    assert after.n_iter == 0
    assert after.assigned_by is None


def test_restart_keeps_the_settings_of_today(start):
    reached = edits.iterated(start, fit(X, start.mixture, EMSettings()).mixture, 9)
    today = edits.change_settings(reached, EMSettings(reg_covar=0.5))
    again = edits.restart(today, start)
    assert again.mixture is start.mixture
    assert again.settings is today.settings
    assert again.n_iter == 0


@pytest.mark.parametrize("family", ["diag", "spherical", "tied"])
def test_what_is_placed_by_hand_is_in_the_family_that_em_climbs_in(family):
    """From outside it the first iteration could lose log-likelihood."""
    X = np.random.default_rng(3).normal(size=(80, 2)) * [1.0, 8.0]
    snapshot = Snapshot(dataset=Dataset.from_array(X), settings=EMSettings(family))
    for mean, covariance in (([-1.0, 0.0], [[1.0, 2.0], [2.0, 60.0]]), ([1.0, 0.0], np.eye(2))):
        snapshot = edits.place_component(snapshot, mean, covariance)
    assert project(snapshot.mixture, family) is snapshot.mixture
    states = iterate_em(X, snapshot.mixture, snapshot.settings)
    values = [state.log_likelihood for state in states]
    assert values[0] == pytest.approx(e_step(X, snapshot.mixture).log_likelihood)
    assert np.diff(values).min() > -1e-9


def test_a_start_is_brought_into_the_family():
    mixture = Mixture([1.0], [[0.0, 0.0]], [[[1.0, 0.5], [0.5, 2.0]]])
    start = edits.new_start(Snapshot(settings=EMSettings("diag")), mixture)
    assert start.mixture.covariances[0].tolist() == [[1.0, 0.0], [0.0, 2.0]]
