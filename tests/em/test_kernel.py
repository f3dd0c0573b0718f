"""The fast kernel against the textbook: the same numbers, whatever the data and the blocks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmm_explorer.em import (
    COVARIANCE_TYPES,
    CancelledError,
    EMSettings,
    Mixture,
    Outcome,
    Prior,
    e_step,
    fit,
    initialize,
    iterate_em,
    m_step,
    prepare,
    project,
)
from gmm_explorer.em.engine import TextbookEngine
from gmm_explorer.em.kernel.engine import KernelEngine, kernel_engine
from gmm_explorer.em.run import engine_for, run


def clusters(rng, n, n_features, n_components, spread):
    centres = rng.uniform(-10, 10, (n_components, n_features))
    of = rng.integers(n_components, size=n)
    stretch = rng.normal(size=(n_components, n_features, n_features)) + 2 * np.eye(n_features)
    return centres[of] + spread * np.einsum(
        "nij,nj->ni", stretch[of], rng.normal(size=(n, n_features))
    )


@st.composite
def problems(draw):
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n_features, n_components = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    # From clusters that touch to clusters a thousand times narrower than their distance.
    spread = 10.0 ** draw(st.floats(-3, 0.5))
    X = clusters(rng, draw(st.integers(12 * n_components, 200)), n_features, n_components, spread)
    X = X + draw(st.sampled_from([0.0, 1e3, 1e6])) * spread
    covariance_type = draw(st.sampled_from(COVARIANCE_TYPES))
    prior = draw(st.sampled_from([None, Prior()]))
    reg_covar = draw(st.sampled_from([0.0, 1e-3 * spread**2]))
    settings = EMSettings(covariance_type, reg_covar, prior, tol=0, max_iter=6)
    return prepare(X), initialize(X, n_components, "k-means++", rng, covariance_type), settings


def by_textbook(data, start, settings):
    prior = settings.resolved_prior(data.X, start.n_components)
    return list(run(TextbookEngine(data, settings, prior), data, start, settings))


@given(problems())
def test_kernel_and_textbook_agree(problem):
    data, start, settings = problem
    ours, theirs = list(iterate_em(data, start, settings)), by_textbook(data, start, settings)
    for one, other in zip(ours, theirs, strict=False):
        assert one.outcome is other.outcome
        if one.outcome is Outcome.DEGENERATE:
            break
        room = 1e-10 * max(data.n_samples, abs(other.log_likelihood))
        assert abs(one.log_likelihood - other.log_likelihood) <= room
        assert one.log_prior == pytest.approx(other.log_prior, rel=1e-8, abs=1e-8)
        np.testing.assert_allclose(one.mixture.weights, other.mixture.weights, atol=1e-9)
        assert project(one.mixture, settings.covariance_type) is one.mixture


@given(problems(), st.integers(1, 70))
def test_the_size_of_blocks_changes_nothing(problem, block):
    data, start, settings = problem
    whitening = data.whitening(settings.covariance_type)
    prior = settings.resolved_prior(data.X, start.n_components)
    runs = [
        list(
            run(
                kernel_engine(whitening, start.n_components, settings, prior, size),
                data,
                start,
                settings,
            )
        )
        for size in (None, block)
    ]
    for one, other in zip(*runs, strict=False):
        if Outcome.DEGENERATE in (one.outcome, other.outcome):
            break
        room = 1e-12 * max(data.n_samples, abs(other.log_likelihood))
        assert abs(one.log_likelihood - other.log_likelihood) <= room


@given(problems())
def test_responsibilities_of_prepared_data_are_the_textbooks(problem):
    data, mixture, _ = problem
    fast, plain = e_step(data, mixture), e_step(data.X, mixture)
    np.testing.assert_allclose(fast.responsibilities, plain.responsibilities, atol=1e-9)
    room = 1e-10 * max(data.n_samples, abs(plain.log_likelihood))
    assert abs(fast.log_likelihood - plain.log_likelihood) <= room
    assert not fast.responsibilities.flags.writeable


@given(problems(), st.booleans())
def test_an_m_step_on_prepared_data_is_the_textbooks(problem, is_hard):
    data, mixture, settings = problem
    r = e_step(data.X, mixture).responsibilities
    if is_hard:
        r = (r == r.max(axis=1, keepdims=True)).astype(float)
    fast, plain = m_step(data, r, settings, mixture), m_step(data.X, r, settings, mixture)
    np.testing.assert_allclose(fast.weights, plain.weights, atol=1e-12)
    np.testing.assert_allclose(fast.means / data.scale, plain.means / data.scale, atol=1e-8)
    size = np.abs(plain.covariances).max(axis=(1, 2), keepdims=True)
    size[size == 0] = data.scale_products.max()  # a component that owns one point
    np.testing.assert_allclose(fast.covariances / size, plain.covariances / size, atol=1e-8)


@pytest.mark.parametrize("n_features", [1, 2, 3])
def test_far_points_and_bright_components_take_the_long_way(n_features):
    """Points 1e3 standard deviations off every component; components of width 1e-40."""
    rng = np.random.default_rng(4)
    X = np.concatenate([rng.normal(size=(60, n_features)), np.full((3, n_features), 1e3)])
    narrow = np.broadcast_to(1e-6 * np.eye(n_features), (2, n_features, n_features))
    for mixture in (
        Mixture([0.5, 0.5], X[:2], narrow),
        Mixture([1.0, 0.0], X[:2], 1e4 * narrow),
        Mixture([0.5, 0.5], X[:2], 1e-34 * narrow),
    ):
        data = prepare(X)
        first = next(iterate_em(data, mixture, EMSettings()))
        assert first.log_likelihood == pytest.approx(e_step(X, mixture).log_likelihood, rel=1e-12)


def test_a_component_that_shrinks_at_once_keeps_its_digits(assert_same):
    """Wide at first, a millionth as wide after one M-step: its moments are taken again."""
    rng = np.random.default_rng(8)
    tight = 7 + 1e-6 * rng.normal(size=(50, 2))
    X = np.concatenate([rng.normal(size=(200, 2)), tight])
    start = Mixture([0.8, 0.2], [[0, 0], [7, 7]], [np.eye(2), np.eye(2)])
    settings = EMSettings(tol=0, max_iter=3)
    *_, last = iterate_em(X, start, settings)
    assert_same(last.mixture, by_textbook(prepare(X), start, settings)[-1].mixture, 1e-8)


@pytest.mark.parametrize(
    "X",
    [
        np.column_stack([np.arange(20.0), np.full(20, 3.0)]),
        np.column_stack([np.arange(20.0), 2 * np.arange(20.0)]),
        np.full((5, 2), 4.0),
        np.full((5, 1), 4.0),
        np.concatenate([np.random.default_rng(0).normal(size=(30, 1)), [[1e65]]]),
    ],
    ids=["constant column", "collinear", "one point", "one value", "too far to square"],
)
def test_data_without_coordinates_is_left_to_the_textbook(X):
    start = Mixture([1.0], X[:1], [100 * np.eye(X.shape[1])])
    engine = engine_for(prepare(X), start, EMSettings())
    assert isinstance(engine, TextbookEngine)
    assert not isinstance(engine, KernelEngine)
    state = fit(X, start, EMSettings(max_iter=0))
    assert np.isfinite(state.log_likelihood)


def test_prepared_data_is_checked_once_and_reused():
    X = np.random.default_rng(0).normal(size=(50, 2))
    data = prepare(X)
    assert prepare(data) is data
    assert data.whitening("full") is data.whitening("tied")
    assert not data.X.flags.writeable
    frozen = X.copy()
    frozen.flags.writeable = False
    assert prepare(frozen).X is frozen


def test_cancelling_gives_the_last_state_again():
    X = np.random.default_rng(0).normal(size=(200, 2))
    start = initialize(X, 2, rng=np.random.default_rng(0))
    answers = iter([False, False, True])
    states = list(iterate_em(X, start, EMSettings(tol=0), lambda: next(answers)))
    assert [state.outcome.name for state in states[-2:]] == ["RUNNING", "CANCELLED"]
    assert states[-1].mixture is states[-2].mixture
    assert states[-1].n_iter == states[-2].n_iter == 2


def test_long_data_is_cancelled_between_blocks():
    X = np.random.default_rng(0).normal(size=(50_000, 2))
    asked = []

    def cancelled():
        asked.append(True)
        return len(asked) == 7  # three blocks of the first pass, once before the next, three blocks

    start = initialize(X, 2, rng=np.random.default_rng(0))
    states = list(iterate_em(X, start, EMSettings(tol=0), cancelled))
    assert [state.outcome.name for state in states] == ["RUNNING", "CANCELLED"]
    assert len(asked) == 7


def test_nothing_is_there_when_the_first_pass_is_cancelled():
    X = np.random.default_rng(0).normal(size=(30_000, 2))
    start = initialize(X, 2, rng=np.random.default_rng(0))
    assert list(iterate_em(X, start, EMSettings(), lambda: True)) == []
    with pytest.raises(CancelledError):
        fit(X, start, EMSettings(), lambda: True)
    with pytest.raises(CancelledError):
        e_step(prepare(X), start, lambda: True)
