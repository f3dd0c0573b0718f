"""Numbers printed elsewhere: the tutorial's table, PRML's figure, R's mclust."""

from pathlib import Path

import numpy as np
import pytest

from gmm_explorer.em import EMSettings, Mixture, Outcome, bic, e_step, fit, initialize, n_parameters

REFERENCE = Path(__file__).parent.parent / "reference"


def tutorial_points():
    rng = np.random.RandomState(0)
    line = np.linspace(-5, 5, 20)
    draws = [rng.rand(20) for _ in range(3)]
    return np.concatenate([line * draws[0] + 10, line * draws[1] - 10, line * draws[2]])[:, None]


def test_the_tutorials_table_to_all_its_digits():
    printed = (REFERENCE / "tutorial_r_ic.csv").read_text(encoding="utf-8").split()[1:]
    deviations = np.array([5.0, 3.0, 1.0])
    start = Mixture(np.full(3, 1 / 3), [[-5.0], [8.0], [1.5]], deviations[:, None, None] ** 2)
    r = e_step(tutorial_points(), start).responsibilities
    assert [",".join(f"{value:.8e}" for value in row) for row in r] == printed


def test_the_figure_in_bishop(case_named):
    """PRML figure 9.8: the log-likelihood at L = 1, 2, 5, 20."""
    case = case_named("R05")
    last = [fit(case.X, case.start, EMSettings(tol=0, max_iter=t)) for t in (1, 2, 5, 20)]
    printed = [-519.9983, -487.4635, -439.7334, -385.4607]
    assert [state.log_likelihood for state in last] == pytest.approx(printed, abs=5e-5)


def test_old_faithful_with_two_full_components(case_named):
    case = case_named("R06")
    last = fit(case.X, case.start, EMSettings(tol=1e-12))
    assert last.outcome is Outcome.CONVERGED
    assert last.log_likelihood == pytest.approx(-1130.264, abs=5e-4)
    criterion = bic(last.log_likelihood, n_parameters(2, 2, "full"), 272)
    assert criterion == pytest.approx(2322.192, abs=5e-4)


def test_old_faithful_with_three_tied_components(case_named):
    """R's mclust (EEE,3) prints -1126.32623646826: it stops at a relative gain of 1e-5."""
    X = case_named("R06").X
    rng = np.random.default_rng(0)
    settings = EMSettings("tied", tol=1e-13)
    best = max(
        (fit(X, initialize(X, 3, "k-means", rng, "tied"), settings) for _ in range(5)),
        key=lambda state: state.log_likelihood,
    )
    assert -1126.32623646826 < best.log_likelihood < -1126.32623646826 * (1 - 1e-5)
    assert n_parameters(3, 2, "tied") == 11
    assert bic(-1126.32623646826, 11, 272) == pytest.approx(2314.31629566578, abs=1e-8)


def test_geyser_waiting_times_and_galaxies(case_named):
    waiting = case_named("R03")
    last = fit(waiting.X, waiting.start, EMSettings(tol=1e-14))
    assert last.log_likelihood == pytest.approx(-1034.0017, abs=1e-4)
    galaxies = case_named("R08")
    assert 26.69 in galaxies.X
    start = initialize(galaxies.X, 4, "quantile")
    last = fit(galaxies.X, start, EMSettings(tol=1e-13, max_iter=20000))
    assert last.log_likelihood == pytest.approx(-199.252694, abs=1e-5)
