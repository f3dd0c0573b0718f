"""Asking the mixture and marking points, under a real mouse and real keys."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget

from gmm_explorer.controller.notice import Loudness, Notice
from gmm_explorer.data import Dataset
from gmm_explorer.em import predict_proba
from gmm_explorer.model import Question
from gmm_explorer.view.history.history_view import HistoryView
from gmm_explorer.view.plot.answer_words import weighted_text
from gmm_explorer.view.style.theme import LIGHT
from tests.view.conftest import PLANE
from tests.view.hand import Hand
from tests.view.windows import place, settle, trigger

TWO = (([3.0, -3.0], np.diag([1.0, 0.5])), ([7.0, -3.0], np.diag([1.0, 0.5])))
TWO_ON_LINE = (([-3.0], [[1.0]]), ([3.0], [[4.0]]))
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def plane(plane_window):
    place(plane_window, *TWO)
    return plane_window.plot_area.plane


@pytest.fixture
def hand(plane):
    return Hand(plane)


def pins(window):
    return window.session.presentation.pins


def card_text(canvas, name):
    text = canvas.asking.card.findChild(QLabel, name).text()
    return text.replace("\N{NO-BREAK SPACE}", " ")


def send_key(canvas, kind):
    canvas.setFocus()
    key = QKeyEvent(kind, Qt.Key.Key_Q, Qt.KeyboardModifier.NoModifier, "q")
    QApplication.sendEvent(canvas, key)


def empty_place(window, canvas):
    """Return a place in sight that is far from all data points."""
    X = window.session.snapshot.dataset.X
    box = canvas.box.viewRange()
    rng = np.random.default_rng(0)
    spots = rng.uniform([box[0][0], box[1][0]], [box[0][1], box[1][1]], (400, 2))
    away = np.linalg.norm(spots[:, None] - X, axis=2).min(axis=1)
    return spots[away.argmax()]


def test_holding_q_answers_where_the_mouse_is(plane_window, plane, hand):
    spot = empty_place(plane_window, plane)
    hand.move(hand.over(*spot))
    assert not plane.asking.card.isVisible()
    send_key(plane, QEvent.Type.KeyPress)
    hand.move(hand.over(*spot))
    hand.move(hand.over(*spot))
    assert plane.asking.card.isVisible()
    assert card_text(plane, "answer_title") == "Unseen point"
    assert card_text(plane, "answer_place").startswith("x = ")
    assert "ln p(x)" in card_text(plane, "answer_sentence")
    send_key(plane, QEvent.Type.KeyRelease)
    assert not plane.asking.card.isVisible()
    assert pins(plane_window) == ()


@pytest.mark.parametrize("focus", ["components", "responsibilities", "history", "likelihood"])
def test_holding_q_answers_wherever_the_keys_are(plane_window, plane, hand, focus):
    trigger(plane_window, "em_step")
    widgets = {
        "components": plane_window.components_table.view,
        "responsibilities": plane_window.responsibilities_table.view,
        "history": plane_window.history_panel.findChild(HistoryView),
        "likelihood": plane_window.likelihood_plot,
    }
    widgets[focus].setFocus()
    QTest.keyPress(plane_window.focusWidget(), Qt.Key.Key_Q)
    hand.move(hand.over(*empty_place(plane_window, plane)))
    assert plane.asking.card.isVisible()
    QTest.keyRelease(plane_window.focusWidget(), Qt.Key.Key_Q)
    assert not plane.asking.card.isVisible()


def test_a_click_in_explore_mode_pins_and_escape_takes_away(plane_window, plane, hand):
    trigger(plane_window, "explore_predict")
    spot = empty_place(plane_window, plane)
    selection = plane_window.session.presentation.selection
    hand.click(hand.over(*spot))
    (pin,) = pins(plane_window)
    assert pin.row is None
    np.testing.assert_allclose(pin.place, spot, atol=0.05)
    assert plane_window.session.presentation.selection == selection
    hand.type(Qt.Key.Key_Escape)
    assert pins(plane_window) == ()
    assert not plane.asking.card.isVisible()
    assert plane_window.session.presentation.asking
    hand.type(Qt.Key.Key_Escape)
    assert not plane_window.session.presentation.asking


def test_a_click_near_a_point_asks_about_that_very_point(plane_window, plane, hand):
    trigger(plane_window, "explore_predict")
    row = 17
    X = plane_window.session.snapshot.dataset.X
    hand.click(hand.over(*X[row]))
    (pin,) = pins(plane_window)
    assert pin.row is not None
    np.testing.assert_array_equal(pin.place, X[pin.row])
    assert card_text(plane, "answer_title") == f"Point {pin.row + 1}"
    assert card_text(plane, "answer_place").startswith("x = ")
    assert plane_window.session.presentation.marked.tolist() == [pin.row]


def test_return_pins_what_the_keys_aim_at(plane_window, hand):
    trigger(plane_window, "explore_predict")
    hand.type(Qt.Key.Key_Return)
    assert len(pins(plane_window)) == 1
    assert plane_window.session.snapshot.n_components == 2


def test_pinned_answers_follow_the_mixture(plane_window, plane, hand):
    plane_window.controller.presenting.pin(Question((5.2, -3.0)))
    numbers = plane.asking.card.findChild(object, "answer_numbers")
    before = numbers._answer
    hand.carry(hand.on(plane.badges[0]), hand.over(4.5, -3.0))
    during = numbers._answer
    assert during is not before
    mixture = plane_window.session.snapshot.mixture
    np.testing.assert_allclose(during.posterior, predict_proba([[5.2, -3.0]], mixture)[0])
    hand.release(hand.over(4.5, -3.0))
    plane_window.controller.stepping.step()
    assert numbers._answer is not during


def test_several_pins_are_chosen_by_their_numbers_and_closed_one_by_one(plane_window, plane):
    for x in (3.0, 5.0, 7.0):
        plane_window.controller.presenting.pin(Question((x, -3.0)))
    card = plane.asking.card
    third = card_text(plane, "answer_place")
    card.findChild(QToolButton, "answer_pin_1").click()
    assert card_text(plane, "answer_place") != third
    card.findChild(QToolButton, "answer_close").click()
    assert [pin.place[0] for pin in pins(plane_window)] == [5.0, 7.0]


def test_on_a_low_plot_a_pinned_answer_is_folded_until_somebody_unfolds_it(plane_window, plane):
    card, fold = plane.asking.card, plane.asking.card.findChild(QToolButton, "answer_fold")
    sentence = card.findChild(QLabel, "answer_sentence")
    plane_window.resize(1920, 1080)
    plane_window.controller.presenting.pin(Question((5.0, -3.0)))
    settle(plane_window)
    assert sentence.isVisible()
    plane_window.resize(1280, 720)
    plane_window.controller.presenting.pin(Question((4.0, -3.0)))
    settle(plane_window)
    folded = card.size()
    assert not sentence.isVisible()
    QTest.mouseClick(fold, Qt.MouseButton.LeftButton)
    settle(plane_window)
    assert sentence.isVisible()
    assert card.width() > folded.width()
    assert card.height() > folded.height()
    assert plane.rect().contains(card.geometry())
    QTest.keyClick(plane, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    settle(plane_window)
    assert card.size() == folded


def test_a_card_is_as_high_as_what_it_says_at_once(plane_window, plane):
    plane_window.resize(1280, 720)
    card = plane.asking.card
    for question in (Question((5.0, -3.0)), Question(tuple(PLANE[5]), 5), Question((4.0, -3.0))):
        plane_window.controller.presenting.pin(question)
        assert card.height() == card.layout().totalSizeHint().height()
        height = card.height()
        settle(plane_window)
        assert card.height() == card.layout().totalSizeHint().height() == height


def test_a_singular_component_says_why_there_is_no_posterior(plane_window, plane):
    place(plane_window, ([5.0, -3.0], np.zeros((2, 2))))
    plane_window.controller.presenting.pin(Question((4.0, -3.0)))
    settle(plane_window)
    assert "Component 3 has no density" in card_text(plane, "answer_sentence")


def test_asking_with_the_place_tool_in_hand_places_nothing(plane_window, hand):
    trigger(plane_window, "tool_place")
    trigger(plane_window, "explore_predict")
    hand.drag(hand.over(4.0, -2.0), hand.over(5.0, -2.0))
    assert plane_window.session.snapshot.n_components == 2


def test_a_line_answers_too(line_window):
    place(line_window, *TWO_ON_LINE)
    line = line_window.plot_area.line
    hand = Hand(line)
    trigger(line_window, "explore_predict")
    hand.click(hand.over(0.5, 0.1))
    (pin,) = pins(line_window)
    assert len(pin.place) == 1
    assert pin.place[0] == pytest.approx(0.5, abs=0.05)
    settle(line_window)
    assert line.asking.card.isVisible()


def test_new_data_take_pins_and_marks_away(plane_window):
    presenting = plane_window.controller.presenting
    presenting.pin(Question((3.0, -3.0)))
    presenting.mark([3, 5])
    other = Dataset.from_array(plane_window.session.snapshot.dataset.X + 1.0)
    plane_window.controller.documents.take_data(other, "Again")
    assert pins(plane_window) == ()
    assert len(plane_window.session.presentation.marked) == 0


def test_a_click_on_a_lone_point_marks_it_and_scrolls_to_its_row(plane_window, plane, hand):
    trigger(plane_window, "em_e_step")
    X = plane_window.session.snapshot.dataset.X
    outside = [i for i in range(len(X)) if plane.component_at(plane_pixel(plane, X[i])) is None]
    assert outside
    hand.click(hand.over(*X[outside[0]]))
    (marked,) = plane_window.session.presentation.marked
    view = plane_window.responsibilities_table.view
    model = view.model()
    assert marked in view._points_in_sight()
    row = model.row_of(int(marked))
    assert model.points(range(row, row + 1)) == [marked]
    # Where there is nothing, nothing is marked.
    hand.click(hand.over(*empty_place(plane_window, plane)))
    assert len(plane_window.session.presentation.marked) == 0


@pytest.mark.parametrize("dimension", ["line", "plane"])
def test_rows_that_are_clicked_mark_points_on_the_plot_and_back(request, dimension):
    window = request.getfixturevalue(f"{dimension}_window")
    place(window, *(TWO if dimension == "plane" else TWO_ON_LINE))
    trigger(window, "em_e_step")
    settle(window)
    canvas, view = window.plot_area.canvas, window.responsibilities_table.view
    bare = canvas.grab().toImage()
    cells = [view.visualRect(view.model().index(row, 0)).center() for row in (1, 3)]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cells[0])
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, cells[1]
    )
    marked = window.session.presentation.marked
    assert marked.tolist() == sorted(view.model().points(range(1, 4))[::2])
    assert canvas.grab().toImage() != bare
    # Back: a click on another point of the plot shows its row.
    n_rows = view.model().rowCount()
    (other,) = view.model().points(range(n_rows - 1, n_rows))
    at = canvas.points.place_of(other)
    Hand(canvas).click(Hand(canvas).over(*at), keys=BOTH)
    marked = window.session.presentation.marked
    assert len(marked) == 3
    nearest = canvas.point_at(QPointF(*canvas.box.pixels().to_pixels(*at)), 6.0)
    assert nearest in marked
    assert any(view.model().are_marked(view._points_in_sight()))


def test_ctrl_shift_marks_a_point_inside_a_component(plane_window, plane, hand):
    X = plane_window.session.snapshot.dataset.X
    inside = [i for i in range(len(X)) if plane.component_at(plane_pixel(plane, X[i])) is not None]
    selection = plane_window.session.presentation.selection
    hand.click(hand.over(*X[inside[0]]), keys=BOTH)
    assert len(plane_window.session.presentation.marked) == 1
    assert plane_window.session.presentation.selection == selection


def plane_pixel(plane, x):
    return QPointF(*plane.box.pixels().to_pixels(*x))


def test_of_many_pins_the_last_ones_stay(plane_window, plane):
    for x in range(12):
        plane_window.controller.presenting.pin(Question((float(x), -3.0)))
    assert [pin.place[0] for pin in pins(plane_window)] == [6.0, 7.0, 8.0, 9.0, 10.0, 11.0]
    assert plane.asking.card.sizeHint().width() <= plane.asking.card.width()


def test_on_a_line_q_answers_while_it_is_held_and_return_pins(line_window):
    place(line_window, *TWO_ON_LINE)
    line = line_window.plot_area.line
    hand = Hand(line)
    send_key(line, QEvent.Type.KeyPress)
    hand.move(hand.over(0.5, 0.1))
    hand.move(hand.over(0.5, 0.1))
    assert line.asking.card.isVisible()
    send_key(line, QEvent.Type.KeyRelease)
    assert not line.asking.card.isVisible()
    trigger(line_window, "explore_predict")
    hand.type(Qt.Key.Key_Return)
    assert len(pins(line_window)) == 1
    hand.type(Qt.Key.Key_Escape)
    assert pins(line_window) == ()


def test_pinned_answers_follow_a_run(plane_window, plane, qtbot):
    plane_window.controller.presenting.pin(Question((5.2, -3.0)))
    running = plane_window.controller.running
    with qtbot.waitSignal(running.toggled, check_params_cb=lambda on: not on):
        trigger(plane_window, "em_run")
    shown = plane.asking.card.findChild(object, "answer_numbers")._answer
    mixture = plane_window.session.snapshot.mixture
    np.testing.assert_allclose(shown.posterior, predict_proba([[5.2, -3.0]], mixture)[0])


def test_on_a_line_pinned_answers_follow_a_drag(line_window):
    place(line_window, *TWO_ON_LINE)
    line = line_window.plot_area.line
    hand = Hand(line)
    line_window.controller.presenting.pin(Question((0.5,)))
    numbers = line.asking.card.findChild(object, "answer_numbers")
    before = numbers._answer
    start = hand.on(line.badges[0])
    hand.drag(start, start + QPointF(40.0, 0.0))
    assert numbers._answer is not before
    mixture = line_window.session.snapshot.mixture
    np.testing.assert_allclose(numbers._answer.posterior, predict_proba([[0.5]], mixture)[0])


def middle_of(canvas, question):
    at = canvas.box.mapToScene(canvas.asking.marks.pixel_of(question))
    return canvas.mapFromScene(at)


def all_over(canvas, n_features):
    """Yield places all over what is seen of a plot."""
    (left, right), (bottom, top) = canvas.box.viewRange()
    for x in np.linspace(left, right, 13)[1:-1]:
        for y in np.linspace(bottom, top, 7)[1:-1]:
            yield Question((float(x), float(y))[:n_features])


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
@pytest.mark.parametrize("dimension", ["line", "plane"])
@pytest.mark.parametrize("unfolded", [False, True])
def test_a_card_never_hides_the_place_it_is_about(request, dimension, size, unfolded):
    window = request.getfixturevalue(f"{dimension}_window")
    place(window, *(TWO if dimension == "plane" else TWO_ON_LINE))
    window.resize(*size)
    settle(window)
    canvas = window.plot_area.canvas
    card = canvas.asking.card
    card._folded = False if unfolded else None
    for question in all_over(canvas, window.session.snapshot.n_features):
        window.controller.presenting.unpin_all()
        window.controller.presenting.pin(question)
        assert card.isVisible()
        assert canvas.rect().contains(card.geometry())
        assert not card.geometry().contains(middle_of(canvas, question))


def test_a_card_goes_along_when_the_plot_gets_another_size_or_shows_another_part(
    plane_window, plane
):
    question = Question((4.0, -3.0))
    plane_window.controller.presenting.pin(question)
    for size in ((1920, 1080), (1280, 720), (960, 640), (1280, 720)):
        plane_window.resize(*size)
        settle(plane_window)
        assert plane.rect().contains(plane.asking.card.geometry())
        assert not plane.asking.card.geometry().contains(middle_of(plane, question))
    low = plane.asking.card.geometry()
    plane_window.controller.notices.tell(Notice(Loudness.WARNING, "Something.", "And why."))
    settle(plane_window)
    assert plane.rect().contains(plane.asking.card.geometry())
    under = plane.mapToScene(low.center())
    away = plane.box.mapSceneToView(under) - QPointF(*question.place)
    plane.box.translateBy(-away)
    settle(plane_window)
    assert (middle_of(plane, question) - low.center()).manhattanLength() < 40
    assert not plane.asking.card.geometry().contains(middle_of(plane, question))


def test_in_a_folded_card_names_may_be_cut_and_numbers_never(plane_window, plane):
    plane_window.resize(1280, 720)
    names = ["velocity of recession in kilometres", "d"]
    data = Dataset.from_array(PLANE * [1.0, 1e5] - [5e3, 0.0], names)
    plane_window.controller.documents.take_data(data, "Open")
    place(plane_window, ([-5e3, -3e5], np.diag([1.0, 1e10])))
    settle(plane_window)
    plane_window.controller.presenting.pin(Question((-4995.25, -312345.0)))
    label = plane.asking.card.findChild(QLabel, "answer_place")
    first, second = label.text().split("\n")
    assert first.startswith("velocity")
    assert "\N{HORIZONTAL ELLIPSIS} = \N{MINUS SIGN}4995.2" in first
    assert second.startswith("d = \N{MINUS SIGN}31234")
    widest = max(map(label.fontMetrics().horizontalAdvance, (first, second)))
    settle(plane_window)
    assert widest <= label.contentsRect().width()
    assert names[0] in plane.asking.card.accessibleDescription()


def test_in_other_units_questions_and_marks_stay_and_the_card_says_so(plane_window, plane):
    presenting, documents = plane_window.controller.presenting, plane_window.controller.documents
    X = plane_window.session.snapshot.dataset.X
    presenting.pin(Question(tuple(X[7].tolist()), 7))
    presenting.pin(Question((4.0, -3.0)))
    presenting.mark([7])
    units = plane.asking.card.findChild(QLabel, "answer_units")
    axis = plane.getAxis("bottom")
    assert "standardised" not in axis.labelText
    assert not units.isVisible()
    before = plane_window.session.snapshot
    expected = predict_proba([[4.0, -3.0]], before.mixture)[0]
    documents.standardise(True)
    row, unseen = pins(plane_window)
    after = plane_window.session.snapshot
    np.testing.assert_array_equal(row.place, after.dataset.X[7])
    np.testing.assert_allclose(predict_proba([unseen.place], after.mixture)[0], expected)
    assert plane_window.session.presentation.marked.tolist() == [7]
    assert units.isVisible()
    assert units.text() == "in standardised units"
    assert axis.labelText == "x, standardised"
    plane_window.controller.editing.undo()
    np.testing.assert_allclose([pin.place for pin in pins(plane_window)], [X[7], [4.0, -3.0]])
    assert not units.isVisible()


def test_too_far_for_a_density_nothing_is_to_be_repaired(plane_window, plane):
    plane_window.controller.presenting.pin(Question((1e200, 0.0)))
    sentence = card_text(plane, "answer_sentence")
    assert "too far" in sentence
    assert "repair" not in sentence
    plane_window.controller.presenting.pin(Question((1e90, 0.0)))
    numbers = plane.asking.card.findChild(object, "answer_numbers")
    assert weighted_text(numbers._answer, 0) == "≈0"


def test_on_a_projector_an_answer_is_as_much_larger_as_the_rest(plane_window, plane):
    plane_window.resize(1920, 1080)
    settle(plane_window)
    plane_window.controller.presenting.pin(Question((4.0, -3.0)))
    numbers = plane.asking.card.findChild(QWidget, "answer_numbers")
    usual, width = numbers.height(), plane.asking.card.width()
    plane.set_theme(replace(LIGHT, scale=1.5))
    settle(plane_window)
    assert (numbers.height(), plane.asking.card.width()) == (usual * 1.5, width * 1.5)
    plane.set_theme(LIGHT)
    assert (numbers.height(), plane.asking.card.width()) == (usual, width)


def test_other_data_may_be_opened_while_an_answer_is_pinned(line_window):
    place(line_window, *TWO_ON_LINE, ([5.0], [[1.0]]))
    line_window.controller.presenting.pin(Question((0.5,)))
    settle(line_window)
    other = Dataset.from_array(line_window.session.snapshot.dataset.X * 3.0 + 50.0)
    line_window.controller.documents.take_data(other, "Open")
    place(line_window, ([50.0], [[4.0]]))
    assert len(line_window.plot_area.line.badges) == 1
    assert not line_window.plot_area.line.asking.card.isVisible()


def test_what_was_hovered_is_told_no_more_in_other_units_or_off_the_plot(plane_window, plane, hand):
    trigger(plane_window, "explore_predict")
    spot = empty_place(plane_window, plane)
    for gone in (
        lambda: plane_window.controller.documents.standardise(True),
        lambda: plane_window.controller.editing.undo(),
        lambda: QApplication.sendEvent(plane, QEvent(QEvent.Type.Leave)),
    ):
        hand.move(hand.over(*spot))
        assert plane.asking.card.isVisible()
        gone()
        assert not plane.asking.card.isVisible()
        spot = empty_place(plane_window, plane)


def test_in_other_units_the_pin_that_was_chosen_stays_chosen(plane_window, plane):
    for x in (3.0, 5.0, 7.0):
        plane_window.controller.presenting.pin(Question((x, -3.0)))
    plane.asking.card.findChild(QToolButton, "answer_pin_1").click()
    plane_window.controller.documents.standardise(True)
    assert plane.asking.card.findChild(QToolButton, "answer_pin_1").isChecked()
    plane_window.controller.presenting.pin(Question((0.0, 0.0)))
    assert plane.asking.card.findChild(QToolButton, "answer_pin_4").isChecked()


@pytest.mark.parametrize("size", [(960, 640), (1280, 720), (1920, 1080)])
def test_a_full_card_fits_and_no_title_is_cut(plane_window, plane, size):
    rng = np.random.default_rng(0)
    for _ in range(6):
        place(plane_window, (rng.uniform([2.0, -5.0], [8.0, -1.0]), np.eye(2)))
    plane_window.controller.documents.standardise(True)
    plane_window.resize(*size)
    if size[0] > 1000:  # in the smallest window there is room for a card or for a message
        plane_window.controller.notices.tell(Notice(Loudness.WARNING, "Something.", "And why."))
    settle(plane_window)
    card, title = plane.asking.card, plane.asking.card.findChild(QLabel, "answer_title")
    for question in list(all_over(plane, 2))[::6]:
        plane_window.controller.presenting.pin(question)
        for _ in range(2):
            settle(plane_window)
            assert plane.rect().contains(card.geometry())
            assert title.fontMetrics().horizontalAdvance(title.text()) <= title.width()
            if size[0] > 1000:
                assert not card.geometry().contains(middle_of(plane, question))
            QTest.keyClick(plane, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)


def test_of_many_data_nobody_says_all(plane_window, plane):
    rng = np.random.default_rng(0)
    data = Dataset.from_array(rng.normal(size=(30_000, 2)))
    plane_window.controller.documents.take_data(data, "Open")
    place(plane_window, ([0.0, 0.0], np.eye(2)))
    plane_window.controller.presenting.pin(Question((9.0, 0.0)))
    assert "over 99.9 % of the data: an outlier" in card_text(plane, "answer_sentence")
