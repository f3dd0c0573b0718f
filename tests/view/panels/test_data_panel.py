import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel

from gmm_explorer.data import Dataset, Table
from gmm_explorer.view.panels.data_panel import DataPanel
from tests.view.stage import Stage, old_faithful

THREE = Table(np.arange(12.0).reshape(4, 3), ("a", "b", "<i>c</i>"))


@pytest.fixture
def stage(qtbot):
    return Stage(qtbot)


@pytest.fixture
def panel(stage):
    return stage.put(DataPanel(stage.controller), (248, 200))


def combo(panel, axis):
    return panel.findChild(QComboBox, f"data_{axis}_column")


def choose(combo, text):
    """Choose by keys, as a person does without a mouse."""
    combo.setFocus()
    target = combo.findText(text)
    key = Qt.Key.Key_Down if target > combo.currentIndex() else Qt.Key.Key_Up
    for _ in range(abs(target - combo.currentIndex())):
        QTest.keyClick(combo, key)


def test_an_empty_panel_says_so(panel):
    assert panel.findChild(QLabel, "data_empty").isVisible()
    assert not combo(panel, "x").isVisible()


def test_it_says_what_is_open(stage, panel):
    stage.open(old_faithful())
    assert panel.findChild(QLabel, "data_provenance").text() == "Old Faithful"
    assert panel.findChild(QLabel, "data_count").text() == "272 points"
    assert combo(panel, "x").currentText() == "eruptions"
    assert combo(panel, "y").currentText() == "waiting"
    assert not panel.findChild(QLabel, "data_empty").isVisible()


def test_none_for_y_fits_a_line(stage, panel):
    stage.open(old_faithful())
    choose(combo(panel, "y"), "none (1-D)")
    assert stage.session.snapshot.dataset.columns == (0,)
    assert combo(panel, "y").currentText() == "none (1-D)"
    choose(combo(panel, "y"), "waiting")
    assert stage.session.snapshot.dataset.columns == (0, 1)


def test_the_column_of_the_other_axis_exchanges_the_two(stage, panel):
    stage.open(old_faithful())
    choose(combo(panel, "x"), "waiting")
    assert stage.session.snapshot.dataset.columns == (1, 0)
    assert combo(panel, "y").currentText() == "eruptions"


def test_other_columns_of_the_table_can_be_chosen(stage, panel):
    stage.open(Dataset.from_table(THREE, (0, 1)))
    choose(combo(panel, "y"), "<i>c</i>")
    assert stage.session.snapshot.dataset.columns == (0, 2)
    assert combo(panel, "x").count() == 3
    assert combo(panel, "y").count() == 3  # the other two, and none


def test_undo_shows_the_columns_of_before_without_an_intent(stage, panel, monkeypatch):
    stage.open(old_faithful())
    stage.controller.documents.choose_columns([1])
    said = []
    monkeypatch.setattr(stage.controller.documents, "choose_columns", said.append)
    stage.controller.editing.undo()
    assert combo(panel, "x").currentText() == "eruptions"
    assert said == []


def test_notices_and_the_whole_provenance_are_told_literally(stage, panel):
    stage.open(
        Dataset.from_table(THREE, (0, 1), provenance="<b>data</b>.csv", notices=["2 rows left out"])
    )
    label = panel.findChild(QLabel, "data_provenance")
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert "&lt;b&gt;data&lt;/b&gt;.csv" in label.toolTip()
    assert "2 rows left out" in label.toolTip()


def test_a_long_name_does_not_widen_the_panel(stage, panel):
    stage.open(old_faithful())
    usual = panel.minimumSizeHint().width()
    table = Table(np.zeros((272, 2)), ("x" * 300, "y" * 300))
    stage.open(Dataset.from_table(table, provenance="/very/long/path" * 20))
    assert panel.minimumSizeHint().width() == usual
    panel.grab()


def test_one_point_is_not_points(stage, panel):
    stage.open(Dataset.from_array([[1.0]]))
    assert panel.findChild(QLabel, "data_count").text() == "1 point"
    assert combo(panel, "y").count() == 1


def test_a_column_that_is_refused_is_not_shown_as_chosen(stage, panel):
    X = np.array([[1.0, 1.0, 1e-200], [2.0, 5.0, 2e-200], [3.0, 2.0, 4e-200]])
    stage.controller.documents.take_data(
        Dataset.from_table(Table(X, ("a", "b", "tiny")), [0, 1]), "Open"
    )
    choose(combo(panel, "y"), "tiny")
    assert stage.session.snapshot.dataset.names == ("a", "b")
    assert combo(panel, "y").currentText() == "b"
