"""Gestures that are the same on a plane and on a line, by a real mouse, wheel and keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QMenu

from gmm_explorer.data import Dataset
from tests.view.hand import ALT, CTRL, NO_KEYS, SHIFT
from tests.view.windows import place, select, settle, trigger

PLANE_OF_TWO = (([3.0, -3.0], np.diag([1.0, 0.5])), ([7.0, -3.0], np.diag([1.0, 0.5])))
LINE_OF_TWO = (([-3.0], [[1.0]]), ([3.0], [[4.0]]))
AWAY = QPointF(30.0, 12.0)
RIGHT, MIDDLE = Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
Key = Qt.Key


@pytest.fixture(params=["line", "plane"])
def window(request):
    """Return a window with two components, neither of them selected."""
    window = request.getfixturevalue(f"{request.param}_window")
    place(window, *(LINE_OF_TWO if request.param == "line" else PLANE_OF_TWO))
    select(window)
    return window


@pytest.fixture
def canvas(window):
    return window.plot_area.canvas


@pytest.fixture
def corner(canvas):
    """Return a place on the viewport with neither points nor components."""
    area = canvas.box.rect()
    pixel = QPointF(0.03 * area.width(), 0.08 * area.height())
    return QPointF(canvas.mapFromScene(canvas.box.mapToScene(pixel)))


def grip_of(canvas, name):
    return {
        "badge": canvas.badges[0],
        "handle": canvas.handles[1],
        "bar": canvas.weigher.bar,
    }[name]


grips = pytest.mark.parametrize("name", ["badge", "handle", "bar"])
LABELS = {
    "badge": "Move component 1",
    "handle": "Reshape component 1",
    "bar": "Change the weight of component 1",
}


# Grips


@grips
def test_a_grip_follows_the_hand_at_once_and_is_one_entry(window, canvas, hand, past, name):
    select(window, 0)
    before, n_entries = window.session.snapshot, len(past())
    start = hand.on(grip_of(canvas, name))
    hand.carry(start, start + AWAY)
    assert window.session.frame.previewing
    assert window.session.snapshot is not before
    assert len(past()) == n_entries
    hand.release(start + AWAY)
    assert not window.session.frame.previewing
    assert past()[0] == LABELS[name]
    assert len(past()) == n_entries + 1
    trigger(window, "edit_undo")
    assert window.session.snapshot is before


@grips
def test_escape_gives_the_component_and_its_grip_back(window, canvas, hand, name):
    select(window, 0)
    before = window.session.snapshot
    start = hand.on(grip_of(canvas, name))
    hand.carry(start, start + AWAY)
    hand.type(Key.Key_Escape)
    assert window.session.snapshot is before
    hand.move(start + 2 * AWAY, Qt.MouseButton.LeftButton)
    hand.release(start + 2 * AWAY)
    assert window.session.snapshot is before
    assert (hand.on(grip_of(canvas, name)) - start).manhattanLength() < 1.0


@grips
def test_a_click_on_a_grip_changes_nothing(window, canvas, hand, past, name):
    select(window, 0)
    n_entries = len(past())
    hand.click(hand.on(grip_of(canvas, name)))
    assert len(past()) == n_entries
    assert window.session.presentation.selection == (0,)


@pytest.mark.parametrize("name", ["badge", "handle"])
def test_a_grip_grows_under_the_mouse_and_is_at_least_twelve_pixels_wide_to_it(
    window, canvas, hand, corner, name
):
    select(window, 0)
    grip = grip_of(canvas, name)
    hand.move(corner)
    usual = grip.drawn_radius
    beside = hand.on(grip) + QPointF(0.0, 6.5)
    hand.move(beside)
    assert grip.drawn_radius > usual
    before = window.session.snapshot
    hand.drag(beside, beside + QPointF(25.0, 0.0))
    assert window.session.snapshot is not before
    hand.move(corner)
    assert grip.drawn_radius == usual


@grips
def test_the_status_line_says_what_a_grip_will_do(window, canvas, hand, corner, name):
    hinted = []
    canvas.hinted.connect(hinted.append)
    select(window, 0)
    hand.move(hand.on(grip_of(canvas, name)))
    said = {"badge": "move component 1", "handle": "Drag to", "bar": "weight"}[name]
    assert said in hinted[-1]
    shape = grip_of(canvas, name).cursor().shape()
    assert (shape == Qt.CursorShape.SizeAllCursor) is (name == "badge")
    hand.move(corner)
    assert hinted[-1] == ""


def test_alt_lands_exactly_on_points_that_are_all_at_one_place(window, canvas, hand):
    X = np.repeat(window.session.snapshot.dataset.X[[3, 30]], 10, axis=0)
    window.controller.documents.take_data(Dataset.from_array(X), "Open duplicates")
    window.controller.editing.place(X.mean(axis=0), np.eye(X.shape[1]))
    settle(window)
    start = hand.on(canvas.badges[0])
    there = QPointF(hand.over(*canvas.points.place_of(15)).x(), start.y())
    hand.drag(start, there, keys=ALT)
    mean = window.session.snapshot.mixture.means[0]
    assert mean.tobytes() in (X[0].tobytes(), X[15].tobytes())


def test_code_that_places_grips_emits_no_intent(window, canvas):
    heard = []
    for grip in (*canvas.badges, *canvas.handles, *canvas.weigher.grips):
        grip.moved.connect(lambda *args: heard.append(args))
        grip.released.connect(lambda: heard.append("released"))
    select(window, 0)
    window.controller.editing.set_weight(0, 0.7)
    trigger(window, "em_step")
    select(window, 0, 1)
    settle(window)
    assert heard == []


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
