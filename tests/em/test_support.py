"""Collapses and sound fits made up for this test: neither a false alarm nor a miss."""

import math

import numpy as np
import pytest

from gmm_explorer.em import EMSettings, Mixture, Outcome, diagnose, fit, iterate_em

FAMILIES = ("full", "diag", "spherical", "tied")
RNG = np.random.default_rng(1)
CLOUD = RNG.normal(size=(80, 2))
SOUND = np.concatenate([CLOUD, RNG.normal(size=(60, 2)) * [0.5, 1.2] + [6.0, 2.0]])
SOUND_START = ([0.5, 0.5], [[0.5, 0.0], [5.0, 2.0]], [np.eye(2)] * 2)
STRETCH = np.linspace(0.0, 1.0, 7)
ADDED = {
    "a far point": [[3.0, 20.0]],
    "two equal points": [[3.0, 20.0]] * 2,
    "25 copies": [[3.1, 19.7]] * 25,
    "three on a line": [[3.0, 19.0], [4.0, 20.5], [5.0, 22.0]],
    "seven on a line that float64 cannot hold": np.column_stack(
        [3.0 + 1.7 * STRETCH, 19.0 + STRETCH * math.pi / 3]
    ),
    "a level line": [[3.0, 20.1], [4.0, 20.1], [5.0, 20.1]],
    "five points a billionth apart": [3.0, 20.0] + 1e-9 * RNG.normal(size=(5, 2)),
}


def tight_pair(width, n_features=2):
    """Return two clusters of 50 points each, as far apart as 1 / width of their widths."""
    noise = np.random.default_rng(2).normal(size=(100, n_features)) * width
    X = noise + np.repeat([[0.0], [1.0]], 50, axis=0)
    means = np.array([[0.0], [1.0]]) * np.ones(n_features)
    return X, Mixture([0.5, 0.5], means, [0.01 * np.eye(n_features)] * 2)


def collapsed(state):
    return {k for k, one in enumerate(state.health) if one.is_collapsed}


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("n_features", [1, 2, 3])
@pytest.mark.parametrize("width", [1e-4, 1e-5, 1e-6, 1e-8])
def test_tight_clusters_of_many_points_raise_no_alarm(width, n_features, family):
    X, start = tight_pair(width, n_features)
    states = list(iterate_em(X, start, EMSettings(family)))
    assert states[-1].outcome is Outcome.CONVERGED
    assert collapsed(states[-1]) == set()
    values = np.array([state.log_likelihood for state in states])
    assert np.all(np.diff(values) > -1e-6 * np.abs(values[1:]))
    variances = states[-1].mixture.covariances.diagonal(axis1=1, axis2=2) / width**2
    assert np.all((variances > 0.3) & (variances < 2.0))


def test_far_from_everything_else_a_tight_cluster_is_sound():
    rng = np.random.default_rng(3)
    X = np.concatenate([rng.normal(size=(60, 2)), 1e-3 * rng.normal(size=(60, 2)) + 1e6])
    start = Mixture([0.5, 0.5], [[0, 0], [1e6, 1e6]], [np.eye(2)] * 2)
    assert collapsed(fit(X, start, EMSettings())) == set()


def test_few_points_however_different_are_not_enough():
    X, start = tight_pair(1e-6)
    few = np.concatenate([X[:50], X[50:70]])
    assert collapsed(fit(few, start, EMSettings())) == {1}


def test_copies_of_few_points_are_not_many():
    X, start = tight_pair(1e-6)
    copies = np.concatenate([X[:50], np.repeat(X[50:55], 20, axis=0)])
    assert collapsed(fit(copies, start, EMSettings())) == {1}


def test_what_float64_has_rounded_away_is_no_width():
    X, start = tight_pair(1e-8)
    offset = 1e7  # whose neighbours are 2e-9 apart
    moved = Mixture(start.weights, start.means + offset, start.covariances)
    assert collapsed(fit(X + offset, moved, EMSettings())) == {0, 1}


def test_a_line_is_no_tight_cluster_though_it_is_of_many_points():
    along = np.random.default_rng(4).normal(size=60)
    line = np.column_stack([9.0 + along, 9.0 + along * math.pi])
    X = np.concatenate([CLOUD, line])
    start = Mixture([0.5, 0.5], [[0, 0], [9, 9]], [np.eye(2), 4.0 * np.eye(2)])
    last = fit(X, start, EMSettings())
    assert collapsed(last) == {1}
    assert last.health[1].status == "line"


@pytest.mark.parametrize("added", ADDED)
@pytest.mark.parametrize(
    ("scale", "offset"), [(1.0, 0.0), (1e-9, 0.0), (1e9, 0.0), (1.0, 1e6), (1.0, 1e9)]
)
def test_a_collapse_is_named_at_any_place_and_scale(added, scale, offset):
    points = np.asarray(ADDED[added])
    X = np.concatenate([SOUND, points]) * scale + offset
    _, means, covariances = SOUND_START
    means = np.concatenate([means, points.mean(axis=0, keepdims=True)]) * scale + offset
    start = Mixture([0.45, 0.45, 0.1], means, np.array([*covariances, np.eye(2)]) * scale**2)
    last = fit(X, start, EMSettings())
    assert last.outcome is Outcome.DEGENERATE
    assert collapsed(last) == {2}
    assert not math.isnan(last.log_likelihood)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e9])
@pytest.mark.parametrize("offset", [0.0, 1e6, 1e9])
def test_a_sound_fit_raises_no_alarm_at_any_place_and_scale(family, scale, offset):
    weights, means, covariances = SOUND_START
    place = offset * scale
    start = Mixture(weights, np.array(means) * scale + place, np.array(covariances) * scale**2)
    last = fit(SOUND * scale + place, start, EMSettings(family))
    assert last.outcome is Outcome.CONVERGED
    assert collapsed(last) == set()


@pytest.mark.parametrize("n_features", [3, 4])
def test_flat_data_of_more_features_are_named(n_features):
    rng = np.random.default_rng(5)
    X = np.outer(rng.normal(size=50), rng.normal(size=n_features))
    start = Mixture([0.5, 0.5], X[:2], [np.eye(n_features)] * 2)
    last = fit(X, start, EMSettings())
    assert last.outcome is Outcome.DEGENERATE
    assert collapsed(last)


def test_four_corners_of_many_copies_collapse_without_an_error():
    """Their variances fall to 1e-307, beside which float64 has no room for a correlation."""
    X = np.random.default_rng(1).integers(0, 2, size=(100, 2)).astype(float)
    start = Mixture(np.full(4, 0.25), [[0, 0], [0, 1], [1, 0], [1, 1]], [0.05 * np.eye(2)] * 4)
    last = fit(X, start, EMSettings())
    assert last.outcome is Outcome.DEGENERATE
    assert collapsed(last) == {0, 1, 2, 3}


@pytest.mark.parametrize("variance", [1e-307, 5e-320, -1e-320])
def test_what_rounding_left_of_a_variance_takes_its_covariances_along(variance):
    covariance = np.array([[[variance, 4e-308], [4e-308, -1e-320]]])
    mixture = Mixture.trusted(np.ones(1), np.zeros((1, 2)), covariance)
    left = mixture.without_negative_variances().covariances[0]
    assert left[1, 1] == left[0, 1] == 0.0
    assert left[0, 0] >= 0.0


def test_diagnosis_without_responsibilities_agrees():
    X, start = tight_pair(1e-6)
    last = fit(X, start, EMSettings())
    assert [one.status for one in diagnose(X, last.mixture)] == [one.status for one in last.health]
