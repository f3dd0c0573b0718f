"""Two states side by side, on the card and on the plot."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QPushButton

from gmm_explorer.view.plot.outline_layer import GhostLayer
from tests.view.windows import settle, trigger

Key, NO_KEYS = Qt.Key, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def compared(plane_window):
    """Return a window with two steps, the first compared with the second."""
    controller = plane_window.controller
    controller.editing.place([2.0, -3.0], np.eye(2))
    controller.editing.place([8.0, -3.0], np.eye(2))
    controller.stepping.step()
    controller.stepping.step()
    trigger(plane_window, "history_compare")
    settle(plane_window)
    return plane_window


def cells(window):
    model = window.comparison_panel.view.model()
    rows = [
        [model.data(model.index(row, column)) for column in range(4)]
        for row in range(model.rowCount())
    ]
    return {row[0]: row[1:] for row in rows if row[0]}


def header(window):
    model = window.comparison_panel.view.model()
    return [model.headerData(column, Qt.Orientation.Horizontal) for column in range(4)]


def ghost(window):
    frame = window.session.frame
    (layer,) = (one for one in window.plot_area.plane.layers if isinstance(one, GhostLayer))
    return layer.mixture(frame) if layer.wanted(frame) else None


def test_it_opens_in_the_place_of_the_responsibilities(compared):
    assert compared.comparison_panel.view.isVisible()
    assert header(compared) == ["", "iteration 2", "iteration 1", "change"]


def test_the_numbers_are_those_of_both_states(compared):
    session = compared.session
    before = session.timeline.before.entry
    gain = session.derived.log_likelihood - before.log_likelihood
    shown = cells(compared)
    assert shown["iteration"] == ["2", "1", "+1"]
    assert float(shown["log L"][2].replace("−", "-")) == pytest.approx(gain, abs=0.006)
    assert shown["K"] == ["2", "2", ""]


def test_it_follows_the_state_shown(compared):
    trigger(compared, "em_step")
    assert header(compared)[1:3] == ["iteration 3", "iteration 1"]
    assert cells(compared)["iteration"] == ["3", "1", "+2"]
    compared.controller.editing.drag_means([0], 0, [1.0, 1.0])
    assert header(compared)[1] == "not entered yet"
    compared.controller.editing.cancel()


def test_the_other_state_is_outlined_on_the_plot(compared):
    other = compared.session.presentation.compared.entry.snapshot.mixture
    assert ghost(compared) is other
    trigger(compared, "em_step")
    assert ghost(compared) is other


def test_it_ends_by_its_button_and_by_the_action(compared):
    stop = compared.findChild(QPushButton, "comparison_stop")
    QTest.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert compared.session.presentation.compared is None
    assert ghost(compared) is None
    assert not compared.comparison_panel.view.isVisible()
    trigger(compared, "history_compare")
    trigger(compared, "history_compare")
    assert compared.session.presentation.compared is None


def test_a_comparison_with_what_is_deleted_ends(compared):
    compared.controller.editing.set_mean(0, 0, 1.0)
    trigger(compared, "history_compare")
    trigger(compared, "history_compare")
    other = compared.session.presentation.compared
    compared.controller.branching.prune(other.block)
    assert compared.session.presentation.compared is None
    assert not compared.comparison_panel.view.isVisible()


def test_components_that_only_one_has_are_shown(compared):
    compared.controller.presenting.select([0])
    compared.controller.editing.delete_selected()
    model = compared.comparison_panel.view.model()
    spoken = [
        model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    ]
    assert "component 1 and component 2" in spoken
    assert "component 1, only there" in spoken
    settle(compared)


def test_other_data_are_said_to_be_others(compared):
    compared.controller.documents.choose_columns([1, 0])
    assert cells(compared)["data"][2] == "not the same"
    assert cells(compared)["log L"][2] == ""
    settle(compared)


def test_a_lecture_by_keys_alone(plane_window):
    """Step, step, back, move, step, over to the first branch, compare."""
    window, session = plane_window, plane_window.session
    controller = window.controller
    controller.editing.place([2.0, -3.0], np.eye(2))
    controller.editing.place([8.0, -3.0], np.eye(2))
    controller.presenting.select([])

    def press(*keys, modifiers=NO_KEYS):
        for one in keys:
            QTest.keyClick(QApplication.focusWidget() or window, one, modifiers)

    window.plot_area.plane.setFocus()
    press(Key.Key_PageDown, Key.Key_PageDown)
    first = session.timeline.position
    press(Key.Key_PageUp, Key.Key_N, Key.Key_Left, Key.Key_Left)
    assert session.frame.previewing
    press(Key.Key_PageDown)
    second = session.timeline.position
    labels = [block.label for block in session.timeline.past_blocks()]
    assert labels[:3] == ["EM iteration 2", "Nudge component 1", "EM: iterations 1 to 2"]
    press(Key.Key_B, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert session.timeline.position == first
    press(Key.Key_W)
    assert session.presentation.compared == second
    assert not window.findChild(QDockWidget, "dock_comparison").isHidden()
    press(Key.Key_H, Key.Key_Up, Key.Key_Up, Key.Key_Return)
    assert session.timeline.position.block is second.block
    press(Key.Key_W)
    assert session.presentation.compared is None
