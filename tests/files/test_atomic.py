import os
import stat
import sys

import pytest

from gmm_explorer.files import ExportError
from gmm_explorer.files.atomic import replacing


def write(path, text):
    with replacing(path) as stream:
        stream.write(text)


def test_a_new_file_is_written_in_utf8_with_line_feeds(tmp_path):
    path = tmp_path / "out.txt"
    write(path, "größe\n")
    assert path.read_bytes() == "größe\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_an_older_file_is_replaced(tmp_path):
    path = tmp_path / "out.txt"
    path.write_text("a much longer older text")
    write(path, "new")
    assert path.read_text() == "new"


def test_what_fails_in_the_middle_leaves_the_older_file_whole(tmp_path):
    path = tmp_path / "out.txt"
    path.write_text("old")

    def lines():
        yield "half"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), replacing(path) as stream:
        stream.writelines(lines())
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_older_file_whole(tmp_path, monkeypatch, step):
    path = tmp_path / "out.txt"
    path.write_text("old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(ExportError, match=r"^out\.txt: .*No space left .*untouched; free some"):
        write(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_device_is_no_place_to_write_to():
    with pytest.raises(ExportError, match="a folder or a device"):
        write("/dev/full", "text")


def test_a_folder_or_no_folder_is_refused(tmp_path):
    with pytest.raises(ExportError, match="a folder or a device"):
        write(tmp_path, "text")
    with pytest.raises(ExportError, match="folder does not exist"):
        write(tmp_path / "nowhere" / "out.txt", "text")


def test_a_protected_file_is_not_replaced(tmp_path, monkeypatch):
    path = tmp_path / "out.txt"
    path.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ExportError, match="protected"):
        write(path, "new")
    assert path.read_text() == "old"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and links")
def test_permissions_and_links_stay(tmp_path):
    path, link = tmp_path / "out.txt", tmp_path / "link.txt"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to("out.txt")
    write(link, "new")
    assert link.is_symlink()
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    mask = os.umask(0o027)
    try:
        write(tmp_path / "fresh.txt", "x")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "fresh.txt").stat().st_mode) == 0o640


def test_a_name_of_255_characters_can_be_written(tmp_path):
    path = tmp_path / ("n" * 251 + ".txt")
    write(path, "x")
    assert path.read_text() == "x"
