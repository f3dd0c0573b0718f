"""How far a run has come."""

import numpy as np
import pytest

from gmm_explorer.controller.progress import Progress, progress
from gmm_explorer.em import EMSettings, Mixture, iterate_em
from gmm_explorer.model import Run, Snapshot

X = np.random.default_rng(3).normal(size=(400, 2)) + np.repeat([[0.0, 0.0], [2.0, 0.0]], 200, 0)
START = Mixture([0.5, 0.5], [[-1.0, 0.0], [3.0, 1.0]], [np.eye(2), np.eye(2)])


def run_of(settings, stop):
    states = list(iterate_em(X, START, settings))
    return Run(Snapshot(mixture=START), states[1 : stop + 1]), len(states) - 1


def test_the_pace_is_iterations_over_seconds():
    run, _ = run_of(EMSettings(), 10)
    assert progress(run, len(X), EMSettings(), 4.0).rate == 2.5
    assert progress(run, len(X), EMSettings(), 0.0).rate == 0.0


def test_near_the_end_the_forecast_is_near_the_truth():
    settings = EMSettings(tol=1e-8)
    _, total = run_of(settings, 3)
    run, _ = run_of(settings, total - 20)
    assert progress(run, len(X), settings, 1.0).remaining == pytest.approx(20, abs=6)


def test_without_a_tolerance_the_limit_is_the_end():
    settings = EMSettings(tol=0.0, max_iter=40)
    run, _ = run_of(settings, 10)
    found = progress(run, len(X), settings, 1.0)
    assert found.remaining == 30
    assert found.share == 0.25


def test_the_limit_may_come_before_convergence():
    settings = EMSettings(tol=1e-12, max_iter=12)
    run, _ = run_of(settings, 10)
    assert progress(run, len(X), settings, 1.0).remaining == 2


def test_before_three_iterations_the_end_is_unknown():
    run, _ = run_of(EMSettings(), 2)
    assert progress(run, len(X), EMSettings(), 1.0).share is None


def test_the_share_of_a_run_at_its_end_is_all():
    assert Progress(7, 0.0, 1.0, 0).share == 1.0
