import csv
from collections import defaultdict
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest

from gmm_explorer.em import Outcome, e_step, fit, initialize, iterate_em, predict_proba
from gmm_explorer.resource_path import resource_path
from gmm_explorer.scenes import Heading, UnknownSceneError, scene, scenes

REFERENCE = Path(__file__).parents[1] / "reference"

COLLAPSES = {
    "tutorial_collapse": (2, "point", 5),
    "collapse_line": (1, "line", 15),
    "outlier_steals": (1, "point", 19),
    "iris_collapse": (0, "line", 10),
}
"""By scene: the component that collapses, onto what, and after how many iterations."""

ENDS = defaultdict(lambda: Outcome.CONVERGED, tutorial_1d_ten=Outcome.MAX_ITER)


@pytest.mark.parametrize("each", scenes(), ids=lambda each: each.name)
def test_every_scene_can_be_shown(each):
    dataset = each.dataset()
    assert each.name.isidentifier()
    assert each.title
    assert dataset.provenance
    assert dataset.notices == ()
    assert each.what_to_look_for.count(". ") == 1, "two sentences"
    assert each.what_to_look_for.endswith(".")
    if each.start is not None:
        assert each.start.n_components == each.n_components
        assert each.start.n_features == dataset.n_features
        last = fit(dataset.X, each.start, each.settings)
        assert last.outcome is (Outcome.DEGENERATE if each.name in COLLAPSES else ENDS[each.name])
        assert each.settings.reg_covar == 0.0 or each.slip or each.name == "tutorial_five"


def test_headings_stand_together():
    headings = [each.heading for each in scenes()]
    assert [heading for heading, _ in groupby(headings)] == list(Heading)


def test_names_are_different():
    names = [each.name for each in scenes()]
    assert len(set(names)) == len(names)
    assert {
        *("old_faithful", "iris_petals", "galaxies"),
        *("tutorial_1d", "tutorial_1d_ten", "tutorial_2d", "tutorial_five", "tutorial_collapse"),
        *("kmeans_contrast", "local_optimum", "label_swap", "scale_trap"),
        *("too_many_components", "slow_convergence", "identical_starts", "outlier_steals"),
    } <= set(names)


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(UnknownSceneError, match=r"'nothing': choose one of .*old_faithful"):
        scene("nothing")


def test_the_e_step_by_hand_gives_the_tutorials_table():
    shown = scene("tutorial_1d")
    with (REFERENCE / "tutorial_r_ic.csv").open(newline="") as lines:
        printed = list(csv.reader(lines))[1:]
    responsibilities = e_step(shown.dataset().X, shown.start).responsibilities
    computed = [[f"{r:.8e}" for r in row] for row in responsibilities]
    assert computed == printed


def test_ten_iterations_sort_the_line_out():
    shown = scene("tutorial_1d_ten")
    states = list(iterate_em(shown.dataset().X, shown.start, shown.settings))
    assert len(states) == 11
    np.testing.assert_allclose(states[-1].mixture.means[:, 0], [-15.0, 15.0, 0.0], atol=0.1)


@pytest.mark.parametrize("name", ["tutorial_2d", "tutorial_five"])
def test_every_blob_of_the_tutorial_is_found(name):
    shown = scene(name)
    dataset = shown.dataset()
    state = fit(dataset.X, shown.start, shown.settings)
    found = predict_proba(dataset.X, state.mixture).argmax(axis=1)
    pairs = {(int(a), int(b)) for a, b in zip(found, dataset.labels, strict=True)}
    right = sum(np.bincount(dataset.labels[found == k]).max() for k in range(shown.n_components))
    assert right > 0.97 * dataset.n_samples
    assert len({label for _, label in pairs}) == shown.n_components


def test_one_blob_takes_all_of_the_tutorials_new_point():
    shown = scene("tutorial_five")
    state = fit(shown.dataset().X, shown.start, shown.settings)
    assert predict_proba(np.array([[0.5, 0.5]]), state.mixture).max() > 1 - 1e-12


def test_old_faithful_is_r_faithful():
    dataset = scene("old_faithful").dataset()
    assert dataset.names == ("eruptions", "waiting")
    assert dataset.X.shape == (272, 2)
    # As R prints them: colMeans(faithful), and the sum of all.
    np.testing.assert_allclose(dataset.X.mean(axis=0), [3.487783, 70.897059], atol=5e-7)
    assert dataset.X[0].tolist() == [3.6, 79.0]
    lines = resource_path("data", "old_faithful.csv").read_text("ascii").splitlines()
    assert lines[:2] == ["eruptions,waiting", "3.6,79"]


def test_old_faithful_ends_where_mclust_does():
    shown = scene("old_faithful")
    X = shown.dataset().X
    start = initialize(X, shown.n_components, rng=np.random.default_rng(0))
    state = fit(X, start, shown.settings)
    assert state.outcome is Outcome.CONVERGED
    assert state.log_likelihood == pytest.approx(-1130.264, abs=5e-4)
