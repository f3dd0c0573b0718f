"""A window in which component 2 of three has collapsed onto a point, and the outside cases."""

import json
from pathlib import Path

import numpy as np
import pytest

from gmm_explorer.data import Dataset
from gmm_explorer.em import Mixture
from gmm_explorer.model import Cause, edits
from tests.view.windows import place, select, settle, trigger

CASES = Path(__file__).parents[2] / "reference" / "collapse"


@pytest.fixture
def run(qtbot):
    """Run EM in a window by its action until it ends."""

    def run_in(window):
        trigger(window, "em_run")
        qtbot.waitUntil(lambda: not window.controller.running.active)
        settle(window)

    return run_in


@pytest.fixture
def collapsed(plane_window, run):
    """Return a window in which component 2 sits on point 18."""
    for mean in ([3.0, -3.0], [7.0, -3.0], [5.0, -2.0]):
        place(plane_window, (mean, np.diag([2.0, 1.0])))
    select(plane_window, 1)
    plane_window.controller.presenting.mark([17])
    trigger(plane_window, "collapse_trigger_point")
    run(plane_window)
    assert plane_window.session.derived.health[1].status == "point"
    return plane_window


class Case:
    """One file: data, start, and what an outside computation says about it."""

    def __init__(self, path):
        fields = json.loads(path.read_text(encoding="utf-8"))
        self.dataset = Dataset.from_array(np.array(fields["X"], dtype=object).astype(float))
        self.start = Mixture(
            *(
                np.array(fields["init"][name], dtype=object).astype(float)
                for name in ("weights", "means", "covariances")
            )
        )
        self.collapses = fields["expected"]["verdict"] == "trigger"
        self.components = fields["collapsing_components_1based"]

    def open(self, window):
        """Open the data and make the start; return whether the data could be used."""
        window.controller.documents.take_data(self.dataset, "Open case")
        session = window.session
        if session.snapshot.dataset is None:
            return False
        start = edits.new_start(session.snapshot, self.start)
        session.commit(start, "Start", Cause.START)
        settle(window)
        return True


def pytest_generate_tests(metafunc):
    if "case" in metafunc.fixturenames:
        paths = sorted(CASES.glob("*.json"))
        metafunc.parametrize("case", paths, ids=lambda path: path.stem, indirect=True)


@pytest.fixture
def case(request):
    return Case(request.param)
