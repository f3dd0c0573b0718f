"""Strokes: what is previewed, what is entered, and what goes on meanwhile."""

import math
from functools import partial

import numpy as np
import pytest

from gmm_explorer.controller.painting import Deed
from gmm_explorer.data import Dataset
from gmm_explorer.em import EMSettings, fit
from gmm_explorer.model import Cause, Playback, Question, curve, painting

NEW = np.array([[5.0, -5.0], [5.5, -5.5], [6.0, -5.0]])


def paint(X=NEW):
    return lambda snapshot: painting.paint(snapshot, X)


def erase(*rows):
    return lambda snapshot: painting.erase(snapshot, np.array(rows))


@pytest.fixture
def stroke(controller):
    return controller.painting


def labels(session):
    return [position.entry.label for position in session.timeline.past()]


def n_samples(session):
    return session.snapshot.dataset.n_samples


def test_a_stroke_is_seen_at_once_and_is_one_entry(stroke, session):
    before = session.snapshot
    n_entries = len(labels(session))
    stroke.begin(Deed.PAINT)
    stroke.go_on(paint())
    assert n_samples(session) == 123
    assert session.frame.previewing
    stroke.go_on(paint(NEW + 1.0))
    stroke.finish()
    assert labels(session)[0] == "Paint 6 points"
    assert len(labels(session)) == n_entries + 1
    assert session.timeline.entry.cause is Cause.DATA
    assert session.snapshot.mixture is before.mixture


def test_undo_takes_back_one_stroke_and_redo_brings_it_back(stroke, session, controller):
    first = session.snapshot
    for _ in range(2):
        stroke.begin(Deed.PAINT)
        stroke.go_on(paint())
        stroke.finish()
    painted = session.snapshot
    controller.editing.undo()
    assert n_samples(session) == 123
    controller.editing.undo()
    assert session.snapshot is first
    controller.editing.redo()
    controller.editing.redo()
    assert session.snapshot is painted


def test_cancel_gives_back_what_was_before(stroke, session):
    before, here = session.snapshot, session.timeline.position
    stroke.begin(Deed.ERASE)
    stroke.go_on(erase(0, 1, 2))
    assert n_samples(session) == 117
    stroke.cancel()
    stroke.go_on(erase(3))
    stroke.finish()
    assert session.snapshot is before
    assert session.timeline.position == here


def test_a_stroke_that_changes_nothing_leaves_no_entry(stroke, session):
    before = session.timeline.position
    stroke.begin(Deed.ERASE)
    stroke.go_on(lambda snapshot: painting.erase(snapshot, np.empty(0, np.intp)))
    stroke.finish()
    assert session.timeline.position == before


def test_the_entry_counts_what_was_jittered_and_not_how_often(stroke, session):
    stroke.begin(Deed.JITTER)
    for rows in ([0, 1], [1, 2]):
        change = partial(painting.displace, rows=np.array(rows), offsets=np.full((2, 2), 0.1))
        stroke.go_on(change)
    stroke.finish()
    assert labels(session)[0] == "Jitter 3 points"


def test_new_points_get_the_colours_of_the_mixture_that_colours_the_others(
    stroke, session, controller
):
    controller.stepping.e_step()
    stroke.begin(Deed.PAINT)
    stroke.go_on(paint())
    r = session.derived.responsibilities
    assert r.shape == (123, 2)
    np.testing.assert_allclose(r.sum(axis=1), 1.0)
    assert session.derived.log_likelihood is not None
    stroke.finish()


def test_a_step_in_the_midst_parts_the_stroke_and_painting_goes_on(stroke, session, controller):
    stroke.begin(Deed.PAINT)
    stroke.go_on(paint())
    controller.stepping.step()
    assert session.snapshot.n_iter == 1
    assert n_samples(session) == 123
    stroke.go_on(paint(NEW + 1.0))
    stroke.finish()
    assert n_samples(session) == 126
    assert labels(session)[:3] == ["Paint 3 points", "EM iteration 1", "Paint 3 points"]


@pytest.mark.parametrize("what", ["undo", "open"])
def test_after_an_undo_or_other_data_nothing_more_comes_of_it(stroke, session, controller, what):
    stroke.begin(Deed.PAINT)
    stroke.go_on(paint())
    if what == "undo":
        controller.editing.undo()
    else:
        controller.documents.take_data(Dataset.from_array(NEW), "Open")
    left = session.snapshot
    assert n_samples(session) == (120 if what == "undo" else 3)
    stroke.go_on(paint())
    stroke.finish()
    assert session.snapshot is left


def test_a_stroke_ends_a_run_and_goes_on_from_what_it_reached(qtbot, stroke, session, controller):
    controller.stepping.change_settings(EMSettings(tol=0.0, max_iter=10**7))
    controller.running.start()
    qtbot.waitUntil(lambda: session.snapshot.n_iter > 2)
    stroke.begin(Deed.PAINT)
    stroke.go_on(paint())
    assert not controller.running.active
    assert n_samples(session) == 123
    reached = session.timeline.entry.snapshot
    assert reached.n_iter > 2
    stroke.finish()
    assert session.snapshot.mixture is reached.mixture
    controller.editing.undo()
    assert session.snapshot is reached


def test_a_run_ends_a_stroke_and_fits_what_was_painted(qtbot, stroke, session, controller):
    stroke.begin(Deed.PAINT)
    stroke.go_on(paint())
    with qtbot.waitSignal(controller.running.toggled, check_params_cb=lambda on: not on):
        controller.running.start()
    start = session.timeline.position.block.parent.entry
    assert start.label == "Paint 3 points"
    expected = fit(start.snapshot.dataset.X, start.snapshot.mixture, start.snapshot.settings)
    np.testing.assert_array_equal(session.snapshot.mixture.means, expected.mixture.means)


def test_em_is_played_on_beneath_a_stroke_and_undone_with_it(qtbot, stroke, session, controller):
    controller.stepping.change_settings(EMSettings(tol=0.0, max_iter=10**6))
    controller.playing.play_by(Playback(speed=math.inf))
    controller.playing.play()
    qtbot.waitUntil(lambda: session.snapshot.n_iter >= 2)
    stroke.begin(Deed.PAINT)
    stroke.go_on(paint())
    before = session.timeline.entry.snapshot
    held = session.snapshot.mixture
    qtbot.waitUntil(lambda: session.snapshot.mixture is not held)
    assert session.timeline.entry.snapshot is before  # all of it is one preview
    stroke.go_on(paint(NEW + 1.0))
    stroke.finish()
    entered = session.timeline.entry
    assert entered.label == "Paint 6 points"
    assert entered.snapshot.n_iter == 0
    assert entered.snapshot.mixture is not before.mixture
    qtbot.waitUntil(lambda: session.snapshot.n_iter >= 2)
    controller.playing.pause()
    assert session.snapshot.dataset is entered.snapshot.dataset
    controller.editing.undo()
    controller.editing.undo()
    assert session.snapshot is before


def test_the_iterations_of_a_stroke_are_those_of_em(stroke, session, controller):
    stroke.begin(Deed.PAINT)
    stroke.go_on(paint())
    start = session.snapshot
    stroke.iterate()
    one = fit(start.dataset.X, start.mixture, EMSettings(tol=0.0, max_iter=1))
    np.testing.assert_allclose(session.snapshot.mixture.means, one.mixture.means, rtol=1e-12)
    stroke.cancel()
    stroke.iterate()
    assert not session.frame.previewing


def test_a_component_that_collapses_beneath_a_stroke_stops_nothing(stroke, session, controller):
    controller.editing.set_deviation(0, 0, 0.0)
    stroke.begin(Deed.PAINT)
    stroke.go_on(paint())
    stroke.iterate()
    stroke.go_on(paint(NEW + 1.0))
    stroke.finish()
    assert n_samples(session) == 126


def test_where_there_is_no_room_the_stroke_ends_with_a_word(monkeypatch, stroke, session, heard):
    monkeypatch.setattr("gmm_explorer.data.room.available_memory", lambda: 125 * 226)
    stroke.begin(Deed.PAINT)
    stroke.go_on(paint())
    stroke.go_on(paint())
    stroke.go_on(paint())
    stroke.finish()
    assert n_samples(session) == 123
    assert "memory" in heard.told[-1].text
    assert [notice.headline for notice in heard.told].count("The stroke ends here.") == 1
    stroke.begin(Deed.ERASE)
    stroke.go_on(erase(0))
    stroke.finish()
    assert labels(session)[0] == "Erase 1 point"


def test_all_points_are_jittered_in_one_entry(stroke, session, controller):
    before = session.snapshot.dataset.X
    stroke.jitter_all()
    assert labels(session)[0] == "Jitter 120 points"
    moved = session.snapshot.dataset.X - before
    assert (moved != 0.0).all()
    scale = session.prepared.scale
    np.testing.assert_allclose(moved.std(axis=0), painting.JITTER * scale, rtol=0.3)


def test_without_data_there_is_nothing_to_jitter(controller):
    controller.painting.jitter_all()
    assert controller.editing._session.snapshot.dataset is None


def test_a_stroke_begins_a_segment_of_the_likelihood(stroke, session, controller):
    controller.stepping.step()
    stroke.begin(Deed.PAINT)
    stroke.go_on(paint())
    stroke.finish()
    controller.stepping.step()
    drawn = curve(session.timeline)
    assert drawn.segments[-1].events[-1].label == "Paint 3 points"
    assert drawn.n_samples == 123
    assert drawn.segments[-1].n_iter.tolist() == [0, 1]


def test_pinned_places_stay_and_pinned_points_and_marks_go(stroke, session, controller):
    place, point = Question((0.5, 0.5)), Question((1.0, 1.0), 3)
    for pin in (place, point):
        controller.presenting.pin(pin)
    controller.presenting.mark([3])
    stroke.begin(Deed.ERASE)
    stroke.go_on(erase(0))
    stroke.finish()
    assert session.presentation.pins == (place,)
    assert session.presentation.marked.size == 0
    controller.documents.take_data(Dataset.from_array(NEW), "Open")
    assert session.presentation.pins == ()


def test_a_loop_begins_again_from_what_was_painted(qtbot, stroke, session, controller):
    controller.playing.play_by(Playback(speed=math.inf, loop=True))
    controller.playing.play()
    stroke.begin(Deed.PAINT)
    stroke.go_on(paint())
    stroke.finish()
    painted = session.timeline.position
    qtbot.waitUntil(lambda: session.timeline.position != painted)
    qtbot.waitUntil(lambda: session.timeline.position == painted)
    controller.playing.pause()


def test_many_points_are_changed_when_the_stroke_ends(
    monkeypatch, qtbot, stroke, session, controller
):
    monkeypatch.setattr("gmm_explorer.model.expecting.LARGE", 100)
    before = session.snapshot
    stroke.begin(Deed.PAINT)
    stroke.go_on(paint())
    stroke.go_on(paint(NEW + 1.0))
    assert session.snapshot is before
    stroke.finish()
    assert labels(session)[0] == "Paint 6 points"
    stroke.begin(Deed.ERASE)
    stroke.go_on(erase(0, 1))
    stroke.cancel()
    assert n_samples(session) == 126
    qtbot.waitUntil(lambda: not session.derived.awaited)
