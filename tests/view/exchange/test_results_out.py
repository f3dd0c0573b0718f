"""Results that leave: files in every form, and the clipboard."""

import csv
import io
import json
import runpy

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from gmm_explorer.controller import exporting
from gmm_explorer.em import predict_proba
from gmm_explorer.files import PARAMETERS_FORMS, read_parameters, read_parameters_text
from gmm_explorer.view.actions.exchange_rows import COPIED_FORMS
from gmm_explorer.view.dialogs.message_dialog import MessageDialog
from tests.view.windows import place, trigger

TWO = (([3.0, -3.0], np.diag([1.0, 0.5])), ([7.0, -3.0], np.diag([1.0, 0.5])))
FORMS = {form.name: form for form in PARAMETERS_FORMS}


@pytest.fixture
def fitted(plane_window):
    """Return a window after one step from two components, of standardised columns."""
    plane_window.controller.documents.standardise(True)
    place(plane_window, *TWO)
    plane_window.controller.stepping.step()
    return plane_window


def save(window, name, path, form=None):
    """Trigger an action, and choose a form and a file in the dialog that it opens."""
    trigger(window, name)
    dialog = window.findChild(QFileDialog)
    if form is not None:
        chosen = next(kind for kind in dialog.nameFilters() if kind.startswith(f"{form} ("))
        dialog.selectNameFilter(chosen)
        dialog.filterSelected.emit(chosen)
    proposed = dialog.selectedFiles()[0].rpartition("/")[2]
    dialog.fileSelected.emit(str(path))
    dialog.close()
    dialog.setParent(None)
    return proposed


def clipboard():
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize("name", FORMS)
def test_parameters_are_saved_in_every_form(fitted, tmp_path, name):
    form = FORMS[name]
    path = tmp_path / f"mine{form.suffix}"
    proposed = save(fitted, "file_export_parameters", path, form.title)
    assert proposed == f"parameters{form.suffix}"
    content = path.read_bytes()
    if name == "scikit-learn":
        assert b"sklearn" in content
    elif name == "numpy":
        assert b"sklearn" not in content
    snapshot = fitted.session.snapshot
    if form.suffix in (".json", ".csv", ".npz"):
        original = snapshot.dataset.to_original(snapshot.mixture)
        np.testing.assert_array_equal(read_parameters(path).means, original.means)
    assert fitted.plot_area.banner.notice.headline == f"Saved mine{form.suffix}."


def test_a_suffix_that_is_typed_says_which_form(fitted, tmp_path):
    save(fitted, "file_export_parameters", tmp_path / "mine.tex")
    assert "pmatrix" in (tmp_path / "mine.tex").read_text()


def test_responsibilities_stand_beside_the_original_columns(fitted, tmp_path):
    path = tmp_path / "r.csv"
    assert save(fitted, "file_export_responsibilities", path) == "responsibilities.csv"
    with path.open() as stream:
        header, *rows = csv.reader(stream)
    assert header == ["row", "x", "y", "label", "r_1", "r_2"]
    snapshot = fitted.session.snapshot
    numbers = np.array(rows, dtype=float)
    np.testing.assert_array_equal(numbers[:, 1:3], snapshot.dataset.table.values)
    np.testing.assert_allclose(
        numbers[:, 4:], predict_proba(snapshot.dataset.X, snapshot.assigned_by), atol=1e-12
    )


def test_many_responsibilities_are_written_beside_the_window(qtbot, fitted, tmp_path, monkeypatch):
    save(fitted, "file_export_responsibilities", tmp_path / "at_once.csv")
    monkeypatch.setattr(exporting, "MANY", 10)
    path = tmp_path / "r.csv"
    with qtbot.waitSignal(fitted.controller.exporting._writing.ended):
        save(fitted, "file_export_responsibilities", path)
    assert path.read_text() == (tmp_path / "at_once.csv").read_text()
    with qtbot.waitSignal(fitted.controller.exporting._writing.ended):
        save(fitted, "file_export_responsibilities", tmp_path / "nowhere" / "r.csv")
    message = fitted.findChild(MessageDialog)
    assert "folder does not exist" in message.accessibleDescription()
    message.close()


def test_grey_points_have_no_responsibilities(plane_window):
    place(plane_window, *TWO)
    for name in ("file_export_responsibilities", "edit_copy_responsibilities"):
        assert not plane_window.findChild(QAction, name).isEnabled()


@pytest.mark.parametrize(("form", "suffix"), [("CSV", ".csv"), ("NumPy arrays", ".npz")])
def test_the_trace_ends_with_what_is_shown(fitted, tmp_path, form, suffix):
    path = tmp_path / f"way{suffix}"
    assert save(fitted, "file_export_trace", path, form) == f"trace{suffix}"
    snapshot = fitted.session.snapshot
    expected = snapshot.dataset.to_original(snapshot.mixture).weights[0]
    if suffix == ".npz":
        with np.load(path) as arrays:
            assert arrays["weights"][-1][0] == expected
    else:
        with path.open() as stream:
            assert float(list(csv.DictReader(stream))[-1]["weight_1"]) == expected


def test_the_script_of_a_session_comes_to_the_same(fitted, tmp_path):
    path = tmp_path / "again.py"
    assert save(fitted, "file_export_script", path) == "session.py"
    done = runpy.run_path(str(path))
    snapshot = fitted.session.snapshot
    original = snapshot.dataset.to_original(snapshot.mixture)
    np.testing.assert_allclose(done["means"], original.means, rtol=1e-10)


@pytest.mark.parametrize(
    "name",
    ["parameters", "responsibilities", "trace", "script"],
)
def test_what_cannot_be_written_is_refused_in_a_dialog(fitted, tmp_path, name):
    save(fitted, f"file_export_{name}", tmp_path / "nowhere" / "x.csv")
    message = fitted.findChild(MessageDialog)
    assert message.isVisible()
    assert "x.csv" in message.accessibleDescription()
    QTest.mouseClick(message.findChild(QPushButton, "message_dialog_ok"), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("name", COPIED_FORMS)
def test_parameters_are_copied_in_every_form_of_text(fitted, tmp_path, name):
    trigger(fitted, COPIED_FORMS[name])
    path = tmp_path / f"x{FORMS[name].suffix}"
    fitted.controller.exporting.export_parameters(path, name)
    assert clipboard() == path.read_text(encoding="utf-8")


def test_parameters_go_over_the_clipboard_and_back(fitted):
    before = fitted.session.snapshot.mixture
    for keys in ("C", "V"):
        QTest.keyClick(
            fitted,
            getattr(Qt.Key, f"Key_{keys}"),
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
    after = fitted.session.snapshot
    assert json.loads(clipboard())["n_components"] == 2
    assert after.mixture is not before
    np.testing.assert_allclose(after.mixture.means, before.means, atol=1e-12)
    assert after.n_iter == 0
    assert fitted.session.timeline.entry.label == "Paste parameters"


def test_a_table_of_parameters_is_a_start_too(fitted):
    trigger(fitted, COPIED_FORMS["csv"])
    copied = read_parameters_text(clipboard()).mixture
    trigger(fitted, "edit_paste_parameters")
    np.testing.assert_allclose(
        fitted.session.snapshot.dataset.to_original(fitted.session.snapshot.mixture).means,
        copied.means,
        atol=1e-12,
    )


def test_what_holds_no_mixture_is_not_pasted(fitted):
    before = fitted.session.snapshot
    QGuiApplication.clipboard().setText('{"weights": [1.0]}')
    trigger(fitted, "file_paste")  # what is JSON is a mixture
    message = fitted.findChild(MessageDialog)
    assert "the pasted text" in message.accessibleDescription().lower()
    assert fitted.session.snapshot is before
    message.close()


def test_tables_are_copied(fitted):
    trigger(fitted, "edit_copy_responsibilities")
    assert len(list(csv.reader(io.StringIO(clipboard())))) == 201
    trigger(fitted, "edit_copy_trace")
    assert clipboard().startswith("iteration,log_likelihood,")
    trigger(fitted, "edit_copy_script")
    compile(clipboard(), "session.py", "exec")
