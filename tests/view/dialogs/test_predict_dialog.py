"""Asking the mixture about a pasted table."""

import csv

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPlainTextEdit, QPushButton

from gmm_explorer.em import log_density, predict_proba
from gmm_explorer.files import PointsError, read_points
from gmm_explorer.view.dialogs import predict_dialog
from gmm_explorer.view.dialogs.predict_dialog import PredictDialog
from tests.view.windows import place, trigger

TWO = (([3.0, -3.0], np.diag([1.0, 0.5])), ([7.0, -3.0], np.diag([1.0, 0.5])))
POINTS = np.array([[3.0, -3.0], [5.1, -2.5], [7.0, 1.0]])
TEXT = "3 -3\n5.1 -2.5\n7 1\n"


@pytest.fixture
def dialog(plane_window):
    place(plane_window, *TWO)
    trigger(plane_window, "explore_predict_table")
    dialog = plane_window.findChild(PredictDialog)
    assert dialog.isVisible()
    return dialog


def write(dialog, text):
    field = dialog.findChild(QPlainTextEdit, "predict_dialog_text")
    field.clear()
    QApplication.clipboard().setText(text)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def problem(dialog):
    return dialog.findChild(QLabel, "predict_dialog_problem").text()


def button(dialog, word):
    return dialog.findChild(QPushButton, f"predict_dialog_{word}")


def test_points_are_answered_as_they_are_pasted(plane_window, dialog):
    assert not dialog.table.isVisible()
    write(dialog, TEXT)
    mixture = plane_window.session.snapshot.mixture
    model = dialog.table.model()
    assert (model.rowCount(), model.columnCount()) == (3, 5)
    expected = predict_proba(POINTS, mixture)
    for row in range(3):
        texts = [model.index(row, column).data() for column in range(4)]
        assert texts[:2] == [str(row + 1), str(expected[row].argmax() + 1)]
        np.testing.assert_allclose([float(t) for t in texts[2:]], expected[row], atol=5e-4)
    last = float(model.index(2, 4).data().replace("−", "-"))
    assert last == pytest.approx(log_density(POINTS, mixture)[2], rel=1e-3)


def test_many_components_scroll_and_stay_wide_enough_to_read(plane_window, dialog):
    place(plane_window, *(([x, -3.0], np.eye(2)) for x in np.linspace(0.0, 9.0, 10)))
    write(dialog, TEXT + "300 300\n")
    table, model = dialog.table, dialog.table.model()
    dialog.grab()
    assert model.columnCount() == 15
    assert table.horizontalScrollBar().maximum() > 0
    for column in range(model.columnCount()):
        for row in range(model.rowCount()):
            width = table.fontMetrics().horizontalAdvance(model.index(row, column).data())
            assert width + 8 <= table.columnWidth(column)


def test_answers_follow_the_mixture(plane_window, dialog):
    write(dialog, TEXT)
    before = dialog.table.model().index(1, 2).data()
    plane_window.controller.editing.set_mean(0, 0, 4.5)
    assert dialog.table.model().index(1, 2).data() != before


@pytest.mark.parametrize(
    ("text", "said"), [("1 2 3\n4 5 6\n", "3 columns"), ("hello\n", ""), ("1 2\n3 x\n", "x")]
)
def test_what_is_no_table_of_points_is_refused_in_place(dialog, text, said):
    write(dialog, text)
    assert said in problem(dialog)
    assert problem(dialog)
    assert not dialog.table.isVisible()
    assert not button(dialog, "export").isEnabled()


def test_a_singular_component_says_why_there_are_no_answers(plane_window, dialog):
    place(plane_window, ([5.0, -3.0], np.zeros((2, 2))))
    write(dialog, TEXT)
    assert problem(dialog).startswith("component 3: ")


def test_answers_are_exported_and_copied(dialog, tmp_path, plane_window):
    write(dialog, TEXT)
    button(dialog, "export").click()
    files = dialog.findChild(QFileDialog)
    files.fileSelected.emit(str(tmp_path / "p.csv"))
    files.close()
    with (tmp_path / "p.csv").open() as stream:
        header, *rows = csv.reader(stream)
    assert header == ["row", "label", "p_1", "p_2", "log_density"]
    mixture = plane_window.session.snapshot.mixture
    numbers = np.array(rows)[:, 2:].astype(float)
    np.testing.assert_array_equal(numbers[:, :2], predict_proba(POINTS, mixture))
    np.testing.assert_array_equal(numbers[:, 2], log_density(POINTS, mixture))
    button(dialog, "copy").click()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["row", "label", "p_1", "p_2", "log_density"]
    assert len(lines) == 4


def test_points_of_a_line_are_answered_followed_and_exported(line_window, tmp_path):
    place(line_window, ([-3.0], [[1.0]]), ([3.0], [[4.0]]))
    trigger(line_window, "explore_predict_table")
    dialog = line_window.findChild(PredictDialog)
    write(dialog, "-3.5\n0.5\n")
    X = [[-3.5], [0.5]]
    for mean in (None, -1.0):
        if mean is not None:
            line_window.controller.editing.set_mean(0, 0, mean)
        mixture = line_window.session.snapshot.mixture
        shown = [float(dialog.table.model().index(row, 2).data()) for row in range(2)]
        np.testing.assert_allclose(shown, predict_proba(X, mixture)[:, 0], atol=5e-4)
    button(dialog, "export").click()
    files = dialog.findChild(QFileDialog)
    files.fileSelected.emit(str(tmp_path / "p.csv"))
    files.close()
    with (tmp_path / "p.csv").open() as stream:
        rows = list(csv.reader(stream))[1:]
    np.testing.assert_array_equal(
        np.array(rows)[:, 2:4].astype(float), predict_proba(X, line_window.session.snapshot.mixture)
    )


def test_what_was_pasted_is_read_once_and_answered_while_em_runs(
    plane_window, dialog, monkeypatch, qtbot
):
    write(dialog, TEXT)
    monkeypatch.setattr(predict_dialog, "read_points", None)
    running = plane_window.controller.running
    with qtbot.waitSignal(running.toggled, check_params_cb=lambda on: not on):
        trigger(plane_window, "em_run")
    expected = predict_proba(POINTS, plane_window.session.snapshot.mixture)
    shown = [float(dialog.table.model().index(row, 2).data()) for row in range(3)]
    np.testing.assert_allclose(shown, expected[:, 0], atol=5e-4)


def test_columns_are_found_by_their_names():
    text = "id,b,a\n1,20,10\n2,21,11\n"
    np.testing.assert_array_equal(read_points(text, ("a", "b")).points, [[10, 20], [11, 21]])
    with pytest.raises(PointsError, match="3 columns"):
        read_points(text, ("a", "c"))


def test_one_number_is_one_point_of_a_line():
    np.testing.assert_array_equal(read_points("2.5", ("x",)).points, [[2.5]])


@pytest.mark.parametrize(
    "header", ["Waiting,Eruptions", "waiting , eruptions", "WAITING;ERUPTIONS"]
)
def test_names_are_known_in_capitals_too(header):
    between = ";" if ";" in header else ","
    pasted = read_points(f"{header}\n79{between}3\n", ("eruptions", "waiting"))
    np.testing.assert_array_equal(pasted.points, [[3, 79]])
    assert pasted.notices == ()


def test_names_that_differ_in_capitals_alone_are_told_apart():
    pasted = read_points("X,x\n1,2\n", ("x", "X"))
    np.testing.assert_array_equal(pasted.points, [[2, 1]])


def test_other_names_are_taken_in_their_order_and_that_is_said():
    pasted = read_points("width,height\n1,2\n", ("a", "b"))
    np.testing.assert_array_equal(pasted.points, [[1, 2]])
    assert pasted.notices == (
        "The columns width and height are taken for a and b, in their order.",
    )
    with pytest.raises(PointsError, match="has a in another place"):
        read_points("width,a\n1,2\n", ("a", "b"))


@pytest.mark.parametrize("names", [("y", "x"), ("y", "z"), ("Y", "Z"), ("a", "x"), ("lon", "lat")])
def test_without_a_header_columns_are_those_asked_for(names):
    """Names that a table without a header gets must not be taken for those of the data."""
    assert read_points("100,-50\n1,2\n", names).points.tolist() == [[100, -50], [1, 2]]
    assert read_points("100,-50\n", names).notices == ()
    for lone in ("x", "y"):
        with pytest.raises(PointsError, match="2 columns"):
            read_points("100,-50\n", (lone,))


def test_a_header_of_usual_names_is_one_too():
    assert "x and y are taken for lon and lat" in read_points("x,y\n1,2", ("lon", "lat")).notices[0]


def test_lines_without_numbers_are_told_of_since_rows_are_counted_without():
    assert read_points("3,7\n,\n1,2\n,\n,\n", ("a", "b")).notices == (
        "Line 2 is empty and is no row.",
    )
    assert read_points(",\n\n,\n1,2", ("a", "b")).notices == (
        "2 lines are empty and are no rows, the first is 1.",
    )
    assert read_points("1,2\n\n3,4\n", ("a", "b")).notices == ()


def test_it_says_how_points_were_read_and_in_which_units(plane_window, dialog):
    notes = dialog.findChild(QLabel, "predict_dialog_notes")
    assert not notes.isVisible()
    write(dialog, "width,height\n3.5,-3")
    assert notes.isVisible()
    assert notes.text() == "The columns width and height are taken for x and y, in their order."
    write(dialog, "3.5,-3")
    assert not notes.isVisible()
    found = [dialog.table.model().index(0, column).data() for column in range(5)]
    plane_window.controller.documents.standardise(True)
    assert "original units" in notes.text()
    assert [dialog.table.model().index(0, column).data() for column in range(5)] == found
    plane_window.controller.documents.standardise(False)
    assert not notes.isVisible()


def test_a_single_column_of_another_name_is_told_of():
    assert read_points("width\n3.5\n", ("x",)).notices == ("The column width is taken for x.",)
