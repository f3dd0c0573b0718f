"""Sessions in files, on the real window with real keys, clicks and drops."""

import zipfile

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
)

from gmm_explorer.app import create_window
from gmm_explorer.controller import keeping
from gmm_explorer.files import read_session, write_session
from gmm_explorer.model import Session
from tests.view.windows import place, settle, show

pytestmark = pytest.mark.real_window

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def lived(plane_window, qtbot):
    """Return a window in which somebody has placed two components and stepped twice."""
    place(plane_window, ([3.0, -3.0], np.eye(2)), ([7.0, -3.0], np.eye(2)))
    for _ in range(2):
        qtbot.keyClick(plane_window, Qt.Key.Key_S)
    yield plane_window
    leave(plane_window)


def leave(window):
    """Close a window whatever it asks."""
    window.close()
    if window.isVisible():
        click(question(window), "discard")
    assert not window.isVisible()


def question(window):
    """Return the open question whether to save."""
    (asked,) = (one for one in window.findChildren(QDialog, "save_dialog") if one.isVisible())
    return asked


def click(dialog, word):
    button = dialog.findChild(QPushButton, f"{dialog.objectName()}_{word}")
    button.click()


def choose(qtbot, window, path):
    """Type the name of a file into the dialog that is open, and press Return."""
    (dialog,) = (one for one in window.findChildren(QFileDialog) if one.isVisible())
    dialog.setDirectory(str(path.parent))
    for view in dialog.findChildren(QListView):
        view.clearSelection()  # as typing does; typed letters would open the completer
    line = dialog.findChild(QLineEdit)
    line.setText(str(path))
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    come_back(qtbot, window)


def come_back(qtbot, window):
    """Give the keyboard back to a window, as a desktop does after a dialog."""
    settle(window)
    if window.isVisible():
        with qtbot.waitActive(window):
            window.activateWindow()


def state(window):
    """Return what is shown, down to the bits."""
    derived, mixture = window.session.derived, window.session.snapshot.mixture
    return (
        derived.responsibilities.tobytes(),
        derived.log_likelihood,
        [one.tobytes() for one in (mixture.weights, mixture.means, mixture.covariances)],
        [block.label for block in window.session.timeline.outline.rows],
        window.session.timeline.position.at,
    )


def save(qtbot, window, path):
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    choose(qtbot, window, path)


def test_ctrl_s_asks_once_and_the_title_says_what_is_not_saved(qtbot, lived, tmp_path):
    assert lived.isWindowModified()
    save(qtbot, lived, tmp_path / "life")
    assert (tmp_path / "life.gmmx").is_file()
    assert lived.windowTitle() == "life.gmmx[*] — GMM Explorer"
    assert not lived.isWindowModified()
    qtbot.keyClick(lived, Qt.Key.Key_S)
    assert lived.isWindowModified()
    qtbot.keyClick(lived, Qt.Key.Key_S, CTRL)
    assert not lived.isWindowModified()
    assert not [one for one in lived.findChildren(QFileDialog) if one.isVisible()]
    kept = read_session(tmp_path / "life.gmmx")
    assert kept.derived.responsibilities.tobytes() == state(lived)[0]


def test_looking_around_is_nothing_to_save(qtbot, lived, tmp_path):
    save(qtbot, lived, tmp_path / "life.gmmx")
    qtbot.keyClick(lived, Qt.Key.Key_PageUp)
    lived.controller.presenting.select([1])
    assert not lived.isWindowModified()


def test_save_as_asks_again(qtbot, lived, tmp_path):
    save(qtbot, lived, tmp_path / "life.gmmx")
    qtbot.keyClick(lived, Qt.Key.Key_S, CTRL | SHIFT)
    choose(qtbot, lived, tmp_path / "second life.gmmx")
    assert lived.windowTitle().startswith("second life.gmmx")
    assert (
        state(lived)[0] == read_session(tmp_path / "life.gmmx").derived.responsibilities.tobytes()
    )


def test_a_session_opens_to_the_very_state(qtbot, lived, window, tmp_path):
    save(qtbot, lived, tmp_path / "life.gmmx")
    before = state(lived)
    qtbot.keyClick(lived, Qt.Key.Key_N, CTRL)
    assert lived.session.snapshot.dataset is None
    assert lived.plot_area.canvas is None
    assert lived.history_panel.view.model().rowCount() == 1
    qtbot.keyClick(lived, Qt.Key.Key_O, CTRL)
    choose(qtbot, lived, tmp_path / "life.gmmx")
    assert state(lived) == before
    assert lived.history_panel.view.model().rowCount() == len(before[3])
    qtbot.keyClick(lived, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(lived, Qt.Key.Key_Z, CTRL)
    assert lived.session.snapshot.n_iter == 0
    qtbot.keyClick(lived, Qt.Key.Key_S)
    qtbot.keyClick(lived, Qt.Key.Key_S)
    assert state(lived) == before


def test_new_asks_first_and_escape_stays(qtbot, lived):
    before = lived.session.snapshot
    qtbot.keyClick(lived, Qt.Key.Key_N, CTRL)
    qtbot.keyClick(question(lived), Qt.Key.Key_Escape)
    assert lived.session.snapshot is before
    qtbot.keyClick(lived, Qt.Key.Key_N, CTRL)
    click(question(lived), "discard")
    assert lived.session.snapshot.dataset is None
    assert not lived.isWindowModified()


def test_closing_waits_for_the_answer(qtbot, lived, tmp_path):
    lived.close()
    assert lived.isVisible()
    click(question(lived), "cancel")
    assert lived.isVisible()
    lived.close()
    qtbot.keyClick(question(lived), Qt.Key.Key_Return)
    assert lived.isVisible()
    choose(qtbot, lived, tmp_path / "life.gmmx")
    assert not lived.isVisible()
    assert read_session(tmp_path / "life.gmmx").snapshot.n_iter == 2


def test_a_window_that_could_not_be_saved_stays_open(qtbot, lived, tmp_path):
    save(qtbot, lived, tmp_path / "life.gmmx")
    qtbot.keyClick(lived, Qt.Key.Key_S)
    (tmp_path / "life.gmmx").unlink()
    (tmp_path / "life.gmmx").mkdir()
    lived.close()
    qtbot.keyClick(question(lived), Qt.Key.Key_Return)
    assert lived.isVisible()
    refusal = lived.findChild(QDialog, "message_dialog")
    assert refusal.windowTitle() == "The session was not saved."
    refusal.accept()


def test_data_alone_are_left_unasked(qtbot, plane_window):
    assert not plane_window.isWindowModified()
    plane_window.close()
    assert not plane_window.isVisible()


def test_a_dropped_session_takes_the_place_of_this_one(qtbot, lived, tmp_path):
    save(qtbot, lived, tmp_path / "life.gmmx")
    before = state(lived)
    qtbot.keyClick(lived, Qt.Key.Key_S)
    drop(lived, tmp_path / "life.gmmx")
    click(question(lived), "discard")
    assert state(lived) == before


def drop(window, path):
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path))])
    where, keys = QPointF(300, 300), Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(where.toPoint(), action, content, LEFT, keys)
    QApplication.sendEvent(window, enter)
    QApplication.sendEvent(window, QDropEvent(where, action, content, LEFT, keys))


def test_a_session_is_opened_from_the_command_line(qtbot, lived, tmp_path):
    save(qtbot, lived, tmp_path / "life.gmmx")
    other = show(qtbot, create_window([str(tmp_path / "life.gmmx")]))
    assert state(other) == state(lived)
    assert other.windowTitle().startswith("life.gmmx")
    assert not other.isWindowModified()


def test_recent_files_are_listed_and_those_that_are_gone_are_not(qtbot, lived, tmp_path):
    save(qtbot, lived, tmp_path / "a & b.gmmx")
    table = tmp_path / "table.csv"
    table.write_text("x,y\n1,2\n3,4\n5,7\n")
    lived.open(table)
    menu = lived.findChild(QMenu, "file_recent_menu")
    assert listed(menu) == ["&1  table.csv", "&2  a && b.gmmx"]
    table.unlink()
    assert listed(menu) == ["&1  a && b.gmmx"]
    menu.actions()[0].trigger()
    click(question(lived), "discard")
    assert lived.session.snapshot.n_iter == 2
    menu.actions()[-1].trigger()
    assert listed(menu) == []


def listed(menu):
    """Return the files in a menu that is opened and closed again."""
    menu.popup(menu.pos())
    menu.close()
    return [
        one.text() for one in menu.actions() if one.text().startswith("&1") or "  " in one.text()
    ]


@pytest.mark.parametrize("fault", ["newer", "cut"])
def test_what_is_refused_leaves_the_session_as_it_was(qtbot, lived, tmp_path, fault):
    path = tmp_path / "bad.gmmx"
    write_session(path, Session())
    if fault == "cut":
        path.write_bytes(path.read_bytes()[:200])
    else:
        with zipfile.ZipFile(path) as archive:
            entries = {name: archive.read(name) for name in archive.namelist()}
        document = entries["session.json"].replace(b'"version":1', b'"version":7')
        with zipfile.ZipFile(path, "w") as archive:
            for name, held in {**entries, "session.json": document}.items():
                archive.writestr(name, held)
    before, rows = lived.session.snapshot, lived.session.timeline.outline.rows
    drop(lived, path)
    click(question(lived), "discard")
    refusal = lived.findChild(QDialog, "message_dialog")
    assert refusal.windowTitle() == "The session was not opened."
    assert ("newer GMM Explorer" if fault == "newer" else "no whole session") in (
        refusal.accessibleDescription()
    )
    refusal.accept()
    assert lived.session.snapshot is before
    assert lived.session.timeline.outline.rows is rows
    assert lived.isWindowModified()


def test_large_sessions_are_read_and_written_beside_the_loop(qtbot, lived, tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "QUICK", 0)
    path = tmp_path / "life.gmmx"
    with qtbot.waitSignal(lived.controller.keeping.noted):
        save(qtbot, lived, path)
    before = state(lived)
    qtbot.keyClick(lived, Qt.Key.Key_N, CTRL)
    with qtbot.waitSignal(lived.controller.keeping.noted):
        drop(lived, path)
    assert state(lived) == before


def test_what_is_done_while_a_large_session_is_read_is_not_lost(
    qtbot, lived, tmp_path, monkeypatch
):
    write_session(tmp_path / "empty.gmmx", Session())
    save(qtbot, lived, tmp_path / "life.gmmx")
    monkeypatch.setattr(keeping, "QUICK", 0)
    drop(lived, tmp_path / "empty.gmmx")
    qtbot.keyClick(lived, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: lived.findChild(QDialog, "message_dialog") is not None)
    lived.findChild(QDialog, "message_dialog").accept()
    assert lived.session.snapshot.n_iter == 3
