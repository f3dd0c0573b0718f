"""The plane under a real mouse: place, drag, stretch, rotate, give back."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt

from tests.view.windows import place, settle, trigger

pytestmark = pytest.mark.real_window

TWO = (([3.0, -3.0], np.diag([1.0, 0.5])), ([7.0, -3.0], np.diag([1.0, 0.5])))


@pytest.fixture
def window(plane_window):
    return plane_window


@pytest.fixture
def plane(window):
    return window.plot_area.plane


def label(window):
    return window.session.timeline.entry.label


def entries(window):
    return sum(1 for _ in window.session.timeline.past())


def test_press_sets_the_mean_and_the_drag_the_size(window, plane, hand):
    trigger(window, "tool_place")
    start, end = hand.over(5.0, -3.0), hand.over(6.0, -3.0)
    before = entries(window)
    hand.drag(start, end)
    mixture = window.session.snapshot.mixture
    np.testing.assert_allclose(mixture.means, [[5.0, -3.0]], atol=0.05)
    # The mouse holds the 2-sigma contour, which is a circle on the screen.
    assert mixture.covariances[0][0, 0] ** 0.5 == pytest.approx(0.5, rel=0.05)
    pixels = plane.box.pixels().scale
    np.testing.assert_allclose(
        np.diagonal(mixture.covariances[0]) * pixels**2,
        [mixture.covariances[0][0, 0] * pixels[0] ** 2] * 2,
    )
    assert entries(window) == before + 1
    assert label(window) == "Place component 1"
    assert window.session.presentation.selection == (0,)


def test_a_click_places_one_of_a_sensible_size(window, hand):
    trigger(window, "tool_place")
    hand.click(hand.over(4.0, -2.0))
    mixture = window.session.snapshot.mixture
    np.testing.assert_allclose(mixture.means, [[4.0, -2.0]], atol=0.05)
    spread = np.sqrt(np.diagonal(mixture.covariances[0]))
    assert np.all((spread > 0.1) & (spread < 3.0))


def test_the_select_tool_places_nothing(window, hand):
    hand.click(hand.over(4.0, -2.0))
    hand.drag(hand.over(4.0, -2.0), hand.over(5.0, -2.0))
    assert window.session.snapshot.mixture is None


def test_a_drag_of_the_badge_moves_the_mean_in_one_entry(window, plane, hand):
    place(window, *TWO)
    before = entries(window)
    covariance = window.session.snapshot.mixture.covariances[1]
    hand.drag(hand.on(plane.badges[1]), hand.over(6.0, -2.0))
    mixture = window.session.snapshot.mixture
    np.testing.assert_allclose(mixture.means[1], [6.0, -2.0], atol=0.05)
    np.testing.assert_array_equal(mixture.covariances[1], covariance)
    np.testing.assert_array_equal(mixture.means[0], [3.0, -3.0])
    assert entries(window) == before + 1
    assert label(window) == "Move component 2"
    assert window.session.presentation.selection == (1,)


def test_colours_tables_and_curve_follow_during_the_drag(window, plane, hand):
    place(window, *TWO)
    trigger(window, "em_e_step")
    before = window.session.derived
    hand.carry(hand.on(plane.badges[1]), hand.over(6.0, -2.0))
    during = window.session.derived
    assert window.session.frame.previewing
    assert during.responsibilities is not before.responsibilities
    assert during.log_likelihood != before.log_likelihood
    hand.release(hand.over(6.0, -2.0))
    assert window.session.derived is during


def test_escape_gives_the_component_back(window, plane, hand):
    place(window, *TWO)
    before, n_entries = window.session.snapshot, entries(window)
    hand.carry(hand.on(plane.badges[0]), hand.over(6.0, -2.0))
    assert window.session.snapshot is not before
    hand.type(Qt.Key.Key_Escape)
    assert window.session.snapshot is before
    hand.move(hand.over(7.0, -2.0), Qt.MouseButton.LeftButton)
    hand.release(hand.over(7.0, -2.0))
    assert window.session.snapshot is before
    assert entries(window) == n_entries


def test_an_end_of_the_axis_stretches(window, plane, hand):
    place(window, TWO[0])
    window.controller.presenting.select([0])
    settle(window)
    # The longer axis lies along x, its first end is 2 sigma to the right.
    assert hand.on(plane.handles[0]).x() > hand.on(plane.badges[0]).x()
    hand.drag(hand.on(plane.handles[0]), hand.over(3.0 + 4.0, -3.0))
    covariance = window.session.snapshot.mixture.covariances[0]
    np.testing.assert_allclose(covariance, np.diag([4.0, 0.5]), atol=0.1)
    assert label(window) == "Reshape component 1"


def test_an_end_of_the_axis_rotates(window, plane, hand):
    place(window, TWO[0])
    window.controller.presenting.select([0])
    settle(window)
    assert plane.equal_axes
    # A quarter turn to the left, at the same length.
    hand.drag(hand.on(plane.handles[0]), hand.over(3.0, -3.0 + 2.0))
    covariance = window.session.snapshot.mixture.covariances[0]
    np.testing.assert_allclose(covariance, np.diag([0.5, 1.0]), atol=0.05)


def test_shift_keeps_the_shape(window, plane, hand):
    place(window, TWO[0])
    window.controller.presenting.select([0])
    settle(window)
    shift = Qt.KeyboardModifier.ShiftModifier
    hand.drag(hand.on(plane.handles[0]), hand.over(3.0 + 4.0, -3.0), keys=shift)
    covariance = window.session.snapshot.mixture.covariances[0]
    np.testing.assert_allclose(covariance, np.diag([4.0, 2.0]), rtol=0.05, atol=0.05)


def test_handles_sit_on_the_axes_as_seen_when_the_scales_differ(window, plane, hand):
    window.controller.presenting.equal_axes(False)
    place(window, ([5.0, -3.0], [[4.0, 1.2], [1.2, 1.0]]))
    window.controller.presenting.select([0])
    settle(window)
    centre = plane.badges[0].pos()
    ends = [handle.pos() - centre for handle in plane.handles]
    assert QPointF.dotProduct(ends[0], ends[2]) == pytest.approx(0.0, abs=1e-6 * 300**2)
    precision = np.linalg.inv(window.session.snapshot.mixture.covariances[0])
    for end in ends:
        away = np.array([end.x(), end.y()]) / plane.box.pixels().scale
        assert away @ precision @ away == pytest.approx(4.0)


def test_the_background_pans_and_the_wheel_zooms_without_an_entry(window, plane, hand):
    place(window, *TWO)
    before, range_before = entries(window), plane.box.viewRange()
    hand.drag(hand.over(9.0, -5.0), hand.over(8.0, -5.0))
    panned = plane.box.viewRange()
    assert panned != range_before
    hand.wheel(hand.over(5.0, -3.0))
    assert plane.box.viewRange() != panned
    assert entries(window) == before
    trigger(window, "view_fit_data")
    np.testing.assert_allclose(plane.box.viewRange(), range_before, rtol=1e-6)


def test_a_click_selects_the_component_under_it_and_beside_them_none(window, plane, hand):
    place(window, *TWO)
    hand.click(hand.over(7.6, -3.2))
    assert window.session.presentation.selection == (1,)
    hand.click(hand.over(2.5, -3.2), keys=Qt.KeyboardModifier.ControlModifier)
    assert window.session.presentation.selection == (0, 1)
    hand.click(hand.over(5.0, -5.8))
    assert window.session.presentation.selection == ()


def test_delete_key_deletes_the_selection_and_ctrl_z_brings_it_back(window, plane, hand, qtbot):
    place(window, *TWO)
    hand.click(hand.on(plane.badges[0]))
    qtbot.keyClick(window, Qt.Key.Key_Delete)
    assert window.session.snapshot.n_components == 1
    np.testing.assert_array_equal(window.session.snapshot.mixture.means, [[7.0, -3.0]])
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.snapshot.n_components == 2


@pytest.mark.parametrize("kind", ["diag", "spherical", "tied"])
def test_a_hand_stays_in_the_family(window, plane, hand, kind):
    from dataclasses import replace

    place(window, *TWO)
    settings = replace(window.session.snapshot.settings, covariance_type=kind)
    window.controller.stepping.change_settings(settings)
    window.controller.presenting.select([0])
    settle(window)
    hand.drag(hand.on(plane.handles[0]), hand.over(4.5, -1.5))
    first, second = window.session.snapshot.mixture.covariances
    if kind == "tied":
        np.testing.assert_array_equal(first, second)
    else:
        assert first[0, 1] == 0.0
    if kind == "spherical":
        assert first[0, 0] == pytest.approx(first[1, 1])
