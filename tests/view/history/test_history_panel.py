"""The History dock, by mouse and keys."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QLineEdit, QMenu

from gmm_explorer.model import Course
from tests.view.windows import settle, trigger

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


def key(widget, key, keys=Qt.KeyboardModifier.NoModifier):
    """Press a key where the keyboard is, as a desktop does."""
    QTest.keyClick(QApplication.focusWidget() or widget, key, keys)


def titles(window):
    model = window.history_panel.view.model()
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def row_of(window, title):
    return window.history_panel.view.model().index(titles(window).index(title), 0)


@pytest.fixture
def told(plane_window):
    """Return a window in which a drag has left two steps behind."""
    controller = plane_window.controller
    controller.editing.place([2.0, -3.0], np.eye(2))
    controller.editing.place([8.0, -3.0], np.eye(2))
    controller.stepping.step()
    controller.stepping.step()
    controller.stepping.back()
    controller.editing.set_mean(0, 0, 1.0)
    controller.stepping.step()
    plane_window.workspace.bring("history")
    settle(plane_window)
    return plane_window


def test_the_newest_line_is_the_trunk_and_what_it_left_stands_above_it(told):
    assert titles(told) == [
        "iteration 2",
        "Set the mean of component 1",
        "iterations 1–2",
        "Place component 2",
        "Place component 1",
        "Open plane",
        "Start",
    ]


def test_it_follows_step_by_step_and_shows_where_we_are(told):
    view = told.history_panel.view
    trigger(told, "em_step")
    assert titles(told)[0] == "iterations 2–3"
    assert view.currentIndex().row() == 0
    trigger(told, "em_back")
    assert titles(told)[0] == "iterations 2–3, at 2"
    trigger(told, "edit_undo")
    assert view.currentIndex() == row_of(told, "Set the mean of component 1")


def test_a_click_goes_there(told):
    view, session = told.history_panel.view, told.session
    end = session.timeline.position
    index = row_of(told, "iterations 1–2")
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
    assert session.snapshot.n_iter == 2
    assert view.model().rail(row_of(told, "iteration 2")).course is Course.ELSEWHERE
    assert session.timeline.holds(end)


def test_keys_choose_and_return_goes_there(told):
    key(told, Key.Key_H)
    assert QApplication.focusWidget() is told.history_panel.view
    for _ in range(3):
        key(told, Key.Key_Down)
    assert told.session.snapshot.n_iter == 2  # only chosen
    key(told, Key.Key_Return)
    assert told.session.timeline.position.block.label == "Place component 2"


def test_f2_names_the_chosen_row(told):
    key(told, Key.Key_H)
    key(told, Key.Key_F2)
    field = told.findChild(QLineEdit, "history_name_field")
    QTest.keyClicks(field, "after the drag")
    QTest.keyClick(field, Key.Key_Return)
    settle(told)
    assert titles(told)[0] == "after the drag"
    assert told.session.timeline.position.block.name == "after the drag"
    assert "EM iteration 2" in told.history_panel.view.model().data(
        row_of(told, "after the drag"), Qt.ItemDataRole.ToolTipRole
    )


def test_naming_without_another_name_names_nothing(told):
    key(told, Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    field = told.findChild(QLineEdit, "history_name_field")
    QTest.keyClick(field, Key.Key_Return)
    settle(told)
    assert told.session.timeline.position.block.name == ""


def test_delete_in_the_list_prunes_and_leaves_components_alone(told):
    told.controller.presenting.select([0])
    key(told, Key.Key_H)
    key(told, Key.Key_Delete)
    assert told.session.snapshot.n_components == 2
    assert titles(told)[0] == "Set the mean of component 1"
    assert "Deleted “EM iteration 2”" in told.plot_area.banner.notice.headline


def test_a_named_branch_is_asked_about_first(told):
    branching, block = told.controller.branching, told.session.timeline.position.block
    branching.name(block, "mine")
    trigger(told, "history_prune")
    dialog = told.findChild(object, "prune_dialog")
    assert "1 state goes" in dialog.accessibleDescription()
    QTest.keyClick(dialog, Key.Key_Return)  # keeps
    assert "mine" in titles(told)
    trigger(told, "history_prune")
    dialog = told.findChildren(object, "prune_dialog")[-1]
    QTest.mouseClick(dialog.findChild(object, "prune_dialog_delete"), LEFT)
    assert "mine" not in titles(told)


def test_the_first_state_is_not_offered_to_deletion(told, qtbot):
    view = told.history_panel.view
    view.setCurrentIndex(row_of(told, "Start"))
    view.menu_asked.emit(view.mapToGlobal(view.rect().center()))
    menu = told.findChild(QMenu, "history_menu")
    states = {action.text().split("\t")[0]: action.isEnabled() for action in menu.actions()}
    menu.close()
    assert not states["&Delete this branch"]
    assert states["&Go to this state"]


def test_the_menu_has_the_same_verbs(told):
    view = told.history_panel.view
    view.setCurrentIndex(row_of(told, "iterations 1–2"))
    view.menu_asked.emit(view.mapToGlobal(view.rect().center()))
    menu = told.findChild(QMenu, "history_menu")
    verbs = {action.text().split("\t")[0]: action for action in menu.actions()}
    verbs["&Compare with the state shown"].trigger()
    menu.close()
    assert told.session.presentation.compared.block.label == "EM: iterations 1 to 2"


def test_page_keys_step_while_the_list_has_the_keyboard(told):
    key(told, Key.Key_H)
    key(told, Key.Key_PageDown)
    assert told.session.snapshot.n_iter == 3
    key(told, Key.Key_PageUp)
    assert told.session.snapshot.n_iter == 2


def test_the_foot_says_how_much_is_kept(told):
    foot = told.findChild(object, "history_foot")
    assert foot.text() == "8 states, all kept"
    assert "no limit" in foot.toolTip()


def test_screen_readers_hear_where_a_row_lies(told):
    model = told.history_panel.view.model()

    def spoken(row):
        return model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)

    assert spoken(0).startswith("iteration 2, log L −")
    assert spoken(0).endswith(", here")
    assert spoken(2).endswith("on the way here")
    trigger(told, "history_first_branch")
    assert spoken(0).endswith("on another branch")


def test_a_drag_does_not_touch_the_list(told, monkeypatch):
    monkeypatch.setattr(told.history_panel.view, "follow", lambda: pytest.fail("followed"))
    told.controller.editing.drag_means([0], 0, [1.5, 0.0])
    told.controller.editing.cancel()


def test_a_long_history_grows_by_insertions(told, monkeypatch):
    model, resets = told.history_panel.view.model(), []
    model.modelReset.connect(lambda: resets.append(True))
    for i in range(20):
        told.controller.editing.set_mean(0, 0, 0.1 * i)
    trigger(told, "history_first_branch")
    told.controller.editing.set_mean(0, 0, -2.0)
    assert resets == []
    assert titles(told)[0] == "Set the mean of component 1"
    assert model.rowCount() == len(told.session.timeline.outline.rows)


def test_docks_and_actions_have_their_names(window):
    for name in ("history", "comparison"):
        assert window.findChild(QDockWidget, f"dock_{name}") is not None
        assert window.findChild(QAction, f"view_panel_{name}") is not None
    assert window.findChild(QDockWidget, "dock_comparison").isHidden()
