"""A collapse set up, seen, explained, compared and repaired with mouse and keys."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
)

from gmm_explorer.em import Outcome
from gmm_explorer.em.repairs import (
    AddToDiagonal,
    Drop,
    FloorEigenvalues,
    ResetComponent,
    UsePrior,
)
from gmm_explorer.model import Cause, Kind, Session, changes, curve
from tests.view.collapse.hands import LEFT, ClickInMenu, dialog, press
from tests.view.collapse.words import said
from tests.view.hand import Hand
from tests.view.windows import settle, trigger


def card(window):
    return window.laboratory.card


def outcome(window):
    return card(window).findChild(QLabel, "repair_outcome").text().replace("\xa0", " ")


def bits(snapshot):
    mixture = snapshot.mixture
    return [a.tobytes() for a in (mixture.weights, mixture.means, mixture.covariances)]


SET_UPS = ("point", "line", "duplicates", "empty", "few_points", "identical")
REPAIRS = ("regularise", "floor", "prior", "reset", "split", "drop", "tie")
NAMES = (
    *(f"collapse_trigger_{name}" for name in SET_UPS),
    *(f"repair_{name}" for name in (*REPAIRS, "compare")),
    "collapse_show_me",
)


def test_three_clicks_from_the_empty_window_show_the_tutorials_collapse(qtbot, window):
    clicks = ClickInMenu("file_example_tutorial_collapse")
    press(window, QPushButton, "empty_state_example")
    qtbot.waitUntil(lambda: clicks.clicked)
    settle(window)
    press(window, QToolButton, "toolbar_em_run")
    qtbot.waitUntil(lambda: not window.controller.running.active)
    assert window.session.outcome is Outcome.DEGENERATE
    assert "has collapsed onto point" in window.plot_area.banner.notice.headline


def test_actions_have_their_names_and_are_in_the_menu(window):
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles[titles.index("E&M") + 1] == "&Collapse"
    menus = [m for m in window.findChildren(QMenu) if m.title() in ("&Collapse", "&Repair")]
    offered = {action.objectName() for menu in menus for action in menu.actions()}
    assert set(NAMES) <= offered
    assert not any(window.findChild(QAction, name).isEnabled() for name in NAMES)


def test_a_key_sets_a_collapse_up_and_steps_show_it(plane_window):
    trigger(plane_window, "em_initialize")
    QTest.keyClick(plane_window, Qt.Key.Key_K)
    assert plane_window.plot_area.banner.notice.headline.startswith("Ready: a component on")
    for _ in range(12):
        QTest.keyClick(plane_window, Qt.Key.Key_S)
        if plane_window.controller.witnessing.components:
            break
    notice = plane_window.plot_area.banner.notice
    assert "has collapsed onto point" in notice.headline
    assert "so the covariance is the zero matrix" in notice.text


def test_the_point_under_the_mouse_is_collapsed_onto(plane_window):
    trigger(plane_window, "em_initialize")
    plane_window.controller.presenting.select([0])
    plane = plane_window.plot_area.plane
    settle(plane_window)
    point = int(np.argmax(plane_window.session.snapshot.dataset.X[:, 0]))
    hand = Hand(plane)
    place = hand.over(*plane_window.session.snapshot.dataset.X[point])
    hand.click(place, button=Qt.MouseButton.RightButton)
    menu = plane_window.findChild(QMenu, "plot_menu")
    action = next(a for a in menu.actions() if a.text() == "&Collapse onto this point")
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
    label = plane_window.session.timeline.entry.label
    assert label == f"Set up: a component on point {point + 1}"


def test_what_cannot_be_set_up_is_said_in_the_banner(line_window):
    trigger(line_window, "em_initialize")
    assert not line_window.findChild(QAction, "collapse_trigger_line").isEnabled()
    line_window.controller.collapsing.on_line()
    assert "set it on a point instead" in line_window.plot_area.banner.notice.text


def test_show_me_prints_the_numbers_and_the_chain(collapsed):
    press(collapsed.plot_area.banner, QPushButton, "banner_show_me")
    texts = said(dialog())
    n_iter = collapsed.session.snapshot.n_iter
    place = "(6.293,\N{NO-BREAK SPACE}−2.337)"
    assert f"Component 2 has collapsed onto point 18 at {place}, in iteration {n_iter}." in texts
    assert {"18", "6.29341", "−2.33694", "all other 199: 0.000000"} <= set(texts)
    links = [text for text in texts if text[:3] in ("1. ", "2. ", "3. ", "4. ")]
    assert len(links) == 4
    assert "Only the r of point 18 is above zero" in links[0]
    assert "So the mean μ₂ sits on it" in links[1]
    assert "So x − μ₂ is zero" in links[2]
    assert "So the covariance Σ₂ is" in links[3]
    QTest.keyClick(dialog(), Qt.Key.Key_Escape)
    assert dialog() is None


def test_show_me_by_key(collapsed):
    QTest.keyClick(collapsed, Qt.Key.Key_Y)
    assert dialog().objectName() == "evidence_dialog"
    QTest.keyClick(dialog(), Qt.Key.Key_Return)
    assert dialog() is None


def test_of_many_points_the_numbers_come_when_they_are_there(qtbot, collapsed, monkeypatch):
    monkeypatch.setattr(Session, "is_large", property(lambda _session: True))
    trigger(collapsed, "collapse_show_me")
    headline = dialog().findChild(QLabel, "evidence_headline")
    assert headline.text() == "Working out the numbers…"
    qtbot.waitUntil(lambda: "has collapsed onto point 18" in headline.text())
    dialog().close()
    trigger(collapsed, "collapse_show_me")
    dialog().close()  # before they are there
    qtbot.wait(30)


def test_the_banner_repairs(collapsed):
    before, parameters = collapsed.session.snapshot, bits(collapsed.session.snapshot)
    clicks = ClickInMenu("repair_floor")
    press(collapsed.plot_area.banner, QToolButton, "banner_repair")
    assert clicks.clicked
    assert card(collapsed).isVisible()
    assert not collapsed.plot_area.banner.isVisible()
    assert collapsed.session.presentation.proposed is not None
    assert re.fullmatch(r"σ [\d.]+ × [\d.]+ · log L −[\d.]+", outcome(collapsed))
    press(card(collapsed), QPushButton, "repair_apply")
    entry = collapsed.session.timeline.entry
    assert entry.label == "Repair: floor under component 2"
    assert entry.cause is Cause.REPAIR
    assert not card(collapsed).isVisible()
    assert not collapsed.plot_area.banner.isVisible()
    trigger(collapsed, "edit_undo")
    assert collapsed.session.snapshot is before
    assert bits(collapsed.session.snapshot) == parameters


def test_escape_drops_what_is_proposed(collapsed):
    before, n_entries = collapsed.session.snapshot, collapsed.session.timeline.n_entries
    trigger(collapsed, "repair_reset")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not card(collapsed).isVisible()
    assert collapsed.session.presentation.proposed is None
    assert collapsed.session.snapshot is before
    assert collapsed.session.timeline.n_entries == n_entries
    assert collapsed.plot_area.banner.isVisible()


@pytest.mark.parametrize("name", REPAIRS)
def test_each_repair_is_seen_and_done_by_return(collapsed, name):
    trigger(collapsed, f"repair_{name}")
    proposed = collapsed.session.presentation.proposed
    settle(collapsed)
    assert proposed is not None
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert collapsed.session.snapshot.mixture is proposed
    assert collapsed.controller.witnessing.components == ()


@pytest.mark.parametrize("repair", [ResetComponent("farthest"), AddToDiagonal(), Drop()])
def test_what_is_proposed_is_drawn_and_taken_away_again(collapsed, repair):
    plane, repairing = collapsed.plot_area.plane, collapsed.controller.repairing
    settle(collapsed)
    before = plane.grab().toImage()
    repairing.propose(repair)
    assert plane.grab().toImage() != before
    repairing.withdraw()
    assert plane.grab().toImage() == before


def test_a_number_typed_is_seen_at_once_and_refused_in_place(collapsed):
    trigger(collapsed, "repair_regularise")
    field = card(collapsed).findChild(QLineEdit, "repair_amount")
    before = collapsed.session.presentation.proposed
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "0.01")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert card(collapsed).isVisible()
    after = collapsed.session.presentation.proposed
    assert after.covariances[1].max() > before.covariances[1].max()
    field.selectAll()
    QTest.keyClicks(field, "-1")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "above 0" in field.accessibleDescription()
    assert collapsed.session.presentation.proposed is after


def test_the_tutorials_amount_is_one_click_away_and_holds_at_every_step(collapsed):
    trigger(collapsed, "repair_regularise")
    when = card(collapsed).findChild(QComboBox, "repair_at_every_step")
    when.setFocus()
    QTest.keyClick(when, Qt.Key.Key_Down)
    press(card(collapsed), QPushButton, "repair_tutorial")
    press(card(collapsed), QPushButton, "repair_apply")
    assert collapsed.session.snapshot.settings.reg_covar == 1e-6


def test_another_random_point_is_a_click_away(collapsed):
    trigger(collapsed, "repair_reset")
    seen = [collapsed.session.presentation.proposed.means[1].tolist()]
    for _ in range(3):
        press(card(collapsed), QPushButton, "repair_another")
        seen.append(collapsed.session.presentation.proposed.means[1].tolist())
    assert len({tuple(mean) for mean in seen}) > 1


def test_a_prior_is_shown_with_its_numbers(collapsed):
    trigger(collapsed, "repair_prior")
    assert card(collapsed).findChild(QLineEdit, "repair_shrinkage").text() == "0.01"
    assert card(collapsed).findChild(QLineEdit, "repair_degrees_of_freedom").text() == "4"
    press(card(collapsed), QPushButton, "repair_apply")
    assert collapsed.session.snapshot.settings.prior is not None


def test_a_repair_that_does_not_apply_says_why_on_its_card(plane_window, run):
    trigger(plane_window, "em_initialize")
    trigger(plane_window, "collapse_trigger_empty")
    run(plane_window)
    trigger(plane_window, "repair_floor")
    assert "to widen it brings none" in outcome(plane_window)
    assert not card(plane_window).findChild(QPushButton, "repair_apply").isEnabled()
    QTest.keyClick(QApplication.focusWidget() or plane_window, Qt.Key.Key_Escape)


def test_runs_repair_themselves_once_that_is_ticked(qtbot, collapsed, run):
    trigger(collapsed, "repair_floor")
    box = card(collapsed).findChild(QCheckBox, "repair_standing")
    QTest.mouseClick(box, LEFT, pos=QPointF(8, box.height() / 2).toPoint())
    press(card(collapsed), QPushButton, "repair_apply")
    assert collapsed.session.presentation.standing == FloorEigenvalues()
    assert collapsed.findChild(QAction, "repair_policy_floor").isChecked()
    trigger(collapsed, "repair_policy_prior")
    assert isinstance(collapsed.session.presentation.standing, UsePrior)
    trigger(collapsed, "repair_policy_ask")
    assert collapsed.session.presentation.standing is None


def test_a_standing_repair_is_told_when_the_run_ends(collapsed, run):
    collapsed.controller.editing.undo()
    trigger(collapsed, "repair_policy_regularise")
    assert collapsed.session.presentation.standing == AddToDiagonal(at_every_step=True)
    run(collapsed)
    assert "The run repaired itself once" in collapsed.plot_area.banner.notice.text


def test_playing_repairs_itself_by_what_the_model_panel_says(qtbot, collapsed):
    trigger(collapsed, "edit_undo")
    collapsed.model_panel.parentWidget().raise_()
    field = collapsed.findChild(QComboBox, "model_standing_repair")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert collapsed.findChild(QAction, "repair_policy_regularise").isChecked()
    controller = collapsed.controller
    soon_done = replace(collapsed.session.snapshot.settings, tol=0.01)
    controller.stepping.change_settings(soon_done)
    controller.playing.play_by(replace(collapsed.session.presentation.playback, speed=math.inf))
    press(collapsed, QToolButton, "toolbar_em_play")
    qtbot.waitUntil(lambda: not controller.playing.active, timeout=30_000)
    assert collapsed.session.outcome is Outcome.CONVERGED
    assert "The run repaired itself once" in collapsed.plot_area.banner.notice.text
    marks = changes(curve(collapsed.session.timeline))
    assert [one.kind for one in marks if one.kind is Kind.REPAIR]


def test_the_card_of_a_repair_leaves_the_plot_its_room(collapsed):
    for name in REPAIRS:
        trigger(collapsed, f"repair_{name}")
        settle(collapsed)
        assert card(collapsed).height() <= 130, name
        label = card(collapsed).findChild(QLabel, "repair_outcome")
        assert label.heightForWidth(label.width()) <= label.height(), name
        card(collapsed).close_card()


def test_a_component_that_is_not_well_can_be_repaired_from_its_menu(collapsed):
    plane = collapsed.plot_area.plane
    settle(collapsed)
    hand = Hand(plane)
    hand.click(hand.on(plane.badges[1]), button=Qt.MouseButton.RightButton)
    menu = collapsed.findChild(QMenu, "plot_menu")
    names = [action.objectName() for action in menu.actions()]
    assert "collapse_show_me" in names
    repairs = next(action.menu() for action in menu.actions() if action.text() == "&Repair")
    assert "repair_drop" in [action.objectName() for action in repairs.actions()]
    menu.close()


def test_a_component_on_its_way_into_a_collapse_can_be_repaired_before(window):
    trigger(window, "file_example_collapse_line")
    banner = window.plot_area.banner
    for _ in range(40):
        QTest.keyClick(window, Qt.Key.Key_S)
        if banner.notice is not None and "is shrinking" in banner.notice.headline:
            break
    assert not banner.findChild(QPushButton, "banner_show_me").isVisible()
    clicks = ClickInMenu("repair_reset")
    press(banner, QToolButton, "banner_repair")
    assert clicks.clicked
    assert card(window).isVisible()
    press(card(window), QPushButton, "repair_apply")
    assert window.session.timeline.entry.label == "Repair: reset component 2"
