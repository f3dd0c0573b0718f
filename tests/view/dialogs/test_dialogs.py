import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QPlainTextEdit,
    QPushButton,
)

from gmm_explorer import __version__
from gmm_explorer.controller.notice import Loudness, Notice
from gmm_explorer.view.dialogs.about_dialog import AboutDialog
from gmm_explorer.view.dialogs.crash_dialog import CrashDialog
from gmm_explorer.view.dialogs.message_dialog import MessageDialog, show_refusal
from gmm_explorer.view.dialogs.shortcuts_dialog import ShortcutsDialog, shortcuts
from gmm_explorer.view.generate.generate_dialog import GenerateDialog
from gmm_explorer.view.generate.memory import Memory
from gmm_explorer.view.style.theme import DARK, LIGHT, style_sheet
from tests.view.stage import Stage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(dialog_owner):
    return dialog_owner


@pytest.fixture
def stage(qtbot):
    return Stage(qtbot)


def click(dialog, name):
    QTest.mouseClick(dialog.findChild(QPushButton, name), LEFT)


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
        GenerateDialog(stage.controller, Memory(), window),
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
