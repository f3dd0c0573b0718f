"""Every gesture on the plane's components, by a real mouse, wheel and keys."""

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from gmm_explorer.em import EMSettings
from gmm_explorer.view.plot.geometry import on_screen
from tests.view.conftest import PLANE
from tests.view.hand import ALT, CTRL, SHIFT
from tests.view.windows import place, select, trigger

THREE = (
    ([3.0, -3.0], np.diag([1.0, 0.5])),
    ([7.0, -3.0], np.diag([1.0, 0.5])),
    ([5.0, -1.0], np.diag([0.5, 0.5])),
)
Key = Qt.Key


@pytest.fixture
def window(plane_window):
    place(plane_window, *THREE)
    return plane_window


@pytest.fixture
def plane(window):
    return window.plot_area.plane


def menu_texts(window):
    """Return what the open context menu offers, by its texts, and close it."""
    menu = window.findChild(QMenu, "plot_menu")
    return {action.text().replace("&", ""): action for action in menu.actions() if action.text()}


def choose_family(window, family):
    settings = replace(window.session.snapshot.settings, covariance_type=family)
    window.controller.stepping.change_settings(settings)


# The mean


def test_alt_lands_on_the_nearest_point_bit_for_bit_and_rings_it(window, plane, hand, past):
    n_entries = len(past())
    there = hand.over(*(PLANE[17] + [0.05, 0.05]))
    distances = np.hypot(*((PLANE - PLANE[17] - [0.05, 0.05]) * plane.box.pixels().scale).T)
    nearest = PLANE[np.argmin(distances)]
    hand.carry(hand.on(plane.badges[0]), there, keys=ALT)
    ring = plane.mover.ring
    assert ring.isVisible()
    np.testing.assert_allclose(plane.pixel_of(nearest), [ring.x(), ring.y()])
    hand.release(there, keys=ALT)
    assert not ring.isVisible()
    assert window.session.snapshot.mixture.means[0].tobytes() == nearest.tobytes()
    assert past()[0] == "Move component 1"
    assert len(past()) == n_entries + 1


def test_shift_keeps_to_the_axis_pulled_along_most(window, plane, hand):
    start = hand.on(plane.badges[0])
    hand.drag(start, start + QPointF(60.0, 20.0), keys=SHIFT)
    mean = window.session.snapshot.mixture.means[0]
    assert mean[1] == pytest.approx(-3.0, abs=1e-12)
    assert mean[0] > 3.0


def test_shift_straightens_a_drag_as_soon_as_it_is_pressed(window, plane, hand):
    start = hand.on(plane.badges[0])
    hand.carry(start, start + QPointF(60.0, 20.0))
    assert window.session.snapshot.mixture.means[0, 1] != pytest.approx(-3.0, abs=1e-3)
    plane.setFocus()
    QTest.keyPress(plane, Key.Key_Shift)
    assert window.session.snapshot.mixture.means[0, 1] == pytest.approx(-3.0, abs=1e-12)
    hand.release(start + QPointF(60.0, 20.0), SHIFT)
    assert window.session.snapshot.mixture.means[0, 1] == pytest.approx(-3.0, abs=1e-12)


def test_several_move_together_in_one_entry(window, plane, hand, past):
    before, n_entries = window.session.snapshot.mixture.means, len(past())
    hand.click(hand.on(plane.badges[0]))
    hand.click(hand.on(plane.badges[2]), keys=CTRL)
    start = hand.on(plane.badges[2])
    hand.drag(start, start + QPointF(30.0, 12.0))
    moved = window.session.snapshot.mixture.means - before
    np.testing.assert_allclose(moved[0], moved[2])
    assert moved[2, 0] > 0.0 > moved[2, 1]
    np.testing.assert_array_equal(moved[1], 0.0)
    assert past()[0] == "Move components 1, 3"
    assert len(past()) == n_entries + 1
    assert window.session.presentation.selection == (0, 2)


def test_with_alt_the_one_under_the_hand_lands_exactly_and_the_others_keep_beside_it(
    window, plane, hand, past
):
    select(window, 0, 2)
    before, n_entries = window.session.snapshot.mixture.means, len(past())
    hand.drag(hand.on(plane.badges[2]), hand.over(*(PLANE[17] + 0.01)), keys=ALT)
    means = window.session.snapshot.mixture.means
    assert means[2].tobytes() in {point.tobytes() for point in PLANE}
    np.testing.assert_allclose(means[0] - before[0], means[2] - before[2], atol=1e-12)
    assert len(past()) == n_entries + 1


def test_escape_brings_all_of_them_and_the_handles_back(window, plane, hand):
    select(window, 0, 2)
    before = window.session.snapshot
    start = hand.on(plane.badges[2])
    hand.carry(start, start + QPointF(30.0, 12.0), keys=ALT)
    hand.type(Key.Key_Escape)
    assert window.session.snapshot is before
    assert not plane.mover.ring.isVisible()
    hand.release(start + QPointF(50.0, 12.0))
    assert window.session.snapshot is before


# The axes


def test_ctrl_keeps_the_angle(window, plane, hand):
    select(window, 0)
    start = hand.on(plane.handles[0])
    hand.drag(start, start + QPointF(40.0, 30.0), keys=CTRL)
    covariance = window.session.snapshot.mixture.covariances[0]
    assert covariance[0, 1] == pytest.approx(0.0, abs=1e-12)
    assert covariance[0, 0] > 1.0
    assert covariance[1, 1] == pytest.approx(0.5)


@pytest.mark.parametrize("end", range(4))
@pytest.mark.parametrize("keys", [CTRL, CTRL | SHIFT])
def test_the_angle_of_a_leaning_ellipse_is_kept_at_every_end(window, plane, hand, end, keys):
    leaning = np.array([[1.0, 0.5], [0.5, 0.6]])
    window.controller.editing.drag_covariance(0, leaning)
    window.controller.editing.finish("Reshape component 1")
    select(window, 0)
    pixels = plane.box.pixels()
    before = on_screen(leaning, pixels)
    start, middle = hand.on(plane.handles[end]), hand.on(plane.badges[0])
    hand.drag(start, start + (start - middle) * 0.5 + QPointF(3.0, -2.0), keys=keys)
    after = on_screen(window.session.snapshot.mixture.covariances[0], pixels)
    assert after.angle == pytest.approx(before.angle, abs=1e-9)
    grown = after.semi_axes / before.semi_axes
    pulled, other = grown[end // 2], grown[1 - end // 2]
    assert pulled > 1.3
    assert other == pytest.approx(pulled if keys & SHIFT else 1.0)


def test_ctrl_and_the_wheel_scale_the_selected_in_one_entry(window, plane, hand, past, qtbot):
    select(window, 0)
    shown, n_entries = plane.box.viewRange(), len(past())
    for _ in range(3):
        hand.wheel(hand.over(3.2, -3.1), 120, CTRL)
    np.testing.assert_allclose(
        window.session.snapshot.mixture.covariances[0], np.diag([1.0, 0.5]) * 1.1**6
    )
    qtbot.waitUntil(lambda: not window.controller.nudging.active)
    assert past()[0] == "Scale component 1"
    assert len(past()) == n_entries + 1
    assert plane.box.viewRange() == shown


def test_the_wheel_elsewhere_or_without_ctrl_zooms(window, plane, hand):
    select(window, 0)
    before, shown = window.session.snapshot, plane.box.viewRange()
    hand.wheel(hand.over(3.2, -3.1), 120)
    zoomed = plane.box.viewRange()
    assert zoomed != shown
    hand.wheel(hand.over(9.0, -3.0), 120, CTRL)
    assert plane.box.viewRange() != zoomed
    assert window.session.snapshot is before


# The families of covariances


@pytest.mark.parametrize(
    ("family", "end"), [("diag", 0), ("diag", 3), ("spherical", 1), ("spherical", 2), ("tied", 2)]
)
@pytest.mark.parametrize("equal", [True, False])
def test_the_outline_follows_the_hand_within_every_family(window, plane, hand, family, end, equal):
    window.controller.presenting.equal_axes(equal)
    choose_family(window, family)
    select(window, 0)
    start = hand.on(plane.handles[end])
    outwards = start - hand.on(plane.badges[0])
    outwards /= np.hypot(outwards.x(), outwards.y())
    aside = QPointF(-outwards.y(), outwards.x()) * (0.0 if family == "tied" else 30.0)
    hand.carry(start, start + 40.0 * outwards + aside)
    mean, covariance = (
        getattr(window.session.snapshot.mixture, name)[0] for name in ("means", "covariances")
    )
    pixels = plane.box.pixels()
    ends = on_screen(covariance, pixels).ends(2.0) + pixels.to_pixels(*mean)
    here = hand.on(plane.handles[end]) - aside
    at = plane.box.mapFromScene(plane.mapToScene(here.toPoint()))
    assert np.hypot(*(ends - [at.x(), at.y()]).T).min() < 1.5
    taken = {tuple(np.round([handle.x(), handle.y()])) for handle in plane.handles}
    assert len(taken) == 4  # also where the axes have changed places
    hand.release(start + 40.0 * outwards + aside)


@pytest.mark.parametrize(("family", "word"), [("full", "turn"), ("diag", "axis"), ("tied", "all")])
def test_the_hint_of_a_handle_knows_the_family(window, plane, hand, family, word):
    hinted = []
    plane.hinted.connect(hinted.append)
    choose_family(window, family)
    select(window, 0)
    hand.move(hand.on(plane.handles[0]))
    assert word in hinted[-1]


def test_the_minor_axis_pulled_beyond_the_major_one_keeps_its_handle(window, plane, hand):
    select(window, 0)
    start = hand.on(plane.handles[2])
    outwards = start - hand.on(plane.badges[0])
    hand.carry(start, start + outwards)
    places = [np.array([handle.x(), handle.y()]) for handle in plane.handles]
    apart = [np.hypot(*(one - other)) for i, one in enumerate(places) for other in places[:i]]
    assert min(apart) > 20.0
    np.testing.assert_allclose(hand.on(plane.handles[2]).y(), (start + outwards).y(), atol=1.0)
    hand.release(start + outwards)


# Arrow keys


def test_arrows_nudge_and_a_burst_is_one_entry(window, plane, hand, past, qtbot):
    select(window, 0)
    pixels, n_entries = plane.box.pixels(), len(past())
    hand.type(Key.Key_Right)
    hand.type(Key.Key_Right)
    hand.type(Key.Key_Up, SHIFT)
    moved = (window.session.snapshot.mixture.means[0] - [3.0, -3.0]) * pixels.scale
    np.testing.assert_allclose(moved, [16.0, -1.0])
    qtbot.waitUntil(lambda: not window.controller.nudging.active)
    assert past()[0] == "Nudge component 1"
    assert len(past()) == n_entries + 1


# The weight


def test_the_bar_changes_the_weight_and_the_others_in_proportion(window, plane, hand, past):
    window.controller.editing.set_weight(0, 0.2)
    window.controller.editing.set_weight(1, 0.2)
    select(window, 0)
    before, n_entries = window.session.snapshot.mixture, len(past())
    start = hand.on(plane.weigher.bar)
    hand.drag(start, start + QPointF(13.0, 0.0))
    weights = window.session.snapshot.mixture.weights
    assert weights[0] == pytest.approx(before.weights[0] + 0.25, abs=0.02)
    assert weights[1] / weights[2] == pytest.approx(before.weights[1] / before.weights[2])
    assert weights.sum() == pytest.approx(1.0)
    np.testing.assert_array_equal(window.session.snapshot.mixture.means, before.means)
    assert past()[0] == "Change the weight of component 1"
    assert len(past()) == n_entries + 1


def test_the_bar_goes_no_farther_than_a_weight_and_escape_gives_it_back(window, plane, hand):
    select(window, 0)
    before = window.session.snapshot
    start = hand.on(plane.weigher.bar)
    hand.carry(start, start + QPointF(500.0, 0.0))
    np.testing.assert_array_equal(window.session.snapshot.mixture.weights, [1.0, 0.0, 0.0])
    hand.type(Key.Key_Escape)
    assert window.session.snapshot is before
    hand.release(start + QPointF(500.0, 0.0))
    assert window.session.snapshot is before


def test_one_selected_component_of_several_has_a_bar(window, plane):
    select(window, 0)
    assert plane.weigher.bar.isVisible()
    select(window, 0, 1)
    assert not plane.weigher.bar.isVisible()
    window.controller.editing.delete_selected()
    select(window, 0)
    assert not plane.weigher.bar.isVisible()


def test_the_bar_hides_no_handle_and_no_badge(window, plane):
    window.controller.editing.place([3.4, -3.6], np.diag([0.1, 0.1]))  # below the first
    for k in range(4):
        select(window, k)
        bar = plane.weigher.bar
        area = bar.area().translated(bar.pos())
        for grip in (*plane.handles, *plane.badges):
            assert not area.contains(grip.pos())


# Selecting several


def test_the_rubber_band_selects_what_it_holds(window, plane, hand, past):
    n_entries, shown = len(past()), plane.box.viewRange()
    hand.drag(hand.over(2.0, 0.5), hand.over(5.5, -4.0), keys=SHIFT)
    assert window.session.presentation.selection == (0, 2)
    assert len(past()) == n_entries
    assert plane.box.viewRange() == shown


# Menus


def test_a_right_click_offers_the_verbs_of_the_component_under_it(window, plane, hand):
    hand.click(hand.on(plane.badges[1]), button=Qt.MouseButton.RightButton)
    offered = menu_texts(window)
    assert window.session.presentation.selection == (1,)
    assert list(offered) == [
        "Snap to nearest point",
        "Wider",
        "Narrower",
        "Round",
        "Turn left",
        "Turn right",
        "Heavier",
        "Lighter",
        "Equal weights",
        "Delete component",
    ]


@pytest.mark.parametrize(("key", "keys"), [(Key.Key_Menu, None), (Key.Key_F10, SHIFT)])
def test_keys_open_the_menu_of_the_selected_component(window, hand, key, keys):
    select(window, 0, 2)
    hand.type(key, keys or Qt.KeyboardModifier.NoModifier)
    offered = menu_texts(window)
    offered["Select only component 1"].trigger()
    assert window.session.presentation.selection == (0,)


def test_the_verbs_do_what_they_say(window, plane, past):
    select(window, 1)
    trigger(window, "edit_snap_to_point")
    mixture = window.session.snapshot.mixture
    assert any(mixture.means[1].tobytes() == point.tobytes() for point in PLANE)
    assert past()[0] == "Snap component 2 to the nearest point"
    trigger(window, "edit_round")
    across, down = np.diagonal(window.session.snapshot.mixture.covariances[1])
    assert across == pytest.approx(down)
    trigger(window, "edit_wider")
    wider = window.session.snapshot.mixture.covariances[1]
    assert wider[0, 0] == pytest.approx(across * 1.25**2)
    trigger(window, "edit_narrower")
    assert window.session.snapshot.mixture.covariances[1][0, 0] == pytest.approx(across)
    trigger(window, "edit_share_equally")
    assert past()[:2] == ["Share the weights equally", "Scale component 2"]
    np.testing.assert_array_equal(window.session.snapshot.mixture.weights, [1 / 3] * 3)


def seen_angle(plane, covariance):
    """Return the direction of the longer axis on the screen, degrees from right towards down."""
    scale = plane.box.pixels().scale
    _values, vectors = np.linalg.eigh(covariance * np.outer(scale, scale))
    x, y = vectors[:, 1]
    return math.degrees(math.atan2(y, x)) % 180.0


@pytest.mark.parametrize("family", ["full", "tied"])
def test_the_verbs_turn_on_the_screen_by_keys_and_menu(window, plane, hand, past, family):
    select(window, 1)
    window.controller.stepping.change_settings(EMSettings(family))
    window.controller.editing.set_deviation(1, 0, 1.5)
    window.controller.editing.set_correlation(1, 0.4)
    before = window.session.snapshot.mixture.covariances[1]
    start = seen_angle(plane, before)
    hand.type(Key.Key_Z)
    hand.type(Key.Key_Z)
    turned = window.session.snapshot.mixture.covariances[1]
    assert (start - seen_angle(plane, turned)) % 180.0 == pytest.approx(30.0)
    hand.type(Key.Key_Z, SHIFT)
    hand.click(hand.on(plane.badges[1]), button=Qt.MouseButton.RightButton)
    menu_texts(window)["Turn right"].trigger()
    window.controller.nudging.finish()
    back = window.session.snapshot.mixture.covariances[1]
    np.testing.assert_allclose(back, before, rtol=1e-9)
    assert np.linalg.det(turned) == pytest.approx(np.linalg.det(before))
    assert past()[0] == "Turn component 2"
    assert not past()[1].startswith("Turn")


def test_axes_that_cannot_turn_are_not_offered_to(window):
    select(window, 1)
    for family, turns in (("diag", False), ("spherical", False), ("full", True)):
        window.controller.stepping.change_settings(EMSettings(family))
        assert window.findChild(QAction, "edit_turn_left").isEnabled() is turns


def test_a_right_click_on_the_background_places_a_component_there(window, plane, hand, past):
    hand.click(hand.over(9.0, -5.5), button=Qt.MouseButton.RightButton)
    offered = menu_texts(window)
    assert {"Place component here", "Fit data in view", "Select all components"} <= set(offered)
    offered["Place component here"].trigger()
    np.testing.assert_allclose(window.session.snapshot.mixture.means[3], [9.0, -5.5], atol=0.05)
    assert past()[0] == "Place component 4"


# What gets in the way of what


def test_the_selected_badge_lies_over_another_at_the_same_place(window, plane, hand):
    window.controller.editing.set_mean(1, 0, 3.0)
    select(window, 0)
    start = hand.on(plane.badges[0])
    hand.drag(start, start + QPointF(40.0, 0.0))
    means = window.session.snapshot.mixture.means
    assert means[0, 0] > 3.0 == means[1, 0]


def test_hints_say_what_a_grip_does_before_and_during_its_drag(window, plane, hand):
    hinted = []
    plane.hinted.connect(hinted.append)
    select(window, 0)
    start = hand.on(plane.weigher.bar)
    hand.move(start)
    assert "weight" in hinted[-1]
    hand.carry(start, start + QPointF(5.0, 60.0))
    assert "weight" in hinted[-1]
    hand.release(start + QPointF(5.0, 60.0))
    hand.move(hand.over(9.0, -5.5))
    assert hinted[-1] == ""


def test_the_hint_names_all_that_a_badge_moves(window, plane, hand):
    hinted = []
    plane.hinted.connect(hinted.append)
    select(window, 0, 2)
    hand.move(hand.on(plane.badges[2]))
    assert "move components 1, 3" in hinted[-1]
    hand.move(hand.on(plane.badges[1]))
    assert "move component 2" in hinted[-1]


def test_cursors_say_which_way_a_grip_goes(window, plane):
    select(window, 0)
    shapes = [handle.cursor().shape() for handle in plane.handles]
    across, down = Qt.CursorShape.SizeHorCursor, Qt.CursorShape.SizeVerCursor
    assert shapes == [across, across, down, down]
    assert plane.weigher.bar.cursor().shape() == across


def test_the_handles_of_a_tiny_component_leave_its_badge_free(window, plane, hand, past):
    window.controller.editing.set_deviation(0, 0, 0.01)
    window.controller.editing.set_deviation(0, 1, 0.01)
    select(window, 0)
    badge = plane.badges[0].pos()
    for handle in plane.handles:
        assert not handle.is_near(badge)
    # Of a round component either axis may be the first.
    start = hand.on(max(plane.handles, key=lambda handle: handle.pos().x()))
    hand.drag(start, start + QPointF(20.0, 0.0), keys=CTRL)
    deviation = window.session.snapshot.mixture.covariances[0][0, 0] ** 0.5
    # 2 sigma follow the hand, pixel by pixel.
    assert 2.0 * deviation * plane.box.pixels().scale_x == pytest.approx(
        20.0 + 0.02 * plane.box.pixels().scale_x, abs=0.5
    )
    assert past()[0] == "Reshape component 1"
