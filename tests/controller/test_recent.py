from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from gmm_explorer.controller.recent import KEY, MOST, RecentFiles


@pytest.fixture
def files(tmp_path):
    paths = [tmp_path / f"{number}.gmmx" for number in range(MOST + 2)]
    for path in paths:
        path.touch()
    return paths


def test_the_newest_is_on_top_and_none_is_there_twice(files):
    recent = RecentFiles()
    for path in (*files[:3], files[0]):
        recent.note(path)
    assert recent.paths() == [files[0], files[2], files[1]]
    assert RecentFiles().paths() == recent.paths()


def test_no_more_are_kept_than_there_are_digits(files):
    recent = RecentFiles()
    for path in files:
        recent.note(path)
    assert recent.paths() == files[:1:-1]


def test_those_that_are_gone_are_forgotten(files):
    recent = RecentFiles()
    for path in files[:2]:
        recent.note(path)
    files[1].unlink()
    assert recent.paths() == [files[0]]
    files[1].touch()
    assert recent.paths() == [files[0]]


@pytest.mark.parametrize("nonsense", [5, "", "no such file", ["a\0b", ""], {"a": 1}, None])
def test_settings_of_another_kind_are_no_files(nonsense, files):
    QSettings().setValue(KEY, nonsense)
    assert RecentFiles().paths() == []
    RecentFiles().note(files[0])
    assert RecentFiles().paths() == [files[0]]


def test_a_name_without_a_folder_is_remembered_with_it(files, monkeypatch):
    monkeypatch.chdir(files[0].parent)
    RecentFiles().note(Path("0.gmmx"))
    assert RecentFiles().paths() == [files[0]]
