"""How far EM still has to go, and when nobody can tell."""

import numpy as np
import pytest

from gmm_explorer.em import EMSettings
from gmm_explorer.model import Obstacle, outlook

SETTINGS = EMSettings(tol=1e-6)
N = 100


def test_a_geometric_sequence_has_its_limit_and_its_end():
    values = -50.0 - 3.0 * 0.8 ** np.arange(30)
    ahead = outlook(values, SETTINGS, N)
    assert ahead.forecast.limit == pytest.approx(-50.0)
    last = int(np.argmax(3.0 * 0.2 * 0.8 ** np.arange(200) < 1e-4)) + 1
    assert 29 + ahead.iterations_left == pytest.approx(last, abs=1)


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
    ],
)
def test_it_is_honest_where_nothing_can_be_estimated(values, obstacle):
    ahead = outlook(np.array(values), SETTINGS, N)
    assert ahead == (None, None, obstacle)
