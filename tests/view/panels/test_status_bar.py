import math

import pytest
from PySide6.QtWidgets import QLabel

from gmm_explorer.em import e_step
from gmm_explorer.view.panels.status_bar import StatusLine
from gmm_explorer.view.style.numbers import parse_number
from tests.view.stage import PAIR, Stage, old_faithful


@pytest.fixture
def stage(qtbot):
    return Stage(qtbot)


@pytest.fixture
def line(stage):
    return stage.put(StatusLine(stage.session), (900, 28))


def says(line, name):
    label = line.findChild(QLabel, f"status_{name}")
    return label.text() if label.isVisible() else ""


def log_likelihood(line):
    """Return the number shown and the change in brackets, or None."""
    number, _, change = says(line, "log_likelihood").removeprefix("log L ").partition(" (")
    return parse_number(number), parse_number(change[:-1]) if change else None


def test_an_empty_window_has_nothing_to_say(line):
    assert [says(line, name) for name in ("phase", "log_likelihood", "per_point", "points")] == [
        ""
    ] * 4


def test_data_without_components(stage, line):
    stage.open(old_faithful())
    assert says(line, "phase") == "no components yet"
    assert says(line, "points") == "272 points"
    assert says(line, "log_likelihood") == ""


def test_half_steps_are_told_apart(stage, line):
    stage.open(old_faithful(), PAIR)
    assert says(line, "phase") == "iteration 0 · before the first E-step"
    stage.controller.stepping.e_step()
    assert says(line, "phase") == "iteration 0 · after E"
    stage.controller.stepping.m_step()
    assert says(line, "phase") == "iteration 1 · after M"
    stage.controller.stepping.e_step()
    assert says(line, "phase") == "iteration 1 · after E"
    stage.controller.stepping.step()
    assert says(line, "phase") == "iteration 2 · after E"


def test_the_log_likelihood_and_its_change_belong_to_the_mixture_shown(stage, line):
    stage.open(old_faithful(), PAIR)
    X = stage.session.snapshot.dataset.X
    start = e_step(X, stage.mixture).log_likelihood
    stage.controller.stepping.e_step()
    assert log_likelihood(line) == (pytest.approx(start, abs=5e-4), None)
    stage.controller.stepping.m_step()
    after = e_step(X, stage.mixture).log_likelihood
    shown, change = log_likelihood(line)
    assert shown == pytest.approx(after, abs=5e-4)
    assert change == pytest.approx(after - start, abs=5e-4)
    assert change > 0
    assert parse_number(says(line, "per_point").split()[0]) == pytest.approx(after / 272, abs=5e-5)


def test_during_a_drag_the_change_is_against_the_state_before_it(stage, line):
    stage.open(old_faithful(), PAIR)
    before = stage.session.derived.log_likelihood
    stage.controller.editing.drag_means((0,), 0, [2.2, 56.0])
    stage.controller.editing.drag_means((0,), 0, [2.5, 60.0])
    shown, change = log_likelihood(line)
    assert change == pytest.approx(shown - before, abs=1e-3)


def test_the_tool_tip_has_all_digits(stage, line):
    stage.open(old_faithful(), PAIR)
    tip = line.findChild(QLabel, "status_log_likelihood").toolTip()
    assert parse_number(tip.rpartition(" ")[2]) == stage.session.derived.log_likelihood


def test_an_infinite_log_likelihood_is_a_sign_and_no_change(stage, line):
    stage.open(old_faithful(), PAIR)
    stage.controller.editing.set_deviation(0, 0, 0.0)
    assert stage.session.derived.log_likelihood == math.inf
    assert says(line, "log_likelihood") == "log L ∞"


def test_a_run_counts(qtbot, stage, line):
    stage.open(old_faithful(), PAIR)
    phases = []
    stage.controller.changed.connect(
        lambda old, new: phases.append((new.pending, says(line, "phase")))
    )
    with qtbot.waitSignal(stage.controller.running.toggled, check_params_cb=lambda on: not on):
        stage.controller.running.start()
    for pending, phase in phases:
        assert (pending is not None) == phase.startswith("running… iteration ")
    assert says(line, "phase").endswith("after E")


def test_the_hint_gives_way_where_there_is_no_room(stage, line):
    line.set_hint("Drag a handle to stretch or turn; " * 20)
    assert line.minimumSizeHint().width() < 400
    assert line.width() == 900
    assert line.findChild(QLabel, "status_hint").text().startswith("Drag a handle")
    line.grab()
