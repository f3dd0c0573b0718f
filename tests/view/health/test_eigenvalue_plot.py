"""The smallest eigenvalues under the log-likelihood: shown by key and menu, true, and scrubbed."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from gmm_explorer.em import iterate_em, prepare
from gmm_explorer.scenes import scene
from gmm_explorer.view.style.palette import component_color
from tests.view.hand import Hand
from tests.view.windows import settle, trigger


def plot(window):
    return window.curves.eigenvalues


def above(window):
    return window.likelihood_plot


@pytest.fixture
def shown(open_scene):
    """Return a window in which the tutorial's collapse has come, with both plots."""
    window = open_scene("tutorial_collapse", 5)
    trigger(window, "view_eigenvalues")
    settle(window)
    return window


def test_a_key_shows_and_hides_it(open_scene):
    window = open_scene("tutorial_collapse", 1)
    assert not plot(window).isVisible()
    canvas, before = window.plot_area.canvas, window.plot_area.height()
    QTest.keyClick(canvas, Qt.Key.Key_L)
    settle(window)
    assert plot(window).isVisible()
    assert above(window).height() >= above(window).minimumHeight()
    assert plot(window).height() >= plot(window).minimumHeight()
    QTest.keyClick(canvas, Qt.Key.Key_L)
    settle(window)
    assert not plot(window).isVisible()
    assert window.plot_area.height() == pytest.approx(before, abs=2)


def test_the_mouse_shows_it_from_the_menu(open_scene):
    window = open_scene("tutorial_collapse", 1)
    entry = window.findChild(QAction, "view_eigenvalues")
    menu = next(one for one in window.findChildren(QMenu) if entry in one.actions())
    menu.popup(window.mapToGlobal(window.rect().topLeft()))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())
    assert plot(window).isVisible()
    assert entry.isChecked()


def test_its_lines_are_the_eigenvalues_of_every_iteration(shown):
    example = scene("tutorial_collapse")
    X = example.dataset().X
    truth = [
        [one.min_eigenvalue for one in state.health]
        for state in iterate_em(X, example.start, example.settings)
    ]
    (course,) = plot(shown).layer.courses
    assert course.n_iter.tolist() == list(range(6))
    np.testing.assert_allclose(course.eigenvalues, truth, rtol=1e-9, atol=0.0)


def test_a_zero_is_an_arrow_and_never_nan(shown):
    (course,) = plot(shown).layer.courses
    assert course.eigenvalues[-1, 2] == 0.0
    assert np.isneginf(course.heights[-1, 2])
    assert not np.isnan(course.heights).any()
    low, high = plot(shown).box.viewRange()[1]
    assert math.isfinite(low)
    assert math.isfinite(high)
    box, layer = plot(shown).box, plot(shown).layer
    x = box.pixels().to_pixels(5.0, 0.0)[0]
    foot = plot(shown).mapFromScene(box.mapToScene(QPointF(x, box.height() - 6.0)))
    seen = plot(shown).grab().toImage().pixelColor(foot)
    assert seen.getRgb()[:3] == component_color(2)
    assert layer.isVisible()


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_both_plots_show_the_same_iterations_one_over_the_other(shown, size):
    shown.resize(*size)
    settle(shown)
    for n_iter in (0.0, 5.0):
        places = []
        for one in (above(shown), plot(shown)):
            x = one.box.pixels().to_pixels(n_iter, 0.0)[0]
            places.append(one.mapFromScene(one.box.mapToScene(QPointF(x, 5.0))).x())
        assert places[0] == pytest.approx(places[1], abs=1.0)


def test_a_click_and_a_drag_go_along_the_iterations(shown):
    hand = Hand(plot(shown))
    hand.click(hand.over(2.0, -5.0))
    assert shown.session.snapshot.n_iter == 2
    hand.drag(hand.over(2.0, -5.0), hand.over(4.2, -5.0))
    assert shown.session.snapshot.n_iter == 4
    assert plot(shown).layer._now.n_iter.tolist() == [4.0]


def test_keys_are_those_of_the_plot_above(shown):
    plot(shown).setFocus()
    assert above(shown).hasFocus()
    QTest.keyClick(above(shown), Qt.Key.Key_Left)
    assert shown.session.snapshot.n_iter == 4


def test_a_change_of_components_parts_the_lines(shown):
    trigger(shown, "em_back")
    shown.controller.presenting.select([2])
    trigger(shown, "edit_delete_component")
    trigger(shown, "em_step")
    one, other = plot(shown).layer.courses
    assert one.eigenvalues.shape == (5, 3)
    assert other.eigenvalues.shape == (2, 2)
    here = shown.session.derived.health
    scale = prepare(shown.session.snapshot.dataset.X).scale
    assert scale == pytest.approx(shown.session.derived.scale)
    assert other.eigenvalues[-1] == pytest.approx([one.min_eigenvalue for one in here])


def test_it_can_be_shown_without_data_and_with_a_line(window, open_scene):
    trigger(window, "view_eigenvalues")
    settle(window)
    assert plot(window).layer.courses == []
    line = open_scene("outlier_steals", 3)
    trigger(line, "view_eigenvalues")
    settle(line)
    (course,) = plot(line).layer.courses
    variances = line.session.snapshot.mixture.covariances[:, 0, 0]
    assert course.eigenvalues[-1] == pytest.approx(variances / line.session.derived.scale**2)
