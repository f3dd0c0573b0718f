"""Warnings of collapses: they come before, and never for what is tight but sound."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmm_explorer.em import iterate_em, iterations_left, prepare, smallest_eigenvalues


def warnings(case):
    """Return by component the iterations after which it is warned of, with the iterations left."""
    course, found = [], {}
    for state in iterate_em(case.X, case.start, case.settings):
        course.append([one.min_eigenvalue for one in state.health])
        for k, one in enumerate(state.health):
            recent = [eigenvalues[k] for eigenvalues in course[-3:]]
            left = iterations_left(recent, one.n_effective, case["D"])
            if left is not None and not one.is_collapsed:
                found.setdefault(k + 1, {})[state.n_iter] = left
    return found


def test_no_sound_trajectory_raises_an_alarm(trajectory):
    assert warnings(trajectory) == {}


@pytest.mark.parametrize("name", ["N01", "N04", "N05"])
def test_what_is_tight_but_sound_raises_no_alarm(case_named, name):
    assert warnings(case_named(name)) == {}


@pytest.mark.parametrize(
    ("name", "component", "before"), [("C22", 1, 1), ("C23", 5, 2), ("C13", 4, 1)]
)
def test_a_collapse_is_warned_of_before_it_happens(case_named, name, component, before):
    case = case_named(name)
    *_, last = iterate_em(case.X, case.start, case.settings)
    warned = warnings(case)[component]
    # Collapses speed up, so that the pace of the moment promises too many iterations.
    assert warned[last.n_iter - before] >= before


def test_a_dive_of_too_few_points_is_told_while_it_is_wide_yet():
    assert iterations_left([3.0, 1.0, 0.2], 1.0, 2) == 14
    assert iterations_left([3.0, 1.0, 0.2], 40.0, 2) is None


def test_the_iterations_left_are_those_of_a_geometric_fall():
    # 1e-4 to 1e-10 in factors of ten.
    assert iterations_left([1e-2, 9e-4, 8e-5], 2.0, 2) == 6
    assert iterations_left([2e-2, 1e-3, 1e-5], 2.0, 2) == 3


@pytest.mark.parametrize(
    ("eigenvalues", "n_effective"),
    [
        ([3.0, 1.0, 0.4], 1.0),  # fast, yet wide still
        ([1e-3], 1.0),
        ([1e-3, 1e-4, 1e-4], 1.0),
        ([1e-2, 1e-4, 1e-5], 1.0),  # ever slower
        ([9e-3, 8e-3, 6e-3], 40.0),  # of many points
        ([1e-3, 1e-4, 0.0], 1.0),
    ],
)
def test_what_settles_is_not_shrinking(eigenvalues, n_effective):
    assert iterations_left(eigenvalues, n_effective, 2) is None


@given(
    axes=st.tuples(st.floats(1e-6, 1e3), st.floats(1e-6, 1e3)),
    angle=st.floats(0.0, np.pi),
    scale=st.tuples(st.floats(1e-3, 1e3), st.floats(1e-3, 1e3)),
)
def test_smallest_eigenvalues_are_those_of_lapack(axes, angle, scale):
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    covariance = turn * np.square(axes) @ turn.T
    covariance = (covariance + covariance.T) / 2
    scaled = covariance / np.outer(scale, scale)
    found = smallest_eigenvalues(covariance[None], np.array(scale))
    truth = np.linalg.eigvalsh(scaled)
    assert found[0] == pytest.approx(max(truth[0], 0.0), rel=1e-6, abs=1e-13 * truth[1])


def test_of_one_and_three_features_too(case_named):
    for name in ("R01", "R18"):
        case = case_named(name)
        *_, last = iterate_em(case.X, case.start, case.settings)
        found = smallest_eigenvalues(last.mixture.covariances, prepare(case.X).scale)
        expected = [one.min_eigenvalue for one in last.health]
        assert found == pytest.approx(expected, rel=1e-12)
