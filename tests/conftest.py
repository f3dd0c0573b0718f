"""What every test stands on: no screen, no settings of the person, no window left open.

Qt is looked for among the modules that are loaded already and never imported here, so that the
rooms without Qt are tested without it (``pytest -p no:pytestqt tests/em``).
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.nobody import keep_settings_in

# Before any import of Qt; a display that the caller asks for by this variable stands.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# One language and one decimal mark everywhere; Qt also warns about a locale without UTF-8.
os.environ["LC_ALL"] = "C.UTF-8"

hypothesis.settings.register_profile("desk", deadline=None, max_examples=50)
hypothesis.settings.register_profile(
    "ci", parent=hypothesis.settings.get_profile("desk"), derandomize=True, print_blob=True
)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Keep pyproject.toml valid where pytest-qt is switched off."""
    if not pluginmanager.has_plugin("pytest-qt"):
        for name in ("qt_api", "qt_log_level_fail"):
            parser.addini(name, "read by pytest-qt")


@pytest.fixture(autouse=True, scope="session")
def sockets_of_nobody() -> Iterator[None]:
    """Keep away from the sockets and locks of an app that this person has open."""
    # Not in tmp_path: the path of a socket may have some 100 characters.
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield


@pytest.fixture(autouse=True)
def settings_of_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the app stores in a folder of this test alone."""
    keep_settings_in(tmp_path, monkeypatch)


@pytest.fixture(autouse=True)
def no_window_left_open(settings_of_nobody: None) -> Iterator[None]:
    """Fail a test that leaves a top-level window open for the next one."""
    before = _open_windows()
    yield
    _destroy_what_is_closed()
    left = [window for window in _open_windows() if window not in before]
    titles = [f"{type(window).__name__} {window.windowTitle()!r}" for window in left]
    for window in left:
        window.close()
        window.deleteLater()
    assert not titles, f"left open: {', '.join(titles)}; close it or pass it to qtbot.addWidget"


def _destroy_what_is_closed() -> None:
    """Do what an event loop would: without one, closed windows stay, and every test is slower."""
    qt_core = sys.modules.get("PySide6.QtCore")
    if qt_core is not None and qt_core.QCoreApplication.instance() is not None:
        qt_core.QCoreApplication.sendPostedEvents(None, qt_core.QEvent.Type.DeferredDelete)


def _open_windows() -> list:
    qt_widgets = sys.modules.get("PySide6.QtWidgets")
    if qt_widgets is None or qt_widgets.QApplication.instance() is None:
        return []
    return [
        window
        for window in qt_widgets.QApplication.topLevelWidgets()
        if window.isVisible() and window.windowType().name != "ToolTip"
    ]
