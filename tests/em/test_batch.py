"""Many starts at once end where each ends alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gmm_explorer.em import (
    COVARIANCE_TYPES,
    EMSettings,
    InvalidDataError,
    Mixture,
    Outcome,
    Prior,
    fit,
    fit_batch,
    initialize,
    iterate_batch,
    prepare,
)

METHODS = ["random", "random-from-data", "k-means++", "random-responsibilities"]


def starts_on(data, n_components, n_starts, rng, covariance_type="full"):
    return [
        initialize(data, n_components, METHODS[i % 4], rng, covariance_type)
        for i in range(n_starts)
    ]


def assert_each_as_alone(data, starts, em_settings):
    batch = fit_batch(data, starts, em_settings)
    assert batch.starts.tolist() == list(range(len(starts)))
    for row, start in enumerate(starts):
        alone = fit(data, start, em_settings)
        if alone.outcome is Outcome.DEGENERATE or batch.outcomes[row] is Outcome.DEGENERATE:
            # Rounding can decide in which iteration a collapse crosses the bound.
            assert batch.outcomes[row] is alone.outcome
            assert abs(int(batch.n_iter[row]) - alone.n_iter) <= 1
            continue
        assert (batch.outcomes[row], batch.n_iter[row]) == (alone.outcome, alone.n_iter)
        room = 1e-9 * max(data.n_samples, abs(alone.log_likelihood))
        assert abs(batch.log_likelihoods[row] - alone.log_likelihood) <= room
        np.testing.assert_allclose(batch.weights[row], alone.mixture.weights, atol=1e-6)
        np.testing.assert_allclose(
            batch.mixture(row).means / data.scale, alone.mixture.means / data.scale, atol=1e-6
        )


@settings(max_examples=25)
@given(
    st.integers(0, 2**32 - 1),
    st.integers(1, 3),
    st.integers(1, 4),
    st.sampled_from(COVARIANCE_TYPES),
    st.sampled_from([0.0, 1e-6]),
    st.sampled_from([0.0, 1e-5]),
    st.floats(-2.5, 0.5),
)
def test_a_batch_is_its_runs(seed, n_features, n_components, family, reg_covar, tol, spread):
    rng = np.random.default_rng(seed)
    centres = rng.uniform(-10, 10, (n_components, n_features))
    of = rng.integers(n_components, size=90)
    data = prepare(centres[of] + 10**spread * rng.normal(size=(90, n_features)))
    starts = starts_on(data, n_components, 8, rng, family)
    assert_each_as_alone(data, starts, EMSettings(family, reg_covar, tol=tol, max_iter=15))


def test_more_starts_than_are_under_way_at_once():
    rng = np.random.default_rng(2)
    data = prepare(rng.normal(size=(3000, 1)) + 4 * rng.integers(3, size=(3000, 1)))
    assert_each_as_alone(data, starts_on(data, 3, 90, rng), EMSettings(tol=1e-4, max_iter=30))


def test_data_too_long_or_with_a_prior_is_fitted_start_by_start():
    rng = np.random.default_rng(3)
    data = prepare(rng.normal(size=(60_000, 2)))
    assert_each_as_alone(data, starts_on(data, 2, 2, rng), EMSettings(tol=0, max_iter=2))
    few = prepare(rng.normal(size=(60, 2)))
    assert_each_as_alone(few, starts_on(few, 3, 4, rng), EMSettings(prior=Prior(), max_iter=20))


def test_collapses_end_in_the_batch_as_alone(collapse):
    if collapse["id"].startswith("N02"):
        return
    data = prepare(collapse.X)
    alone = fit(data, collapse.start, collapse.settings)
    batch = fit_batch(data, [collapse.start] * 3, collapse.settings)
    assert set(batch.outcomes) == {alone.outcome}
    assert set(batch.n_iter.tolist()) == {alone.n_iter}


def test_a_start_that_sits_on_one_point_is_left_to_itself():
    rng = np.random.default_rng(5)
    data = prepare(rng.normal(size=(80, 2)))
    tiny = 1e-12 * np.eye(2)
    starts = [
        Mixture([0.5, 0.5], data.X[:2], [np.eye(2), np.eye(2)]),
        Mixture([0.5, 0.5], data.X[:2], [np.eye(2), tiny]),
        Mixture([0.5, 0.5], [[0, 0], [1e4, 1e4]], [np.eye(2), np.eye(2)]),
        Mixture([1.0, 0.0], data.X[:2], [np.eye(2), np.eye(2)]),
    ]
    assert_each_as_alone(data, starts, EMSettings(max_iter=10))


def test_nothing_to_do_together():
    data = prepare(np.random.default_rng(5).normal(size=(30, 1)))
    tiny = [Mixture([1.0], data.X[:1], [[[1e-14]]])] * 3
    assert_each_as_alone(data, tiny, EMSettings(max_iter=5))


def test_results_come_as_they_end_and_stop_when_cancelled():
    rng = np.random.default_rng(6)
    data = prepare(rng.normal(size=(100, 2)))
    starts = starts_on(data, 3, 20, rng)
    asked = []
    parts = list(
        iterate_batch(data, starts, EMSettings(tol=1e-4), lambda: asked.append(1) is not None)
    )
    assert len(parts) > 1
    assert sorted(i for part in parts for i in part.starts.tolist()) == list(range(20))
    answers = iter([False] * (len(asked) * 2 // 3) + [True] * len(asked))
    fewer = fit_batch(data, starts, EMSettings(tol=1e-4), lambda: next(answers))
    assert 0 < len(fewer) < 20
    with pytest.raises(InvalidDataError, match="cancelled"):
        fit_batch(data, starts, EMSettings(), lambda: True)


def test_starts_that_do_not_go_together_are_refused():
    data = prepare(np.arange(10.0)[:, None])
    one, two = (initialize(data, k, "quantile") for k in (1, 2))
    for starts in ([], [one, two]):
        with pytest.raises(InvalidDataError, match="alike"):
            fit_batch(data, starts, EMSettings())


def test_runs_at_rest_end_as_alone_when_there_is_no_tolerance():
    rng = np.random.default_rng(3)
    data = prepare(
        np.repeat([[0.0, 0.0], [9.0, 1.0], [2.0, 9.0]], 40, axis=0) + rng.normal(size=(120, 2))
    )
    starts = starts_on(data, 3, 40, rng)
    assert_each_as_alone(data, starts, EMSettings(reg_covar=1e-6, tol=0.0, max_iter=300))


@pytest.mark.parametrize("distance", [20.0, 60.0, 200.0])
def test_clusters_too_far_apart_for_ratios_end_as_alone(distance):
    rng = np.random.default_rng(4)
    centres = distance * np.array([[0.0, 0.0], [1.0, 0.2], [0.3, 1.0]])
    data = prepare(np.repeat(centres, 40, axis=0) + rng.normal(size=(120, 2)))
    settings = EMSettings(reg_covar=1e-6, tol=1e-7, max_iter=40)
    assert_each_as_alone(data, starts_on(data, 3, 40, rng), settings)


def test_very_tight_components_beside_wide_ones_end_as_alone():
    rng = np.random.default_rng(5)
    X = np.concatenate((rng.normal(size=(80, 2)), 1e-4 * rng.normal(size=(40, 2)) + [6.0, 2.0]))
    wide, tight = np.eye(2), 1e-9 * np.eye(2)
    starts = [
        Mixture([0.3, 0.4, 0.3], [[6.0, 2.0], mean, [0.0, 0.0]], [tight, wide, other])
        for mean in rng.normal(size=(20, 2))
        for other in (wide, tight)
    ]
    assert_each_as_alone(prepare(X), starts, EMSettings(tol=1e-8, max_iter=30))
