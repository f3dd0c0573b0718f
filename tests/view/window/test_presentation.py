"""Presenting: one key there, one key back, and everything in between larger."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QToolBar

from gmm_explorer.app import create_window
from tests.view.hand import Hand
from tests.view.windows import place, settle, show


@pytest.fixture
def three(plane_window):
    """Return a window with three components, the first one selected."""
    place(plane_window, *(([x, -3.0], np.eye(2)) for x in (2.0, 5.0, 8.0)))
    plane_window.controller.presenting.select([0])
    settle(plane_window)
    return plane_window


def docks_seen(window):
    return {dock.objectName() for dock in window.findChildren(QDockWidget) if not dock.isHidden()}


def press(window, key):
    QTest.keyClick(window.plot_area.canvas, key)
    settle(window)


def test_f11_leaves_the_plot_alone_larger_on_the_full_screen(three):
    type_before = QApplication.font().pixelSize()
    press(three, Qt.Key.Key_F11)
    assert three.isFullScreen()
    assert docks_seen(three) == set()
    assert QApplication.font().pixelSize() == round(1.5 * type_before)
    plane = three.plot_area.plane
    assert plane.transform().m11() == pytest.approx(1.5)
    assert plane.getPlotItem().width() == pytest.approx(plane.width() / 1.5, abs=2.0)
    bars = [bar.objectName() for bar in three.findChildren(QToolBar) if bar.isVisible()]
    assert bars == ["presenting_toolbar"]
    press(three, Qt.Key.Key_Escape)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F11])
def test_one_key_comes_back_to_the_layout_as_it_was(three, key):
    three.workspace.conceal("model")
    settle(three)
    docks, geometry, font = docks_seen(three), three.geometry(), QApplication.font().pixelSize()
    press(three, Qt.Key.Key_F11)
    press(three, key)
    assert not three.isFullScreen()
    assert docks_seen(three) == docks
    assert three.geometry() == geometry
    assert QApplication.font().pixelSize() == font
    assert three.plot_area.plane.transform().isIdentity()


def test_a_hand_takes_hold_where_things_are_drawn(three):
    press(three, Qt.Key.Key_F11)
    plane = three.plot_area.plane
    hand = Hand(plane)
    start, before = hand.on(plane.badges[0]), three.session.snapshot.mixture.means[0]
    hand.drag(start, start + QPointF(90.0, 30.0))
    moved = three.session.snapshot.mixture.means[0]
    assert hand.over(*moved).x() - hand.over(*before).x() == pytest.approx(90.0, abs=1.5)
    press(three, Qt.Key.Key_Escape)


def test_what_is_saved_when_closed_in_front_of_a_hall_is_the_layout_of_the_desk(qtbot, three):
    docks = docks_seen(three)
    press(three, Qt.Key.Key_F11)
    three.close()
    again = show(qtbot, create_window([]))
    settle(again)
    assert docks_seen(again) == docks
    assert not again.isFullScreen()


def test_escape_ends_a_run_first_and_presenting_next(qtbot, three):
    session, controller = three.session, three.controller
    settings = session.snapshot.settings
    controller.stepping.change_settings(type(settings)(tol=0.0, max_iter=10**9))
    press(three, Qt.Key.Key_F11)
    controller.running.start()
    qtbot.waitUntil(lambda: session.frame.pending is not None)
    press(three, Qt.Key.Key_Escape)
    assert not controller.running.active
    assert three.isFullScreen()
    press(three, Qt.Key.Key_Escape)
    assert not three.isFullScreen()
