"""Making data from the window: by keys, from the menu, and the history that is kept of it."""

import runpy

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QListWidget, QSpinBox

from gmm_explorer.data import Dataset
from gmm_explorer.data.generators import HeavyTails
from gmm_explorer.files import write_session_script
from tests.view.windows import place, settle, trigger

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ROUND = [((0.0, 0.0), np.eye(2)), ((6.0, 3.0), 2.0 * np.eye(2))]


def dialog(window):
    found = window.findChild(QDialog, "generate_dialog")
    assert found.isVisible()
    return found


def test_heavy_tails_with_keys_alone(window):
    QTest.keyClick(window, Key.Key_G, CTRL)
    kinds = dialog(window).findChild(QListWidget)
    QTest.keyClicks(kinds, "Hea")
    QTest.keyClick(kinds, Key.Key_Return)
    settle(window)
    dataset = window.session.snapshot.dataset
    np.testing.assert_array_equal(dataset.X, HeavyTails().dataset(0).X)
    label = window.session.timeline.entry.label
    assert label == "Generate 3 heavy-tailed clusters, 500 points, seed 0"


def test_the_mixture_on_the_plot_is_sampled_and_shown_as_truth(window):
    window.controller.documents.take_data(
        Dataset.from_array(np.random.default_rng(0).normal(size=(120, 2))), "Open"
    )
    place(window, *ROUND)
    mixture = window.session.snapshot.mixture
    QTest.keyClick(window, Key.Key_G, CTRL | SHIFT)
    points = dialog(window).findChild(QSpinBox, "generate_points")
    assert points.value() == 120
    QTest.keyClick(points, Key.Key_Return)
    settle(window)
    dataset = window.session.snapshot.dataset
    assert dataset.truth is mixture
    assert set(dataset.labels) == {0, 1}
    assert window.session.presentation.shown.truth
    assert window.session.snapshot.mixture is None
    trigger(window, "edit_undo")
    assert window.session.snapshot.mixture is mixture


def test_a_mixture_on_an_empty_plane_is_sampled_too(window):
    place(window, *ROUND)
    trigger(window, "file_sample_mixture")
    QTest.keyClick(dialog(window), Key.Key_Return)
    settle(window)
    dataset = window.session.snapshot.dataset
    assert dataset.n_samples == 500
    assert dataset.names == ("x", "y")


def test_without_a_component_there_is_nothing_to_sample(window):
    assert not window.findChild(QAction, "file_sample_mixture").isEnabled()


def test_a_mixture_that_is_gone_is_no_choice_any_more(window):
    place(window, *ROUND)
    trigger(window, "file_sample_mixture")
    QTest.keyClick(dialog(window), Key.Key_Escape)
    settle(window)
    trigger(window, "edit_undo")
    trigger(window, "edit_undo")
    trigger(window, "file_generate")
    assert dialog(window).findChild(QListWidget).currentItem().text() == "Gaussian blobs"
    QTest.keyClick(dialog(window), Key.Key_Escape)


@pytest.mark.parametrize("points", ["300", "40000"])
def test_the_script_of_the_session_has_the_data_and_how_they_were_made(window, tmp_path, points):
    trigger(window, "file_generate")
    field = dialog(window).findChild(QSpinBox, "generate_points")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, points)
    QTest.keyClick(field, Key.Key_Return)
    trigger(window, "em_initialize")
    path = tmp_path / "session.py"
    write_session_script(path, window.session.timeline)
    text = path.read_text(encoding="utf-8")
    assert f"# 3 Gaussian blobs, {int(points):,} points, seed 0\n" in text
    assert "# Generated, Gaussian blobs: Dimension 2-D, Points" in text
    result = runpy.run_path(str(path))
    np.testing.assert_array_equal(result["X"], window.session.snapshot.dataset.X)
