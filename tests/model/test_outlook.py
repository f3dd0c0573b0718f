"""How far EM still has to go, and when nobody can tell."""

from dataclasses import replace

import numpy as np
import pytest

from gmm_explorer.em import EMSettings, iterate_em
from gmm_explorer.model import Obstacle, outlook
from gmm_explorer.scenes import scenes

SETTINGS = EMSettings(tol=1e-6)
N = 100


def test_a_geometric_sequence_has_its_limit_and_its_end():
    values = -50.0 - 3.0 * 0.8 ** np.arange(30)
    ahead = outlook(values, SETTINGS, N)
    assert ahead.forecast.limit == pytest.approx(-50.0)
    last = int(np.argmax(3.0 * 0.2 * 0.8 ** np.arange(200) < 1e-4)) + 1
    assert 29 + ahead.iterations_left == pytest.approx(last, abs=1)


def test_bishops_old_faithful_is_never_said_to_end_far_above_where_it_does():
    (scene,) = (scene for scene in scenes() if scene.name == "old_faithful_bishop")
    X = scene.dataset().X
    settings = replace(scene.settings, tol=0.0, max_iter=200)
    climbed = np.array([s.log_likelihood for s in iterate_em(X, scene.start, settings)])
    for stop in range(3, len(climbed)):
        ahead = outlook(climbed[:stop], SETTINGS, len(X))
        assert ahead.forecast is None or ahead.forecast.limit < climbed[-1] + 60.0


def test_without_a_tolerance_there_is_a_limit_but_no_end():
    ahead = outlook(np.array([0.0, 2.0, 3.0]), EMSettings(tol=0.0), N)
    assert ahead.forecast.limit == pytest.approx(4.0)
    assert ahead.iterations_left is None


@pytest.mark.parametrize(
    ("values", "obstacle"),
    [
        ([1.0], Obstacle.TOO_FEW),
        ([1.0, 2.0], Obstacle.TOO_FEW),
        ([1.0, 2.0, np.inf], Obstacle.INFINITE),
        ([-np.inf, 1.0, 2.0], Obstacle.INFINITE),
        ([1.0, 2.0, 1.5], Obstacle.FELL),
        ([2.0, 1.0, 1.5], Obstacle.FELL),
        ([1.0, 2.0, 4.0], Obstacle.GROWING),
        ([1.0, 2.0, 3.0], Obstacle.GROWING),
        ([1.0, 2.0, 2.0], Obstacle.AT_REST),
        ([-1e6, -1e6 + 1e-7, -1e6 + 1e-8], Obstacle.AT_REST),
        ([0.0, 1000.0, 1032.6, 1064.5], Obstacle.UNSETTLED),
        ([0.0, 10.0, 30.0, 49.0], Obstacle.UNSETTLED),
    ],
)
def test_it_is_honest_where_nothing_can_be_estimated(values, obstacle):
    ahead = outlook(np.array(values), SETTINGS, N)
    assert ahead == (None, None, obstacle)
