"""Going from branch to branch, and tending them."""

import pytest

from gmm_explorer.em import EMSettings
from gmm_explorer.model import Cause, Position


@pytest.fixture
def branches(controller, session):
    """Return the ends of two branches: steps, and after a drag from between them more steps."""
    for _ in range(3):
        controller.stepping.step()
    first = session.timeline.position
    controller.stepping.back()
    controller.editing.set_mean(0, 0, -1.0)
    controller.stepping.step()
    return first, session.timeline.position


def test_branches_are_gone_through_round_and_round(controller, session, branches):
    branching, here = controller.branching, lambda: session.timeline.position
    branching.next_branch()
    assert here() == branches[0]
    branching.next_branch()
    assert here() == branches[1]
    branching.next_branch(-1)
    assert here() == branches[0]
    branching.first_branch()
    assert here() == branches[0]


def test_without_branches_nothing_happens(controller, session):
    position = session.timeline.position
    for verb in (controller.branching.next_branch, controller.branching.first_branch):
        verb()
        assert session.timeline.position == position


def test_a_name_is_given_and_taken_away(controller, session, branches):
    block = branches[0].block
    controller.branching.name(block, "  before \n the drag ")
    assert block.title == "before the drag"
    controller.branching.name(block, "")
    assert block.title == block.label
    controller.branching.name(block, block.label)
    assert block.name == ""


def test_pruning_where_we_are_goes_to_where_it_grew_from_and_says_so(
    controller, session, branches, heard
):
    edit = branches[1].block.parent.block
    controller.branching.prune(edit)
    assert session.timeline.position == edit_parent(branches)
    assert "Set the mean" in heard.told[-1].headline
    assert heard.told[-1].text == "It held 2 states."
    assert not session.timeline.holds(branches[1])


def edit_parent(branches):
    """Return the step from which the second branch grew."""
    return Position(branches[0].block, 1)


def test_pruning_elsewhere_leaves_us_where_we_are(controller, session, branches):
    controller.branching.first_branch()
    controller.branching.prune(branches[1].block)
    assert session.timeline.position == branches[0]


def test_the_first_state_stays(controller, session):
    n_entries = session.timeline.n_entries
    controller.branching.prune(session.timeline.root)
    assert session.timeline.n_entries == n_entries


def test_what_loses_little_is_not_asked_about(controller, session, branches):
    block = branches[1].block
    assert not controller.branching.must_ask(block)
    controller.branching.name(block, "mine")
    assert controller.branching.must_ask(block)
    assert controller.branching.loss(session.timeline.root) == session.timeline.n_entries


def test_the_partner_of_a_comparison_is_where_we_came_from(controller, session, branches):
    controller.branching.first_branch()
    controller.branching.compare()
    assert session.presentation.compared == branches[1]
    controller.branching.stop_comparing()
    assert session.presentation.compared is None


def test_without_a_jump_it_is_the_entry_before(controller, session, branches):
    controller.branching.compare()
    assert session.presentation.compared == session.timeline.before


def test_a_pruned_state_is_compared_no_longer(controller, session, branches):
    controller.branching.first_branch()
    controller.branching.compare()
    controller.branching.prune(branches[1].block)
    assert session.presentation.compared is None
    controller.branching.compare()
    assert session.presentation.compared == session.timeline.before


def test_single_steps_grow_one_block_and_are_undone_one_by_one(controller, session):
    for _ in range(4):
        controller.stepping.step()
    block = session.timeline.position.block
    assert block.label == "EM: iterations 1 to 4"
    fourth = session.snapshot
    controller.editing.undo()
    assert session.snapshot.n_iter == 3
    controller.editing.redo()
    assert session.snapshot is fourth


def test_stepping_after_going_back_finds_what_was_made(controller, session):
    for _ in range(3):
        controller.stepping.step()
    n_entries = session.timeline.n_entries
    for _ in range(2):
        controller.stepping.back()
    for _ in range(2):
        controller.stepping.step()
    assert session.timeline.n_entries == n_entries
    assert session.snapshot.n_iter == 3


def test_other_settings_begin_another_block(controller, session):
    controller.stepping.step()
    controller.stepping.change_settings(EMSettings(reg_covar=0.1))
    controller.stepping.step()
    causes = [block.entries.cause for block in session.timeline.past_blocks()]
    assert causes[:3] == [Cause.ITERATION, Cause.SETTINGS, Cause.ITERATION]


def test_by_itself_the_state_left_last_is_compared_however_one_went_elsewhere(
    controller, session, branches
):
    controller.travelling.go_to(branches[0])
    controller.branching.compare()
    assert session.presentation.compared == branches[1]


def test_a_run_under_way_is_part_of_the_path_of_which_one_goes_to_the_start(
    controller, session, qtbot
):
    controller.stepping.change_settings(EMSettings(tol=0.0, max_iter=1_000_000))
    start = controller.travelling.start
    controller.running.start()
    qtbot.waitUntil(lambda: session.frame.pending is not None)
    controller.travelling.to_start()
    assert not controller.running.active
    assert session.timeline.position == start
