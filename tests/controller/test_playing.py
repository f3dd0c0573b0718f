"""EM played by the clock."""

import math
from dataclasses import replace

import numpy as np
import pytest

from gmm_explorer.em import EMSettings, fit
from gmm_explorer.model import Cause, Playback, Session

FAST = Playback(speed=math.inf)


@pytest.fixture
def player(controller, session):
    controller.playing.play_by(FAST)
    yield controller.playing
    controller.playing.pause()


def play_to_the_end(qtbot, playing):
    with qtbot.waitSignal(playing.toggled, check_params_cb=lambda on: not on):
        playing.play()


def test_playing_ends_where_fit_ends_in_one_block(qtbot, player, session, heard):
    start = session.snapshot
    play_to_the_end(qtbot, player)
    expected = fit(start.dataset.X, start.mixture, start.settings)
    np.testing.assert_array_equal(session.snapshot.mixture.means, expected.mixture.means)
    assert session.snapshot.n_iter == expected.n_iter
    block = session.timeline.position.block
    assert block.label == f"EM: iterations 1 to {expected.n_iter}"
    assert block.parent.entry.snapshot is start
    assert heard.told[-1].headline.startswith("Converged")


def test_at_the_end_it_says_so_and_adds_nothing(qtbot, player, session, heard):
    play_to_the_end(qtbot, player)
    position = session.timeline.position
    play_to_the_end(qtbot, player)
    assert session.timeline.position == position
    assert heard.told[-1].headline.startswith("EM has come to its end")


def test_pause_keeps_what_was_played_and_play_goes_on(qtbot, player, controller, session):
    controller.stepping.change_settings(EMSettings(tol=0.0, max_iter=10**6))
    player.play()
    qtbot.waitUntil(lambda: session.snapshot.n_iter >= 3)
    player.toggle()
    assert not player.active
    reached = session.snapshot.n_iter
    player.toggle()
    qtbot.waitUntil(lambda: session.snapshot.n_iter > reached)
    player.pause()
    assert session.timeline.position.block.entries.n_iter[0] == 1


def test_what_is_recorded_is_played_as_it_was(qtbot, player, controller, session):
    for _ in range(3):
        controller.stepping.step()
    third = session.snapshot
    for _ in range(3):
        controller.stepping.back()
    seen = []
    session.subscribe(lambda _old, new: seen.append(new.snapshot))
    play_to_the_end(qtbot, player)
    assert third in seen
    labels = [position.entry.label for position in session.timeline.past()]
    assert labels.count("EM iteration 1") == 1


def test_it_waits_for_a_hand_and_goes_on_from_what_it_leaves(qtbot, player, controller, session):
    controller.stepping.change_settings(EMSettings(tol=0.0, max_iter=10**6))
    player.play()
    qtbot.waitUntil(lambda: session.snapshot.n_iter >= 2)
    controller.editing.drag_means((0,), 0, [1.0, 1.0])
    held = session.snapshot
    qtbot.wait(30)
    assert session.snapshot is held
    controller.editing.finish("Move component 1")
    qtbot.waitUntil(lambda: session.snapshot.n_iter >= held.n_iter + 2)
    player.pause()
    parent = session.timeline.position.block.parent
    assert parent.entry.label == "Move component 1"
    assert parent.entry.cause is Cause.EDIT


def test_half_steps_alternate(qtbot, player, controller, session):
    controller.playing.play_by(replace(FAST, half_steps=True))
    player.play()
    qtbot.waitUntil(lambda: session.snapshot.n_iter >= 2)
    player.pause()
    causes = [position.entry.cause for position in session.timeline.past()]
    causes = [cause for cause in causes if cause in (Cause.E_STEP, Cause.M_STEP)][::-1]
    assert causes[:4] == [Cause.E_STEP, Cause.M_STEP, Cause.E_STEP, Cause.M_STEP]


def test_backwards_it_stops_at_the_start(qtbot, player, controller, session):
    start = session.snapshot
    play_to_the_end(qtbot, player)
    controller.playing.play_by(replace(FAST, backwards=True))
    play_to_the_end(qtbot, player)
    assert session.snapshot is start


def test_a_loop_begins_again_where_it_began(qtbot, player, controller, session):
    start = session.snapshot
    controller.playing.play_by(replace(FAST, loop=True))
    seen = []
    session.subscribe(lambda _old, new: seen.append(new.snapshot))
    player.play()
    qtbot.waitUntil(lambda: seen.count(start) >= 2)
    player.pause()
    assert len(session.timeline.root.children) == 1


def test_a_run_pauses_it(qtbot, player, controller, session):
    controller.stepping.change_settings(EMSettings(tol=0.0, max_iter=10**6))
    player.play()
    controller.running.start()
    assert not player.active
    controller.running.stop()


def test_without_components_nothing_plays(controller):
    controller.playing.play()
    assert not controller.playing.active


def test_a_collapse_ends_it_and_says_where(qtbot, player, controller, session, heard):
    controller.editing.place(session.snapshot.dataset.X[7], 1e-6 * np.eye(2))
    play_to_the_end(qtbot, player)
    assert "Component 3 has collapsed onto point 8" in heard.told[-1].headline


@pytest.mark.parametrize(
    ("speed", "by", "expected"),
    [(4.0, 1, 8.0), (4.0, -1, 2.0), (60.0, 1, math.inf), (math.inf, 1, math.inf), (0.5, -1, 0.5)],
)
def test_speeds_go_up_and_down_a_list(speed, by, expected):
    assert Playback(speed=speed).faster(by) == expected


@pytest.mark.parametrize("large", [False, True])
def test_a_component_too_large_to_begin_from_ends_it_with_a_reason(
    qtbot, player, controller, session, heard, large, monkeypatch
):
    monkeypatch.setattr(Session, "is_large", large)
    controller.editing.place([0.0, 0.0], np.eye(2) * 1e305)
    before = session.snapshot
    for _ in range(2):
        play_to_the_end(qtbot, player)
        assert session.snapshot is before
        assert "component 3 is farther" in heard.told.pop().text.lower()
    controller.editing.undo()
    play_to_the_end(qtbot, player)
    assert heard.told[-1].headline.startswith("Converged")


def test_from_a_collapsed_start_it_ends_at_once_however_often_it_is_tried(
    qtbot, player, controller, session, heard
):
    controller.editing.place([0.0, 0.0], np.zeros((2, 2)))
    before = session.snapshot
    for _ in range(2):
        play_to_the_end(qtbot, player)
        assert session.snapshot is before


def test_at_its_limit_it_goes_on_when_it_is_played_again(qtbot, player, controller, session):
    controller.stepping.change_settings(EMSettings(tol=0.0, max_iter=3))
    for reached in (3, 6):
        play_to_the_end(qtbot, player)
        assert session.snapshot.n_iter == reached
