"""The chain of causes: true of the numbers of each kind of collapse, and of no other."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from gmm_explorer.controller.chain import chain
from gmm_explorer.data import Dataset
from gmm_explorer.em import Mixture
from gmm_explorer.model import Cause, edits
from gmm_explorer.model.evidence import evidence

CASES = Path(__file__).parents[1] / "reference" / "collapse"


@pytest.fixture
def told(qtbot, controller, session):
    """Run a case, and return the chain of its first collapsed component with the numbers."""

    def run(name):
        (path,) = CASES.glob(f"{name}_*.json")
        case = json.loads(path.read_text(encoding="utf-8"))
        X, *start = (
            np.array(numbers, dtype=object).astype(float)
            for numbers in (case["X"], *(case["init"][n] for n in PARAMETERS))
        )
        controller.documents.take_data(Dataset.from_array(X), "Open")
        session.commit(edits.new_start(session.snapshot, Mixture(*start)), "Start", Cause.START)
        controller.running.start()
        qtbot.waitUntil(lambda: not controller.running.active)
        component = controller.witnessing.components[0]
        found = evidence(session.frame, session.prepared, component)
        return found, chain(found)

    return run


PARAMETERS = ("weights", "means", "covariances")


def test_on_one_point(told):
    found, links = told("C02")
    assert len(found.rows) == 1
    np.testing.assert_array_equal(found.mean, found.points[0])
    assert not found.covariance.any()
    assert links[0].startswith("Only the r of point 31 is above zero; of the other 30")
    assert links[1] == "So the mean μ₂ sits on it."
    assert links[2] == "So x − μ₂ is zero."
    assert links[3].startswith("So the covariance Σ₂ is the zero matrix: it cannot be inverted")


def test_on_copies_of_a_point(told):
    found, links = told("C09")
    assert len(found.rows) == 5
    assert found.is_one_place
    assert links[0].startswith("Only 5 points have an r above zero; of the other 30 each is 0")
    assert links[1] == "So the mean μ₂ sits on the place where all of them lie."


@pytest.mark.parametrize("name", ["C04", "C05", "C08", "C20", "C22"])
def test_on_a_line(told, name):
    found, links = told(name)
    assert found.health.status == "line"
    assert links[1] == "They lie on one line."
    spread = np.abs(found.deviations).max()
    assert found.across < 1e-9 * spread
    assert "no extent in that direction" in links[3]


@pytest.mark.parametrize("name", ["C14", "C16"])
def test_without_points(told, name):
    found, links = told(name)
    assert found.health.status == "empty"
    assert len(found.rows) == 0
    assert "N₂ is zero" in links[1]
    assert "0 / 0" in links[2]


def test_with_next_to_no_points(controller, session):
    controller.collapsing.empty()
    controller.stepping.e_step()
    (component,) = controller.witnessing.components
    found = evidence(session.frame, session.prepared, component)
    links = chain(found)
    assert 0.0 < found.rest < 1e-8
    assert re.search(r"So their sum N.+ is \d", links[1])
    assert "next to nothing" in links[2]
    place = found.mean
    controller.stepping.m_step()
    assert not np.allclose(session.snapshot.mixture.means[component], place)
    assert session.snapshot.mixture.weights[component] < 1e-8


@pytest.mark.parametrize("name", ["C01", "C12", "C13", "C18", "C23", "C26"])
def test_what_is_called_zero_is_zero_but_for_what_is_said(told, session, name):
    found, links = told(name)
    said = re.search(r"zero but for ([−\de.]+):", links[-1])
    largest = float(said[1].replace("−", "-")) if said else 0.0
    assert np.abs(found.covariance).max() == pytest.approx(largest, rel=0.06)
    share = session.snapshot.mixture.weights[found.component]
    n_points = session.snapshot.dataset.n_samples
    assert found.responsibilities.sum() + found.rest == pytest.approx(share * n_points, rel=1e-6)


def test_what_a_hand_made_is_not_put_on_em(controller, session):
    for feature, value in enumerate(session.snapshot.dataset.X[0]):
        controller.editing.set_mean(0, feature, float(value))
        controller.editing.set_deviation(0, feature, 0.0)
    found = evidence(session.frame, session.prepared, 0)
    assert found.n_iter is None
    links = chain(found)
    assert links[0] == "The covariance Σ₁ is zero: no iteration of EM made it so."
    assert len(links) == 2


def test_two_points_that_count_are_on_one_line(controller, session):
    """A point that counts a little besides its owner is not passed over."""
    X = np.array([[0.0, 0.0], [0.1, 0.0], [5.0, 5.0], [6.0, 4.0], [4.0, 6.0], [5.0, 4.0]])
    controller.documents.take_data(Dataset.from_array(X), "Open")
    controller.editing.place([0.0, 0.0], 1e-3 * np.eye(2))
    controller.editing.place([5.0, 5.0], np.eye(2))
    controller.stepping.step()
    found = evidence(session.frame, session.prepared, 0)
    assert len(found.rows) == 2
    links = chain(found)
    assert links[0].startswith("Only points 1 and 2 have an r above zero")
    assert links[1] == "They lie on one line. Two points always do."
