"""One running app for each user: later starts hand over to it, real processes on a real socket."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QProcess, QProcessEnvironment
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from gmm_explorer.start import door
from gmm_explorer.start.door import Door, door_name, hand_over
from gmm_explorer.start.request import Request

ASK = Request(files=("/data/a.csv", "/data/b c.csv"), example="old_faithful", activation="token")


@pytest.fixture
def opened(qapp):
    """A door that listens, and what came through it."""
    made = Door()
    made.requests = []
    made.knocked.connect(made.requests.append)
    assert made.open_or_hand_over(Request()) is False
    yield made
    made.close()


def start(qtbot, *arguments, folder=None):
    """Type a command elsewhere while this event loop runs; return its exit code and text."""
    process = QProcess()
    process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
    process.setProcessEnvironment(QProcessEnvironment.systemEnvironment())
    if folder is not None:
        process.setWorkingDirectory(str(folder))
    with qtbot.waitSignal(process.finished, timeout=60_000):
        process.start(sys.executable, ["-P", "-m", "gmm_explorer", *map(str, arguments)])
    return process.exitCode(), process.readAll().data().decode()


def test_a_request_comes_out_as_it_went_in():
    assert Request.from_line(ASK.to_line()) == ASK


def test_a_path_that_is_no_text_survives():
    odd = Request(files=(os.fsdecode(b"/data/\xff.csv"),))

    assert Request.from_line(odd.to_line()) == odd


def test_files_are_meant_in_the_folder_of_the_start(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "token")

    request = Request.of_this_start(["a.csv"], None)

    assert request == Request((str(tmp_path / "a.csv"),), "", "token")


@pytest.mark.parametrize("line", [b"", b"[]", b"{", b'{"files": [1]}', b'{"files": "a"}', b"\xff"])
def test_what_is_no_request_is_refused(line):
    with pytest.raises(ValueError, match=r"Expecting|request|decode"):
        Request.from_line(line)


def test_nobody_is_there(qapp):
    assert hand_over(ASK) is False


def test_a_second_start_hands_over_and_ends(qtbot, opened, tmp_path):
    code, text = start(qtbot, "table.csv", "--example", "old_faithful", folder=tmp_path)

    assert (code, text) == (0, "")
    [request] = opened.requests
    assert request.files == (str(tmp_path / "table.csv"),)
    assert request.example == "old_faithful"


def test_a_new_window_asks_nobody(qtbot, opened):
    code, text = start(qtbot, "--new-window", "--try-start", "--example", "old_faithful")

    assert code == 0, text
    assert text.endswith("272 points.\n")
    assert opened.requests == []


def test_a_wrong_example_is_told_to_the_one_who_typed_it(qtbot, opened):
    code, text = start(qtbot, "--example", "nowhere")

    assert code == 2
    assert "nowhere" in text
    assert opened.requests == []


def test_what_knocks_with_nonsense_is_shown_out(qtbot, opened):
    visitor = QLocalSocket()
    visitor.connectToServer(door_name())
    assert visitor.waitForConnected()
    with qtbot.waitSignal(visitor.disconnected):
        visitor.write(b"GET / HTTP/1.1\n")

    assert opened.requests == []


def test_what_never_ends_its_line_is_shown_out(qtbot, opened):
    visitor = QLocalSocket()
    visitor.connectToServer(door_name())
    assert visitor.waitForConnected()
    with qtbot.waitSignal(visitor.disconnected):
        visitor.write(b"x" * (door.LONGEST_REQUEST + 10))

    assert opened.requests == []


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe of Windows dies with its process")
def test_what_a_dead_app_left_does_not_block(qtbot, qapp):
    listen = (
        "import os, sys; from PySide6.QtCore import QCoreApplication\n"
        "from gmm_explorer.start.door import Door; from gmm_explorer.start.request import Request\n"
        "app = QCoreApplication([]); door = Door(); door.open_or_hand_over(Request())\n"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", listen], check=True)
    assert os.path.exists(door_name())

    next_one = Door()
    assert next_one.open_or_hand_over(Request()) is False
    next_one.knocked.connect(lambda request: seen.append(request))
    seen = []
    code, _ = start(qtbot, "--example", "old_faithful")

    assert code == 0
    assert len(seen) == 1
    next_one.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe of Windows is no file")
def test_a_closed_door_leaves_nothing_behind(qapp):
    made = Door()
    made.open_or_hand_over(Request())
    assert os.path.exists(door_name())

    made.close()

    assert not os.path.exists(door_name())
    assert not os.path.exists(f"{door_name()}.lock")


@pytest.mark.skipif(sys.platform == "win32", reason="modes are those of Unix")
def test_only_this_user_can_open_the_door(opened):
    assert os.stat(door_name()).st_mode & 0o077 == 0


def test_an_app_that_does_not_answer_is_left(qapp, monkeypatch):
    monkeypatch.setattr(door, "ANSWER_PATIENCE", 50)
    deaf = QLocalServer()
    assert deaf.listen(door_name())

    assert hand_over(ASK) is False
    deaf.close()


@pytest.mark.skipif(sys.platform == "win32", reason="displays of Unix")
def test_each_display_has_a_door_of_its_own(monkeypatch):
    names = set()
    for display in (":0", ":1"):
        monkeypatch.setenv("DISPLAY", display)
        names.add(door_name())

    assert len(names) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a folder of Unix")
def test_where_no_socket_can_be_made_the_app_runs_without(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(door, "door_name", lambda: str(tmp_path / ("long" * 40)))

    assert Door().open_or_hand_over(ASK) is False
