"""Choosing what colours say, by menu and by panel."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from gmm_explorer.model import ColourMode
from gmm_explorer.view.points import colouring
from tests.view.windows import trigger


@pytest.fixture
def window(plane_window):
    plane_window.controller.stepping.initialize()
    plane_window.controller.stepping.e_step()
    return plane_window


@pytest.mark.parametrize("mode", ColourMode)
def test_the_menu_chooses_and_panel_and_plot_follow(window, mode):
    n_entries = len(list(window.session.timeline.past()))
    trigger(window, f"view_colour_{mode.value}")
    assert window.session.presentation.colour_mode is mode
    assert window.show_panel.findChild(QComboBox, "show_colours").currentData() is mode
    has_key = mode in (ColourMode.UNCERTAINTY, ColourMode.COMPONENT)
    assert window.plot_area.plane.colour_key.isHidden() is not has_key
    window.grab()
    assert len(list(window.session.timeline.past())) == n_entries


def test_the_panel_chooses_by_keys(window):
    field = window.show_panel.findChild(QComboBox, "show_colours")
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert window.session.presentation.colour_mode is ColourMode.HARD


def test_too_many_points_for_pies_are_mixed_and_told_so(window, monkeypatch):
    monkeypatch.setattr(colouring, "MOST_PIES", 100)
    trigger(window, "view_colour_pies")
    key = window.plot_area.plane.colour_key
    assert not key.isHidden()
    assert "mixed colours" in key.accessibleName()
    assert window.plot_area.plane.points._pies is None
