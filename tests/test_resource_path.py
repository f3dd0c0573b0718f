import sys

import pytest

from gmm_explorer import resource_path as module
from gmm_explorer.resource_path import resource_path


def test_a_shipped_resource_is_found():
    assert resource_path("data", "SOURCES.md").is_file()
    assert resource_path().is_dir()


def test_a_missing_resource_is_named():
    with pytest.raises(FileNotFoundError, match=r"'data/none\.csv' is missing: reinstall"):
        resource_path("data", "none.csv")


def test_a_frozen_bundle_comes_first(tmp_path, monkeypatch):
    frozen = tmp_path / "resources" / "data" / "SOURCES.md"
    frozen.parent.mkdir(parents=True)
    frozen.touch()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource_path("data", "SOURCES.md") == frozen
    assert resource_path("data", "old_faithful.csv").is_file(), "what the bundle lacks"


@pytest.mark.parametrize("place", ["gmm_explorer", "."])
def test_wheel_and_checkout_keep_it_in_different_places(tmp_path, monkeypatch, place):
    package = tmp_path / "gmm_explorer"
    kept = (tmp_path / place / "resources" / "icon.svg").resolve()
    package.mkdir()
    kept.parent.mkdir(parents=True)
    kept.touch()
    monkeypatch.setattr(module, "__file__", str(package / "resource_path.py"))
    assert resource_path("icon.svg") == kept
