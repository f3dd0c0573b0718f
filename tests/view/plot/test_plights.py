"""What a plot shows of components in trouble, and that a hand can still take hold of them."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from gmm_explorer.data import Dataset
from gmm_explorer.em import Mixture
from gmm_explorer.model import Cause, edits
from gmm_explorer.view.plot.shrinking_layer import TICK
from gmm_explorer.view.style import motion
from gmm_explorer.view.style.palette import component_color
from tests.view.hand import Hand
from tests.view.windows import select, settle, trigger

CLOUD = np.random.default_rng(5).normal(size=(60, 2))
LONE = np.array([[9.0, 6.0]])
LINE = np.column_stack([np.linspace(5.0, 9.0, 20), np.linspace(-5.0, 1.0, 20)])
ROUND = 0.5 * np.eye(2)


def begin(window, X, *components):
    """Open data with components (weight, mean, covariance)."""
    window.controller.documents.take_data(Dataset.from_array(X), "Open")
    weights, means, covariances = zip(*components, strict=True)
    start = edits.new_start(window.session.snapshot, Mixture(weights, means, covariances))
    window.session.commit(start, "Start", Cause.START)
    settle(window)
    return window.plot_area.canvas


def statuses(window):
    return [vital.status for vital in window.session.frame.vitals]


@pytest.fixture
def on_a_point(window):
    """Return a plane whose second component collapses onto point 61 in a step."""
    X = np.vstack([CLOUD, LONE])
    canvas = begin(window, X, (0.5, [0.0, 0.0], ROUND), (0.5, [8.5, 6.0], ROUND))
    trigger(window, "em_step")
    settle(window)
    assert statuses(window) == ["healthy", "point"]
    return canvas


@pytest.fixture
def on_the_line(window):
    """Return a line whose second component collapses onto point 61 in a step."""
    X = np.append(CLOUD[:, 0], 9.0)[:, None]
    canvas = begin(window, X, (0.5, [0.0], [[1.0]]), (0.5, [8.5], [[0.3]]))
    trigger(window, "em_step")
    settle(window)
    assert statuses(window) == ["healthy", "point"]
    return canvas


def is_drawn(canvas, component, pixel):
    """Return whether a pixel of the plot box has the colour of a component, edges apart."""
    at = canvas.mapFromScene(canvas.box.mapToScene(pixel))
    seen = canvas.grab().toImage().pixelColor(at).getRgb()[:3]
    return (
        max(abs(one - other) for one, other in zip(seen, component_color(component), strict=True))
        < 90
    )


def test_a_cross_marks_a_point(on_a_point):
    badge = on_a_point.badges[1].pos()
    for x in (-1.0, 1.0):
        for y in (-1.0, 1.0):
            arm = badge + QPointF(x, y) * 12.0
            assert is_drawn(on_a_point, 1, arm)


def test_a_segment_marks_a_line(window):
    X = np.vstack([CLOUD, LINE])
    canvas = begin(window, X, (0.6, [0.0, 0.0], ROUND), (0.4, [7.0, -2.0], ROUND))
    trigger(window, "em_step")
    trigger(window, "em_step")
    settle(window)
    assert statuses(window)[1] == "line"
    to_pixels = canvas.box.pixels().to_pixels
    halfway = (LINE.mean(axis=0) + LINE[-1]) / 2
    assert is_drawn(canvas, 1, QPointF(*to_pixels(*halfway)))


def test_a_spike_and_a_cross_mark_a_point_on_a_line(on_the_line):
    pixels = on_the_line.box.pixels()
    x, base = pixels.to_pixels(9.0, 0.0)
    assert is_drawn(on_the_line, 1, QPointF(x, base / 2))
    for side in (-12.0, 12.0):
        assert is_drawn(on_the_line, 1, QPointF(x + side, base - 12.0))


def test_a_dotted_ring_marks_a_component_without_points(window):
    canvas = begin(window, CLOUD, (1.0, [0.0, 0.0], ROUND), (0.0, [1.0, 0.0], ROUND))
    assert statuses(window)[1] == "empty"
    assert canvas.plights.collapsed.isVisible()
    badge = canvas.badges[1].pos()
    ring = [QPointF(np.cos(a), np.sin(a)) * 15.0 for a in np.linspace(0.0, 6.2, 40)]
    dots = [is_drawn(canvas, 1, badge + at) for at in ring]
    assert 0 < sum(dots) < 40


def test_sound_components_have_no_marks_and_no_clock(window):
    canvas = begin(window, CLOUD, (0.5, [-1.0, 0.0], ROUND), (0.5, [1.0, 0.0], ROUND))
    for _ in range(3):
        trigger(window, "em_step")
    assert not canvas.plights.collapsed.isVisible()
    assert not canvas.plights.shrinking.isVisible()
    assert not canvas.plights.shrinking.clock.isActive()


def test_a_cross_is_selected_and_dragged_like_any_component(window, on_a_point):
    hand = Hand(on_a_point)
    badge = hand.on(on_a_point.badges[1])
    hand.click(badge)
    assert window.session.presentation.selection == (1,)
    hand.drag(badge, hand.over(5.0, 3.0))
    assert window.session.snapshot.mixture.means[1] == pytest.approx([5.0, 3.0], abs=0.1)


def test_a_collapsed_component_can_be_widened_again(window, on_a_point):
    hand = Hand(on_a_point)
    hand.click(hand.on(on_a_point.badges[1]))
    handle = hand.on(on_a_point.handles[0])
    hand.drag(handle, handle + QPointF(60.0, 0.0))
    assert window.session.snapshot.mixture.covariances[1].diagonal().max() > 0.1


def test_a_spike_is_selected_by_a_click_beside_it_and_dragged(window, on_the_line):
    select(window)
    hand = Hand(on_the_line)
    x, base = on_the_line.box.pixels().to_pixels(9.0, 0.0)
    beside = QPointF(on_the_line.mapFromScene(on_the_line.box.mapToScene(QPointF(x + 3, base / 2))))
    hand.click(beside)
    assert window.session.presentation.selection == (1,)
    hand.drag(hand.on(on_the_line.badges[1]), hand.over(5.0, 0.1))
    assert window.session.snapshot.mixture.means[1, 0] == pytest.approx(5.0, abs=0.2)


@pytest.fixture
def shrinking(window):
    """Return a plane whose second component shrinks."""
    rng = np.random.default_rng(1)
    clusters = [rng.normal(centre, 1.6, size=(40, 2)) for centre in ([-6.0, -5.0], [6.0, 5.0])]
    X = np.vstack([*clusters, [[-5.0, 7.0]]])
    wide = 4.0 * np.eye(2)
    starts = ([-6.0, -5.0], [0.0, 0.0], [6.0, 5.0])
    canvas = begin(window, X, *((1 / 3, start, wide) for start in starts))
    for _ in range(30):
        if "shrinking" in statuses(window):
            break
        trigger(window, "em_step")
    settle(window)
    assert statuses(window)[1] == "shrinking"
    return canvas


def test_a_shrinking_component_pulses_and_its_owner_is_ringed(window, shrinking):
    layer = shrinking.plights.shrinking
    (alarm,) = layer.alarms
    responsibilities = window.session.derived.responsibilities[:, 1]
    assert alarm.component == 1
    assert responsibilities[alarm.owner] >= 0.999 * responsibilities.max()
    assert layer.clock.isActive()
    before = layer.swell
    layer.clock.timeout.emit()
    assert layer.swell > before
    assert layer.clock.interval() == TICK


def test_a_pulse_paints_no_more_than_its_rings(shrinking):
    layer = shrinking.plights.shrinking
    area, whole = layer.boundingRect(), shrinking.box.viewRect()
    assert area.width() * area.height() < 0.1 * whole.width() * whole.height()


def test_nothing_pulses_where_motion_is_not_wanted(window, shrinking, monkeypatch):
    trigger(window, "em_back")
    monkeypatch.setattr(motion, "motion_allowed", lambda: False)
    trigger(window, "em_forward")
    assert shrinking.plights.shrinking.isVisible()
    assert not shrinking.plights.shrinking.clock.isActive()


def test_the_clock_stops_with_the_alarm(window, shrinking):
    trigger(window, "em_restart")
    assert not shrinking.plights.shrinking.clock.isActive()
    assert not shrinking.plights.shrinking.isVisible()


def test_the_desktop_says_whether_things_may_move(window):
    assert motion.motion_allowed() in (True, False)
