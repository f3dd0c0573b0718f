"""What happens when a key is pressed, or data arrive, while the mouse drags something."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from gmm_explorer.controller.notice import Loudness, Notice
from gmm_explorer.data import Dataset
from gmm_explorer.model import Playback
from gmm_explorer.view.dialogs.shortcuts_dialog import shortcuts
from gmm_explorer.view.style.theme import DARK
from tests.view.hand import CTRL, LEFT, Hand, grip_of
from tests.view.windows import place, select, settle, trigger

AWAY = QPointF(60.0, 20.0)
DEEDS = {
    "delete": lambda window: QTest.keyClick(window, Qt.Key.Key_Delete),
    "undo": lambda window: QTest.keyClick(window, Qt.Key.Key_Z, CTRL),
    "run": lambda window: QTest.keyClick(window, Qt.Key.Key_R),
    "initialise": lambda window: QTest.keyClick(window, Qt.Key.Key_I),
    "other data": lambda window: window.controller.documents.take_data(
        Dataset.from_array([[1.0], [2.0], [4.0]]), "Open"
    ),
}


@pytest.fixture(params=["line", "plane"])
def three(request):
    """Return a window with three components, the first one selected, and the mouse over it."""
    window = request.getfixturevalue(f"{request.param}_window")
    if request.param == "line":
        place(window, *(([x], [[1.0]]) for x in (-4.0, 0.0, 4.0)))
    else:
        place(window, *(([x, -3.0], np.eye(2)) for x in (2.0, 5.0, 8.0)))
    select(window, 0)
    return window, Hand(window.plot_area.canvas)


def labels(window):
    return [block.label for block in window.session.timeline.past_blocks()]


@pytest.mark.parametrize("grip", ["badge", "handle", "bar"])
@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_a_drag_is_given_back_and_its_rest_ignored(three, deed, grip):
    window, hand = three
    canvas = window.plot_area.canvas
    start = hand.on(grip_of(canvas, grip))
    hand.carry(start, start + AWAY)
    assert window.session.frame.previewing
    deed(window)
    window.controller.running.stop()
    reached = window.session.snapshot
    hand.move(start + 2 * AWAY, LEFT)
    hand.release(start + 2 * AWAY)
    assert window.session.snapshot is reached
    assert not window.session.frame.previewing
    assert not [
        label for label in labels(window) if label.startswith(("Move", "Reshape", "Change"))
    ]


PASSING = {
    "resize": lambda window: window.resize(1500, 900),
    "fit": lambda window: QTest.keyClick(window, Qt.Key.Key_F),
    "axes": lambda window: (
        trigger(window, "view_equal_axes") if window.session.snapshot.n_features == 2 else None
    ),
    "theme": lambda window: window.set_theme(DARK),
    "outside": lambda window: None,
}


@pytest.mark.parametrize("grip", ["badge", "handle", "bar"])
@pytest.mark.parametrize("deed", PASSING)
def test_a_drag_goes_on_through_what_only_looks_otherwise(three, deed, grip):
    """Also out of the window: what is drawn is what the session has, before and after."""
    window, hand = three
    canvas = window.plot_area.canvas
    n_blocks = len(labels(window))
    start = hand.on(grip_of(canvas, grip))
    hand.carry(start, start + AWAY)
    PASSING[deed](window)
    settle(window)
    assert window.session.frame.previewing
    end = QPointF(-3000.0, 4000.0) if deed == "outside" else start + AWAY + AWAY / 4
    hand.move(end, LEFT)
    hand.release(end)
    settle(window)
    assert not window.session.frame.previewing
    assert len(labels(window)) == n_blocks + 1
    mixture = window.session.snapshot.mixture
    for k, badge in enumerate(canvas.badges):
        assert badge.x() == pytest.approx(canvas.pixel_of(mixture.means[k])[0], abs=1e-6)
    drawn = canvas.ellipses if mixture.n_features == 2 else canvas.curves
    assert drawn.frame.snapshot.mixture is mixture
    fetched = canvas.mean_at(canvas.badges[0].pos())[0]
    assert fetched == pytest.approx(mixture.means[0, 0], rel=1e-9)


def on_screen(canvas):
    """Return the corner of a plot on the screen, and its size."""
    return canvas.viewport().mapToGlobal(QPointF(0.0, 0.0)), canvas.size()


@pytest.mark.parametrize("grip", ["badge", "handle"])
def test_a_message_that_comes_or_goes_does_not_move_the_plot_under_a_hand(three, grip):
    window, hand = three
    canvas = window.plot_area.canvas
    window.controller.notices.tell(Notice(Loudness.INFO, "Converged after 12 iterations.", ""))
    settle(window)
    place_before = on_screen(canvas)
    start, mean = hand.on(grip_of(canvas, grip)), canvas.badges[0].x()
    hand.carry(start, start + AWAY)
    settle(window)
    assert on_screen(canvas) == place_before
    moved = canvas.badges[0].x() - mean
    assert moved == pytest.approx(AWAY.x() if grip == "badge" else 0.0, abs=1e-6)
    hand.release(start + AWAY)
    settle(window)
    assert window.plot_area.banner.isHidden()
    far = QPointF(30_000.0, 0.0)  # where it loses all its points
    window.controller.stepping.e_step()
    settle(window)
    place_before = on_screen(canvas)
    start = hand.on(canvas.badges[0])
    hand.carry(start, start + far)
    settle(window)
    assert on_screen(canvas) == place_before
    hand.release(start + far)
    assert window.plot_area.banner.isVisible()


def test_the_wheel_goes_on_scaling_where_a_message_was(plane_window):
    window = plane_window
    place(window, ([5.0, -3.0], np.eye(2)))
    select(window, 0)
    canvas = window.plot_area.canvas
    hand = Hand(canvas)
    window.controller.notices.tell(Notice(Loudness.INFO, "Converged after 12 iterations.", ""))
    settle(window)
    at, place_before = canvas.viewport().mapToGlobal(hand.on(canvas.badges[0])), on_screen(canvas)
    for _ in range(3):
        before = window.session.snapshot.mixture.covariances[0]
        hand.wheel(QPointF(canvas.viewport().mapFromGlobal(at)), 120, CTRL)
        settle(window)
        assert not np.array_equal(window.session.snapshot.mixture.covariances[0], before)
        assert on_screen(canvas) == place_before


def test_a_drag_while_em_plays_holds_it_and_is_one_entry(three, qtbot):
    window, hand = three
    canvas = window.plot_area.canvas
    window.controller.playing.play_by(Playback(speed=math.inf))
    trigger(window, "em_play")
    qtbot.waitUntil(lambda: window.session.snapshot.n_iter >= 1)
    start = hand.on(canvas.badges[0])
    hand.carry(start, start + AWAY)
    reached, drawn = window.session.snapshot.n_iter, window.session.snapshot
    with qtbot.assertNotEmitted(window.controller.changed, wait=30):
        pass
    assert window.session.snapshot is drawn
    hand.release(start + AWAY)
    qtbot.waitUntil(lambda: window.session.snapshot.n_iter > reached)
    window.controller.playing.pause()
    assert labels(window).count("Move component 1") == 1


def test_a_component_half_drawn_goes_with_its_tool(plane_window):
    window = plane_window
    hand = Hand(window.plot_area.plane)
    before = window.session.snapshot
    QTest.keyClick(window, Qt.Key.Key_P)
    start = hand.over(5.0, -3.0)
    hand.carry(start, start + AWAY)
    assert window.session.snapshot.n_components == 1
    QTest.keyClick(window, Qt.Key.Key_V)
    hand.release(start + AWAY)
    assert window.session.snapshot is before


def test_the_list_of_keys_says_what_undo_is_and_not_what_it_would_undo(three):
    window, _hand = three
    assert ("Undo", "Ctrl+Z") in shortcuts(window.actions_table)["Edit"]


def test_ctrl_q_closes_the_window_on_every_desktop(plane_window):
    trigger(plane_window, "file_example_old_faithful")
    QTest.keyClick(plane_window, Qt.Key.Key_Q, CTRL)
    assert not plane_window.isVisible()
