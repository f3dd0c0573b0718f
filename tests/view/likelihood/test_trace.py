"""What is drawn of a curve, and what is said of it."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gmm_explorer.data import Dataset
from gmm_explorer.em import Prior, iterate_em
from gmm_explorer.model import (
    Cause,
    Pending,
    Run,
    Session,
    Tracing,
    branches,
    changes,
    curve,
    edits,
)
from gmm_explorer.view.likelihood import words
from gmm_explorer.view.likelihood.axis import IterationAxis, decades
from gmm_explorer.view.likelihood.place import place_of
from gmm_explorer.view.likelihood.polyline import path, thinned
from gmm_explorer.view.likelihood.trace import Trace
from gmm_explorer.view.style.theme import LIGHT

X = np.random.default_rng(5).normal(size=(60, 2)) * [1.0, 2.0] + [0.0, 3.0]


@pytest.fixture
def session():
    session = Session()
    session.commit(edits.new_data(session.snapshot, Dataset.from_array(X)), "Open", Cause.DATA)
    for mean in ([-1.0, 2.0], [1.0, 4.0]):
        session.commit(edits.place_component(session.snapshot, mean, np.eye(2)), "Place")
    return session


def run(session, n_iter):
    settings = replace(session.snapshot.settings, tol=0.0, max_iter=n_iter)
    states = iterate_em(session.prepared, session.snapshot.mixture, settings)
    session.play_on(Run(session.snapshot, list(states)[1:]))


def change(session, **settings):
    changed = replace(session.snapshot.settings, **settings)
    session.commit(
        edits.change_settings(session.snapshot, changed), "Change settings", Cause.SETTINGS
    )


def trace_of(session, **tracing):
    found = curve(session.timeline)
    beside = branches(session.timeline, found)
    return Trace(found, beside, changes(found), Tracing(**tracing))


def collapse(session):
    session.commit(edits.change_covariance(session.snapshot, 0, np.zeros((2, 2))), "Flatten")


def test_totals_and_means_differ_by_the_number_of_points(session):
    run(session, 5)
    total, mean = trace_of(session), trace_of(session, per_sample=True)
    np.testing.assert_allclose(total.lines[0].y, 60 * mean.lines[0].y)
    assert total.bounds == pytest.approx(tuple(60 * bound for bound in mean.bounds))


def test_gains_are_logarithms_of_what_each_iteration_gained(session):
    run(session, 5)
    total, gains = trace_of(session), trace_of(session, gains=True)
    np.testing.assert_allclose(10.0 ** gains.lines[0].y, np.diff(total.lines[0].y))
    assert gains.place(3)[1] == gains.lines[0].y[2]
    assert math.isnan(gains.place(0)[1])
    assert 10**gains.tolerance == pytest.approx(1e-6 * 60)
    assert gains.bounds[0] <= gains.tolerance <= gains.bounds[1]


def test_without_a_tolerance_gains_have_no_line_to_fall_below(session):
    change(session, tol=0.0)
    run(session, 5)
    assert trace_of(session, gains=True).tolerance is None
    assert trace_of(session).tolerance is None


def test_infinity_does_not_touch_the_scale(session):
    run(session, 5)
    before = trace_of(session).bounds
    collapse(session)
    trace = trace_of(session)
    assert trace.lines[-1].y.tolist() == [math.inf]
    assert trace.bounds == before
    said = (
        "Iteration 5: log L ∞. Flatten. A component has collapsed: its density grows without bound"
    )
    assert words.where(trace, 6) == said
    assert words.where(trace_of(session, per_sample=True), 6) == said


def start_far_away(session):
    for k in range(2):
        narrow = edits.change_covariance(session.snapshot, k, np.eye(2) * 1e-3)
        session.commit(narrow, "Make it narrow")


def test_a_far_start_does_not_flatten_the_rest(session):
    start_far_away(session)
    run(session, 20)
    trace = trace_of(session)
    heights = trace.lines[0].y
    assert heights[0] < -5000
    assert trace.bounds == (heights[1], heights[-1])


def test_branches_widen_the_scale_by_no_more_than_the_curve_has(session):
    start = session.timeline.position
    start_far_away(session)
    run(session, 2)
    session.go_to(start)
    run(session, 20)
    trace = trace_of(session)
    own = trace.lines[0].y[1:]  # the first is far away too
    (branch,) = trace.branches
    assert branch.y[0] < -5000
    assert trace.bounds[0] == pytest.approx(own.min() - (own.max() - own.min()))


def test_the_objective_starts_where_the_likelihood_does_and_never_falls(session):
    change(session, prior=Prior())
    run(session, 30)
    trace = trace_of(session)
    (objective,) = trace.objectives
    assert objective.y[0] == pytest.approx(trace.lines[-1].y[0])
    assert np.all(np.diff(objective.y) > -1e-9)


def test_a_fall_is_told_with_its_amount_and_cause(session):
    run(session, 60)
    change(session, reg_covar=0.5)
    run(session, 2)
    trace = trace_of(session)
    gain = trace.lines[-1].y[1] - trace.lines[-1].y[0]
    said = words.where(trace, 62)
    assert "fell by" in said
    assert f"{-gain:.2f}" in said
    assert said.endswith("reg_covar adds to the covariance after the M-step")


def test_a_fall_under_a_prior_is_told_with_the_rise_of_what_em_climbs(session):
    run(session, 60)
    change(session, prior=Prior())
    run(session, 1)
    said = words.where(trace_of(session), 62)
    assert "with a prior EM climbs the penalised objective, which rose by" in said


def test_several_changes_at_one_place_are_counted(session):
    run(session, 2)
    for x in (3.0, 4.0):
        session.commit(edits.move_mean(session.snapshot, 0, [x, 0.0]), f"Move to {x:g}")
    said = words.where(trace_of(session), 3)
    assert "Move to 4, after 1 other change: log L" in said
    assert said.endswith("by hand")


@pytest.mark.parametrize(
    ("left", "text"),
    [
        (0, "converged to the tolerance"),
        (1, "about 1 iteration to go"),
        (19, "about 19 iterations to go"),
        (43, "about 43 iterations to go"),
        (1234, "about 1,200 iterations to go"),
        (10**7, "more than 100,000 iterations to go"),
    ],
)
def test_iterations_to_go_are_told_no_finer_than_they_are_known(left, text):
    assert words.iterations_text(left) == text


def test_the_place_shown_says_where_em_leads_or_why_not(session):
    run(session, 1)
    assert "before two iterations" in place_of(session.frame, trace_of(session)).outlook
    run(session, 60)
    now = place_of(session.frame, trace_of(session))
    assert now.outlook.startswith("limit ≈ ")
    assert now.limit >= now.height
    assert place_of(session.frame, trace_of(session, limit=False)).outlook == ""
    collapse(session)
    assert place_of(session.frame, trace_of(session)).height == math.inf
    assert place_of(Session().frame, trace_of(Session())) is None


def test_a_preview_has_a_height_of_its_own_and_no_limit(session):
    run(session, 5)
    session.preview(edits.move_mean(session.snapshot, 0, [2.0, 2.0]))
    now = place_of(session.frame, trace_of(session))
    assert now.height == pytest.approx(session.derived.log_likelihood)
    assert now.outlook == now.caption == ""


walks = arrays(np.float64, st.integers(2, 5000), elements=st.floats(-50.0, 50.0))


@given(walks, st.floats(10.0, 300.0))
def test_a_thinned_line_has_the_extremes_and_ends_of_every_column(y, width):
    x = np.linspace(0.0, width, len(y))
    few_x, few_y = thinned(x, y)
    assert len(few_x) <= max(4 * (width + 2), 4)
    assert (few_x[0], few_y[0], few_x[-1], few_y[-1]) == (x[0], y[0], x[-1], y[-1])
    assert np.all(np.diff(few_x) >= 0)
    columns, few_columns = np.floor(x), np.floor(few_x)
    for column in np.unique(columns):
        whole, few = y[columns == column], few_y[few_columns == column]
        assert (few.min(), few.max()) == (whole.min(), whole.max())


def test_a_line_is_parted_where_it_is_not_finite():
    x = np.arange(6.0)
    drawn = path(x, np.array([1.0, 2.0, math.inf, math.nan, 4.0, 1e300]))
    areas = [part.boundingRect() for part in drawn.toSubpathPolygons()]
    assert [(area.left(), area.right()) for area in areas if area.width()] == [(0, 1), (4, 5)]
    assert drawn.boundingRect().bottom() <= 1e5
    assert path(x[:0], x[:0]).isEmpty()


@pytest.mark.parametrize("last", [8, 9, 31, 100, 100_000])
def test_iterations_on_the_axis_are_whole(qapp, last):
    axis = IterationAxis("bottom", LIGHT)
    for width in (300.0, 2000.0):
        [(step, values)] = axis.tickValues(-0.02 * last, 1.04 * last, width)
        assert len(values) >= 2
        assert all(value == round(value) for value in values)
        assert "." not in "".join(axis.tickStrings(values, 1.0, step))


@given(
    st.floats(-320.0, 320.0, allow_subnormal=False),
    st.floats(1e-3, 600.0),
    st.floats(30.0, 900.0),
)
def test_powers_of_ten_are_whole_and_far_enough_apart(low, span, length):
    chosen = decades(low, low + span, length)
    assert all(value == round(value) for value in chosen.values)
    assert all(low <= value <= low + span for value in chosen.values)
    assert chosen.step * length / span >= 24.0 or chosen.step == 500.0


def test_a_run_under_way_has_its_objective_beside_it(session):
    change(session, prior=Prior())
    trace, snapshot = trace_of(session), session.snapshot
    states = list(iterate_em(session.prepared, snapshot.mixture, snapshot.settings))[1:6]
    under_way = Run(snapshot, states)
    numbers = (under_way.n_iter, under_way.log_likelihood, under_way.log_prior)
    session.preview(edits.iterated(snapshot, states[-1].mixture, 5), Pending(*numbers))
    pending = trace.pending_lines(session.frame)
    session.play_on(under_way)
    entered = trace_of(session)
    np.testing.assert_array_equal(pending.log_likelihood.y, entered.lines[-1].y)
    np.testing.assert_array_equal(pending.objective.y, entered.objectives[-1].y)
    assert trace.pending_lines(session.frame) is None


def test_without_a_prior_a_run_has_no_objective_of_its_own(session):
    trace, snapshot = trace_of(session), session.snapshot
    pending = Pending(np.array([1]), np.array([-100.0]), np.array([0.0]))
    session.preview(edits.iterated(snapshot, snapshot.mixture, 1), pending)
    assert trace.pending_lines(session.frame).objective is None
