"""Settings that cannot be read, or stop the start, are set aside."""

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QLabel

from gmm_explorer import app
from gmm_explorer.app import create_window, run
from gmm_explorer.start.settings_file import set_aside_if_broken, settings_path

WRITTEN = "[window]\nx=1\n"
NOISE = bytes(range(256)) * 8


def try_start(*arguments):
    command = [sys.executable, "-P", "-m", "gmm_explorer", "--try-start", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def shown_texts(window):
    return " ".join(label.text() for label in window.plot_area.banner.findChildren(QLabel))


@pytest.fixture
def settings(qapp, tmp_path):
    """Where another process of this test keeps its settings."""
    path = tmp_path / "config" / "gmm-explorer" / "GMM Explorer.ini"
    path.parent.mkdir(parents=True)
    return path


def test_a_broken_file_is_set_aside_and_the_window_opens(settings):
    settings.write_bytes(NOISE)

    assert try_start("--example", "old_faithful").endswith("272 points.\n")

    assert settings.with_name("GMM Explorer.ini.broken").read_bytes() == NOISE


def test_a_sound_file_stays(settings):
    try_start()
    written = settings.read_bytes()
    assert b"geometry" in written

    try_start()

    assert not list(settings.parent.glob("*.broken"))


@pytest.mark.parametrize(
    "content",
    [
        b"[window]\ngeometry=1\nstate=2\n",
        b"[window]\ngeometry=@ByteArray(nonsense)\nstate=@ByteArray(nonsense)\n",
        pytest.param(
            b"[window]\ngeometry=@Variant(\\0\\0\\0\\x7f)\nstate=@Variant(nonsense)\n",
            marks=pytest.mark.qt_log_ignore("QVariant::load", "invalid type", extend=True),
        ),
        b"",
    ],
)
def test_values_of_another_kind_do_not_stop_the_start(qapp, qtbot, content):
    path = settings_path()
    path.parent.mkdir(parents=True)
    path.write_bytes(content)

    window = create_window(["--example", "old_faithful"])
    qtbot.addWidget(window)

    assert window.session.snapshot.dataset.n_samples == 272


def test_safe_mode_reads_and_writes_no_settings(settings):
    settings.write_bytes(NOISE)

    assert try_start("--safe-mode").startswith("Painted on ")

    assert [path.name for path in settings.parent.iterdir()] == [settings.name]
    assert settings.read_bytes() == NOISE


def test_no_file_is_nothing_to_set_aside(qapp):
    assert set_aside_if_broken() is None


def test_settings_that_break_the_window_are_set_aside_and_said(qapp, qtbot, monkeypatch, capsys):
    window = create_window([])
    qtbot.addWidget(window)
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(WRITTEN, encoding="utf-8")
    made = iter([RuntimeError("a setting"), window])

    def make(argv):
        result = next(made)
        if isinstance(result, Exception):
            raise result
        return result

    monkeypatch.setattr(app, "create_window", make)
    # A loop that has been left lets no later test wait for an event.
    monkeypatch.setattr(app, "_show", lambda app, window, *, once: 0)

    assert run(["--try-start"]) == 0

    assert path.with_name(path.name + ".broken").read_text(encoding="utf-8") == WRITTEN
    assert "RuntimeError: a setting" in capsys.readouterr().err
    assert "Your settings could not be read." in shown_texts(window)
