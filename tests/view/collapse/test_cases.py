"""Every outside case in the window: the right component is named, and each repair says its word."""

import math

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from tests.view.collapse.words import raw
from tests.view.windows import settle, trigger


def test_a_case_is_named_in_time_and_repaired_or_no_alarm_is_raised(
    qtbot, lasting_window, run, case
):
    window = lasting_window
    if not case.open(window):
        assert not case.collapses
        for refusal in window.findChildren(QDialog):
            refusal.close()
        return
    run(window)
    assert raw(window) == []
    if case.collapses:
        is_named(window, case)
        is_repaired(qtbot, window)
    else:
        assert collapsed_in(window) == []
        assert window.plot_area.banner.notice.headline.startswith("Stopped at")


def test_no_trajectory_of_a_sound_fit_raises_an_alarm_on_its_way(
    qtbot, lasting_window, run, sound_case
):
    if sound_case.dataset.n_features > 2:
        pytest.skip("the window shows one feature or two")
    window, warned = lasting_window, []
    sound_case.open(window)

    def note(_old, new):
        warned.extend(one.status for one in new.vitals)

    window.controller.changed.connect(note)
    run(window)
    for _ in range(window.session.snapshot.n_iter):
        trigger(window, "em_back")
    window.controller.changed.disconnect(note)
    assert set(warned) == {"healthy"}
    assert collapsed_in(window) == []


def collapsed_in(window):
    return [k + 1 for k, one in enumerate(window.session.derived.health) if one.is_collapsed]


def is_named(window, case):
    """Check that the banner names a non-empty subset of the components that may be named."""
    named = collapsed_in(window)
    assert named
    assert set(named) <= set(case.components)
    assert case.earliest <= window.session.snapshot.n_iter <= case.latest
    headline = window.plot_area.banner.notice.headline
    assert all(f"Component {number} has " in headline for number in named)


def is_repaired(qtbot, window):
    """Check that every repair leads to a finite fit, or that its card says why not."""
    trigger(window, "repair_compare")
    dialog = QApplication.activeModalWidget()
    trials = window.controller.trials
    qtbot.waitUntil(lambda: len(trials.done) == len(trials.repairs), timeout=20_000)
    settle(window)
    assert raw(dialog) == []
    for trial in trials.done:
        if trial.succeeded:
            assert math.isfinite(trial.last.log_likelihood)
            assert math.isfinite(trial.bic)
        else:
            assert trial.reason or any(one.is_collapsed for one in trial.last.health)
    assert any(trial.succeeded for trial in trials.done)
    dialog.close()
