"""What scenes promise: every number that they state, found again."""

import json

import numpy as np
import pytest
from sklearn.cluster import KMeans

from gmm_explorer.em import (
    EMSettings,
    Mixture,
    bic,
    fit,
    initialize,
    iterate_em,
    iterations_left,
    n_parameters,
    predict_proba,
)
from gmm_explorer.resource_path import resource_path
from gmm_explorer.scenes import scene
from tests.scenes.test_scenes import COLLAPSES, REFERENCE


def ended(name):
    """Return a scene's data and the state in which it ends."""
    shown = scene(name)
    dataset = shown.dataset()
    return dataset, fit(dataset.X, shown.start, shown.settings)


def right(labels, found):
    """Return the share of points that are in the right one of two clusters."""
    return max(np.mean(labels == found), np.mean(labels != found))


def right_by(dataset, mixture):
    return right(dataset.labels, predict_proba(dataset.X, mixture).argmax(axis=1))


@pytest.mark.parametrize("name", COLLAPSES)
def test_a_collapse_comes_by_itself_in_the_right_component(name):
    shown, (component, onto, n_iter) = scene(name), COLLAPSES[name]
    states = list(iterate_em(shown.dataset().X, shown.start, shown.settings))
    assert states[0].health[component].min_eigenvalue > 0.01, "it looks innocent"
    statuses = [health.status for health in states[-1].health]
    assert [k for k, status in enumerate(statuses) if status != "healthy"] == [component]
    assert statuses[component] == onto
    assert states[-1].n_iter == n_iter <= 30
    # It is warned of before.
    recent = [state.health[component] for state in states[-4:-1]]
    n_effective, n_features = recent[-1].n_effective, shown.start.n_features
    eigenvalues = [one.min_eigenvalue for one in recent]
    assert (iterations_left(eigenvalues, n_effective, n_features) or 0) >= 1


def test_the_tutorials_third_component_ends_on_the_lone_point():
    dataset, state = ended("tutorial_collapse")
    assert state.health[2].owner == 80
    assert dataset.X[80].tolist() == [-5.0, 7.0] == state.mixture.means[2].tolist()
    assert np.all(state.mixture.covariances[2] == 0.0)


def test_the_outlier_owns_the_component_that_it_stole():
    dataset, state = ended("outlier_steals")
    assert state.health[1].owner == 80
    assert dataset.X[80, 0] == 20.0 == dataset.X.max()
    assert state.mixture.weights[0] > 0.98


def test_the_line_holds_its_points_to_the_last_bit():
    X = scene("collapse_line").dataset().X[60:]
    assert np.all(X[:, 0] + 2.0 * X[:, 1] == 11.0)


def test_petals_of_one_width_are_many():
    X = scene("iris_collapse").dataset().X
    assert np.sum(X[:, 1] == 0.2) == 29


def test_identical_starts_stay_identical_and_part_after_a_nudge():
    shown = scene("identical_starts")
    X = shown.dataset().X
    state = fit(X, shown.start, shown.settings)
    assert np.array_equal(state.mixture.means[0], state.mixture.means[1])
    means = np.array([[0.2, 0.0], [0.0, 0.0]])
    parted = fit(X, Mixture(shown.start.weights, means, shown.start.covariances), shown.settings)
    assert abs(parted.mixture.means[0, 0] - parted.mixture.means[1, 0]) > 5.0


def test_k_means_cuts_the_ellipses_that_em_finds():
    dataset, state = ended("kmeans_contrast")
    halves = KMeans(2, n_init=10, random_state=0).fit(dataset.X)
    assert right(dataset.labels, halves.labels_) == 0.5175
    assert right_by(dataset, state.mixture) == 0.9875
    assert state.n_iter == 50


def test_a_local_optimum_is_left_by_one_drag():
    shown = scene("local_optimum")
    dataset, state = ended("local_optimum")
    assert state.log_likelihood == pytest.approx(-847.294, abs=5e-4)
    means = np.array([[-4.5, 0.0], [-3.0, 0.0], [6.5, -0.5]])
    moved = Mixture(shown.start.weights, means, shown.start.covariances)
    assert fit(dataset.X, moved, shown.settings).log_likelihood == pytest.approx(-826.586, abs=5e-4)


def test_exchanged_starts_end_exchanged():
    shown = scene("label_swap")
    dataset, state = ended("label_swap")
    start = Mixture(shown.start.weights, shown.start.means[::-1], shown.start.covariances)
    other = fit(dataset.X, start, shown.settings)
    assert state.log_likelihood == pytest.approx(-622.993, abs=5e-4)
    assert other.log_likelihood == pytest.approx(state.log_likelihood, rel=1e-12)
    assert other.mixture.means[::-1] == pytest.approx(state.mixture.means, rel=1e-9)


def test_round_gaussians_fall_into_the_scale_trap_and_diagonal_ones_do_not():
    dataset, state = ended("scale_trap")
    assert right_by(dataset, state.mixture) == 0.54
    for seed in range(3):
        rng = np.random.default_rng(seed)
        start = initialize(dataset.X, 2, rng=rng, covariance_type="diag")
        diagonal = fit(dataset.X, start, EMSettings(covariance_type="diag"))
        assert right_by(dataset, diagonal.mixture) == 0.995


def test_six_components_climb_higher_than_two_and_are_worse_by_bic():
    dataset, six = ended("too_many_components")
    start = Mixture([0.5, 0.5], [[-3.0, 0.0], [3.0, 0.0]], [np.eye(2)] * 2)
    two = fit(dataset.X, start, EMSettings())
    assert six.log_likelihood == pytest.approx(-781.229, abs=5e-4)
    assert two.log_likelihood == pytest.approx(-797.684, abs=5e-4)
    criteria = [
        bic(state.log_likelihood, n_parameters(k, 2, "full"), dataset.n_samples)
        for state, k in ((two, 2), (six, 6))
    ]
    assert criteria == pytest.approx([1655.7, 1754.3], abs=0.05)


def test_overlap_makes_em_slow():
    shown = scene("slow_convergence")
    dataset, state = ended("slow_convergence")
    # The last iterations gain what rounding leaves of them.
    assert state.n_iter == pytest.approx(1346, abs=2)
    loose = fit(dataset.X, shown.start, EMSettings(tol=1e-6))
    assert loose.n_iter < 0.2 * state.n_iter
    assert loose.log_likelihood < state.log_likelihood


def test_petals_find_their_species():
    dataset, state = ended("iris_petals")
    found = predict_proba(dataset.X, state.mixture).argmax(axis=1)
    assert np.sum(found == dataset.labels) == 146
    # That of outside arithmetic with 50 digits, which begins elsewhere and is not all the way.
    assert state.log_likelihood == pytest.approx(-135.31158, abs=5e-5)


def test_iris_petals_are_those_of_scikit_learn():
    from sklearn.datasets import load_iris

    truth = load_iris()
    dataset = scene("iris_petals").dataset()
    assert np.array_equal(dataset.X, truth.data[:, 2:])
    assert np.array_equal(dataset.labels, truth.target)
    assert dataset.names == ("petal_length", "petal_width")


def test_galaxies_are_those_of_mass_and_end_where_mclust_would():
    shown = scene("galaxies")
    dataset, state = ended("galaxies")
    assert dataset.X.shape == (82, 1)
    assert dataset.X[[0, 77, 81], 0].tolist() == [9.172, 26.69, 34.279]
    assert state.log_likelihood == pytest.approx(-199.252694, abs=5e-7)
    variances = shown.start.covariances * [[[1.0]], [[1.0]], [[9.0]], [[1.0]]]
    means = [[10.0], [20.0], [23.0], [33.0]]
    better = fit(dataset.X, Mixture(shown.start.weights, means, variances), shown.settings)
    assert better.log_likelihood == pytest.approx(-197.454, abs=5e-4)


def test_bishops_start_climbs_as_the_reference_does():
    """The start is that of a trajectory computed with 50 digits."""
    truth = json.loads((REFERENCE / "trajectory" / "R05_prml_fig98.json").read_text("utf-8"))
    shown = scene("old_faithful_bishop")
    X = shown.dataset().X
    np.testing.assert_allclose(X, truth["X"], atol=1e-14)
    for name, values in truth["init"].items():
        np.testing.assert_array_equal(getattr(shown.start, name), values)
    states = list(iterate_em(X, shown.start, shown.settings))
    climbed = [state.log_likelihood for state in states]
    np.testing.assert_allclose(climbed, truth["truth"]["loglik_double"][: len(states)], rtol=1e-12)
    said = [climbed[1], climbed[5], climbed[10]]
    assert said == pytest.approx([-519.998, -439.733, -385.948], abs=5e-4)


@pytest.mark.parametrize("name", ["galaxies", "iris_petals", "old_faithful"])
def test_shipped_data_have_a_source(name):
    sources = resource_path("data", "SOURCES.md").read_text(encoding="utf-8")
    assert f"`{name}.csv`" in sources
