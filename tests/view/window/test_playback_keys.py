"""Keys that play, step and travel, wherever the focus is; and runs that something else ends."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QMenu,
    QTableView,
    QWidget,
)

from gmm_explorer.controller.notice import Loudness, Notice
from gmm_explorer.data import Dataset
from gmm_explorer.em import EMSettings, Outcome, iterate_em
from gmm_explorer.view.dialogs.crash_dialog import CrashDialog
from gmm_explorer.view.dialogs.exception_hook import CrashReporter
from tests.view.hand import Hand
from tests.view.windows import place, settle

Keys = Qt.KeyboardModifier

PANELS = [
    "plane",
    "likelihood_plot",
    "components_table",
    "responsibilities_table",
    "toolbar_em_step",
    "toolbar_speed",
]


@pytest.fixture
def ready(plane_window):
    """Return a window with two components and nothing selected."""
    place(plane_window, *(([x, -3.0], np.eye(2)) for x in (2.0, 8.0)))
    plane_window.controller.stepping.e_step()
    settle(plane_window)
    return plane_window


def press(window, name, key, keys=Qt.KeyboardModifier.NoModifier):
    widget = window.findChild(QWidget, name)
    widget.setFocus()
    QTest.keyClick(widget, key, keys)


@pytest.mark.parametrize("panel", PANELS)
def test_a_presenters_remote_steps_and_goes_back(ready, panel):
    session = ready.session
    press(ready, panel, Qt.Key.Key_PageDown)
    press(ready, panel, Qt.Key.Key_PageDown)
    assert session.snapshot.n_iter == 2
    press(ready, panel, Qt.Key.Key_PageUp)
    assert session.snapshot.n_iter == 1


@pytest.mark.parametrize("panel", ["plane", "toolbar_em_step"])
def test_right_and_left_step_and_go_back_while_nothing_is_selected(ready, panel):
    press(ready, panel, Qt.Key.Key_Right)
    press(ready, panel, Qt.Key.Key_Right)
    press(ready, panel, Qt.Key.Key_Left)
    assert ready.session.snapshot.n_iter == 1
    ready.controller.presenting.select([0])
    press(ready, "plane", Qt.Key.Key_Right)
    ready.controller.nudging.finish()
    assert ready.session.timeline.entry.label.startswith("Nudge")


@pytest.mark.parametrize("panel", ["plane", "toolbar_em_step"])
def test_home_goes_to_the_start_and_end_to_the_last_entry(ready, panel):
    session = ready.session
    start = session.timeline.position.block.parent
    for _ in range(3):
        press(ready, panel, Qt.Key.Key_PageDown)
    last, n_entries = session.timeline.position, session.timeline.n_entries
    press(ready, panel, Qt.Key.Key_Home)
    assert session.timeline.position == start
    press(ready, panel, Qt.Key.Key_End)
    assert session.timeline.position == last
    assert session.timeline.n_entries == n_entries


def test_home_at_a_start_goes_to_the_one_before_it_and_never_to_the_empty_window(ready):
    for _ in range(8):
        press(ready, "plane", Qt.Key.Key_Home)
    assert ready.session.snapshot.dataset is not None
    assert ready.session.snapshot.mixture is None


def test_ctrl_home_begins_again(ready):
    press(ready, "plane", Qt.Key.Key_PageDown)
    press(ready, "plane", Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert ready.session.timeline.entry.label == "Restart"


@pytest.mark.parametrize("panel", ["plane", "likelihood_plot", "components_table"])
def test_space_plays_and_pauses(ready, panel):
    press(ready, panel, Qt.Key.Key_Space)
    assert ready.controller.playing.active
    press(ready, panel, Qt.Key.Key_Space)
    assert not ready.controller.playing.active


BUTTONS = ["components_matrix", "data_standardise", "model_initialize", "toolbar_em_step"]


def tab_to(window, name):
    """Press Tab until a widget has the focus, as somebody without a mouse does."""
    wanted = window.findChild(QWidget, name)
    for _ in range(200):
        if wanted.hasFocus():
            return wanted
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {name}")


@pytest.mark.parametrize("name", BUTTONS)
def test_space_presses_the_button_that_the_keyboard_has_gone_to(qtbot, ready, name):
    button = ready.findChild(QAbstractButton, name)
    tab_to(ready, name)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert not ready.controller.playing.active


def test_space_opens_the_menu_of_the_order_of_the_rows(qtbot, ready):
    menu = ready.findChild(QMenu, "responsibilities_order_menu")
    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, menu.close))
    with qtbot.waitSignal(menu.aboutToShow):
        QTest.keyClick(tab_to(ready, "responsibilities_order"), Qt.Key.Key_Space)
    assert not ready.controller.playing.active


def test_space_plays_after_a_click_on_a_button(qtbot, ready):
    """As on a projector: a click on Initialise, and Space."""
    button = ready.findChild(QAbstractButton, "model_initialize")
    handle, at = ready.windowHandle(), button.mapTo(ready, button.rect().center())
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=at)
    assert button.hasFocus()
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert ready.controller.playing.active
    # The same after a look at another window.
    ready.controller.playing.pause()
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    with qtbot.waitActive(ready):
        ready.activateWindow()
    assert button.hasFocus()
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert ready.controller.playing.active


def test_space_plays_after_a_speed_was_chosen_by_mouse(ready):
    chooser = ready.findChild(QComboBox, "toolbar_speed")
    handle, at = ready.windowHandle(), chooser.mapTo(ready, chooser.rect().center())
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=at)
    chooser.hidePopup()
    chooser.setFocus()
    QTest.keyClick(chooser, Qt.Key.Key_Space)
    assert ready.controller.playing.active
    assert not chooser.view().isVisible()


def test_the_plot_gets_the_keys_of_a_message_that_goes(ready):
    ready.controller.notices.tell(Notice(Loudness.WARNING, "Something.", "And why."))
    dismiss = ready.findChild(QAbstractButton, "banner_dismiss")
    handle, at = ready.windowHandle(), dismiss.mapTo(ready, dismiss.rect().center())
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=at)
    assert not dismiss.isVisible()
    assert ready.plot_area.canvas.hasFocus()


def at_cell(window, name, row, column):
    table = window.findChild(QTableView, name)
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, column))
    return table


ALONG = [(Qt.Key.Key_Right, 3), (Qt.Key.Key_Left, 1), (Qt.Key.Key_Home, 0)]


@pytest.mark.parametrize(("key", "column"), ALONG)
def test_in_the_components_keys_go_along_the_row(ready, key, column):
    table = at_cell(ready, "components_table", 0, 2)
    here = ready.session.timeline.position
    QTest.keyClick(table, key)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, column)
    assert ready.session.timeline.position == here


def test_in_the_responsibilities_home_and_end_go_to_the_first_and_the_last_row(ready):
    table = at_cell(ready, "responsibilities_table", 3, 1)
    here, last = ready.session.timeline.position, table.model().rowCount() - 1
    for key, row in ((Qt.Key.Key_End, last), (Qt.Key.Key_Home, 0)):
        QTest.keyClick(table, key)
        assert table.currentIndex().row() == row
        marked = [table.model().point(table.model().index(row, 0))]
        assert ready.session.presentation.marked.tolist() == marked
    QTest.keyClick(table, Qt.Key.Key_End, Keys.ControlModifier)
    assert table.currentIndex().row() == last
    assert ready.session.presentation.marked.tolist() == marked
    assert ready.session.timeline.position == here


def test_ctrl_space_takes_a_component_and_a_point_in_and_leaves_them_out(ready):
    for name, chosen in (
        ("components_table", lambda shown: list(shown.selection)),
        ("responsibilities_table", lambda shown: shown.marked.tolist()),
    ):
        table = at_cell(ready, name, 0, 0)
        for count in (1, 0):
            QTest.keyClick(table, Qt.Key.Key_Space, Keys.ControlModifier)
            assert len(chosen(ready.session.presentation)) == count
    assert not ready.controller.playing.active


@pytest.fixture
def running(qtbot, ready):
    """Return a window in which a run without end is under way."""
    ready.controller.stepping.change_settings(EMSettings(tol=0.0, max_iter=10**9))
    press(ready, "plane", Qt.Key.Key_R)
    qtbot.waitUntil(lambda: ready.session.frame.pending is not None)
    return ready


def test_closing_the_window_ends_a_run(running):
    running.close()
    assert not running.controller.running.active
    assert running.session.outcome is Outcome.CANCELLED


def test_other_data_end_a_run_and_nothing_of_it_comes_later(qtbot, running):
    running.controller.documents.take_data(Dataset.from_array([[1.0], [2.0], [4.0]]), "Open")
    opened = running.session.snapshot
    assert not running.controller.running.active
    qtbot.wait(40)  # reports of the outdated run may still be queued
    assert running.session.snapshot is opened


def test_a_drag_ends_a_run_and_begins_where_it_has_come_to(running):
    plane = running.plot_area.plane
    hand = Hand(plane)
    start = hand.on(plane.badges[0])
    hand.drag(start, start + QPointF(40.0, 0.0))
    assert not running.controller.running.active
    labels = [block.label for block in running.session.timeline.past_blocks()]
    assert labels[0].startswith("Move component")
    assert labels[1].startswith("EM")


def test_an_exception_in_a_worker_reaches_the_crash_dialog(qtbot, ready, monkeypatch):
    def failing(*args):
        for state in iterate_em(*args):
            if state.n_iter == 2:
                raise RuntimeError("a worker failed")
            yield state

    monkeypatch.setattr("gmm_explorer.controller.running.iterate_em", failing)
    reporter = CrashReporter(ready)
    monkeypatch.setattr("sys.__excepthook__", lambda *_args: None)
    with qtbot.captureExceptions() as caught:
        press(ready, "plane", Qt.Key.Key_R)
        qtbot.waitUntil(lambda: len(caught) == 1)
    reporter.report(*caught[0])  # what the app's own hook does with it
    qtbot.waitUntil(lambda: ready.findChild(CrashDialog) is not None)
    dialog = ready.findChild(CrashDialog)
    assert not ready.controller.running.active
    assert ready.session.snapshot.n_iter == 1
    dialog.reject()
