"""Of what is asked, the newest is worked out next."""

import threading

import pytest
from PySide6.QtCore import QObject

from gmm_explorer.controller.newest import Newest


class Slow:
    """Work that waits until it is let go."""

    def __init__(self, result):
        self.go, self.result = threading.Event(), result

    def __call__(self, pause):
        pause()
        assert self.go.wait(10.0)
        return self.result


@pytest.fixture
def newest(qapp, lane):
    parent = QObject()
    yield Newest(lane, parent)
    parent.deleteLater()


def test_what_was_asked_in_between_is_left_out(qtbot, newest):
    found = []
    works = [Slow(number) for number in range(4)]
    for work in works:
        newest.ask(work, found.append)
    for work in works:
        work.go.set()
    qtbot.waitUntil(lambda: not newest.active)
    assert found == [0, 3]


def test_what_is_forgotten_never_arrives(qtbot, newest):
    found = []
    first, second = Slow(1), Slow(2)
    newest.ask(first, found.append)
    newest.forget()
    newest.ask(second, found.append)
    first.go.set()
    second.go.set()
    qtbot.waitUntil(lambda: not newest.active)
    assert found == [2]


def test_an_exception_reaches_the_loop_and_what_waits_is_done(qtbot, newest):
    found = []
    second = Slow(2)
    second.go.set()

    def failing(_pause):
        raise RuntimeError("worker")

    with qtbot.captureExceptions() as exceptions:
        newest.ask(failing, found.append)
        newest.ask(second, found.append)
        qtbot.waitUntil(lambda: found == [2])
    assert [str(error) for _, error, _ in exceptions] == ["worker"]
