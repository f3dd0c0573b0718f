"""What the app says of itself."""

from gmm_explorer import __version__
from gmm_explorer.cli import main
from gmm_explorer.resource_path import resource_path
from gmm_explorer.start import platform_info


def lines():
    return dict(line.split(": ", 1) for line in platform_info.platform_info().splitlines())


def test_it_needs_no_screen_and_says_what_a_report_needs(capsys, monkeypatch):
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)

    assert main(["--platform-info"]) == 0

    said = dict(line.split(": ", 1) for line in capsys.readouterr().out.splitlines())
    assert said["GMM Explorer"] == __version__
    assert said["Missing parts"] == "none"
    assert said["Resources"] == str(resource_path())
    assert said["Display"] == "none"
    assert {"Python", "System", "Qt", "numpy", "scipy", "Settings"} <= said.keys()


def test_what_is_missing_is_named(monkeypatch):
    monkeypatch.setattr(platform_info, "NEEDED_LATER", ("no_such_module",))

    assert lines()["Missing parts"] == "no_such_module (No module named 'no_such_module')"
