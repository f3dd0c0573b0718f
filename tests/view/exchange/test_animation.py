"""The way to a state as an animation, read by Pillow."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QPushButton

from gmm_explorer.controller.recording import MOST_PICTURES, way_to_here
from gmm_explorer.files import ExportError
from gmm_explorer.files.animation import animation_suffixes, write_animation
from gmm_explorer.view.exchange.animation_dialog import AnimationDialog, pixels_of
from tests.view.windows import place, settle, trigger

Image = pytest.importorskip("PIL.Image")
TWO = (([3.0, -3.0], np.diag([1.0, 0.5])), ([7.0, -3.0], np.diag([1.0, 0.5])))
# A stand-in that keeps what it is given, after a line of its arguments.
FFMPEG = '#!/bin/sh\nfor last; do :; done\n{ echo "$@"; cat; } > "$last"\n'


@pytest.fixture
def stepped(plane_window):
    """Return a window after two placed components and three steps."""
    place(plane_window, *TWO)
    for _ in range(3):
        plane_window.controller.stepping.step()
    settle(plane_window)
    return plane_window


def begin(window, path, form):
    trigger(window, "file_export_animation")
    dialog = window.findChild(AnimationDialog)
    field = dialog.findChild(QComboBox, "animation_format")
    field.setFocus()
    while field.currentText() != form:
        QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.mouseClick(
        dialog.findChild(QPushButton, "animation_dialog_save_as…"), Qt.MouseButton.LeftButton
    )
    files = dialog.findChild(QFileDialog)
    files.fileSelected.emit(str(path))
    files.close()
    return dialog


@pytest.mark.parametrize(("form", "suffix"), [("GIF", ".gif"), ("WebP", ".webp")])
def test_the_way_to_here_is_one_picture_a_state(qtbot, stepped, tmp_path, form, suffix):
    session, canvas = stepped.session, stepped.plot_area.canvas
    here, path = session.timeline.position, tmp_path / f"run{suffix}"
    n_states = len(way_to_here(session))
    shown = pixels_of(canvas, canvas.size())
    begin(stepped, path, form)
    qtbot.waitUntil(lambda: stepped.findChild(AnimationDialog) is None)
    assert n_states == 5
    with Image.open(path) as picture:
        assert picture.n_frames == n_states
        assert picture.size == (shown.shape[1], shown.shape[0])
        frames = []
        for frame in range(n_states):
            picture.seek(frame)
            frames.append(np.asarray(picture.convert("RGB"), dtype=float))
    assert np.abs(frames[-1] - shown).mean() < 3.0
    assert np.abs(frames[0] - shown).mean() > np.abs(frames[-1] - shown).mean()
    assert session.timeline.position == here
    assert stepped.plot_area.banner.notice.headline == f"Saved run{suffix}."


def test_cancelling_writes_nothing_and_goes_back(stepped, tmp_path):
    here = stepped.session.timeline.position
    dialog = begin(stepped, tmp_path / "run.gif", "GIF")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert stepped.session.timeline.position == here
    assert not (tmp_path / "run.gif").exists()


def test_of_a_long_way_some_states_are_left_out(plane_window):
    place(plane_window, *TWO)
    for k in range(MOST_PICTURES + 40):
        plane_window.controller.editing.set_mean(0, 0, 3.0 + k / 100)
    way = way_to_here(plane_window.session)
    assert len(way) == MOST_PICTURES
    assert way[-1] == plane_window.session.timeline.position


def test_without_components_there_is_nothing_to_animate(plane_window):
    assert not plane_window.findChild(QAction, "file_export_animation").isEnabled()


def test_ffmpeg_is_given_even_sides_and_all_pictures(tmp_path, monkeypatch):
    tool = tmp_path / "ffmpeg"
    tool.write_text(FFMPEG)
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert ".mp4" in animation_suffixes()
    pictures = [np.full((5, 7, 3), value, np.uint8) for value in (1, 2)]
    shares = []
    write_animation(tmp_path / "a.mp4", pictures, 5.0, shares.append)
    arguments, _, sent = (tmp_path / "a.mp4").read_bytes().partition(b"\n")
    assert b"-s 6x4 -r 5" in arguments
    assert sent == bytes([1]) * 72 + bytes([2]) * 72
    assert shares == [0.5, 1.0]


def test_an_ffmpeg_that_fails_is_told_of(tmp_path, monkeypatch):
    tool = tmp_path / "ffmpeg"
    tool.write_text("#!/bin/sh\nexit 1\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(ExportError, match="ffmpeg could not write it"):
        write_animation(tmp_path / "a.mp4", [np.zeros((4, 4, 3), np.uint8)], 5.0, print)
    assert not (tmp_path / "a.mp4").exists()


def test_another_format_is_refused(tmp_path):
    with pytest.raises(ExportError, match=r"use \.gif"):
        write_animation(tmp_path / "a.avi", [np.zeros((4, 4, 3), np.uint8)], 5.0, print)
