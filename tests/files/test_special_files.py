"""What is no regular file, or cannot be reached, is refused at once and in one sentence."""

import os
import socket
import sys

import pytest

from gmm_explorer.data import memory, room
from gmm_explorer.files import (
    DataFileError,
    ParametersFileError,
    read_dataset,
    read_parameters,
    reader,
    size,
    source,
)

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX file types")


def refusal(path):
    with pytest.raises(DataFileError) as caught:
        read_dataset(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_missing_file(tmp_path):
    assert refusal(tmp_path / "none.csv").startswith("none.csv: there is no such file; ")


def test_a_folder(tmp_path):
    assert "folder" in refusal(tmp_path)


@posix_only
def test_a_pipe_is_not_waited_for(tmp_path):
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)
    assert "pipe" in refusal(path)


@posix_only
def test_a_pipe_put_in_place_of_a_file_is_not_waited_for(tmp_path, monkeypatch):
    path = tmp_path / "file.csv"
    path.write_text("x\n1\n")
    status = os.stat(path)
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(source.os, "stat", lambda _: status)
    assert "pipe" in refusal(path)


@posix_only
def test_a_socket(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # a socket's name must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.csv")
        assert "socket" in refusal("socket.csv")


@posix_only
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device(device):
    assert "device" in refusal(device)


@posix_only
def test_links_that_lead_nowhere(tmp_path):
    broken, loop = tmp_path / "broken.csv", tmp_path / "loop.csv"
    broken.symlink_to(tmp_path / "nothing")
    loop.symlink_to(loop)
    assert "no such file" in refusal(broken)
    assert "cannot be read" in refusal(loop)


@posix_only
def test_a_link_to_a_file_is_followed(tmp_path):
    (tmp_path / "data.csv").write_text("x\n1\n2\n")
    link = tmp_path / "link.csv"
    link.symlink_to("data.csv")
    assert read_dataset(link).n_samples == 2


@pytest.mark.parametrize("problem", [PermissionError(13, "denied"), OSError(5, "I/O error")])
def test_what_the_system_says_is_passed_on(tmp_path, monkeypatch, problem):
    path = tmp_path / "data.csv"
    path.write_text("x\n1\n")

    def fail(*_):
        raise problem

    monkeypatch.setattr(source.os, "open", fail)
    wanted = "permission" if isinstance(problem, PermissionError) else "I/O error"
    assert wanted in refusal(path)


@posix_only
def test_an_awkward_name_stays_on_one_line(tmp_path):
    path = tmp_path / "a\nb\t<i>.csv"
    path.write_text("x\noops\n")
    assert refusal(path).startswith("a\\nb\\t<i>.csv, line 2")


@posix_only
def test_a_name_that_is_not_utf8_can_be_shown(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.csv")
    refusal(path).encode("utf-8")


def test_a_name_that_is_too_long_or_impossible(tmp_path):
    assert "cannot be read" in refusal(tmp_path / ("n" * 300 + ".csv"))
    assert "cannot be read" in refusal("a\0b.csv")


def test_a_file_larger_than_the_memory_is_not_read(tmp_path, monkeypatch):
    path = tmp_path / "large.csv"
    with path.open("wb") as stream:
        stream.truncate(10**9)
    monkeypatch.setattr(size, "available_memory", lambda: 10**9)
    assert "needs about 4.0 GB of memory and 1.0 GB are free; open a sample" in refusal(path)


@pytest.fixture
def free(monkeypatch):
    """Set how many bytes of memory are free."""

    def set_free(n_bytes):
        for module in (size, room):
            monkeypatch.setattr(module, "available_memory", lambda: n_bytes)

    return set_free


def bytes_of(n_points, n_columns, n_components):
    per_point = room.BYTES_PER_POINT + room.BYTES_PER_RESPONSIBILITY * n_components
    return n_points * (per_point + room.BYTES_PER_NUMBER * n_columns)


@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n"])
def test_short_rows_count_for_what_is_made_of_them(tmp_path, free, line_end):
    path = tmp_path / "short.csv"
    path.write_bytes(("1" + line_end).encode() * 10_000)
    needed = bytes_of(10_000, 1, 1)
    free(needed - 1)
    assert f"10,000 points with 1 component need about {needed / 1e6:.1f} MB" in refusal(path)
    free(needed)
    assert read_dataset(path).n_samples == 10_000


def test_the_text_of_a_table_without_room_is_not_read(tmp_path, monkeypatch, free):
    path = tmp_path / "short.csv"
    path.write_text("1\n" * 10_000)
    monkeypatch.setattr(reader, "decode", lambda _: pytest.fail("it was read"))
    free(10_000 * 150)
    refusal(path)


def test_columns_and_components_count_too(tmp_path, free):
    path = tmp_path / "wide.csv"
    path.write_text("1,2,3,4\n" * 10_000)
    needed = bytes_of(10_000, 4, 1)
    free(needed - 1)
    assert f"10,000 points with 1 component need about {needed / 1e6:.1f} MB" in refusal(path)
    free(needed)
    read_dataset(path)
    with pytest.raises(DataFileError, match=r"with 20 components need about \d\.\d MB"):
        read_dataset(path, n_components=20)
    free(bytes_of(10_000, 1, 4))
    read_dataset(path, ["x1"], n_components=4)


def test_parameters_may_not_be_huge(tmp_path):
    path = tmp_path / "large.json"
    with path.open("wb") as stream:
        stream.truncate(10**9)
    with pytest.raises(ParametersFileError, match=r"1\.0 GB are more than the 8\.0 MB"):
        read_parameters(path)


def test_memory_is_known_or_assumed(tmp_path, monkeypatch):
    assert memory.available_memory() > 10**6
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal: 99 kB\nMemAvailable:   2048 kB\n")
    monkeypatch.setattr(memory, "_MEMINFO", meminfo)
    assert memory.available_memory() == 2048 * 1024
    monkeypatch.setattr(memory, "_MEMINFO", tmp_path / "none")
    monkeypatch.delattr(memory.os, "sysconf", raising=False)
    assert memory.available_memory() == 4 * 10**9
