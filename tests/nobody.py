"""The settings of nobody: what the app stores goes to a folder of the test's own."""

import sys
from pathlib import Path

import pytest


def keep_settings_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point what the app stores, here and in child processes, to a folder."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    qt_core = sys.modules.get("PySide6.QtCore")
    if qt_core is not None:
        settings = qt_core.QSettings
        settings.setDefaultFormat(settings.Format.IniFormat)
        # The native format too: QSettings(organisation, application) ignores the default one.
        for kind in (settings.Format.IniFormat, settings.Format.NativeFormat):
            for scope in (settings.Scope.UserScope, settings.Scope.SystemScope):
                settings.setPath(kind, scope, str(folder / scope.name))
