"""The same files give the same archive."""

import os
import sys
import tarfile

import pytest

from shipping.archive import write_tar_xz


@pytest.mark.skipif(sys.platform == "win32", reason="modes are those of Unix")
def test_times_owners_and_order_do_not_matter(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    archives = []
    for number, names in enumerate((("a", "b"), ("b", "a"))):
        folder = tmp_path / f"folder{number}"
        folder.mkdir()
        for name in names:
            (folder / name).write_text(name)
            (folder / name).chmod(0o755 if name == "a" else 0o600 + number * 0o40)
            os.utime(folder / name, (number, number))
        archives.append(tmp_path / f"{number}.tar.xz")
        write_tar_xz(archives[-1], folder, "app-1")

    assert archives[0].read_bytes() == archives[1].read_bytes()
    with tarfile.open(archives[0]) as archive:
        modes = {member.name: oct(member.mode) for member in archive}
    assert modes == {"app-1": "0o755", "app-1/a": "0o755", "app-1/b": "0o644"}
