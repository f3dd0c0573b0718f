"""What lies over and under the points, switched on and off by hand, on every kind of mixture."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton, QScrollArea

from gmm_explorer.app import create_window
from gmm_explorer.data import Dataset
from gmm_explorer.em import Mixture, iterate_em, n_sigma_of_mass, sample
from gmm_explorer.model import Cause, Contours, Pending, edits
from gmm_explorer.view.actions.show_rows import DRAWINGS
from gmm_explorer.view.plot.contours import contours_of
from gmm_explorer.view.plot.densities import jitter
from gmm_explorer.view.plot.line import STRIP
from gmm_explorer.view.plot.pens import dash_of
from gmm_explorer.view.plot.stamps import Stamps
from gmm_explorer.view.plot.strokes import first_in_cells, polygon, runs, thinned
from gmm_explorer.view.plot.trail_layer import TrailLayer
from gmm_explorer.view.style.theme import DARK, LIGHT
from tests.view.hand import Hand
from tests.view.windows import place, settle, trigger

TWO = (([3.0, -3.0], np.diag([1.0, 0.5])), ([7.0, -3.0], np.diag([1.0, 0.5])))
EVERYTHING = {drawing.field: True for drawing in DRAWINGS}


def generated(n_features, n_components, scale=1.0):
    rng = np.random.default_rng(n_components)
    means = rng.uniform(-8.0, 8.0, (n_components, n_features))
    mixture = Mixture(
        np.full(n_components, 1.0 / n_components),
        means * scale,
        [np.eye(n_features) * scale * scale] * n_components,
    )
    X, labels = sample(mixture, 120, rng)
    return Dataset.from_array(X, labels=labels, mixture=mixture)


def start(window, dataset, mixture):
    session = window.session
    window.controller.documents.take_data(dataset, "Open")
    session.commit(edits.new_start(session.snapshot, mixture), "Initialise", Cause.START)


def picture(window):
    """Return the plot's pixels, shape (H, W, 4)."""
    image = window.plot_area.canvas.grab().toImage()
    return np.array(image.constBits()).reshape(image.height(), image.width(), 4).copy()


@pytest.mark.parametrize("n_features", [1, 2])
@pytest.mark.parametrize("n_components", [1, 3, 8, 13])
def test_everything_draws_at_once_in_light_and_dark(window, n_features, n_components):
    dataset = generated(n_features, n_components)
    start(window, dataset, dataset.mixture)
    window.controller.presenting.show(**EVERYTHING, contours=Contours.MASSES)
    for theme in (LIGHT, DARK):
        window.set_theme(theme)
        trigger(window, "em_step")
        settle(window)


@pytest.mark.parametrize("n_features", [1, 2])
@pytest.mark.parametrize("scale", [1e-140, 1e-12, 1e12, 1e100])
def test_everything_draws_at_any_scale(window, n_features, scale):
    dataset = generated(n_features, 3, scale)
    start(window, dataset, dataset.mixture)
    window.controller.presenting.show(**EVERYTHING)
    trigger(window, "em_step")
    settle(window)


@pytest.mark.parametrize("n_features", [1, 2])
def test_everything_draws_collapsed_and_far_away_components(window, n_features):
    dataset = generated(n_features, 3)
    shape = (3, n_features, n_features)
    covariances = np.zeros(shape)
    covariances[1] = 1.0
    covariances[2] = np.eye(n_features) * 1e-30
    means = dataset.mixture.means.copy()
    means[1] = 1e9
    start(window, dataset, Mixture(dataset.mixture.weights, means, covariances))
    window.controller.presenting.show(**EVERYTHING)
    settle(window)
    flat = Mixture(dataset.mixture.weights, means, np.zeros(shape))
    start(window, dataset, flat)
    settle(window)


@pytest.mark.parametrize("n_features", [1, 2])
def test_everything_draws_in_any_window_and_range(window, n_features):
    dataset = generated(n_features, 3)
    start(window, dataset, dataset.mixture)
    trigger(window, "em_step")
    window.controller.presenting.show(**EVERYTHING)
    canvas = window.plot_area.canvas
    for size in ((1, 1), (3, 400), (400, 2), (120, 90), (800, 500)):
        canvas.setFixedSize(*size)
        settle(window)
    for reach in (1e-300, 1e-20, 1e20, 1e300):
        canvas.box.setRange(xRange=(-reach, reach), yRange=(-reach, reach), padding=0.0)
        settle(window)


@pytest.mark.parametrize("n_features", [1, 2])
def test_everything_draws_one_point_and_nothing_but_a_component(window, n_features):
    window.controller.presenting.show(**EVERYTHING)
    window.controller.documents.take_data(Dataset.from_array(np.ones((1, n_features))), "Open")
    settle(window)
    place(window, (np.zeros(n_features), np.eye(n_features)))


@pytest.mark.parametrize("field", ["ghost", "truth", "density", "regions", "marginals"])
def test_a_switch_draws_and_its_menu_takes_it_away(window, field):
    dataset = generated(2, 3)
    start(window, dataset, Mixture([0.5, 0.5], [[-3.0, 0.0], [3.0, 0.0]], [np.eye(2) * 4.0] * 2))
    window.show_panel.parentWidget().raise_()
    trigger(window, "em_step")
    settle(window)
    before = picture(window)
    switch = window.findChild(QPushButton, f"show_{field}")
    assert switch.text() == "off"
    assert switch.isVisible()
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert getattr(window.session.presentation.shown, field)
    assert switch.text() == "on"
    settle(window)
    assert (picture(window) != before).any()
    trigger(window, f"view_{field}")
    assert switch.text() == "off"
    settle(window)
    np.testing.assert_array_equal(picture(window), before)


@pytest.mark.parametrize("n_features", [1, 2])
def test_trails_are_drawn_from_the_start_on(window, n_features):
    dataset = generated(n_features, 2)
    means = dataset.mixture.means + 2.0
    start(window, dataset, Mixture([0.5, 0.5], means, [np.eye(n_features) * 9.0] * 2))
    for _ in range(4):
        trigger(window, "em_step")
    settle(window)
    with_trails = picture(window)
    trigger(window, "view_trails")
    settle(window)
    assert (picture(window) != with_trails).any()


def test_a_component_that_has_not_moved_has_no_trail(plane_window):
    place(plane_window, ([0.0, 0.0], np.eye(2)), ([3.0, 1.0], np.eye(2)))
    plane_window.controller.editing.drag_means((1,), 1, [4.0, 3.0])
    settle(plane_window)
    with_trails = picture(plane_window)
    shown = plane_window.session.presentation.shown
    assert shown.trails
    trigger(plane_window, "view_trails")
    settle(plane_window)
    changed = np.argwhere((picture(plane_window) != with_trails).any(axis=-1))
    pixels = plane_window.plot_area.plane.box.pixels()
    left = pixels.to_pixels(3.0, 1.0)[0]
    assert len(changed)
    assert changed[:, 1].min() > left - 10  # nothing under the badge of the one that stayed


def test_a_trail_grows_during_a_run(plane_window):
    place(plane_window, *TWO)
    session = plane_window.session
    [trails] = [la for la in plane_window.plot_area.plane.layers if isinstance(la, TrailLayer)]
    assert len(trails.past(session.frame)) == 1  # the start
    states = iterate_em(session.prepared, session.snapshot.mixture, session.snapshot.settings)
    for state in list(states)[1:4]:
        at = np.array([state.n_iter])
        pending = Pending(at, np.array([state.log_likelihood]), np.zeros(1))
        session.preview(edits.iterated(session.snapshot, state.mixture, state.n_iter), pending)
    past = trails.past(session.frame)
    assert len(past) == 1 + 3
    np.testing.assert_array_equal(past[-1], session.snapshot.mixture.means)
    session.revert()
    assert len(trails.past(session.frame)) == 1


def test_nothing_of_it_is_undone(window):
    start(window, generated(2, 2), generated(2, 2).mixture)
    block = window.session.timeline.position.block
    window.controller.presenting.show(**EVERYTHING)
    assert window.session.timeline.position.block is block


def test_switches_are_enabled_where_there_is_something_to_see(window):
    def enabled():
        names = {drawing.action for drawing in DRAWINGS}
        return {n for n in names if window.findChild(QAction, n).isEnabled()}

    window.controller.documents.take_data(Dataset.from_array(np.eye(2)), "Open")
    plane = {"view_density", "view_regions", "view_marginals"}
    anywhere = {"view_trails", "view_ghost", "view_morph"}
    assert enabled() == anywhere | plane
    window.controller.documents.take_data(generated(1, 2), "Open")
    assert enabled() == anywhere | {"view_stacked", "view_truth"}


def test_the_panel_has_room_for_all_rows_behind_a_tab_or_below(window, qtbot):
    docks = [window.show_panel.parentWidget(), window.model_panel.parentWidget()]
    assert docks[1] in window.workspace.tabifiedDockWidgets(docks[0])
    docks[0].raise_()
    settle(window)
    area = window.show_panel.findChild(QScrollArea)
    assert area.verticalScrollBar().maximum() == 0
    tall = create_window([])
    qtbot.addWidget(tall)
    tall.resize(1920, 1080)
    tall.show()
    qtbot.waitExposed(tall)
    shown, model = tall.show_panel.parentWidget(), tall.model_panel.parentWidget()
    assert model not in tall.workspace.tabifiedDockWidgets(shown)
    shown.raise_()
    settle(tall)
    assert tall.show_panel.findChild(QScrollArea).verticalScrollBar().maximum() == 0


def test_contours_are_chosen_in_the_panel_and_in_the_menu(window, qtbot):
    window.show_panel.parentWidget().raise_()
    window.controller.documents.take_data(generated(2, 2), "Open")
    settle(window)
    field = window.findChild(QComboBox, "show_contours")
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert window.session.presentation.shown.contours is Contours.MASSES
    assert window.findChild(QAction, "view_contours_masses").isChecked()
    trigger(window, "view_contours_sigmas")
    assert window.session.presentation.shown.contours is Contours.SIGMAS
    assert field.currentText() == "1 2 3 σ"


@pytest.mark.parametrize("n_features", [1, 2])
def test_contours_at_masses_hold_them(n_features):
    radii = [contour.n_sigma for contour in contours_of(Contours.MASSES, n_features)]
    assert radii == [n_sigma_of_mass(mass, n_features) for mass in (0.95, 0.90, 0.50)]


def test_components_of_one_colour_have_dashes_of_their_own():
    dashes = [dash_of(k) for k in (0, 10, 20, 30)]
    assert len(set(dashes)) == 4
    assert dash_of(9) == ()
    assert dash_of(19) == dash_of(10)


def test_points_of_a_line_lie_apart_and_a_click_marks_the_one_under_it(line_window):
    line = line_window.plot_area.line
    hand = Hand(line)
    heights = -jitter(80, *STRIP) * line.points.transform().m22()
    assert len(set(heights)) == 80
    assert (heights < 0.0).all()
    assert (heights > line.box.viewRange()[1][0]).all()
    x = line_window.session.snapshot.dataset.X[:, 0]
    row = int(np.argmax(x))
    hand.click(hand.over(x[row], heights[row]))
    assert list(line_window.session.presentation.marked) == [row]


def test_a_stacked_curve_is_taken_hold_of_where_it_is_drawn(line_window):
    place(line_window, ([-1.0], [[4.0]]), ([1.0], [[4.0]]))
    line = line_window.plot_area.line
    low = line.badges[1].pos().y()
    trigger(line_window, "view_stacked")
    settle(line_window)
    assert line.badges[1].pos().y() < low
    hand = Hand(line)
    hand.click(hand.on(line.badges[1]) + QPointF(0.0, 16.0))
    assert line_window.session.presentation.selection == (1,)


class TestMorph:
    """The glide between two states."""

    @pytest.fixture
    def plane(self, plane_window):
        place(plane_window, *TWO)
        trigger(plane_window, "view_morph")
        return plane_window.plot_area.plane

    def test_a_step_glides_and_the_model_is_there_at_once(self, plane_window, plane):
        before = plane.badges[0].pos()
        trigger(plane_window, "em_step")
        assert plane.morph.gliding
        assert not plane_window.session.frame.previewing
        assert plane.badges[0].pos() == before
        plane.morph.move_to(100)
        middle = plane.badges[0].pos()
        plane.morph.move_to(200)
        assert not plane.morph.gliding
        after = plane.badges[0].pos()
        mean = plane_window.session.snapshot.mixture.means[0]
        assert after == QPointF(*plane.box.pixels().to_pixels(*mean))
        assert (middle - (before + after) / 2.0).manhattanLength() < 1e-6
        assert plane.ellipses.frame is plane_window.session.frame

    def test_the_next_change_ends_it(self, plane_window, plane):
        trigger(plane_window, "em_step")
        trigger(plane_window, "view_morph")
        assert not plane.morph.gliding
        assert plane.ellipses.frame is plane_window.session.frame

    def test_a_hand_ends_it_and_its_drag_never_glides(self, plane_window, plane):
        trigger(plane_window, "em_step")
        hand = Hand(plane)
        hand.press(hand.over(9.0, -5.5))
        assert not plane.morph.gliding
        hand.release(hand.over(9.0, -5.5))
        hand.carry(hand.on(plane.badges[0]), hand.over(4.0, -2.0))
        assert not plane.morph.gliding
        hand.release(hand.over(4.0, -2.0))
        assert not plane.morph.gliding


def test_a_way_is_thinned_to_what_can_be_told_apart():
    across = np.linspace(0.5, 30.5, 10_001)
    still = np.full_like(across, 4.0)
    ways = np.stack([np.stack([across, still], axis=1), np.stack([still, still], axis=1)], axis=1)
    kept = thinned(ways, 3.0)
    assert kept.sum(axis=0).tolist() == [12, 2]
    assert kept[[0, -1]].all()
    assert thinned(np.full((3, 1, 2), np.nan), 3.0).shape == (3, 1)
    assert thinned(np.zeros((0, 2, 2)), 3.0).size == 0


def test_polygons_hold_no_number_that_a_painter_cannot_take():
    line = polygon(np.array([np.nan, np.inf, 1.0]), np.array([-np.inf, 1e300, 2.0]))
    assert [abs(p.x()) <= 1e5 and abs(p.y()) <= 1e5 for p in line] == [True] * 3
    assert polygon(np.empty(0), np.empty(0)).isEmpty()


def test_runs_are_unbroken():
    wanted = np.array([True, True, False, True, False, False, True])
    assert list(runs(wanted)) == [slice(0, 2), slice(3, 4), slice(6, 7)]
    assert list(runs(np.zeros(3, bool))) == []


def test_a_place_that_is_passed_again_has_one_dot():
    there = np.array([[0.0, 0.0], [4.0, 1.0], [8.0, 1.0]])
    way = np.concatenate([there, there[::-1], there, [[np.nan, np.inf]]])
    dots = first_in_cells(way, 3.0)
    np.testing.assert_array_equal(dots[:-1], there)
    assert first_in_cells(way[:0], 3.0).shape == (0, 2)


def test_ellipses_from_memory_are_those_that_would_be_drawn(plane_window):
    place(
        plane_window,
        ([0.0, 0.0], np.eye(2)),
        ([3.0, 1.0], np.diag([4.0, 0.5])),
        ([-2.0, 2.0], np.diag([1.0, 1e-6])),
    )
    plane, controller = plane_window.plot_area.plane, plane_window.controller
    presenting, editing = controller.presenting, controller.editing
    for change in (
        lambda: presenting.select([1]),
        lambda: presenting.show(contours=Contours.MASSES),
        lambda: editing.drag_means((1,), 1, [2.0, 3.0]),
        lambda: editing.drag_weight(0, 0.7),
        lambda: editing.drag_covariance(1, np.diag([2.0, 1.0])),
        editing.cancel,
        lambda: plane_window.set_theme(DARK),
        lambda: plane.box.scaleBy((0.5, 0.5)),
        lambda: plane.box.translateBy((1.0, 0.3)),
        editing.delete_selected,
    ):
        change()
        settle(plane_window)  # paints more than once
        remembered = picture(plane_window).astype(int)
        plane.ellipses._stamps = Stamps()
        assert np.abs(picture(plane_window).astype(int) - remembered).max() <= 3
