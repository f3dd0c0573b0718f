"""Painting, erasing and jittering by a real mouse, wheel and keys."""

import math
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QSlider, QToolButton

from gmm_explorer.app import create_window
from gmm_explorer.data import Dataset
from gmm_explorer.em import EMSettings
from gmm_explorer.files import write_session
from gmm_explorer.model import Playback, Tool
from tests.view.hand import CTRL, SHIFT
from tests.view.windows import place, select, settle, show, trigger

Key = Qt.Key
LEFT, RIGHT, MIDDLE = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.RightButton,
    Qt.MouseButton.MiddleButton,
)
TWO = (([-3.0, 0.0], np.eye(2)), ([3.0, 0.0], np.eye(2)))


@pytest.fixture(params=["plane", "line"])
def sheet(request, window, brush):
    """Return a brush over an empty sheet, taken by its key."""
    return take_a_sheet(window, brush, request.param)


@pytest.fixture
def blank(window, brush):
    """Return a brush over an empty plane."""
    return take_a_sheet(window, brush, "plane")


def take_a_sheet(window, brush, kind):
    QTest.keyClick(window, Key.Key_T)
    if kind == "line":
        QTest.keyClick(window, Key.Key_U, SHIFT)
    settle(window)
    assert window.plot_area.canvas is getattr(window.plot_area, kind)
    return brush


# From an empty window


def test_a_stroke_makes_data_where_the_brush_went_and_moves_no_axis(window, sheet):
    before = window.plot_area.canvas.box.viewRange()[0]
    sheet.hand.drag(sheet.at(0.2, 0.3), sheet.at(0.6, 0.3), steps=20)
    assert sheet.n_samples > 5
    assert sheet.label == f"Paint {sheet.n_samples} points"
    x, y = np.array(sheet.seen()).T
    assert 0.12 < x.min() < x.max() < 0.68
    if window.session.snapshot.n_features == 2:
        assert abs(y - 0.3).max() < 0.12
    assert window.plot_area.canvas.box.viewRange()[0] == before
    settle(window)
    assert window.plot_area.canvas.box.viewRange()[0] == before


def test_a_click_paints_one_point_just_there(window, sheet):
    sheet.hand.click(sheet.at(0.7, 0.6))
    assert sheet.label == "Paint 1 point"
    (found,) = sheet.seen()
    assert found[0] == pytest.approx(0.7, abs=0.005)
    if window.session.snapshot.n_features == 2:
        assert found[1] == pytest.approx(0.6, abs=0.005)


def test_two_quick_clicks_are_two_points(sheet):
    sheet.hand.double_click(sheet.at(0.5, 0.5))
    assert sheet.n_samples == 2


def test_return_paints_one_in_the_middle(sheet):
    sheet.hand.type(Key.Key_Return)
    assert sheet.label == "Paint 1 point"


def test_undo_takes_back_stroke_after_stroke_to_the_empty_sheet(window, sheet):
    for x in (0.2, 0.5):
        sheet.hand.drag(sheet.at(x, 0.3), sheet.at(x + 0.2, 0.5))
    n_both = sheet.n_samples
    QTest.keyClick(window, Key.Key_Z, CTRL)
    assert 0 < sheet.n_samples < n_both
    QTest.keyClick(window, Key.Key_Z, CTRL)
    assert sheet.n_samples == 0
    assert window.plot_area.canvas is not None
    QTest.keyClick(window, Key.Key_Y, CTRL)
    QTest.keyClick(window, Key.Key_Y, CTRL)
    assert sheet.n_samples == n_both


def test_points_are_seen_during_the_stroke_and_escape_takes_it_away(qtbot, window, sheet):
    hand, end = sheet.hand, sheet.at(0.6, 0.4)
    hand.carry(sheet.at(0.2, 0.3), end, steps=20)
    assert window.session.frame.previewing
    qtbot.waitUntil(lambda: sheet.n_samples > 3)
    hand.type(Key.Key_Escape)
    assert sheet.n_samples == 0
    hand.move(sheet.at(0.7, 0.4), LEFT)
    hand.release(sheet.at(0.7, 0.4))
    assert sheet.n_samples == 0
    assert sheet.label == "Start"


def test_undo_in_the_midst_takes_the_stroke_away(window, sheet):
    hand = sheet.hand
    hand.carry(sheet.at(0.2, 0.3), sheet.at(0.6, 0.4))
    QTest.keyClick(window, Key.Key_Z, CTRL)
    hand.move(sheet.at(0.7, 0.4), LEFT)
    assert not window.plot_area.canvas.brushing.dragging
    hand.release(sheet.at(0.7, 0.4))
    assert sheet.n_samples == 0


def test_a_spray_goes_on_while_it_is_held_and_is_one_stroke(qtbot, window, sheet):
    QTest.keyClick(window, Key.Key_U)
    hand, at = sheet.hand, sheet.at(0.5, 0.5)
    hand.press(at)
    first = sheet.n_samples
    assert first > 0
    qtbot.waitUntil(lambda: sheet.n_samples >= first + 5)
    hand.release(at)
    n_samples = sheet.n_samples
    assert sheet.label == f"Paint {n_samples} points"
    QTest.keyClick(window, Key.Key_Z, CTRL)
    assert sheet.n_samples == 0


def test_what_is_painted_is_erased_by_the_eraser(window, sheet):
    hand = sheet.hand
    hand.drag(sheet.at(0.2, 0.5), sheet.at(0.8, 0.5), steps=20)
    n_painted = sheet.n_samples
    QTest.keyClick(window, Key.Key_X)
    hand.drag(sheet.at(0.6, 0.5), sheet.at(0.85, 0.5), steps=5)
    n_left = sheet.n_samples
    assert 0 < n_left < n_painted
    assert sheet.label == f"Erase {n_painted - n_left} points"
    assert max(x for x, _y in sheet.seen()) < 0.6
    hand.drag(sheet.at(0.1, 0.5), sheet.at(0.9, 0.5), steps=5)
    hand.drag(sheet.at(0.1, 0.52), sheet.at(0.9, 0.52), steps=5)
    assert sheet.n_samples == 0
    assert window.plot_area.canvas is not None  # one can paint anew
    QTest.keyClick(window, Key.Key_Z, CTRL)
    assert sheet.n_samples > 0


def test_jitter_moves_what_is_under_the_brush_and_nothing_else(qtbot, window, sheet):
    for x in (0.3, 0.7):
        sheet.hand.click(sheet.at(x, 0.5))
    before = window.session.snapshot.dataset.X
    QTest.keyClick(window, Key.Key_J)
    hand, at = sheet.hand, sheet.at(0.3, 0.5)
    hand.press(at)
    first = window.session.snapshot.dataset.X
    qtbot.waitUntil(lambda: (first != window.session.snapshot.dataset.X).any())
    hand.release(at)
    after = window.session.snapshot.dataset.X
    assert sheet.label == "Jitter 1 point"
    assert (after[0] != before[0]).all()
    np.testing.assert_array_equal(after[1], before[1])


# Tools, keys and the strip


def test_the_tools_are_one_choice_and_v_leads_back_to_the_empty_window(window, blank):
    assert window.findChild(QAction, "tool_paint").isChecked()
    assert not window.findChild(QAction, "tool_select").isChecked()
    QTest.keyClick(window, Key.Key_V)
    settle(window)
    assert window.plot_area.canvas is None
    assert not window.brush_strip.isVisible()


def test_keys_and_wheel_change_the_brush_and_the_wheel_alone_zooms(window, blank):
    def now():
        return window.session.presentation.brush

    QTest.keyClick(window, Key.Key_Period)
    assert now().size == 64
    QTest.keyClick(window, Key.Key_Comma)
    QTest.keyClick(window, Key.Key_Comma)
    assert now().size == 32
    QTest.keyClick(window, Key.Key_Up, CTRL)
    assert now().density == 10
    hand, at = blank.hand, blank.at(0.5, 0.5)
    hand.move(at)
    hand.wheel(at, 120, CTRL)
    assert now().size == 48
    hand.wheel(at, -120, SHIFT)
    assert now().density == 5
    before = window.plot_area.canvas.box.viewRange()
    hand.wheel(at, 120)
    assert window.plot_area.canvas.box.viewRange() != before


def test_the_strip_says_and_changes_what_the_brush_is(window, blank):
    strip = window.brush_strip
    assert strip.isVisible()
    size = strip.findChild(QSlider, "brush_size")
    size.setFocus()
    QTest.keyClick(size, Key.Key_End)
    assert window.session.presentation.brush.size == 256
    QTest.mouseClick(strip.findChild(QToolButton, "brush_spray"), LEFT)
    assert window.session.presentation.brush.spray
    QTest.mouseClick(strip.findChild(QToolButton, "brush_jitter"), LEFT)
    assert window.session.presentation.tool is Tool.JITTER
    assert not strip.findChild(QSlider, "brush_density").isVisible()


def test_nothing_in_the_strip_is_cut(window, blank):
    for width in (960, 1280, 1920):
        window.resize(width, 720)
        settle(window)
        parts = [part.geometry() for part in window.brush_strip._parts if part.isVisible()]
        assert all(one.right() < other.left() for one, other in pairwise(parts))
        assert parts[-1].right() < window.brush_strip.width()


def test_the_circle_is_as_large_as_the_brush_and_where_the_mouse_is(window, blank):
    canvas = window.plot_area.canvas
    outline = canvas.brushing._outline
    blank.hand.move(blank.at(0.4, 0.4))
    assert outline.isVisible()
    area = outline._area
    assert area.width() == 48
    assert area.center().x() == pytest.approx(0.4 * canvas.box.rect().width(), abs=1.0)
    assert canvas.viewport().cursor().shape() is Qt.CursorShape.CrossCursor
    QTest.keyClick(window, Key.Key_Period)
    assert outline._area.width() == 64
    blank.hand.move(QPointF(2.0, 2.0))  # over an axis
    assert not outline.isVisible()


def test_the_status_line_says_what_a_press_does(window, blank):
    hint = window.status_line._hint
    assert "paint points" in hint.toolTip()
    QTest.keyClick(window, Key.Key_X)
    assert "erase" in hint.toolTip()
    QTest.keyClick(window, Key.Key_J)
    assert "jitter" in hint.toolTip()


# Over data and components


@pytest.fixture
def plane(plane_window, brush):
    place(plane_window, ([3.0, -3.0], np.diag([1.0, 0.5])), ([7.0, -3.0], np.diag([1.0, 0.5])))
    select(plane_window)
    return brush


def test_it_paints_also_where_a_component_has_its_number(window, plane):
    before = window.session.snapshot.mixture
    canvas = window.plot_area.canvas
    plane.take("paint")
    plane.hand.drag(plane.hand.on(canvas.badges[0]), plane.at(0.5, 0.5))
    assert plane.label.startswith("Paint")
    assert window.session.snapshot.mixture is before


def test_the_other_buttons_pan_and_zoom_as_ever(window, plane):
    plane.take("paint")
    box = window.plot_area.canvas.box
    before, n_samples = box.viewRange(), plane.n_samples
    plane.hand.drag(plane.at(0.5, 0.5), plane.at(0.6, 0.5), button=MIDDLE)
    assert box.viewRange() != before
    assert plane.n_samples == n_samples


def test_the_view_stays_where_one_has_zoomed_to(window, plane):
    plane.take("paint")
    box = window.plot_area.canvas.box
    plane.hand.wheel(plane.at(0.5, 0.5), 480)
    before = box.viewRange()
    plane.hand.drag(plane.at(0.3, 0.3), plane.at(0.7, 0.7))
    settle(window)
    np.testing.assert_allclose(box.viewRange(), before, rtol=1e-9)
    QTest.keyClick(window, Key.Key_V)
    QTest.keyClick(window, Key.Key_Z, CTRL)
    settle(window)  # the strip has gone: there is more room above and below
    np.testing.assert_allclose(box.viewRange()[0], before[0], rtol=1e-9)
    window.controller.documents.take_data(Dataset.from_array(np.eye(4)[:, :2] * 1e3), "Open")
    settle(window)
    assert box.viewRange()[0][1] > 100.0


def test_colours_follow_the_points_and_a_step_goes_on(window, plane):
    trigger(window, "em_e_step")
    plane.take("paint")
    plane.hand.drag(plane.at(0.2, 0.2), plane.at(0.4, 0.2))
    r = window.session.derived.responsibilities
    assert len(r) == plane.n_samples > 200
    np.testing.assert_allclose(r.sum(axis=1), 1.0)
    QTest.keyClick(window, Key.Key_S)
    assert window.session.snapshot.n_iter == 1


def test_painting_goes_on_while_em_is_stepped_by_key(window, plane):
    plane.take("paint")
    hand = plane.hand
    hand.carry(plane.at(0.2, 0.2), plane.at(0.4, 0.2), steps=10)
    QTest.keyClick(window, Key.Key_S)
    n_before = plane.n_samples
    hand.move(plane.at(0.6, 0.2), LEFT)
    hand.release(plane.at(0.6, 0.2))
    assert plane.n_samples > n_before
    assert plane.label.startswith("Paint")


def test_em_is_played_on_under_the_brush(qtbot, window, plane):
    controller, session = window.controller, window.session
    controller.stepping.change_settings(EMSettings(tol=0.0, max_iter=10**6))
    controller.playing.play_by(Playback(speed=math.inf))
    plane.take("paint")
    QTest.keyClick(window, Key.Key_Space)
    qtbot.waitUntil(lambda: session.snapshot.n_iter > 1)
    hand = plane.hand
    hand.carry(plane.at(0.1, 0.1), plane.at(0.2, 0.1), steps=10)
    assert session.frame.previewing
    held = session.snapshot.mixture
    qtbot.waitUntil(lambda: session.snapshot.mixture is not held)
    hand.release(plane.at(0.2, 0.1))
    n_painted = plane.n_samples
    qtbot.waitUntil(lambda: session.snapshot.n_iter > 1)
    assert controller.playing.active
    QTest.keyClick(window, Key.Key_Space)
    assert plane.n_samples == n_painted
    labels = [position.entry.label for position in session.timeline.past()]
    assert sum(label.startswith("Paint") for label in labels) == 1


def test_a_stroke_ends_a_run_under_way(qtbot, window, plane):
    controller, session = window.controller, window.session
    controller.stepping.change_settings(EMSettings(tol=0.0, max_iter=10**7))
    plane.take("paint")
    QTest.keyClick(window, Key.Key_R)
    qtbot.waitUntil(lambda: session.snapshot.n_iter > 2)
    plane.hand.drag(plane.at(0.2, 0.2), plane.at(0.4, 0.2))
    assert not controller.running.active
    assert plane.label.startswith("Paint")


def test_another_tool_in_the_midst_ends_the_stroke(window, plane):
    plane.take("paint")
    hand = plane.hand
    hand.carry(plane.at(0.2, 0.2), plane.at(0.4, 0.2))
    QTest.keyClick(window, Key.Key_V)
    n_painted = plane.n_samples
    assert plane.label.startswith("Paint")
    hand.move(plane.at(0.6, 0.2), LEFT)
    hand.release(plane.at(0.6, 0.2))
    assert plane.n_samples == n_painted


def test_a_spray_ends_where_the_window_loses_the_keyboard(window, plane):
    plane.take("paint")
    QTest.keyClick(window, Key.Key_U)
    canvas = window.plot_area.canvas
    canvas.setFocus()
    plane.hand.press(plane.at(0.2, 0.2))
    assert canvas.brushing.dragging
    window.data_panel.findChild(QComboBox, "data_x_column").setFocus()
    assert not canvas.brushing.dragging
    assert plane.label.startswith("Paint")


def test_while_asking_a_press_asks(window, plane):
    plane.take("paint")
    n_samples = plane.n_samples
    window.controller.presenting.ask(True)
    plane.hand.click(plane.at(0.2, 0.2))
    assert plane.n_samples == n_samples
    assert window.session.presentation.pins


def test_all_points_are_jittered_by_key(window, plane):
    QTest.keyClick(window, Key.Key_J, SHIFT)
    assert plane.label == "Jitter 200 points"


@pytest.mark.parametrize("scale", [1e-140, 1.0, 1e148])
def test_no_range_is_too_wild(window, brush, scale):
    wild = np.random.default_rng(0).normal(size=(50, 2)) * scale
    window.controller.documents.take_data(Dataset.from_array(wild), "Open")
    settle(window)
    for tool in ("paint", "erase", "jitter"):
        brush.take(tool)
        brush.hand.drag(brush.at(0.3, 0.3), brush.at(0.7, 0.7), steps=5)
        settle(window)
    X = window.session.snapshot.dataset.X
    assert np.isfinite(X).all()
    assert np.abs(X).max() <= 1e150


def test_what_waits_is_seen_at_once_and_entered_with_the_stroke(window, plane):
    plane.take("paint")
    hand, canvas = plane.hand, window.plot_area.canvas
    start, end = plane.at(0.05, 0.08), plane.at(0.3, 0.08)
    hand.press(start)
    shown = plane.n_samples
    window.controller.painting._rest.start(60_000)  # as if there were a million points
    before = canvas.grab().toImage()
    hand.move(end, LEFT)
    after = canvas.grab().toImage()
    assert plane.n_samples == shown
    region = range(int(start.x()) + 30, int(end.x()) - 30)
    rows = range(int(start.y()) - 24, int(start.y()) + 24)
    changed = [(x, y) for x in region for y in rows if before.pixel(x, y) != after.pixel(x, y)]
    assert len(changed) > 20
    hand.release(end)
    assert plane.n_samples > shown + 5
    assert plane.label == f"Paint {plane.n_samples - 200} points"


def test_a_painted_session_opens_as_it_was_left(qtbot, tmp_path, window, blank):
    blank.hand.drag(blank.at(0.2, 0.3), blank.at(0.6, 0.5))
    QTest.keyClick(window, Key.Key_Period)
    for key in (Key.Key_I, Key.Key_S, Key.Key_X):
        QTest.keyClick(window, key)
    blank.hand.click(blank.at(0.2, 0.3))
    path = tmp_path / "painted.gmmx"
    write_session(path, window.session)
    again = show(qtbot, create_window([str(path)]))
    ours, theirs = window.session, again.session
    assert theirs.snapshot.dataset.X.tobytes() == ours.snapshot.dataset.X.tobytes()
    assert theirs.snapshot.dataset.provenance == "Painted by hand"
    assert theirs.presentation.brush == ours.presentation.brush
    assert theirs.presentation.tool is Tool.ERASE
    labels = [[entry.entry.label for entry in one.timeline.past()] for one in (ours, theirs)]
    assert labels[0] == labels[1]
    trigger(again, "edit_undo")
    assert again.session.snapshot.dataset.n_samples >= ours.snapshot.dataset.n_samples
