"""Drags that end where nobody saw it, and the buttons and keys pressed meanwhile."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu

from tests.view.conftest import LINE, PLANE
from tests.view.hand import CTRL, LEFT, NO_KEYS, SHIFT, grip_of
from tests.view.windows import select, settle, trigger

AWAY = QPointF(30.0, 12.0)
RIGHT, MIDDLE = Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
Key = Qt.Key
LABELS = {
    "badge": ["Move component 1"],
    "handle": ["Reshape component 1"],
    "bar": ["Change the weight of component 1"],
    "place": ["Place component 3"],
    "band": [],
    "pan": [],
}


@pytest.fixture
def window(line_or_plane):
    return line_or_plane


@pytest.fixture
def carry(window, canvas, hand, corner):
    """Return a function that begins a gesture; it returns where the hand is then."""

    def begin(gesture):
        select(window, 0)
        if gesture == "place":
            trigger(window, "tool_place")
        on_sheet = gesture in ("place", "band", "pan")
        start = corner if on_sheet else hand.on(grip_of(canvas, gesture))
        hand.carry(start, start + AWAY, keys=SHIFT if gesture == "band" else NO_KEYS)
        return start + AWAY

    return begin


@pytest.mark.parametrize("gesture", LABELS)
def test_a_drag_ends_where_it_was_when_the_mouse_comes_back_without_its_button(
    window, canvas, hand, past, carry, gesture
):
    n_entries = len(past())
    here = carry(gesture)
    drawn, shown = window.session.snapshot.mixture, centre(canvas)
    hand.move(here + 2 * AWAY)
    same_mixture(window.session.snapshot.mixture, drawn)
    assert centre(canvas) == pytest.approx(shown, abs=1e-3)
    assert not window.session.frame.previewing
    assert past()[: len(past()) - n_entries] == LABELS[gesture]
    drag_second(window, canvas, hand)


@pytest.mark.parametrize("gesture", ["badge", "place", "pan"])
def test_a_drag_ends_when_a_dialog_opens(window, canvas, hand, past, carry, gesture):
    n_entries = len(past())
    here = carry(gesture)
    drawn, shown = window.session.snapshot.mixture, centre(canvas)
    dialog = QDialog(window)
    dialog.open()
    QTest.qWait(1)
    assert not window.session.frame.previewing
    assert past()[: len(past()) - n_entries] == LABELS[gesture]
    dialog.close()
    hand.move(here + 2 * AWAY, LEFT)
    hand.release(here + 2 * AWAY)
    same_mixture(window.session.snapshot.mixture, drawn)
    assert centre(canvas) == pytest.approx(shown, abs=1e-3)
    drag_second(window, canvas, hand)


@pytest.mark.parametrize("gesture", ["handle", "band"])
def test_a_window_that_is_hidden_keeps_nothing_in_its_hand(window, canvas, hand, carry, gesture):
    here = carry(gesture)
    window.hide()
    assert not window.session.frame.previewing
    window.show()
    settle(window)
    hand.move(here + AWAY)
    drag_second(window, canvas, hand)


@pytest.mark.parametrize(
    ("gesture", "other"), [*((gesture, RIGHT) for gesture in LABELS), ("badge", MIDDLE)]
)
def test_other_buttons_wait_for_the_one_that_holds(
    window, canvas, hand, past, carry, gesture, other
):
    n_entries = len(past())
    here = carry(gesture)
    drawn, shown = window.session.snapshot.mixture, centre(canvas)
    send(hand, QEvent.Type.MouseButtonPress, here, other, LEFT | other)
    hand.move(here + AWAY, LEFT | other)
    hand.move(here, LEFT | other)
    send(hand, QEvent.Type.MouseButtonRelease, here, other, LEFT)
    assert centre(canvas) == pytest.approx(shown, abs=1e-3)
    assert window.session.frame.previewing is (gesture not in ("band", "pan"))
    same_mixture(window.session.snapshot.mixture, drawn)
    hand.release(here)
    assert window.findChild(QMenu, "plot_menu") is None
    assert past()[: len(past()) - n_entries] == LABELS[gesture]
    drag_second(window, canvas, hand)


@pytest.mark.parametrize("gesture", ["badge", "pan"])
def test_another_button_held_longer_drags_nothing(window, canvas, hand, past, carry, gesture):
    n_entries = len(past())
    here = carry(gesture)
    send(hand, QEvent.Type.MouseButtonPress, here, RIGHT, LEFT | RIGHT)
    send(hand, QEvent.Type.MouseButtonRelease, here, LEFT, RIGHT)
    drawn, shown = window.session.snapshot.mixture, centre(canvas)
    hand.move(here + AWAY, RIGHT)
    hand.release(here + AWAY, button=RIGHT)
    same_mixture(window.session.snapshot.mixture, drawn)
    assert centre(canvas) == pytest.approx(shown, abs=1e-3)
    assert past()[: len(past()) - n_entries] == LABELS[gesture]
    drag_second(window, canvas, hand)


def test_a_press_whose_release_went_elsewhere_is_no_click(window, canvas, hand):
    hand.press(hand.on(canvas.badges[0]))
    hand.move(hand.on(canvas.badges[0]) + AWAY)
    hand.release(hand.on(canvas.badges[0]) + AWAY)
    assert window.session.presentation.selection == ()
    drag_second(window, canvas, hand)


DEEDS = {
    "next": lambda window: QTest.keyClick(window, Key.Key_N),
    "all": lambda window: QTest.keyClick(window, Key.Key_A, CTRL),
    "ask": lambda window: trigger(window, "explore_predict"),
}


@pytest.mark.parametrize(
    ("name", "deed"),
    [("badge", "next"), ("handle", "next"), ("bar", "next"), ("handle", "all"), ("badge", "ask")],
)
def test_another_selection_gives_back_what_is_dragged(
    window, canvas, hand, past, carry, name, deed
):
    before, n_entries = window.session.snapshot, len(past())
    here = carry(name)
    DEEDS[deed](window)
    assert window.session.snapshot is before
    hand.move(here + AWAY, LEFT)
    hand.release(here + AWAY)
    assert window.session.snapshot is before
    assert len(past()) == n_entries


@pytest.mark.parametrize("tool", ["tool_place", "tool_paint"])
@pytest.mark.parametrize("gesture", ["pan", "band"])
def test_a_drag_of_the_sheet_stays_what_it_is_when_another_tool_is_taken(
    window, canvas, hand, carry, gesture, tool
):
    before = window.session.snapshot
    here = carry(gesture)
    trigger(window, tool)
    hand.move(here + AWAY, LEFT)
    hand.move(here + 2 * AWAY)  # its button was let go elsewhere
    assert not canvas.holding.active
    assert window.session.snapshot is before
    drag_second(window, canvas, hand)


# Keys pressed while the mouse rests


def test_alt_snaps_as_soon_as_it_is_pressed_and_never_goes_to_the_menus(window, canvas, hand):
    points = LINE if canvas.n_features == 1 else PLANE
    start = hand.on(canvas.badges[0])
    hand.carry(start, start + AWAY)
    canvas.setFocus()
    QTest.keyPress(canvas, Key.Key_Alt)
    assert canvas.mover.ring.isVisible()
    assert any(window.session.snapshot.mixture.means[0].tobytes() == x.tobytes() for x in points)
    QTest.keyRelease(canvas, Key.Key_Alt)
    assert not window.menuBar().hasFocus()
    hand.release(start + AWAY)
    assert any(window.session.snapshot.mixture.means[0].tobytes() == x.tobytes() for x in points)


def test_the_drag_after_an_escaped_one_starts_from_what_is_seen(window, canvas, hand):
    """A burst of the wheel is not in the history yet, when the hand takes hold."""
    select(window, 0)
    start = hand.on(canvas.handles[0])
    hand.carry(start, start + AWAY)
    hand.type(Key.Key_Escape)
    hand.release(start + AWAY)
    for _ in range(4):
        hand.wheel(inside(canvas, hand), 120, CTRL)
    seen = window.session.snapshot.mixture.covariances[0]
    start = hand.on(canvas.handles[0])
    outwards = start - hand.on(canvas.badges[0])
    outwards /= (outwards.x() ** 2 + outwards.y() ** 2) ** 0.5
    hand.drag(start, start + outwards, keys=CTRL)
    changed = window.session.snapshot.mixture.covariances[0]
    np.testing.assert_allclose(changed, seen, rtol=0.1)


def inside(canvas, hand):
    """Return a place in the first component, beside its badge."""
    if canvas.n_features == 1:
        return hand.over(-3.0, 0.02)
    return hand.over(3.3, -3.1)


def drag_second(window, canvas, hand):
    """Drag the second component, to see that nothing else is held any more."""
    trigger(window, "tool_select")
    select(window, 1)
    before = window.session.snapshot.mixture.means[1]
    start = hand.on(canvas.badges[1])
    hand.drag(start, start + QPointF(24.0, 0.0))
    moved = (window.session.snapshot.mixture.means[1] - before)[0] * canvas.box.pixels().scale_x
    assert moved == pytest.approx(24.0, abs=1.0)


def same_mixture(one, other):
    np.testing.assert_allclose(one.means, other.means)
    np.testing.assert_allclose(one.covariances, other.covariances)
    np.testing.assert_allclose(one.weights, other.weights)


def centre(canvas):
    """Return the middle of the view: a pan moves it, another layout does not."""
    return sum(canvas.box.viewRange()[0]) / 2


def send(hand, kind, at, button, buttons):
    hand._send(kind, at, button, buttons, NO_KEYS)
