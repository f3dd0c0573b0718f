import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton

from gmm_explorer.data import Dataset
from gmm_explorer.em import Mixture
from gmm_explorer.view.panels.responsibilities_table import ResponsibilitiesTable
from gmm_explorer.view.panels.row_order import By, LazyOrder, Sorting
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import DARK, LIGHT
from tests.view.stage import PAIR, Stage, old_faithful

LEFT = Qt.MouseButton.LeftButton
EXACT = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def stage(qtbot):
    return Stage(qtbot).open(old_faithful(), PAIR)


@pytest.fixture
def card(stage):
    return stage.put(ResponsibilitiesTable(LIGHT))


@pytest.fixture
def coloured(stage, card):
    stage.controller.stepping.e_step()
    return card


def rows(card, n=5):
    """Return the numbers of the points in the first rows, from 1."""
    model = card.view.model()
    return [int(model.index(row, 0).data()) for row in range(n)]


def click_heading(card, column):
    header = card.view.horizontalHeader()
    x = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    QTest.mouseClick(header.viewport(), LEFT, pos=QPoint(x, header.height() // 2))


def test_while_points_are_grey_it_says_when_they_get_theirs(stage, card):
    assert card.findChild(object, "responsibilities_empty").isVisible()
    assert not card.view.isVisible()
    stage.controller.stepping.e_step()
    assert card.view.isVisible()
    assert not card.findChild(object, "responsibilities_empty").isVisible()
    stage.controller.stepping.back()
    assert not card.view.isVisible()


def test_the_most_uncertain_points_come_first(stage, coloured):
    uncertainty = 1.0 - stage.session.derived.responsibilities.max(axis=1)
    expected = np.argsort(-uncertainty, kind="stable")[:20] + 1
    assert rows(coloured, 20) == expected.tolist()


def test_a_click_on_a_heading_sorts_one_way_the_other_and_back(stage, coloured):
    r = stage.session.derived.responsibilities
    usual = rows(coloured)
    click_heading(coloured, 2)
    assert rows(coloured) == (np.argsort(-r[:, 1], kind="stable")[:5] + 1).tolist()
    click_heading(coloured, 2)
    assert rows(coloured) == (np.argsort(r[:, 1], kind="stable")[:5] + 1).tolist()
    click_heading(coloured, 2)
    assert rows(coloured) == usual
    click_heading(coloured, 0)
    assert rows(coloured) == [1, 2, 3, 4, 5]


def test_an_arrow_marks_the_heading_that_rows_are_sorted_by(coloured):
    header = coloured.view.horizontalHeader()
    usual = header.grab().toImage()
    click_heading(coloured, 1)
    down = header.grab().toImage()
    click_heading(coloured, 1)
    up = header.grab().toImage()
    click_heading(coloured, 1)
    assert header.grab().toImage() == usual
    assert usual != down != up != usual


def test_the_menu_sorts_without_a_mouse(coloured):
    button = coloured.findChild(QToolButton, "responsibilities_order")
    menu = coloured.findChild(QMenu, "responsibilities_order_menu")
    assert button.text() == "most uncertain first"
    menu.aboutToShow.emit()
    words = [action.text() for action in menu.actions()]
    assert words == [
        "most uncertain first",
        "as in the data",
        "component 1, largest first",
        "component 2, largest first",
    ]
    assert [action.isChecked() for action in menu.actions()] == [True, False, False, False]
    menu.actions()[1].trigger()
    assert rows(coloured) == [1, 2, 3, 4, 5]
    assert button.text() == "as in the data"


def test_rows_follow_live_while_a_mean_is_dragged(stage, coloured):
    coloured.view.sort_by(Sorting(By.ROW, descending=False))
    before = coloured.view.model().index(0, 1).data(EXACT)
    stage.controller.editing.drag_means((0,), 0, [3.5, 70.0])
    r = stage.session.derived.responsibilities
    assert coloured.view.model().index(0, 1).data() == f"{r[0, 0]:.3f}"
    assert coloured.view.model().index(0, 1).data(EXACT) != before


def test_the_tool_tip_has_nine_digits_as_the_tutorial_prints_them(qtbot):
    """The first row of the tutorial's table: 2.97644006e-02, 9.70235407e-01, 1.91912550e-07."""
    random = np.random.RandomState(0)
    x = np.linspace(-5, 5, 20)
    data = np.stack([x * random.rand(20) + 10, x * random.rand(20) - 10, x * random.rand(20)])
    start = Mixture([1 / 3] * 3, [[-5.0], [8.0], [1.5]], [[[25.0]], [[9.0]], [[1.0]]])
    stage = Stage(qtbot).open(Dataset.from_array(data.reshape(-1, 1)), start)
    stage.controller.stepping.e_step()
    view = stage.put(ResponsibilitiesTable(LIGHT)).view
    view.sort_by(Sorting(By.ROW, descending=False))
    tips = [view.model().index(0, column).data(Qt.ItemDataRole.ToolTipRole) for column in (1, 2, 3)]
    for tip, printed in zip(
        tips, ("2.97644006e-02", "9.70235407e-01", "1.91912550e-07"), strict=True
    ):
        assert printed in tip


def test_a_bar_as_long_as_the_responsibility_stands_behind_the_number(stage, coloured):
    coloured.view.sort_by(Sorting(By.COMPONENT, 0))
    picture = coloured.view.viewport().grab().toImage()
    full = coloured.view.visualRect(coloured.view.model().index(0, 1))
    none = coloured.view.visualRect(coloured.view.model().index(0, 2))
    tinted = picture.pixelColor(full.left() + 6, full.center().y())
    assert tinted != QColor(LIGHT.card)
    assert tinted.hue() == pytest.approx(QColor(*component_color(0)).hue(), abs=3)
    assert picture.pixelColor(none.left() + 6, none.center().y()) == QColor(LIGHT.card)


def test_a_component_that_goes_takes_its_order_with_it(stage, coloured):
    coloured.view.sort_by(Sorting(By.COMPONENT, 1))
    stage.controller.presenting.select([1])
    stage.controller.editing.delete_selected()
    assert coloured.view.sorting == Sorting()
    assert coloured.view.model().columnCount() == 2


def test_many_components_scroll_and_stay_wide_enough_to_read(qtbot):
    stage = Stage(qtbot).open(old_faithful())
    for k in range(30):
        stage.controller.editing.place([2.0 + k / 10, 60.0], [[1.0, 0.0], [0.0, 100.0]])
    stage.controller.stepping.e_step()
    view = stage.put(ResponsibilitiesTable(DARK), (360, 400)).view
    assert view.horizontalScrollBar().maximum() > 0
    assert view.columnWidth(30) >= view.fontMetrics().horizontalAdvance("0.000") + 8
    view.grab()


def test_what_is_typed_over_the_table_is_looked_for_in_no_row(coloured, monkeypatch):
    def match(*_args):
        raise AssertionError("looked for in every row")

    monkeypatch.setattr(type(coloured.view.model()), "match", match, raising=False)
    coloured.view.setCurrentIndex(coloured.view.model().index(3, 1))
    QTest.keyClicks(coloured.view, "q0")
    assert coloured.view.currentIndex().row() == 3


def test_a_million_rows_are_neither_copied_nor_all_sorted(qtbot, monkeypatch):
    card = ResponsibilitiesTable(LIGHT)
    qtbot.addWidget(card)
    first = np.random.default_rng(0).random(1_000_000)
    r = np.column_stack([first, 1.0 - first])
    sizes = []
    argsort = np.argsort
    monkeypatch.setattr(
        np, "argsort", lambda keys, **o: sizes.append(len(keys)) or argsort(keys, **o)
    )
    with qtbot.waitSignal(card.view.model().modelReset):  # a worker has sorted what is seen first
        card.view.show_responsibilities(r)
    card.view.setVisible(True)
    card.resize(360, 600)
    card.show()
    card.view.grab()
    assert card.view.model().rowCount() == 1_000_000
    assert max(sizes) < 10_000
    assert rows(card, 1) == [int(np.abs(first - 0.5).argmin()) + 1]


class TestMarking:
    """Rows are marked by a hand, and marked points are shown."""

    @pytest.fixture
    def marks(self, stage, coloured):
        coloured.view.marking.connect(stage.controller.presenting.mark)
        return lambda: stage.session.presentation.marked.tolist()

    @staticmethod
    def click(card, row, keys=Qt.KeyboardModifier.NoModifier):
        view = card.view
        at = view.visualRect(view.model().index(row, 0)).center()
        QTest.mouseClick(view.viewport(), LEFT, keys, at)

    def points(self, card, *at):
        model = card.view.model()
        return sorted(model.point(model.index(row, 0)) for row in at)

    def test_a_click_marks_its_point_and_ctrl_one_more_or_less(self, coloured, marks):
        self.click(coloured, 2)
        assert marks() == self.points(coloured, 2)
        self.click(coloured, 4, Qt.KeyboardModifier.ControlModifier)
        assert marks() == self.points(coloured, 2, 4)
        self.click(coloured, 2, Qt.KeyboardModifier.ControlModifier)
        assert marks() == self.points(coloured, 4)

    def test_shift_marks_all_rows_between(self, coloured, marks):
        self.click(coloured, 1)
        self.click(coloured, 5, Qt.KeyboardModifier.ShiftModifier)
        assert marks() == self.points(coloured, 1, 2, 3, 4, 5)

    def test_keys_move_and_extend_the_marks(self, coloured, marks):
        ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        self.click(coloured, 1)
        QTest.keyClick(coloured.view, Qt.Key.Key_Down)
        assert marks() == self.points(coloured, 2)
        QTest.keyClick(coloured.view, Qt.Key.Key_Down, shift)
        assert marks() == self.points(coloured, 2, 3)
        for _ in range(2):
            QTest.keyClick(coloured.view, Qt.Key.Key_Down, ctrl)
        assert marks() == self.points(coloured, 2, 3)
        QTest.keyClick(coloured.view, Qt.Key.Key_Space, ctrl)
        assert marks() == self.points(coloured, 2, 3, 5)
        QTest.keyClick(coloured.view, Qt.Key.Key_Space, ctrl)
        assert marks() == self.points(coloured, 2, 3)

    def test_marks_from_elsewhere_emit_nothing_and_scroll(self, stage, coloured):
        heard = []
        coloured.view.marking.connect(heard.append)
        last = coloured.view.model().points(range(200, 201))
        stage.controller.presenting.mark(last)
        assert heard == []
        assert coloured.view.visualRect(coloured.view.model().index(200, 0)).isValid()
        assert last[0] in coloured.view._points_in_sight()

    def test_a_million_rows_are_found_without_sorting(self):
        keys = np.random.default_rng(0).integers(0, 1000, 1_000_000).astype(float)
        order = LazyOrder(keys)
        for rank in (0, 300, 999):
            assert order.rank(order[rank]) == rank
