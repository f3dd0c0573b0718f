import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from gmm_explorer import __version__
from gmm_explorer.controller.notice import Loudness, Notice
from gmm_explorer.data import blobs, room
from gmm_explorer.view.dialogs.about_dialog import AboutDialog
from gmm_explorer.view.dialogs.crash_dialog import CrashDialog
from gmm_explorer.view.dialogs.dataset_preview import preview_places
from gmm_explorer.view.dialogs.generate_dialog import GenerateDialog
from gmm_explorer.view.dialogs.message_dialog import MessageDialog, show_refusal
from gmm_explorer.view.dialogs.shortcuts_dialog import ShortcutsDialog, shortcuts
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import DARK, LIGHT, style_sheet
from tests.view.stage import Stage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    yield window
    # A dialog deletes itself when it is closed: qtbot would close it once more.
    for dialog in window.findChildren(QDialog):
        dialog.close()


@pytest.fixture
def stage(qtbot):
    return Stage(qtbot)


@pytest.fixture
def dialog(stage, window):
    dialog = GenerateDialog(stage.controller, window)  # which goes with the window
    dialog.open()
    return dialog


def click(dialog, name):
    QTest.mouseClick(dialog.findChild(QPushButton, name), LEFT)


def test_what_is_generated_is_what_the_fields_say(stage, dialog):
    dialog.findChild(QSpinBox, "generate_clusters").setValue(4)
    dialog.findChild(QSpinBox, "generate_points").setValue(300)
    dialog.findChild(QDoubleSpinBox, "generate_stretch").setValue(3.0)
    dialog.findChild(QDoubleSpinBox, "generate_imbalance").setValue(0.25)
    dialog.findChild(QSpinBox, "generate_seed").setValue(7)
    click(dialog, "generate_dialog_generate")
    expected = blobs(7, n_clusters=4, n_points=300, stretch=3.0, imbalance=0.25)
    np.testing.assert_array_equal(stage.session.snapshot.dataset.X, expected.X)
    assert stage.entry.label.startswith("Generate 4 Gaussian blobs")


def test_more_points_than_there_is_room_for_are_refused_in_place(stage, dialog, monkeypatch):
    monkeypatch.setattr(room, "available_memory", lambda: 10**6)
    points = dialog.findChild(QSpinBox, "generate_points")
    points.setFocus()
    points.selectAll()
    QTest.keyClicks(points, "900000")
    QTest.keyClick(points, Qt.Key.Key_Return)
    problem = dialog.findChild(QLabel, "generate_dialog_problem")
    assert problem.isVisible()
    assert problem.text().startswith("900,000 points with 3 components need about")
    assert not dialog.findChild(QPushButton, "generate_dialog_generate").isEnabled()
    assert stage.session.snapshot.dataset is None
    dialog.grab()
    points.selectAll()
    QTest.keyClicks(points, "900")
    QTest.keyClick(points, Qt.Key.Key_Tab)
    assert not problem.isVisible()
    click(dialog, "generate_dialog_generate")
    assert stage.session.snapshot.dataset.n_samples == 900


def test_on_a_line_nothing_is_stretched(stage, dialog):
    dimension = dialog.findChild(QComboBox, "generate_dimension")
    dimension.setFocus()
    QTest.keyClick(dimension, Qt.Key.Key_Down)
    assert not dialog.findChild(QDoubleSpinBox, "generate_stretch").isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert stage.session.snapshot.dataset.n_features == 1


def test_a_new_seed_draws_other_points(stage, dialog):
    click(dialog, "generate_new_seed")
    click(dialog, "generate_dialog_generate")
    np.testing.assert_array_equal(stage.session.snapshot.dataset.X, blobs(1).X)


@pytest.mark.parametrize("leave", [Qt.Key.Key_Escape, None])
def test_cancelling_keeps_the_data(stage, dialog, leave):
    if leave is None:
        click(dialog, "generate_dialog_cancel")
    else:
        QTest.keyClick(dialog, leave)
    assert stage.session.snapshot.dataset is None
    assert not dialog.isVisible()


def test_the_preview_shows_the_points_in_the_colours_of_their_clusters(dialog):
    preview = dialog.findChild(QWidget, "dataset_preview")
    image = preview.grab().toImage()
    data = blobs(0)
    places = preview_places(data.X, preview.width(), preview.height())
    wanted = [component_color(label) for label in data.labels.tolist()]
    seen = [image.pixelColor(int(x), int(y)).getRgb()[:3] for x, y in places]
    # A point may lie under one of another cluster.
    assert np.mean([one == other for one, other in zip(wanted, seen, strict=True)]) > 0.95


@pytest.mark.parametrize("n_features", [1, 2])
@pytest.mark.parametrize("X", [[[0.0, 0.0]], [[-1e9, 3.0], [1e9, 3.0]], [[0.0, 1.0], [1.0, 9.0]]])
def test_every_point_of_a_preview_is_inside(X, n_features):
    places = preview_places(np.array(X)[:, :n_features], 300, 200)
    assert ((places >= 0.0) & (places <= [300.0, 200.0])).all()


def test_a_plane_keeps_its_proportions():
    places = preview_places(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 4.0]]), 300, 300)
    assert places[2, 1] < places[0, 1]
    assert (places[0, 1] - places[2, 1]) == pytest.approx(4 * (places[1, 0] - places[0, 0]))


def test_a_refusal_shows_file_names_literally(window):
    show_refusal(window, Notice(Loudness.ERROR, "Not opened.", "<b>x</b>.csv, line 3: no number."))
    dialog = window.findChild(MessageDialog)
    text = dialog.findChild(QLabel, "message_dialog_text")
    assert dialog.isVisible()
    assert text.textFormat() is Qt.TextFormat.PlainText
    assert text.text() == "<b>x</b>.csv, line 3: no number."
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_a_name_of_255_characters_does_not_widen_a_refusal(window):
    dialog = MessageDialog(Notice(Loudness.ERROR, "x" * 255, "y" * 255), window)
    dialog.open()
    assert dialog.width() < 700


def test_a_crash_report_can_be_copied(window):
    dialog = CrashDialog(window, "Traceback: <b>boom</b>")
    dialog.open()
    click(dialog, "crash_dialog_copy")
    assert QGuiApplication.clipboard().text() == "Traceback: <b>boom</b>"
    click(dialog, "crash_dialog_close")
    assert not dialog.isVisible()


def test_further_faults_are_added_once_and_not_without_end(qtbot):
    dialog = CrashDialog(None, "first")
    qtbot.addWidget(dialog)
    for text in ["first", "second", "second", *map(str, range(1000))]:
        dialog.append(text)
    report = dialog.findChild(QPlainTextEdit, "crash_dialog_report").toPlainText()
    assert report.count("first") == report.count("second") == 1
    assert len(report) < 200


def action(name, text, *keys):
    action = QAction(text)
    action.setObjectName(name)
    action.setShortcuts([QKeySequence(key) for key in keys])
    return action


def test_keys_are_listed_by_group(window):
    actions = [
        action("file_open", "&Open data…", "Ctrl+O"),
        action("em_step", "&Step", "Space", "N"),
        action("help_about", "About"),
    ]
    assert shortcuts(actions) == {
        "File": [("Open data", "Ctrl+O")],
        "EM": [("Step", "Space, N")],
    }
    dialog = ShortcutsDialog(actions, window)
    dialog.open()
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert {"File", "Open data", "Ctrl+O", "EM", "Step", "Space, N"} <= set(texts)


def test_about_says_which_version(window):
    dialog = AboutDialog(window)
    dialog.open()
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert f"GMM Explorer {__version__}" in texts
    assert any("PySide6 6." in text for text in texts)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_no_button_is_narrower_than_its_word(window, stage, theme):
    window.setStyleSheet(style_sheet(theme))
    dialogs = [
        GenerateDialog(stage.controller, window),
        MessageDialog(Notice(Loudness.ERROR, "No."), window),
        CrashDialog(window, ""),
        AboutDialog(window),
        ShortcutsDialog([], window),
    ]
    for dialog in dialogs:
        dialog.open()
        for button in dialog.findChildren(QPushButton):
            needed = button.fontMetrics().horizontalAdvance(button.text())
            assert needed + 2 * 12 <= button.width()
        dialog.close()
