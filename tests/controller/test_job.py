"""Work on a worker: who hears of it, and how it ends."""

import subprocess
import sys
import threading

from PySide6.QtCore import QObject
from shiboken6 import delete

from gmm_explorer.controller.job import Job, Listener

LEAVING = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from gmm_explorer.controller.job import Job, Listener
from gmm_explorer.controller.lane import EM

def endless(_cancelled):
    while True:
        yield 1

app, owner = QCoreApplication([]), QObject()
for _ in range(3):
    Job(endless, Listener(owner, print, lambda: None)).start(EM)
QTimer.singleShot(0, app.quit)
app.exec()
"""


def test_an_exception_in_a_worker_reaches_the_main_thread(qtbot, lane):
    def failing(_cancelled):
        yield 1
        raise RuntimeError("worker")

    heard = []
    owner = QObject()
    job = Job(failing, Listener(owner, heard.append))
    job.start(lane)
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert job.take() == [1]
    assert isinstance(heard[0], RuntimeError)


def test_nobody_hears_of_a_job_that_was_dropped_or_whose_owner_is_gone(qtbot, lane):
    heard = []
    gone, there = QObject(), QObject()
    jobs = [Job(lambda _c: iter((1,)), Listener(owner, heard.append)) for owner in (gone, there)]
    for job in jobs:
        job.start(lane)
    jobs[1].drop()
    delete(gone)
    last = Job(lambda _c: iter(()), Listener(there, lambda _error: heard.append("last")))
    last.start(lane)
    qtbot.waitUntil(lambda: len(heard) > 0)
    assert heard == ["last"]


def test_a_lane_that_closes_ends_what_is_being_done_and_begins_nothing(qapp, lane):
    begun, done = threading.Event(), []

    def endless(cancelled):
        begun.set()
        while not cancelled():
            pass
        done.append("ended")
        yield 1

    def never(_cancelled):
        done.append("begun")
        yield 1

    for make in (endless, never):
        Job(make, Listener(QObject(), lambda _error: None)).start(lane)
    assert begun.wait(10.0)
    lane.close()
    assert done == ["ended"]


def test_python_ends_well_while_a_worker_works():
    ended = subprocess.run(
        [sys.executable, "-c", LEAVING], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
