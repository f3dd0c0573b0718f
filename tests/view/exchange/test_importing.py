"""Tables that come in: pasted, opened and looked at in the import dialog, by real events."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTableView,
)

from gmm_explorer.controller import documents
from gmm_explorer.em import Outcome
from gmm_explorer.view.dialogs.message_dialog import MessageDialog
from gmm_explorer.view.exchange import import_dialog
from gmm_explorer.view.exchange.import_dialog import ImportDialog
from tests.files.books import write_xlsx
from tests.view.windows import trigger

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
RNG = np.random.default_rng(3)
POINTS = np.concatenate([RNG.normal(0.0, 1.0, (60, 2)), RNG.normal(6.0, 1.0, (60, 2))]).round(4)


def table(delimiter, decimal):
    """Return the points as text with a header."""
    rows = ["Länge" + delimiter + "Breite"]
    rows += [delimiter.join(str(v).replace(".", decimal) for v in row) for row in POINTS.tolist()]
    return "\n".join(rows)


def choose_file(window, path):
    """Choose a file in the dialog that asks for one."""
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def key(window, which, keys=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.focusWidget() or window, which, keys)


def wait_for_fit(qtbot, window):
    qtbot.waitUntil(lambda: window.session.outcome is Outcome.CONVERGED)


def fit_here(qtbot, window):
    """Initialise and run by the keyboard: two actions."""
    key(window, Qt.Key.Key_I)
    key(window, Qt.Key.Key_R)
    wait_for_fit(qtbot, window)
    np.testing.assert_allclose(window.session.snapshot.dataset.X, POINTS)


@pytest.fixture
def dialog_of(qtbot, window, tmp_path):
    """Return a function that opens the import dialog for a text in a file."""

    def open_dialog(text, name="table.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        trigger(window, "file_import")
        choose_file(window, path)
        dialog = window.findChild(ImportDialog)
        settle(qtbot, dialog)
        return dialog

    yield open_dialog
    for dialog in window.findChildren(ImportDialog):
        dialog.close()


def settle(qtbot, dialog):
    qtbot.waitUntil(lambda: not dialog._reading._newest.active)


def combo(dialog, name):
    return dialog.findChild(QComboBox, f"import_{name}")


def choose(qtbot, dialog, name, row):
    """Choose a row of a field with the keyboard."""
    field = combo(dialog, name)
    field.setFocus()
    while field.currentIndex() != row:
        QTest.keyClick(field, Qt.Key.Key_Down if field.currentIndex() < row else Qt.Key.Key_Up)
    settle(qtbot, dialog)


def press(dialog, word):
    QTest.mouseClick(dialog.findChild(QPushButton, f"import_dialog_{word}"), LEFT)


def do_import(qtbot, dialog):
    press(dialog, "import")
    qtbot.waitUntil(lambda: not dialog._reading.active)


def problem(dialog):
    return dialog.findChild(QLabel, "import_dialog_problem").text()


def open_by_hand(window, path):
    """Press Ctrl+O, type the name of a file and press Open: two actions."""
    key(window, Qt.Key.Key_O, CTRL)
    dialog = window.findChild(QFileDialog)
    dialog.setDirectory(str(path.parent))
    QTest.keyClicks(dialog.findChild(QLineEdit, "fileNameEdit"), path.name)
    box = dialog.findChild(QDialogButtonBox)
    QTest.mouseClick(box.button(QDialogButtonBox.StandardButton.Open), LEFT)


def test_a_european_table_is_fitted_in_four_actions(qtbot, window, tmp_path):
    path = tmp_path / "werte.csv"
    path.write_bytes(table(";", ",").encode("cp1252"))
    open_by_hand(window, path)
    fit_here(qtbot, window)
    assert window.session.snapshot.dataset.names == ("Länge", "Breite")


def test_a_spreadsheet_is_fitted_in_four_actions(qtbot, window, tmp_path):
    pytest.importorskip("python_calamine")
    path = tmp_path / "book.xlsx"
    write_xlsx(path, {"Data": [["x", "y"], *POINTS.tolist()]})
    open_by_hand(window, path)
    fit_here(qtbot, window)


@pytest.mark.parametrize("marks", [("\t", "."), ("\t", ","), (",", "."), (";", ","), (" ", ".")])
def test_a_pasted_table_is_fitted_in_three_actions(qtbot, window, marks):
    QGuiApplication.clipboard().setText(table(*marks))
    key(window, Qt.Key.Key_V, CTRL)
    fit_here(qtbot, window)


def test_what_is_no_table_is_refused_and_the_options_are_offered(qtbot, window):
    QGuiApplication.clipboard().setText("hello world\nthis is\nno table")
    key(window, Qt.Key.Key_V, CTRL)
    message = window.findChild(MessageDialog)
    assert message.isVisible()
    assert window.session.snapshot.dataset is None
    QTest.mouseClick(message.findChild(QPushButton, "message_dialog_import_options"), LEFT)
    dialog = window.findChild(ImportDialog)
    settle(qtbot, dialog)
    assert dialog.isVisible()
    assert "the pasted text" in problem(dialog)
    assert not dialog.findChild(QPushButton, "import_dialog_import").isEnabled()
    dialog.close()


def test_an_empty_clipboard_says_so(window):
    QGuiApplication.clipboard().clear()
    key(window, Qt.Key.Key_V, CTRL)
    assert "no text on the clipboard" in window.findChild(MessageDialog).accessibleDescription()
    window.findChild(MessageDialog).close()


def test_the_dialog_says_how_a_table_is_read(dialog_of):
    dialog = dialog_of("# Basel\n" + table(";", ","))
    found = {
        name: combo(dialog, name).currentText()
        for name in ("encoding", "delimiter", "decimal", "thousands", "has_header", "comment")
    }
    assert found == {
        "encoding": "auto: UTF-8",
        "delimiter": "auto: semicolon ;",
        "decimal": "auto: comma ,",
        "thousands": "auto: none",
        "has_header": "auto: names",
        "comment": "auto: #",
    }
    columns = dialog.findChild(QTableView, "import_columns").model()
    assert [columns.index(row, 0).data() for row in (0, 1)] == ["Länge", "Breite"]
    low = columns.index(0, 2).data().replace("−", "-")
    assert float(low) == pytest.approx(POINTS[:, 0].min(), rel=1e-3)
    rows = dialog.findChild(QTableView, "import_rows").model()
    assert rows.rowCount() == len(POINTS)
    assert rows.headerData(0, Qt.Orientation.Vertical) == "3"
    dialog.grab()


def test_at_most_200_rows_are_previewed(dialog_of):
    dialog = dialog_of("x\n" + "\n".join(map(str, range(1000))))
    assert dialog.findChild(QTableView, "import_rows").model().rowCount() == 200


def test_what_was_found_out_can_be_said_otherwise(qtbot, window, dialog_of):
    dialog = dialog_of("1,5;2,5\n2,5;4,5\n3,5;9,5\n")
    choose(qtbot, dialog, "delimiter", 1)  # the comma: then there are three columns
    assert dialog.findChild(QTableView, "import_columns").model().rowCount() == 3
    choose(qtbot, dialog, "delimiter", 0)
    choose(qtbot, dialog, "decimal", 2)
    choose(qtbot, dialog, "has_header", 1)
    do_import(qtbot, dialog)
    np.testing.assert_array_equal(window.session.snapshot.dataset.X, [[2.5, 4.5], [3.5, 9.5]])
    assert window.session.snapshot.dataset.names == ("1,5", "2,5")


def test_incomplete_rows_are_left_out_with_consent_only(qtbot, window, dialog_of):
    dialog = dialog_of("x,y\n1,2\n,3\n4,5\nn/a,7\n8,9\n")
    consent = dialog.findChild(QCheckBox, "import_consent")
    assert "2 lines" in consent.text()
    assert "3, 5" in consent.text()
    do_import(qtbot, dialog)
    assert window.session.snapshot.dataset is None
    assert "line 3" in problem(dialog)
    QTest.mouseClick(consent, LEFT, pos=QPoint(8, consent.height() // 2))
    do_import(qtbot, dialog)
    np.testing.assert_array_equal(window.session.snapshot.dataset.X, [[1, 2], [4, 5], [8, 9]])


def test_a_fault_far_down_is_found_by_reading_and_can_be_left_out(qtbot, window, dialog_of):
    lines = ["x,y", *(f"{i},{i * i}" for i in range(3000))]
    lines[2500] = "oops,"
    dialog = dialog_of("\n".join(lines))
    consent = dialog.findChild(QCheckBox, "import_consent")
    assert not consent.isVisible()
    do_import(qtbot, dialog)
    assert "line 2501" in problem(dialog)
    qtbot.waitUntil(consent.isVisible)
    assert "2,501" in consent.text()
    QTest.mouseClick(consent, LEFT, pos=QPoint(8, consent.height() // 2))
    do_import(qtbot, dialog)
    assert window.session.snapshot.dataset.n_samples == 2999


def test_columns_are_chosen_labels_are_truth_and_scales_are_warned_of(qtbot, window, dialog_of):
    rows = [f"{i},{i * 100},{(-1) ** i},{'ab'[i % 2]}" for i in range(20)]
    dialog = dialog_of("\n".join(["p,q,r,kind", *rows]))
    warning = dialog.findChild(QLabel, "import_scale_warning")
    assert "q is 100 times as wide as p" in warning.text().replace("\u200b", "")
    standardise = dialog.findChild(QCheckBox, "import_standardise")
    QTest.mouseClick(standardise, LEFT, pos=QPoint(8, standardise.height() // 2))
    assert not warning.isVisible()
    field = combo(dialog, "labels")
    choose(qtbot, dialog, "labels", field.findText("kind"))
    choose(qtbot, dialog, "y", combo(dialog, "y").findText("r"))
    do_import(qtbot, dialog)
    dataset = window.session.snapshot.dataset
    assert dataset.names == ("p", "r")
    assert dataset.table.names == ("p", "q", "r")
    np.testing.assert_array_equal(dataset.labels, [i % 2 for i in range(20)])
    np.testing.assert_allclose(dataset.X.std(axis=0), 1.0)


def test_a_column_without_its_tick_is_not_loaded(qtbot, window, dialog_of):
    dialog = dialog_of("a,b,c\n" + "\n".join(f"{i},{i + 1},{i % 3}" for i in range(9)))
    columns = dialog.findChild(QTableView, "import_columns")
    box = columns.visualRect(columns.model().index(0, 0))
    QTest.mouseClick(columns.viewport(), LEFT, pos=QPoint(box.left() + 14, box.center().y()))
    do_import(qtbot, dialog)
    assert window.session.snapshot.dataset.table.names == ("b", "c")


def test_the_banner_offers_the_choice_after_a_plain_open(qtbot, window, tmp_path):
    path = tmp_path / "three.csv"
    path.write_text("a,b,c\n" + "\n".join(f"{i},{i + 1},{i % 3}" for i in range(9)))
    window.open(path)
    button = window.plot_area.banner.findChild(QPushButton, "banner_file_import_again")
    assert button.isVisible()
    QTest.mouseClick(button, LEFT)
    dialog = window.findChild(ImportDialog)
    settle(qtbot, dialog)
    choose(qtbot, dialog, "x", 2)
    do_import(qtbot, dialog)
    assert window.session.snapshot.dataset.names[0] == "c"


def test_cancelling_keeps_the_data(qtbot, window, dialog_of):
    dialog = dialog_of("x\n" + "1\n2\n" * 200_000)
    press(dialog, "import")
    press(dialog, "cancel")
    assert not dialog.isVisible()
    assert window.session.snapshot.dataset is None
    action = window.findChild(QAction, "file_import_again")
    assert not action.isEnabled()


def test_a_large_table_is_read_beside_the_window(qtbot, window, tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "LARGE_TABLE", 100)
    path = tmp_path / "large.csv"
    path.write_text(table(",", "."))
    trigger(window, "file_open")
    choose_file(window, path)
    assert window.session.snapshot.dataset is None
    qtbot.waitUntil(lambda: window.session.snapshot.dataset is not None)
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is None)
    np.testing.assert_allclose(window.session.snapshot.dataset.X, POINTS)


def test_a_large_paste_is_read_beside_the_window(qtbot, window, monkeypatch):
    monkeypatch.setattr(documents, "LARGE_TABLE", 100)
    QGuiApplication.clipboard().setText(table("\t", ","))
    key(window, Qt.Key.Key_V, CTRL)
    assert window.session.snapshot.dataset is None
    qtbot.waitUntil(lambda: window.session.snapshot.dataset is not None)
    np.testing.assert_allclose(window.session.snapshot.dataset.X, POINTS)
    assert window.session.timeline.entry.label == "Paste a table"


def test_a_table_that_takes_long_shows_up_and_can_be_left(qtbot, window, tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "LARGE_TABLE", 100)
    monkeypatch.setattr(import_dialog, "_MOMENT", 0)
    path = tmp_path / "large.csv"
    path.write_text("x,y\n" + "1.5,2.5\n2.5,1.5\n" * 400_000)
    window.open(path)
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(dialog.isVisible)
    qtbot.waitUntil(dialog.findChild(QProgressBar, "import_progress").isVisible)
    press(dialog, "cancel")
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is None)
    assert window.session.snapshot.dataset is None


def test_a_large_table_with_a_fault_waits_for_a_word(qtbot, window, tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "LARGE_TABLE", 10)
    path = tmp_path / "large.csv"
    path.write_text("x,y\n1,2\n,4\n5,6\n")
    window.open(path)
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.findChild(QCheckBox, "import_consent").isVisible()
    dialog.close()
