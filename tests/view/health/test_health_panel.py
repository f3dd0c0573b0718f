"""The health card: its numbers, its light, and the ways to it by mouse and keys."""

import math

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from gmm_explorer.em.health import Health
from gmm_explorer.model import Start, Vital
from gmm_explorer.view.health import words
from gmm_explorer.view.health.health_cells import Column
from gmm_explorer.view.health.health_delegate import PADDING
from gmm_explorer.view.panels.components_cells import Column as TableColumn
from tests.view.windows import settle, trigger


def card(window):
    return window.health_panel


def cell(window, k, column):
    model = card(window).view.model()
    return model.data(model.index(k, column)).split("\n")


def tip(window, k, column):
    model = card(window).view.model()
    return model.data(model.index(k, column), Qt.ItemDataRole.AccessibleTextRole)


def headline(window):
    return card(window).findChild(object, "health_headline").text()


def test_it_is_closed_in_a_fresh_window_and_has_a_panel_action(open_scene):
    window = open_scene("tutorial_collapse")
    assert not card(window).isVisible()
    assert window.workspace.findChild(QAction, "view_panel_health") is not None
    assert window.workspace.findChild(object, "dock_health") is not None


def test_a_key_shows_it_and_gives_it_the_arrows(open_scene):
    window = open_scene("tutorial_collapse", 2)
    QTest.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ShiftModifier)
    assert card(window).isVisible()
    assert card(window).view.hasFocus()
    assert headline(window) == "No component is in trouble."


def test_a_click_on_the_light_shows_it(open_scene):
    window = open_scene("tutorial_five", 1)
    table = window.components_table.view
    index = table.model().index(4, TableColumn.HEALTH)
    at = table.visualRect(index).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert card(window).isVisible()
    assert window.session.presentation.selection == (2,)


def test_return_on_the_light_shows_it(open_scene):
    window = open_scene("tutorial_five", 1)
    table = window.components_table.view
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, TableColumn.HEALTH))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert card(window).isVisible()


def test_the_numbers_are_those_of_the_mixture(open_scene):
    window = open_scene("tutorial_collapse", 1)
    trigger(window, "view_health")
    session = window.session
    scale, X = session.prepared.scale, session.snapshot.dataset.X
    for k, covariance in enumerate(session.snapshot.mixture.covariances):
        low, high = np.linalg.eigvalsh(covariance / np.outer(scale, scale))
        doing = card(window).view.model().doing(k)
        assert doing.largest == pytest.approx(high, rel=1e-9)
        assert doing.vital.health.min_eigenvalue == pytest.approx(low, rel=1e-9)
        assert doing.determinant == pytest.approx(low * high, rel=1e-9)
        assert cell(window, k, Column.SHAPE)[0] == f"{high / low:.3g}"
        column = session.derived.responsibilities[:, k]
        point, r = cell(window, k, Column.OWNER)
        assert float(r) == pytest.approx(column[int(point) - 1], abs=5e-4)
        assert cell(window, k, Column.POINTS)[0] == f"{column.sum():.1f}"
    assert len(X) == 81


def test_it_follows_step_by_step_from_healthy_to_collapsed(open_scene):
    window = open_scene("tutorial_collapse", 3)
    trigger(window, "view_health")
    model = card(window).view.model()
    assert model.doing(2).vital.status == "shrinking"
    assert cell(window, 2, Column.POINTS)[1].startswith("≈ ")
    assert "Component 3: shrinking, about" in headline(window)
    assert "Collapses speed up" in headline(window)
    trigger(window, "em_step")
    trigger(window, "em_step")
    assert model.doing(2).vital.status == "point"
    assert cell(window, 2, Column.EIGENVALUES) == ["0", "0"]
    assert cell(window, 2, Column.SHAPE) == ["∞", "0"]
    assert cell(window, 2, Column.OWNER) == ["81", "1.000"]
    assert headline(window) == "Component 3: collapsed onto a point."
    assert "infinite" in tip(window, 2, Column.SHAPE)


def test_the_banner_warns_before_and_explains_after(open_scene):
    window = open_scene("tutorial_collapse", 2)
    banner = window.plot_area.banner
    assert banner.notice is None
    trigger(window, "em_step")
    assert banner.notice.headline == "Component 3 is shrinking."
    assert "about" in banner.notice.text
    trigger(window, "em_step")
    trigger(window, "em_step")
    assert "collapsed onto point 81" in banner.notice.headline


def test_a_collapse_opens_it_once(open_scene):
    window = open_scene("tutorial_collapse", 4)
    assert not card(window).isVisible()
    trigger(window, "em_step")
    settle(window)
    assert card(window).isVisible()
    window.workspace.conceal("health")
    trigger(window, "em_back")
    trigger(window, "em_back")
    assert not card(window).isVisible()


def test_a_run_that_collapses_opens_it(open_scene, qtbot):
    window = open_scene("collapse_line")
    trigger(window, "em_run")
    qtbot.waitUntil(card(window).isVisible)
    assert headline(window) == "Component 2: collapsed onto a line."


def test_a_click_on_a_row_selects_its_component(open_scene):
    window = open_scene("tutorial_collapse", 1)
    trigger(window, "view_health")
    settle(window)
    view = card(window).view
    at = view.visualRect(view.model().index(1, Column.OWNER)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.session.presentation.selection == (1,)


def test_the_thresholds_are_stated(open_scene):
    window = open_scene("tutorial_collapse")
    trigger(window, "view_health")
    said = card(window).findChild(object, "health_rule").text()
    for part in ("10⁻¹⁰", "10⁻⁸", "IQR / 1.349"):
        assert part in said


def test_grey_points_own_nothing(open_scene):
    window = open_scene("tutorial_collapse")
    trigger(window, "view_health")
    assert cell(window, 0, Column.OWNER) == ["–", "–"]
    assert "E-step" in tip(window, 0, Column.OWNER)


def test_an_empty_window_says_what_will_be_here(window):
    trigger(window, "view_health")
    assert card(window).view.isHidden()
    assert "appears with data" in card(window)._empty.text()


def test_no_cell_says_nan_or_inf(open_scene):
    window = open_scene("collapse_line", 15)
    trigger(window, "view_health")
    for k in range(2):
        for column in list(Column)[1:]:
            for said in (*cell(window, k, column), tip(window, k, column)):
                assert not {"nan", "inf", "−inf"} & set(said.replace(",", " ").split())
    assert math.isfinite(card(window).view.model().doing(1).largest)


@pytest.mark.parametrize("scene", ["outlier_steals", "iris_collapse"])
def test_columns_do_not_touch_in_a_narrow_card(qtbot, open_scene, scene):
    window = open_scene(scene)
    trigger(window, "view_health")
    trigger(window, "em_run")
    qtbot.waitUntil(lambda: not window.controller.running.active)
    settle(window)
    view = card(window).view
    view.setFixedWidth(300)
    settle(window)
    model = view.model()
    assert not view.horizontalScrollBar().isVisible()
    for row in range(model.rowCount()):
        for column in range(1, model.columnCount()):
            lines = model.data(model.index(row, column)).split("\n")
            longest = max(map(view.fontMetrics().horizontalAdvance, lines))
            assert longest + PADDING <= view.columnWidth(column)


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        ([], ""),
        (["healthy"], "No component is in trouble."),
        (["healthy", "empty"], "Component 2: left without points."),
        (
            ["point", "line", "point", "healthy", "point"],
            "Components 1, 3 and 5: collapsed onto a point. Component 2: collapsed onto a line.",
        ),
    ],
)
def test_components_with_one_fate_are_told_together(statuses, told):
    vitals = [Vital(Health(1.0, 1.0, 1.0, None, status), None) for status in statuses]
    assert words.headline(vitals) == told


def test_the_rule_is_stated_with_all_its_bounds():
    for bound in ("10⁻¹⁰", "10⁻⁸", "30 different points", "IQR"):
        assert bound in words.rule()


def test_a_tight_component_of_a_collapse_leaves_the_light_in_sight(qtbot, open_scene):
    window = open_scene("iris_collapse")
    trigger(window, "em_run")
    qtbot.waitUntil(lambda: not window.controller.running.active)
    settle(window)
    table = window.components_table.view
    assert not table.horizontalScrollBar().isVisible()
    light = table.visualRect(table.model().index(0, TableColumn.HEALTH))
    assert table.viewport().rect().contains(light)
    last = table.visualRect(table.model().index(table.model().rowCount() - 1, TableColumn.MEAN))
    assert table.viewport().rect().contains(last)


def test_what_has_collapsed_is_scrolled_into_sight(qtbot, open_scene):
    window = open_scene("galaxies")
    window.controller.presenting.prepare_start(Start(8, "k-means++", 3))
    trigger(window, "em_initialize")
    window.controller.presenting.select([7])
    trigger(window, "collapse_trigger_point")
    trigger(window, "em_run")
    qtbot.waitUntil(lambda: not window.controller.running.active)
    settle(window)
    view = card(window).view
    assert card(window).isVisible()
    assert window.session.derived.health[7].is_collapsed

    def is_in_sight():
        return view.viewport().rect().contains(view.visualRect(view.model().index(7, 0)))

    qtbot.waitUntil(is_in_sight)
