"""Resources are found beside the sources, in an installed wheel and in a frozen bundle."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gmm_explorer.resource_path import resource_path

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = sorted(path for path in (ROOT / "resources").rglob("*") if path.is_file())


def run(*command, **kwargs):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **kwargs)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel as pip builds it, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", str(ROOT), "--no-deps", "--no-build-isolation"]
    run(*build, "--no-index", "--wheel-dir", str(folder))
    return next(folder.glob("*.whl"))


def test_the_checkout_has_resources():
    assert RESOURCES
    for path in RESOURCES:
        assert resource_path(*path.relative_to(ROOT / "resources").parts) == path


def test_a_missing_resource_is_named():
    with pytest.raises(FileNotFoundError, match=r"'icons/no_such\.svg' is missing"):
        resource_path("icons", "no_such.svg")


def test_the_bundle_comes_first(tmp_path, monkeypatch):
    bundled = tmp_path / "resources" / "style.qss"
    bundled.parent.mkdir()
    bundled.touch()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert resource_path("style.qss") == bundled


def test_the_wheel_holds_the_package_with_its_resources_and_nothing_else(wheel):
    files = [name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name]

    assert all(name.startswith("gmm_explorer/") for name in files)
    shipped = [name for name in files if name.startswith("gmm_explorer/resources/")]
    expected = [f"gmm_explorer/{path.relative_to(ROOT).as_posix()}" for path in RESOURCES]
    assert sorted(shipped) == sorted(expected)


def test_the_installed_wheel_finds_its_resources(wheel, tmp_path):
    venv = tmp_path / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", str(venv))
    pip = [sys.executable, "-m", "pip", "--python", str(venv), "install", "--no-deps", "--no-index"]
    run(*pip, str(wheel))
    python = venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    names = ["/".join(path.relative_to(ROOT / "resources").parts) for path in RESOURCES]
    script = (
        "import sys; from gmm_explorer.resource_path import resource_path\n"
        "for name in sys.argv[1:]: print(resource_path(*name.split('/')))"
    )

    found = run(str(python), "-I", "-c", script, *names, cwd=tmp_path).splitlines()

    assert len(found) == len(names)
    assert all(path.startswith(str(venv)) for path in found)
