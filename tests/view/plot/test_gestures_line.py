"""Every gesture on the line's components, by a real mouse, wheel and keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QMenu

from tests.view.conftest import LINE
from tests.view.hand import ALT, CTRL, SHIFT
from tests.view.windows import place, select, trigger

TWO = (([-3.0], [[1.0]]), ([3.0], [[4.0]]))
Key = Qt.Key


@pytest.fixture
def window(line_window):
    place(line_window, *TWO)
    return line_window


@pytest.fixture
def line(window):
    return window.plot_area.line


def test_alt_lands_on_the_nearest_point_bit_for_bit(window, line, hand, past):
    n_entries = len(past())
    nearest = LINE[np.argmin(np.abs(LINE - 1.0))]
    start = hand.on(line.badges[0])
    there = QPointF(hand.over(1.0, 0.0).x(), start.y())
    hand.carry(start, there, keys=ALT)
    ring = line.mover.ring
    assert ring.isVisible()
    x, y = line.box.pixels().to_data(ring.x(), ring.y())
    assert x == pytest.approx(nearest[0])
    assert y < 0.0  # where the points are
    hand.release(there, keys=ALT)
    assert window.session.snapshot.mixture.means[0].tobytes() == nearest.tobytes()
    assert past()[0] == "Move component 1"
    assert len(past()) == n_entries + 1


def test_moving_the_mean_up_and_down_leaves_the_weight_alone(window, line, hand):
    before = window.session.snapshot.mixture
    start = hand.on(line.badges[0])
    hand.drag(start, start + QPointF(30.0, -40.0))
    after = window.session.snapshot.mixture
    np.testing.assert_array_equal(after.weights, before.weights)
    assert after.means[0, 0] > before.means[0, 0]


def test_the_grip_at_the_peak_changes_the_weight_by_its_height(window, line, hand, past):
    select(window, 1)
    before, n_entries = window.session.snapshot.mixture, len(past())
    start = hand.on(line.weigher.peak)
    assert start.y() < hand.on(line.badges[1]).y()
    up = hand.over(0.0, 0.0) - hand.over(0.0, 0.04)  # pixels of a density of 0.04
    hand.drag(start, start - up + QPointF(25.0, 0.0))
    after = window.session.snapshot.mixture
    # The peak of N(x | mu, 2^2) is 1 / (2 sqrt(2 pi)).
    expected = before.weights[1] + 0.04 * 2.0 * np.sqrt(2.0 * np.pi)
    assert after.weights[1] == pytest.approx(expected, abs=0.02)
    np.testing.assert_array_equal(after.means, before.means)
    assert past()[0] == "Change the weight of component 2"
    assert len(past()) == n_entries + 1


def test_the_grip_at_the_peak_grows_under_the_mouse_and_says_what_it_does(window, line, hand):
    hinted = []
    line.hinted.connect(hinted.append)
    select(window, 1)
    peak, before = line.weigher.peak, window.session.snapshot
    usual, beside = peak.drawn_radius, hand.on(peak) + QPointF(6.5, 0.0)
    hand.move(beside)
    assert peak.drawn_radius > usual
    assert "height" in hinted[-1]
    assert peak.cursor().shape() == Qt.CursorShape.SizeVerCursor
    hand.carry(beside, beside + QPointF(0.0, 20.0))
    assert window.session.snapshot is not before
    hand.type(Key.Key_Escape)
    hand.release(beside)
    assert window.session.snapshot is before


def test_the_peak_is_pulled_no_higher_than_weight_one_and_no_lower_than_none(window, line, hand):
    select(window, 1)
    start = hand.on(line.weigher.peak)
    hand.carry(start, QPointF(start.x(), -500.0))
    np.testing.assert_array_equal(window.session.snapshot.mixture.weights, [0.0, 1.0])
    hand.move(QPointF(start.x(), 2000.0), Qt.MouseButton.LeftButton)
    np.testing.assert_array_equal(window.session.snapshot.mixture.weights, [1.0, 0.0])
    hand.type(Key.Key_Escape)
    hand.release(start)
    np.testing.assert_array_equal(window.session.snapshot.mixture.weights, [0.5, 0.5])


def test_the_bar_changes_the_weight_too(window, line, hand, past):
    select(window, 0)
    start = hand.on(line.weigher.bar)
    hand.drag(start, start + QPointF(-13.0, 0.0))
    weights = window.session.snapshot.mixture.weights
    np.testing.assert_allclose(weights, [0.25, 0.75], atol=0.02)
    assert past()[0] == "Change the weight of component 1"


def test_ctrl_and_the_wheel_over_the_curve_scale_it(window, line, hand, past, qtbot):
    select(window, 0)
    shown = line.box.viewRange()[0]
    hand.wheel(hand.over(-3.0, 0.02), -120, CTRL)
    assert window.session.snapshot.mixture.covariances[0, 0, 0] == pytest.approx(1.1**-2)
    assert line.box.viewRange()[0] == shown
    qtbot.waitUntil(lambda: not window.controller.nudging.active)
    assert past()[0] == "Scale component 1"


@pytest.mark.parametrize("above", [-6.0, 0.0, 3.0, 6.0])
def test_ctrl_and_the_wheel_over_a_badge_scale_its_component(window, line, hand, above):
    """The badge lies on the peak, half of it over the curve."""
    select(window, 0)
    shown = line.box.viewRange()[0]
    hand.wheel(hand.on(line.badges[0]) - QPointF(0.0, above), -120, CTRL)
    assert window.session.snapshot.mixture.covariances[0, 0, 0] == pytest.approx(1.1**-2)
    assert line.box.viewRange()[0] == shown


def test_arrows_nudge_along_the_line_only(window, line, hand):
    select(window, 0, 1)
    before, scale = window.session.snapshot, line.box.pixels().scale_x
    hand.type(Key.Key_Up)
    assert window.session.snapshot is before
    hand.type(Key.Key_Left)
    hand.type(Key.Key_Right, SHIFT)
    moved = window.session.snapshot.mixture.means - before.mixture.means
    np.testing.assert_allclose(moved * scale, -7.0)
    trigger(window, "edit_undo")
    assert window.session.snapshot is before


def test_the_band_selects_and_the_selected_move_together(window, line, hand, past):
    hand.drag(hand.over(-8.0, 0.0), hand.over(8.0, line.box.viewRange()[1][1]), keys=SHIFT)
    assert window.session.presentation.selection == (0, 1)
    start = hand.on(line.badges[1])
    hand.drag(start, start + QPointF(20.0, 0.0))
    moved = window.session.snapshot.mixture.means - [[-3.0], [3.0]]
    np.testing.assert_allclose(moved[0], moved[1])
    assert past()[0] == "Move components 1, 2"


def test_the_menu_offers_what_a_line_has(window, line, hand):
    hand.click(hand.on(line.badges[0]), button=Qt.MouseButton.RightButton)
    texts = [action.text() for action in window.findChild(QMenu, "plot_menu").actions()]
    assert "&Wider" in texts
    assert "&Round" not in texts
    trigger(window, "edit_snap_to_point")
    mean = window.session.snapshot.mixture.means[0]
    assert mean.tobytes() == LINE[np.argmin(np.abs(LINE + 3.0))].tobytes()


def test_the_handles_of_a_narrow_component_leave_its_badge_free(window, line, hand):
    window.controller.editing.set_deviation(0, 0, 0.01)
    select(window, 0)
    badge = line.badges[0].pos()
    for handle in line.handles:
        assert not handle.is_near(badge)
    start = hand.on(line.badges[0])
    hand.drag(start, start + QPointF(20.0, 0.0))
    assert window.session.snapshot.mixture.means[0, 0] > -3.0
