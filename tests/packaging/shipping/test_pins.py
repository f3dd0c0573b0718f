"""What building installs is pinned, hashed, and enough for the app."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

from shipping.build_venv import PINS, BuildVenv

PYPROJECT = tomllib.loads(
    (Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8")
)
PINNED = {
    match["name"].lower(): match["version"]
    for match in re.finditer(r"^(?P<name>[\w.-]+)==(?P<version>\S+)", PINS.read_text(), re.M)
}


def test_everything_the_app_and_its_building_need_is_pinned_as_they_ask():
    project = PYPROJECT["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["spreadsheets"], *extras["animations"]]
    building = PINS.with_suffix(".in").read_text(encoding="utf-8").splitlines()
    asked += [line for line in building if line and not line.startswith("#")]

    for requirement in map(Requirement, asked):
        assert PINNED[requirement.name.lower()] in requirement.specifier


def test_every_pin_has_a_hash_and_no_address():
    text = PINS.read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[\w.-]+==)", text)[1:]

    assert len(entries) >= len(PINNED)
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "index" not in text


class NotedVenv(BuildVenv):
    """Only notes what it would do."""

    def runs(self):
        return True

    def create(self):
        self.folder.mkdir(exist_ok=True)
        self.stamp.unlink(missing_ok=True)

    def pip_install(self, *arguments, what):
        (self.folder / "installed").write_text(" ".join(arguments))


def test_it_is_made_once_for_the_same_pins(tmp_path, monkeypatch):
    venv = NotedVenv(tmp_path / "venv")

    venv.provide()
    note = venv.folder / "installed"
    assert "--require-hashes" in note.read_text()
    note.unlink()
    venv.provide()

    assert not note.exists()
    venv.stamp.write_text("another digest")
    venv.provide()
    assert note.exists()
