"""A run of EM on many points in the window: how long the event loop is away, and how soon it ends.

The loop is watched by a timer of one millisecond: the longest time between two of its ticks is
how long it was away. Run it as a script, with the number of points if it is not to be a million;
it prints the numbers beside those hoped for, and judges nothing. The peer does all of it on the
loop, as a window without a worker would: an iteration, the responsibilities, the colours and the
picture, one after the other.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QObject, QTimer

from gmm_explorer.app import create_window
from gmm_explorer.controller.lane import EM
from gmm_explorer.data import Dataset
from gmm_explorer.em import Mixture, e_step, iterate_em
from gmm_explorer.model import Cause, ColourMode, Session, edits
from gmm_explorer.start.garbage import keep_what_is_there
from gmm_explorer.view.points.colouring import looks
from gmm_explorer.view.points.density_image import DensityImage
from gmm_explorer.view.points.placement import Mapping, place
from gmm_explorer.view.window import MainWindow

N_POINTS, N_COMPONENTS = 1_000_000, 8
WATCHED = 5.0  # seconds of each scene
GOALS = {"absence": 50.0, "cancel": 100.0}  # milliseconds
BLOCKED = 1.0  # seconds that are waited for a worker to end


def main(n_points: int) -> None:
    """Print what was measured."""
    window = opened(n_points)
    print(f"{n_points:,} points, {N_COMPONENTS} components; milliseconds")
    absences = {name: watched(name, window, scene) for name, scene in SCENES.items()}
    cancels = sorted(cancelled(window) for _ in range(5))
    print(f"{'cancel takes effect':28} {cancels[-1]:8.1f} ({GOALS['cancel']:g}), worst of 5")
    alone = on_the_loop(window.session)
    times = alone / absences["run"]
    print(
        f"{'all of an update on the loop':28} {alone:8.1f}, {times:.1f} times the absence in a run"
    )
    window.close()


def opened(n_points: int) -> MainWindow:
    """Return a shown window with many points, components and colours."""
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(N_COMPONENTS, 2)) * 4.0
    X = centres[rng.integers(N_COMPONENTS, size=n_points)] + rng.normal(size=(n_points, 2))
    window = create_window([])
    window.resize(1440, 900)
    window.show()
    window.controller.documents.take_data(Dataset.from_array(X), "Open")
    session = window.session
    start = Mixture(
        np.full(N_COMPONENTS, 1 / N_COMPONENTS),
        centres + rng.normal(size=centres.shape),
        np.tile(4.0 * np.eye(2), (N_COMPONENTS, 1, 1)),
    )
    settings = replace(session.snapshot.settings, tol=0.0, max_iter=10**6)
    begun = edits.coloured(edits.new_start(session.snapshot, start))
    session.commit(edits.change_settings(begun, settings), "Start", Cause.START)
    spin(1.0)
    keep_what_is_there()  # as the app does once it is shown
    return window


class Watch(QObject):
    """Knows the times between two ticks of a timer of one millisecond.

    What the loop itself did in them is told apart from what it waited for: a core, while others
    use the machine, or its turn in Python.
    """

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self.busy: list[float] = []
        self._before, self._worked = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.gaps.append(1e3 * (now - self._before))
        self.busy.append(1e3 * (worked - self._worked))
        self._before, self._worked = now, worked


def spin(seconds: float) -> None:
    """Let the event loop work, and sleep while it has nothing to do."""
    loop = QEventLoop()
    QTimer.singleShot(round(1e3 * seconds), loop.quit)
    loop.exec()


def watched(name: str, window: MainWindow, scene: Callable[[MainWindow], None]) -> float:
    """Print how long the loop was away in a scene, at most, and how often the state changed."""
    frames: list[object] = []
    window.controller.changed.connect(lambda _old, new: frames.append(new))
    before = window.session.snapshot.n_iter
    watch = Watch()
    scene(window)
    gaps = np.array(watch.gaps)
    watch.deleteLater()
    window.controller.changed.disconnect()
    window.controller.changed.connect(window.render_frame)
    n_iter = window.session.snapshot.n_iter - before
    print(
        f"{name:28} {gaps.max():8.1f} ({GOALS['absence']:g}) longest absence, "
        f"{max(watch.busy):.1f} at most the loop's own, "
        f"{np.percentile(gaps, 99):.1f} for 99 of 100, {len(frames) / WATCHED:.0f} frames/s, "
        f"{n_iter / WATCHED:.0f} iterations/s"
    )
    return float(gaps.max())


def run(window: MainWindow) -> None:
    """Let EM run, and end it."""
    window.controller.running.start()
    spin(WATCHED)
    window.controller.running.stop()


def play(window: MainWindow) -> None:
    """Play EM as fast as possible."""
    window.controller.playing.change_speed(100)
    window.controller.playing.play()
    spin(WATCHED)
    window.controller.playing.pause()


def step(window: MainWindow) -> None:
    """Step ten times a second."""
    for _ in range(int(10 * WATCHED)):
        window.controller.stepping.step()
        spin(0.1)


def scrub(window: MainWindow) -> None:
    """Go back and forth through ten entries."""
    stepping = window.controller.stepping
    for turn in range(int(30 * WATCHED)):
        (stepping.back if turn % 20 < 10 else stepping.forward)()
        spin(1 / 30)


def drag(window: MainWindow) -> None:
    """Drag a component about."""
    for turn in np.linspace(0.0, 2.0 * np.pi, int(60 * WATCHED)):
        window.controller.editing.drag_means([0], 0, [3.0 * np.cos(turn), 3.0 * np.sin(turn)])
        spin(1 / 60)
    window.controller.editing.finish("Move component 1")


def pan(window: MainWindow) -> None:
    """Move the view."""
    for shift in np.linspace(0.0, 3.0, int(30 * WATCHED)):
        window.plot_area.plane.box.setXRange(-10 + shift, 10 + shift)
        spin(1 / 30)


def rest(_window: MainWindow) -> None:
    """Do nothing: what is measured here is the machine's own."""
    spin(WATCHED)


SCENES = {
    "at rest": rest,
    "run": run,
    "play": play,
    "step": step,
    "back and forth": scrub,
    "drag": drag,
    "pan": pan,
}


def cancelled(window: MainWindow) -> float:
    """Return how long a run under way takes to end, and its worker to stop."""
    running = window.controller.running
    running.start()
    spin(0.5)
    before = time.perf_counter()
    running.stop()
    free = threading.Event()
    EM.put(free.set)
    free.wait(BLOCKED)
    return 1e3 * (time.perf_counter() - before)


def on_the_loop(session: Session) -> float:
    """Return how long the loop would be away for an update without a worker."""
    snapshot, data = session.snapshot, session.prepared
    assert data is not None
    assert snapshot.mixture is not None
    states = iterate_em(data, snapshot.mixture, snapshot.settings)
    next(states)
    density = DensityImage(place(data.X.T.copy(), Mapping(40, 500, -40, 350, 1000, 700), 5))
    before = time.perf_counter()
    state = next(states)
    responsibilities = e_step(data, state.mixture).responsibilities
    rgb = looks(responsibilities, ColourMode.MIXED).rgb
    assert rgb is not None
    density.colored(rgb)
    return 1e3 * (time.perf_counter() - before)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else N_POINTS)
