"""A drag, or a run, under way while something else happens."""

from dataclasses import replace

import pytest

from gmm_explorer.data import Dataset
from gmm_explorer.model import Cause, Tool

DEEDS = {
    "undo": lambda controller: controller.editing.undo(),
    "delete": lambda controller: controller.editing.delete_selected(),
    "E-step": lambda controller: controller.stepping.e_step(),
    "initialise": lambda controller: controller.stepping.initialize(),
    "run": lambda controller: controller.running.start(),
    "tool": lambda controller: controller.presenting.take(Tool.PLACE),
    "data": lambda controller: controller.documents.take_data(
        Dataset.from_array([[1.0], [2.0]]), "Open"
    ),
}


@pytest.fixture
def dragged(controller, session, qtbot):
    """Return the session while component 1 is being dragged."""
    controller.presenting.select([0])
    controller.editing.drag_means((0,), 0, [-3.0, 1.0])
    yield session
    controller.running.stop()


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_whatever_else_happens_takes_the_drag_back_and_lets_go(qtbot, controller, dragged, deed):
    with qtbot.waitSignal(controller.editing.interrupted):
        deed(controller)
    assert not dragged.frame.previewing
    mixtures = (block.entries[0].snapshot.mixture for block in dragged.timeline.past_blocks())
    starts = [mixture.means[0].tolist() for mixture in mixtures if mixture is not None]
    assert [-3.0, 1.0] not in starts


def test_a_drag_takes_hold_of_what_a_run_has_reached(qtbot, controller, session):
    controller.stepping.change_settings(replace(session.snapshot.settings, tol=0.0, max_iter=10**9))
    controller.running.start()
    qtbot.waitUntil(lambda: session.frame.pending is not None)
    with qtbot.assertNotEmitted(controller.editing.interrupted):
        controller.editing.drag_means((0,), 0, [-3.0, 1.0])
        controller.editing.drag_means((0,), 0, [-3.0, 2.0])
    assert not controller.running.active
    assert session.frame.previewing
    assert session.snapshot.n_iter > 0
    controller.editing.finish("Move component 1")
    assert session.timeline.position.block.parent.block.entries.cause is Cause.ITERATION


def test_colouring_at_once_leaves_a_run_alone(qtbot, controller, session):
    controller.stepping.change_settings(replace(session.snapshot.settings, tol=0.0, max_iter=10**9))
    controller.running.start()
    qtbot.waitUntil(lambda: session.frame.pending is not None)
    controller.presenting.colour_at_once(True)
    controller.running.stop()
    block = session.timeline.position.block
    assert block.entries.cause is Cause.ITERATION
    assert block.entries.n_iter.tolist() == list(range(1, len(block.entries) + 1))


def test_nothing_is_selected_after_a_deletion(controller, session):
    controller.presenting.select([0])
    controller.editing.delete_selected()
    assert session.presentation.selection == ()


def test_undo_in_the_middle_of_a_drag_takes_back_the_drag_alone(controller, dragged):
    before = dragged.timeline.entry.snapshot
    controller.editing.undo()
    assert dragged.snapshot is before
    controller.editing.undo()
    assert dragged.snapshot.n_components == 1
