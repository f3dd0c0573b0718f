"""The two steps by themselves: what they give, keep, and refuse."""

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from gmm_explorer.em import (
    CancelledError,
    EmptyComponentError,
    EMSettings,
    InvalidDataError,
    Mixture,
    SingularCovarianceError,
    diagnose,
    e_step,
    fit,
    iterate_em,
    log_density,
    m_step,
    predict_proba,
    prepare,
    score_samples,
)

X = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 2.0], [5.0, 5.0]])
EYE = np.eye(2)


def pair(second=EYE, weights=(0.5, 0.5)):
    return Mixture(weights, [[0, 0], [5, 5]], [EYE, second])


@pytest.mark.parametrize("data", [X, prepare(X)], ids=["array", "prepared"])
def test_a_singular_component_is_named_with_what_to_do(data):
    for singular in (np.zeros((2, 2)), [[1.0, 1.0], [1.0, 1.0]]):
        with pytest.raises(SingularCovarianceError, match=r"component 2: .* reg_covar") as caught:
            e_step(data, pair(singular))
        assert caught.value.component == 1
        assert caught.value.reason
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_run_from_a_singular_start_ends_at_once_and_names_it():
    (state,) = iterate_em(X, pair(np.zeros((2, 2))), EMSettings())
    assert state.outcome.name == "DEGENERATE"
    assert state.log_likelihood == np.inf
    assert [h.is_collapsed for h in state.health] == [False, True]


def test_a_singular_component_without_weight_is_named_too():
    with pytest.raises(SingularCovarianceError, match="component 2"):
        e_step(X, pair(np.zeros((2, 2)), (1.0, 0.0)))


def test_a_weight_of_zero_takes_no_point():
    r = e_step(X, pair(weights=(1.0, 0.0))).responsibilities
    assert r.tolist() == [[1, 0]] * 4


def test_an_empty_component_keeps_its_place_or_is_named():
    r = np.array([[1.0, 0.0]] * 4)
    before = pair(2 * EYE)
    after = m_step(X, r, EMSettings(), before)
    assert after.weights.tolist() == [1, 0]
    assert after.means[1].tolist() == [5, 5]
    assert np.array_equal(after.covariances[1], 2 * EYE)
    with pytest.raises(EmptyComponentError, match=r"component 2: .*previous") as caught:
        m_step(X, r, EMSettings())
    assert caught.value.component == 1
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_the_mean_moves_first_and_the_divisor_is_n():
    mixture = m_step(X, np.ones((4, 1)), EMSettings(reg_covar=0.5))
    np.testing.assert_allclose(mixture.means[0], X.mean(axis=0))
    np.testing.assert_allclose(mixture.covariances[0], np.cov(X.T, bias=True) + 0.5 * EYE)


def test_density_names():
    mixture = pair()
    assert np.array_equal(score_samples(X, mixture), log_density(X, mixture))
    assert np.array_equal(predict_proba(X, mixture), e_step(X, mixture).responsibilities)
    assert predict_proba([[2.5, 2.5]], pair(weights=(0.9, 0.1)))[0] == pytest.approx([0.9, 0.1])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ([1.0, 2.0], r"X\[:, None\]"),
        (np.zeros((0, 2)), "at least one row"),
        ([[1.0, np.nan]], "row 1, column 2"),
        ([[1.0, 0.0], [np.inf, 0.0]], "row 2, column 1"),
        ([["a", "b"]], "no table of numbers"),
        ([[1.0, 2.0, 3.0]], "3 columns and the mixture 2"),
        ([[1e200, 0.0]], "too far"),
    ],
)
def test_data_that_cannot_be_used_is_refused_by_place(data, reason):
    with pytest.raises(InvalidDataError, match=reason):
        e_step(data, pair())


@pytest.mark.parametrize(
    "responsibilities",
    [np.ones((3, 2)), np.ones(4), np.zeros((4, 2)), -np.ones((4, 2)), np.full((4, 2), np.nan)],
)
def test_responsibilities_that_are_none_are_refused(responsibilities):
    with pytest.raises(InvalidDataError, match="responsibilities"):
        m_step(X, responsibilities, EMSettings(), pair())


def test_a_spread_that_cannot_be_squared_is_refused():
    for values in ([0, 1e-200], [0, 1e200]):
        with pytest.raises(InvalidDataError, match="column 1 spreads"):
            prepare(np.array(values)[:, None])


def test_sizes_that_float64_cannot_compare_are_refused():
    with pytest.raises(InvalidDataError, match=r"column 1 reaches .* column 2"):
        prepare([[0.0, 0.0], [1e90, 1.0]])
    for mixture in (Mixture([1.0], [[1e90, 0]], [EYE]), Mixture([1.0], [[0, 0]], [1e200 * EYE])):
        with pytest.raises(InvalidDataError, match="component 1 is farther"):
            fit(X, mixture, EMSettings())


def test_health_of_a_mixture_at_hand():
    cloud = np.random.default_rng(0).normal(size=(100, 2))
    shapes = [EYE, 1e-8 * EYE, 1e-14 * EYE, np.diag([1, 1e-14])]
    mixture = Mixture([0.25] * 4, [[0, 0], [1, 1], cloud[7], [0, 0]], shapes)
    health = diagnose(cloud, mixture)
    assert [h.status for h in health] == ["healthy", "shrinking", "point", "line"]
    assert [h.owner for h in health] == [None, None, 7, None]
    assert [h.n_effective for h in health] == [25] * 4
    assert health[3].condition == pytest.approx(1e14, rel=1)
    assert diagnose(cloud, pair(0 * EYE))[1].condition == np.inf
    gone = diagnose(cloud, pair(), np.tile([1.0, 0.0], (100, 1)))
    assert [h.status for h in gone] == ["healthy", "empty"]


@pytest.mark.parametrize("n_features", [1, 2, 3])
def test_a_component_wider_than_numbers_are_is_no_collapse(n_features):
    cloud = np.random.default_rng(0).normal(size=(60, n_features)) * 1e-100
    shapes = [np.eye(n_features) * size for size in (1e-200, 1e120)]
    shapes[1][0, 0] = 1e-200
    mixture = Mixture([0.5, 0.5], np.zeros((2, n_features)), shapes)
    health = diagnose(cloud, mixture)
    assert [one.status for one in health] == ["healthy", "healthy"]
    assert all(0.1 < one.min_eigenvalue < 10.0 for one in health)


def test_health_in_three_dimensions():
    cloud = np.random.default_rng(0).normal(size=(50, 3))
    mixture = Mixture([1.0], [[0, 0, 0]], [np.diag([1, 1, 1e-13])])
    assert diagnose(cloud, mixture)[0].status == "line"


def test_a_point_beyond_measure_is_named_whatever_the_correlation():
    leaning = Mixture([1.0], [[0, 0]], [[[1.0, 0.9], [0.9, 1.0]]])
    with pytest.raises(InvalidDataError, match="point 2 is too far"):
        e_step([[0.0, 0.0], [1e300, -1e300]], leaning)


def test_importing_em_imports_no_scipy():
    code = "import sys, gmm_explorer.em; print('scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_no_iteration_is_asked_for():
    state = fit(X, pair(), EMSettings(max_iter=0))
    assert (state.n_iter, state.outcome.name) == (0, "MAX_ITER")


def test_e_steps_on_the_same_data_do_not_disturb_each_other():
    rng = np.random.default_rng(0)
    data = prepare(rng.normal(size=(3000, 2)))
    mixtures = [
        Mixture(np.full(k, 1 / k), rng.normal(size=(k, 2)), np.tile(np.eye(2), (k, 1, 1)))
        for k in (1, 2, 3, 3, 2, 5, 3, 1) * 8
    ]
    alone = [e_step(prepare(data.X), mixture) for mixture in mixtures]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda mixture: e_step(data, mixture), mixtures))
    for one, other in zip(alone, together, strict=True):
        assert other.log_likelihood == pytest.approx(one.log_likelihood, rel=1e-14)
        np.testing.assert_allclose(other.responsibilities, one.responsibilities, atol=1e-14)


def test_an_e_step_that_was_cancelled_leaves_the_next_one_as_it_was():
    X = np.random.default_rng(0).normal(size=(50_000, 2))
    data = prepare(X)
    with pytest.raises(CancelledError):
        e_step(data, pair(), lambda: True)
    expected = e_step(prepare(X), pair())
    assert e_step(data, pair()).log_likelihood == expected.log_likelihood
