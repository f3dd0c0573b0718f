"""Moving along the history by mouse and keys on the log-likelihood plot of a real window."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from gmm_explorer.em import iterate_em
from gmm_explorer.model import Cause, Position, Run, edits
from tests.view.hand import Hand
from tests.view.windows import place, settle

PLACES = (([4.0, -4.0], np.eye(2) * 4.0), ([7.0, -2.0], np.eye(2)))
CTRL = Qt.KeyboardModifier.ControlModifier


def run(window, n_iter):
    session = window.session
    settings = replace(session.snapshot.settings, tol=0.0, max_iter=n_iter)
    states = iterate_em(session.prepared, session.snapshot.mixture, settings)
    session.play_on(Run(session.snapshot, list(states)[1:]))


def move(window, to):
    session = window.session
    session.commit(edits.move_mean(session.snapshot, 0, to), "Move component 1")


@pytest.fixture
def window(plane_window):
    """Ten iterations, a component moved by hand, ten more."""
    place(plane_window, *PLACES)
    run(plane_window, 10)
    move(plane_window, [8.0, -6.0])
    run(plane_window, 10)
    settle(plane_window)
    return plane_window


@pytest.fixture
def plot(window):
    return window.likelihood_plot


@pytest.fixture
def hand(plot):
    return Hand(plot)


@pytest.fixture
def moved(window):
    """Return where a component was moved by hand: the entry after."""
    return next(p for p in window.session.timeline.past() if p.entry.cause is Cause.EDIT)


def spot(plot, n_iter, share=0.6):
    """Return the viewport position at an iteration, at a share of the height."""
    x = plot.box.pixels().to_pixels(n_iter, 0.0)[0]
    inside = QPointF(x, plot.box.height() * share)
    return QPointF(plot.mapFromScene(plot.box.mapToScene(inside)))


def dot(plot, hand, stop):
    return hand.over(*plot.trace.place(stop))


def n_iter(window):
    return window.session.snapshot.n_iter


def test_a_click_goes_to_the_iteration(window, plot, hand):
    hand.click(spot(plot, 4.2))
    assert n_iter(window) == 4
    assert not window.session.frame.previewing


def test_the_whole_window_follows_a_drag_live_and_nothing_is_entered(window, plot, hand):
    entries = window.session.timeline.changes
    seen = []
    window.controller.changed.connect(lambda _old, new: seen.append(new.snapshot.n_iter))
    hand.drag(spot(plot, 20), spot(plot, 3), steps=30)
    assert seen == sorted(seen, reverse=True)
    assert set(range(4, 20)) <= set(seen)
    assert n_iter(window) == 3
    assert window.session.timeline.changes == entries
    shown = window.plot_area.plane.frame
    assert shown.snapshot is window.session.snapshot


def test_a_hand_that_takes_the_line_beside_its_middle_moves_it_by_as_much(window, plot, hand):
    hand.click(spot(plot, 5))
    width = plot.box.pixels().scale_x
    off = QPointF(5.0, 0.0)
    hand.drag(spot(plot, 5, 0.9) + off, spot(plot, 5, 0.9) + off + QPointF(0.45 * width, 0.0))
    assert n_iter(window) == 5
    assert width > 12.0  # or the test would not tell


def test_the_sides_of_an_edited_iteration_are_before_and_after_the_hand(window, plot, hand, moved):
    hand.click(spot(plot, 9.7, 0.9))
    assert window.session.timeline.position == moved.block.parent
    hand.click(spot(plot, 10.3, 0.9))
    assert window.session.timeline.position == moved


def test_a_click_on_a_dot_means_the_dot(window, plot, hand, moved):
    hand.click(dot(plot, hand, 11) - QPointF(3.0, 0.0))
    assert window.session.timeline.position == moved
    hand.click(dot(plot, hand, 10) + QPointF(3.0, 0.0))
    assert window.session.timeline.position == moved.block.parent


def test_a_drag_beyond_the_ends_stops_at_them(window, plot, hand):
    hand.drag(spot(plot, 10), spot(plot, 0) - QPointF(30.0, 0.0))
    assert n_iter(window) == 0
    hand.drag(spot(plot, 0), spot(plot, 20) + QPointF(15.0, 0.0))
    assert n_iter(window) == 20


def test_scrubbing_ends_playing(window, plot, hand):
    window.controller.playing.play()
    hand.click(spot(plot, 4))
    assert not window.controller.playing.active
    assert n_iter(window) == 4


def test_arrow_keys_home_and_end_move_along_the_curve(window, plot, hand, moved):
    hand.type(Qt.Key.Key_Home)
    assert n_iter(window) == 0
    hand.type(Qt.Key.Key_Right)
    hand.type(Qt.Key.Key_Right)
    hand.type(Qt.Key.Key_Left)
    assert n_iter(window) == 1
    hand.type(Qt.Key.Key_End)
    assert n_iter(window) == 20
    hand.type(Qt.Key.Key_Left, CTRL)
    assert window.session.timeline.position == moved
    hand.type(Qt.Key.Key_Left, CTRL)
    assert n_iter(window) == 0
    hand.type(Qt.Key.Key_Right, CTRL)
    assert window.session.timeline.position == moved
    hand.type(Qt.Key.Key_Right, CTRL)
    assert n_iter(window) == 20


def test_the_keys_are_the_plots_even_while_a_component_is_selected(window, plot, hand):
    window.controller.presenting.select([0])
    mixture = window.session.snapshot.mixture
    hand.type(Qt.Key.Key_Left)
    assert n_iter(window) == 19
    hand.type(Qt.Key.Key_Right)
    assert window.session.snapshot.mixture is mixture


def test_a_branch_is_dim_until_a_click_on_it_goes_over(window, plot, hand):
    tip = window.session.timeline.position
    window.session.go_to(Position(tip.block, 2))
    move(window, [6.0, -4.0])
    run(window, 4)
    settle(window)
    (branch,), (line,) = plot.trace.beside, plot.trace.branches
    at = hand.over(float(branch.n_iter[-1]), float(line.y[-1]))
    hand.click(at)
    assert window.session.timeline.position == tip
    (branch,) = plot.trace.beside
    assert branch.n_iter[-1] == 17


def test_the_cursor_and_a_hint_say_what_the_mouse_would_do(window, plot, hand):
    hints = []
    plot.hinted.connect(hints.append)
    hand.move(spot(plot, 20, 0.9))
    assert plot.box.cursor().shape() == Qt.CursorShape.SizeHorCursor
    hand.move(spot(plot, 5, 0.9))
    assert plot.box.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert hints[-1] == ""
    assert "Drag" in hints[0]
    assert "Click" in hints[1]


def test_a_mark_explains_itself_under_the_mouse(window, plot, hand, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, *_rest: told.append(text))
    over = dot(plot, hand, 10) - QPointF(0.0, 12.0)
    at = over.toPoint()
    QApplication.sendEvent(
        plot.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, plot.viewport().mapToGlobal(at))
    )
    assert "Move component 1" in told[0]
    assert "Iteration 10" in told[0]
    hints = []
    plot.hinted.connect(hints.append)
    hand.move(over)
    assert "Move component 1" in hints[-1]
    far = QPoint(2, 2)
    QApplication.sendEvent(
        plot.viewport(), QHelpEvent(QEvent.Type.ToolTip, far, plot.viewport().mapToGlobal(far))
    )
    assert told[1] == ""


def test_screen_readers_hear_where_we_are_and_what_happened(window, plot, hand, moved):
    window.session.go_to(moved)
    said = plot.accessibleDescription()
    assert said.startswith("Iteration 10: log L")
    assert "Move component 1: log L fell by" in said


@pytest.mark.parametrize("key", [Qt.Key.Key_Menu, Qt.Key.Key_F10])
def test_the_menu_opens_by_key_and_by_the_right_button(window, plot, hand, key):
    menu = window.findChild(QMenu, "view_likelihood_menu")
    names = ["view_likelihood_per_sample", "view_likelihood_gains", "view_likelihood_limit"]
    keys = Qt.KeyboardModifier.ShiftModifier if key == Qt.Key.Key_F10 else Qt.KeyboardModifier(0)
    hand.type(key, keys)
    shown = QApplication.activePopupWidget()
    assert [action.objectName() for action in shown.actions()] == names
    assert [action.objectName() for action in menu.actions()] == names
    shown.close()
    hand.click(spot(plot, 5), button=Qt.MouseButton.RightButton)
    assert n_iter(window) == 20
    shown = QApplication.activePopupWidget()
    QTest.keyClick(shown, Qt.Key.Key_Down)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert window.session.presentation.tracing.per_sample


def test_the_line_lights_up_where_keys_would_move_it(window, plot):
    assert plot.focusPolicy() & Qt.FocusPolicy.TabFocus
    before = plot.grab().toImage()
    plot.setFocus()
    assert plot.grab().toImage() != before
