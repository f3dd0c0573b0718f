"""The strip that says how far a run has come: only while it runs for long."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressBar, QToolButton, QWidget

from gmm_explorer.controller.progress import Progress
from gmm_explorer.em import EMSettings, Outcome
from gmm_explorer.view.panels.status_words import progress as words
from tests.view.windows import place, settle


@pytest.fixture
def endless(plane_window):
    """Return a window in which a run ends only when somebody ends it."""
    place(plane_window, *(([x, -3.0], np.eye(2)) for x in (2.0, 8.0)))
    plane_window.controller.stepping.change_settings(EMSettings(tol=0.0, max_iter=10**9))
    yield plane_window
    plane_window.controller.running.stop()


def strip_of(window):
    return window.findChild(QWidget, "progress_strip")


def run_until_seen(qtbot, window):
    window.controller.running.start()
    qtbot.waitUntil(lambda: strip_of(window).isVisible())
    bar = window.findChild(QProgressBar, "progress_bar")
    qtbot.waitUntil(lambda: bar.accessibleDescription() != "")
    return bar


def test_a_long_run_is_seen_with_its_pace_and_what_is_left(qtbot, endless):
    bar = run_until_seen(qtbot, endless)
    assert "iterations/s" in bar.accessibleDescription()
    assert "to go" in bar.accessibleDescription()
    assert bar.maximum() > 0


def test_a_short_run_is_not_announced(qtbot, endless):
    endless.controller.stepping.change_settings(EMSettings(max_iter=2, tol=0.0))
    running = endless.controller.running
    with qtbot.waitSignal(running.toggled, check_params_cb=lambda on: not on):
        running.start()
    assert not strip_of(endless).isVisible()


@pytest.mark.parametrize("panel", ["plane", "components_table", "responsibilities_table"])
def test_escape_ends_a_run_wherever_the_focus_is(qtbot, endless, panel):
    widget = endless.findChild(QWidget, panel)
    widget.setFocus()
    settle(endless)
    run_until_seen(qtbot, endless)
    QTest.keyClick(widget, Qt.Key.Key_Escape)
    assert not endless.controller.running.active
    assert not strip_of(endless).isVisible()
    assert endless.session.outcome is Outcome.CANCELLED
    assert endless.plot_area.banner.isVisible()  # which says that it was stopped


def test_the_button_ends_a_run(qtbot, endless):
    run_until_seen(qtbot, endless)
    button = endless.findChild(QToolButton, "progress_cancel")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not endless.controller.running.active
    assert not strip_of(endless).isVisible()


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        (Progress(3, -1.0, 0.84, None), "0.8 iterations/s"),
        (Progress(3, -1.0, 1234.4, 7), "1,234 iterations/s · about 7 to go"),
    ],
)
def test_the_words(progress, expected):
    assert words(progress) == expected
