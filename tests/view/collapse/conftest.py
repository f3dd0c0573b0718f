"""A window in which component 2 of three has collapsed onto a point, and the outside cases."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gmm_explorer.app import create_window
from gmm_explorer.data import Dataset
from gmm_explorer.em import EMSettings, Mixture
from gmm_explorer.model import Cause, edits
from tests.nobody import keep_settings_in
from tests.view.conftest import PLANE
from tests.view.windows import settle, trigger

REFERENCE = Path(__file__).parents[2] / "reference"


@pytest.fixture
def run(qtbot):
    """Run EM in a window by its action until it ends."""

    def run_in(window):
        trigger(window, "em_run")
        qtbot.waitUntil(lambda: not window.controller.running.active)
        settle(window)

    return run_in


@pytest.fixture(scope="module")
def lasting_window(qapp, tmp_path_factory):
    """Return a window for all tests of a file, each of which brings data of its own."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        keep_settings_in(tmp_path_factory.mktemp("settings"), monkeypatch)
        window = create_window([])
        window.resize(1280, 720)
        window.show()
        yield window
        window.close()
        window.deleteLater()


@pytest.fixture
def collapsed(qtbot, lasting_window, run):
    """Return a window in which component 2 sits on point 18, as a new one would show it."""
    window, session = lasting_window, lasting_window.session
    window.controller.repairing.rely_on(None)
    window.controller.documents.take_data(Dataset.from_array(PLANE), "Open plane")
    with qtbot.waitActive(window):
        window.activateWindow()
    means = [[3.0, -3.0], [7.0, -3.0], [5.0, -2.0]]
    start = Mixture(np.full(3, 1 / 3), means, [np.diag([2.0, 1.0])] * 3)
    plain = replace(session.snapshot, settings=EMSettings())
    session.commit(edits.new_start(plain, start), "Start", Cause.START)
    window.controller.presenting.select([1])
    window.controller.presenting.mark([17])
    trigger(window, "collapse_trigger_point")
    run(window)
    assert session.derived.health[1].status == "point"
    return window


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
        self.settings = EMSettings(
            reg_covar=fields["reg_covar"], tol=0.0, max_iter=fields["n_iter"]
        )
        expected = fields.get("expected", {"verdict": "no-trigger"})
        self.collapses = expected["verdict"] == "trigger"
        self.components = expected.get("components_1based", [])
        self.earliest = expected.get("report_not_before_iteration")
        self.latest = expected.get("report_no_later_than_after_iteration")

    def open(self, window):
        """Open the data and make the start; return whether the data could be used."""
        session, before = window.session, window.session.snapshot.dataset
        window.controller.documents.take_data(self.dataset, "Open case")
        if session.snapshot.dataset is before:
            return False
        start = edits.new_start(replace(session.snapshot, settings=self.settings), self.start)
        session.commit(start, "Start", Cause.START)
        return True


def pytest_generate_tests(metafunc):
    for fixture, folders in (("case", "collapse"), ("sound_case", "trajectory")):
        if fixture in metafunc.fixturenames:
            paths = sorted((REFERENCE / folders).glob("*.json"))
            metafunc.parametrize(fixture, paths, ids=lambda path: path.stem, indirect=True)


@pytest.fixture
def case(request):
    return Case(request.param)


@pytest.fixture
def sound_case(request):
    return Case(request.param)
