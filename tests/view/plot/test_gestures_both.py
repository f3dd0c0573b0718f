"""Gestures that are the same on a plane and on a line, by a real mouse, wheel and keys."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu

from gmm_explorer.data import Dataset
from tests.view.hand import CTRL, NO_KEYS, SHIFT, grip_of
from tests.view.windows import select, settle, trigger

AWAY = QPointF(30.0, 12.0)
RIGHT, MIDDLE = Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
Key = Qt.Key


@pytest.fixture
def window(line_or_plane):
    return line_or_plane


def send_arrow(canvas, kind, *, repeated):
    """Send what a keyboard tells of the right arrow while it is held."""
    key = QKeyEvent(kind, Key.Key_Right, NO_KEYS, "", repeated)
    QApplication.sendEvent(canvas, key)


# The tool that places


def test_return_places_one(window, hand):
    trigger(window, "tool_place")
    hand.type(Key.Key_Return)
    assert window.session.snapshot.n_components == 3


def test_a_double_click_places_one(window, hand, corner):
    trigger(window, "tool_place")
    hand.double_click(corner)
    assert window.session.snapshot.n_components == 3


def test_escape_drops_what_is_being_placed(window, hand, corner):
    before = window.session.snapshot
    trigger(window, "tool_place")
    hand.carry(corner, corner + AWAY)
    assert window.session.snapshot.n_components == 3
    hand.type(Key.Key_Escape)
    hand.release(corner + AWAY)
    assert window.session.snapshot is before


def test_return_while_one_is_drawn_places_one_in_its_stead(window, hand, corner):
    trigger(window, "tool_place")
    hand.carry(corner, corner + AWAY)
    hand.type(Key.Key_Return)
    placed = window.session.snapshot
    assert placed.n_components == 3
    hand.move(corner + 2 * AWAY, Qt.MouseButton.LeftButton)
    hand.release(corner + 2 * AWAY)
    assert window.session.snapshot is placed


@pytest.mark.parametrize("way", [0.05, 1.0])
def test_data_of_another_dimension_end_the_drawing(window, hand, corner, way):
    trigger(window, "tool_place")
    hand.carry(corner, corner + way * AWAY)
    other = 3 - window.session.snapshot.n_features
    window.controller.documents.take_data(Dataset.from_array(np.eye(4)[:, :other]), "Open")
    hand.move(corner + 2 * AWAY, Qt.MouseButton.LeftButton)
    hand.release(corner + 2 * AWAY)
    settle(window)
    assert window.session.snapshot.mixture is None


def test_the_grips_of_the_weight_are_not_in_its_way(window, canvas, hand):
    select(window, 1)
    trigger(window, "tool_place")
    start = hand.on(canvas.weigher.bar)
    hand.drag(start, start + QPointF(30.0, 0.0))
    assert window.session.snapshot.n_components == 3


def test_a_right_click_on_the_background_offers_it_too(window, hand, corner, past):
    hand.click(corner, button=RIGHT)
    menu = window.findChild(QMenu, "plot_menu")
    offered = {action.text().replace("&", ""): action for action in menu.actions()}
    assert {"Place component here", "Fit data in view", "Select all components"} <= set(offered)
    offered["Place component here"].trigger()
    assert window.session.snapshot.n_components == 3
    assert past()[0] == "Place component 3"


# Selecting


def test_clicks_on_badges_select_and_ctrl_adds_and_takes_away(window, canvas, hand, corner):
    hand.click(hand.on(canvas.badges[0]))
    assert window.session.presentation.selection == (0,)
    hand.click(hand.on(canvas.badges[1]), keys=CTRL)
    assert window.session.presentation.selection == (0, 1)
    hand.click(hand.on(canvas.badges[0]), keys=CTRL)
    assert window.session.presentation.selection == (1,)
    hand.click(corner)
    assert window.session.presentation.selection == ()


def test_ctrl_a_selects_all_and_delete_takes_them_in_one_entry(window, hand, past):
    n_entries = len(past())
    hand.type(Key.Key_A, CTRL)
    assert window.session.presentation.selection == (0, 1)
    hand.type(Key.Key_Delete)
    assert window.session.snapshot.mixture is None
    assert past()[0] == "Delete components 1, 2"
    assert len(past()) == n_entries + 1
    hand.type(Key.Key_Z, CTRL)
    assert window.session.snapshot.n_components == 2


def test_escape_brings_back_the_selection_before_the_band(window, canvas, hand, corner):
    select(window, 1)
    badges = [hand.on(badge) for badge in canvas.badges]
    end = QPointF(max(b.x() for b in badges) + 15.0, max(b.y() for b in badges) + 15.0)
    hand.carry(corner, end, keys=SHIFT)
    assert window.session.presentation.selection == (0, 1)
    hand.type(Key.Key_Escape)
    assert window.session.presentation.selection == (1,)
    hand.release(end, keys=SHIFT)
    assert window.session.presentation.selection == (1,)


# Arrow keys


def test_arrows_of_a_burst_are_taken_back_by_escape(window, hand):
    select(window, 0, 1)
    before = window.session.snapshot
    hand.type(Key.Key_Left)
    assert window.session.snapshot is not before
    hand.type(Key.Key_Escape)
    assert window.session.snapshot is before


def test_a_key_that_is_held_makes_one_entry(window, canvas, hand, past, qtbot):
    select(window, 0)
    n_entries, before = len(past()), window.session.snapshot.mixture.means
    for repeated in (False, True, True, True):
        send_arrow(canvas, QEvent.Type.KeyPress, repeated=repeated)
    send_arrow(canvas, QEvent.Type.KeyRelease, repeated=False)
    qtbot.waitUntil(lambda: not window.controller.nudging.active)
    moved = (window.session.snapshot.mixture.means - before)[0, 0]
    assert moved * canvas.box.pixels().scale_x == pytest.approx(4 * 8.0)
    assert past()[0] == "Nudge component 1"
    assert len(past()) == n_entries + 1


def test_clicks_of_the_wheel_scale_all_that_is_selected_and_escape_takes_them_back(
    window, canvas, hand, past
):
    select(window, 0, 1)
    before, n_entries = window.session.snapshot, len(past())
    inside = hand.over(3.0, 0.02) if canvas.n_features == 1 else hand.over(3.3, -3.1)
    for _ in range(3):
        hand.wheel(inside, 120, CTRL)
    scaled = window.session.snapshot.mixture.covariances
    np.testing.assert_allclose(scaled, before.mixture.covariances * 1.1**6)
    hand.type(Key.Key_Escape)
    assert window.session.snapshot is before
    assert len(past()) == n_entries


def test_without_a_selection_the_right_arrow_steps(window, hand):
    hand.type(Key.Key_Right)
    assert window.session.snapshot.n_iter == 1


# Pan and zoom


def test_the_background_pans_and_the_wheel_zooms_without_an_entry(
    window, canvas, hand, corner, past
):
    n_entries, first = len(past()), canvas.box.viewRange()
    hand.drag(corner, corner + QPointF(40.0, 0.0))
    panned = canvas.box.viewRange()
    assert panned[0] != first[0]
    hand.wheel(corner)
    assert canvas.box.viewRange()[0] != panned[0]
    assert len(past()) == n_entries
    trigger(window, "view_fit_data")
    np.testing.assert_allclose(canvas.box.viewRange()[0], first[0], rtol=1e-6)


def test_ctrl_and_the_wheel_beside_the_selected_component_zooms(window, canvas, hand, corner):
    select(window, 0)
    before, shown = window.session.snapshot, canvas.box.viewRange()
    hand.wheel(corner, 120, CTRL)
    assert canvas.box.viewRange() != shown
    assert window.session.snapshot is before


@pytest.mark.parametrize("gesture", ["badge", "handle", "bar", "place", "band"])
def test_the_wheel_does_nothing_while_a_hand_drags(window, canvas, hand, corner, gesture):
    select(window, 0)
    if gesture == "place":
        trigger(window, "tool_place")
    start = corner if gesture in ("place", "band") else hand.on(grip_of(canvas, gesture))
    keys = SHIFT if gesture == "band" else NO_KEYS
    hand.carry(start, start + AWAY, keys=keys)
    shown, drawn = canvas.box.viewRange(), window.session.snapshot
    for with_keys in (NO_KEYS, CTRL):
        hand.wheel(hand.on(canvas.badges[0]), 120, with_keys)
        assert canvas.box.viewRange() == shown
        assert window.session.snapshot is drawn
    hand.release(start + AWAY, keys)


def test_a_drag_of_the_middle_button_over_a_badge_pans(window, canvas, hand):
    before, shown = window.session.snapshot, canvas.box.viewRange()
    start = hand.on(canvas.badges[0])
    hand.drag(start, start + QPointF(40.0, 0.0), button=MIDDLE)
    assert canvas.box.viewRange() != shown
    assert window.session.snapshot is before


def test_a_drag_of_the_right_button_zooms_and_opens_no_menu(window, canvas, hand):
    before, shown = window.session.snapshot, canvas.box.viewRange()
    start = hand.on(canvas.badges[0])
    hand.drag(start, start + QPointF(30.0, 40.0), button=RIGHT)
    assert canvas.box.viewRange() != shown
    assert window.session.snapshot is before
    assert window.findChild(QMenu, "plot_menu") is None


def test_fit_data_brings_a_component_outside_into_view(window, canvas):
    window.controller.editing.set_mean(0, 0, 60.0)
    settle(window)
    assert canvas.badges[0].pos().x() > canvas.box.rect().right()
    trigger(window, "view_fit_data")
    settle(window)
    assert canvas.box.rect().contains(canvas.badges[0].pos())


# The weight by verbs


def test_heavier_and_lighter_change_the_odds_in_one_change(window, canvas, hand, past):
    before = window.session.snapshot.mixture.weights
    select(window, 0)
    hand.type(Key.Key_Plus, CTRL)
    hand.click(hand.on(canvas.badges[0]), button=RIGHT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = {action.text().replace("&", ""): action for action in menu.actions()}
    offered["Heavier"].trigger()
    menu.close()
    heavier = window.session.snapshot.mixture.weights
    odds = heavier[0] / heavier[1:].sum()
    assert odds == pytest.approx(before[0] / before[1:].sum() * 1.25**2)
    np.testing.assert_allclose(heavier[1:] / heavier[1:].sum(), before[1:] / before[1:].sum())
    for _ in range(2):
        hand.type(Key.Key_Minus, CTRL)
    window.controller.nudging.finish()
    np.testing.assert_allclose(window.session.snapshot.mixture.weights, before)
    assert past()[0] == "Weigh component 1"
    assert not past()[1].startswith("Weigh")


def test_all_of_them_at_once_get_no_heavier(window, hand):
    before = window.session.snapshot
    trigger(window, "edit_select_all")
    hand.type(Key.Key_Plus, CTRL)
    window.controller.nudging.finish()
    assert window.session.snapshot is before
