"""What every grip does, on a plane and on a line, by a real mouse and real keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt

from gmm_explorer.data import Dataset
from tests.view.hand import ALT, LEFT, grip_of
from tests.view.windows import select, settle, trigger

AWAY = QPointF(30.0, 12.0)
RIGHT, MIDDLE = Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
Key = Qt.Key


@pytest.fixture
def window(line_or_plane):
    return line_or_plane


grips = pytest.mark.parametrize("name", ["badge", "handle", "bar"])
LABELS = {
    "badge": "Move component 1",
    "handle": "Reshape component 1",
    "bar": "Change the weight of component 1",
}


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


@grips
@pytest.mark.parametrize("turn", [0, 3, 6])
def test_a_grip_that_is_brought_back_has_changed_nothing(window, canvas, hand, past, name, turn):
    select(window, 0)
    grip = grip_of(canvas, name)
    hand.drag(hand.on(grip), hand.on(grip) + QPointF(7.0 - 2 * turn, 3.0 * turn - 10.0))
    n_entries, before = len(past()), window.session.snapshot
    start = hand.on(grip)
    hand.carry(start, start + QPointF(30.0, 10.0))
    assert window.session.snapshot is not before
    hand.move(start, LEFT)
    hand.release(start)
    assert window.session.snapshot is before
    assert len(past()) == n_entries


@grips
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


def test_nothing_is_said_of_a_badge_that_is_gone(window, canvas, hand):
    hinted = []
    canvas.hinted.connect(hinted.append)
    hand.click(hand.on(canvas.badges[1]))
    assert "move component 2" in hinted[-1]
    hand.type(Key.Key_Delete)
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
        grip.clicked.connect(lambda *args: heard.append(args))
    box = canvas.box
    for signal in (box.clicked, box.draw_moved, box.draw_finished, box.band_moved):
        signal.connect(lambda *args: heard.append(args))
    box.band_finished.connect(lambda: heard.append("band"))
    editing, D = window.controller.editing, window.session.snapshot.n_features
    select(window, 0)
    editing.set_weight(0, 0.7)
    editing.set_mean(0, 0, 2.5)
    editing.set_deviation(0, 0, 1.5)
    for name in ("em_step", "edit_undo", "edit_redo", "view_fit_data"):
        trigger(window, name)
        settle(window)
    select(window, 0, 1)
    window.resize(window.width() - 90, window.height() - 60)
    settle(window)
    window.controller.documents.take_data(Dataset.from_array(np.eye(5)[:, :D] * 9.0), "Open")
    settle(window)
    assert heard == []
