"""What a long history costs: bytes an iteration, and milliseconds a change in a tree of blocks.

Run with ``.venv/bin/python packaging/dev.py bench history``.
"""

import os
import tempfile
import time
import tracemalloc

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from gmm_explorer.app import create_window
from gmm_explorer.data import Dataset
from gmm_explorer.em import Mixture
from gmm_explorer.model import Cause, Session, edits

N_ITERATIONS, N_STEPS = 100_000, 20_000  # those asked for, and those made to measure one
N_BLOCKS = 10_000
LIMIT = 100.0  # megabytes
FRAME = 16.0  # milliseconds


def data(n_samples: int) -> Dataset:
    """Return clusters on a plane."""
    rng = np.random.default_rng(0)
    return Dataset.from_array(
        rng.normal(size=(n_samples, 2)) + 4.0 * rng.integers(0, 3, (n_samples, 1))
    )


def mixture(n_components: int) -> Mixture:
    """Return components in a row."""
    k = np.arange(n_components, dtype=float)
    return Mixture(
        np.full(n_components, 1.0 / n_components),
        np.stack([k, k], axis=1),
        np.tile(np.eye(2), (n_components, 1, 1)),
    )


def memory_by_hand(n_components: int) -> float:
    """Return the megabytes that all iterations, made as single steps, take in the history.

    The mixtures are made up: what EM computes with N points is dropped with each frame and no
    part of the history, so that N does not matter here.
    """
    session = Session()
    session.commit(edits.new_data(session.snapshot, data(100)), "Open", Cause.DATA)
    session.commit(edits.new_start(session.snapshot, mixture(n_components)), "Start", Cause.START)
    rng = np.random.default_rng(1)
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for step in range(1, N_STEPS + 1):
        old = mixture(n_components)
        moved = Mixture.trusted(
            old.weights.copy(), old.means + rng.normal(), old.covariances.copy()
        )
        after = edits.iterated(session.snapshot, moved, step)
        session.commit(after, f"EM iteration {step}", Cause.ITERATION)
    after_all, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    blocks = len(session.timeline.outline.rows)
    print(f"  {session.timeline.n_entries:,} entries in {blocks} blocks")
    return (after_all - before) / N_STEPS * N_ITERATIONS / 1e6


def changes_in_a_large_tree() -> dict[str, float]:
    """Return the median milliseconds of changes in a window with so many blocks."""
    window = create_window([])
    window.resize(1280, 720)
    window.show()
    session = window.session
    session.commit(edits.new_data(session.snapshot, data(200)), "Open", Cause.DATA)
    session.commit(edits.new_start(session.snapshot, mixture(3)), "Start", Cause.START)
    start = session.timeline.position
    window.workspace.bring("history")
    panel, app = window.history_panel, QApplication.instance()
    window.controller.changed.disconnect(window.render_frame)
    for block in range(N_BLOCKS):
        if block % 10 == 9:
            session.go_to(session.timeline.undone)
        edit = edits.move_mean(session.snapshot, block % 3, [0.001 * block, 0.0])
        session.commit(edit, f"Move {block}")
    panel.render_frame(None, session.frame)
    app.processEvents()

    def timed(change) -> float:
        spans = []
        for at in range(30):
            start = time.perf_counter()
            change(at)
            panel.render_frame(None, session.frame)
            panel.view.grab()
            spans.append(1000.0 * (time.perf_counter() - start))
        return float(np.median(spans))

    def edit(at: int) -> None:
        moved = edits.move_mean(session.snapshot, 0, [0.3 + 0.01 * at, 1.0])
        session.commit(moved, "Move")

    found = {
        "edit": timed(edit),
        "back": timed(lambda _at: session.go_to(session.timeline.before)),
        "forward": timed(lambda _at: session.go_to(session.timeline.after)),
        "next branch": timed(lambda _at: window.controller.branching.next_branch()),
        "fork at the start": timed(lambda at: (session.go_to(start), edit(at))),
    }
    window.close()
    return found


def main() -> None:
    """Print both."""
    print(f"{N_ITERATIONS:,} single steps by hand, whatever the number of points:")
    for n_components in (3, 8):
        megabytes = memory_by_hand(n_components)
        print(f"  K = {n_components}: {megabytes:.1f} MB, {megabytes / LIMIT:.2f} of the limit")
    print(f"A window with a history of {N_BLOCKS:,} blocks, change and repaint of the dock:")
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        for name, span in changes_in_a_large_tree().items():
            print(f"  {name}: {span:.1f} ms, {span / FRAME:.2f} of a frame")


if __name__ == "__main__":
    main()
