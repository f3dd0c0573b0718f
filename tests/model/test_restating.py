"""States told in other units."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmm_explorer.data import Dataset
from gmm_explorer.em import EMSettings, Mixture, e_step, log_density
from gmm_explorer.model import Snapshot, edits
from gmm_explorer.model.restating import standardised

X = np.random.default_rng(0).normal(size=(50, 2)) * [1.0, 300.0] + [5.0, -1e4]
MIXTURE = Mixture(
    np.array([0.3, 0.7]),
    np.array([[4.0, -1e4], [6.0, -9.8e3]]),
    np.array([[[1.0, 90.0], [90.0, 9e4]], [[2.0, -50.0], [-50.0, 5e4]]]),
)
STATE = Snapshot(dataset=Dataset.from_array(X), mixture=MIXTURE, assigned_by=MIXTURE, n_iter=4)


@given(st.sampled_from(["full", "diag"]))
def test_it_is_the_same_density_with_the_same_responsibilities(family):
    before = edits.change_settings(STATE, EMSettings(family))
    after = standardised(before, True)
    scale = after.dataset.scale
    np.testing.assert_allclose(after.dataset.X.std(axis=0), 1.0)
    np.testing.assert_allclose(
        log_density(after.dataset.X, after.mixture) - np.log(scale).sum(),
        log_density(X, before.mixture),
        rtol=1e-9,
    )
    np.testing.assert_allclose(
        e_step(after.dataset.X, after.mixture).responsibilities,
        e_step(X, before.mixture).responsibilities,
        atol=1e-9,
    )
    assert after.n_iter == 4


def test_there_and_back_is_the_same_state():
    back = standardised(standardised(STATE, True), False)
    np.testing.assert_allclose(back.mixture.means, MIXTURE.means, rtol=1e-12)
    np.testing.assert_allclose(back.mixture.covariances, MIXTURE.covariances, rtol=1e-9)
    np.testing.assert_array_equal(back.dataset.X, X)


def test_colours_stay_whose_they_are():
    assert standardised(STATE, True).needs_e_step is False
    other = replace(STATE, assigned_by=edits.move_mean(STATE, 0, [3.0, -1e4]).mixture)
    after = standardised(other, True)
    assert after.needs_e_step
    assert after.assigned_by is not after.mixture
    assert standardised(replace(STATE, assigned_by=None), True).assigned_by is None


def test_spheres_stay_spheres():
    before = edits.change_settings(STATE, EMSettings("spherical"))
    covariance = standardised(before, True).mixture.covariances[0]
    assert covariance[0, 1] == 0.0
    assert covariance[0, 0] == pytest.approx(covariance[1, 1])


@pytest.mark.parametrize("on", [True, False])
def test_nothing_changes_where_nothing_is_asked(on):
    assert standardised(Snapshot(), on).dataset is None
    state = standardised(STATE, on)
    assert standardised(state, on) is state
