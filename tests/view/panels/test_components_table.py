import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton

from gmm_explorer.data import Dataset
from gmm_explorer.em import Mixture
from gmm_explorer.view.panels.components_cells import PARAMETERS, Column
from gmm_explorer.view.panels.components_table import ComponentsTable
from gmm_explorer.view.style.numbers import parse_number
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import DARK, LIGHT, apply_theme
from tests.view.stage import PAIR, Stage, old_faithful
from tests.view.windows import place, settle

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stage(qtbot):
    return Stage(qtbot).open(old_faithful(), PAIR)


@pytest.fixture
def table(stage):
    return stage.put(ComponentsTable(stage.controller, LIGHT)).view


def cell(table, column, component=0, feature=0):
    return table.model().index(component * table.model().n_features + feature, column)


def click(table, index, keys=Qt.KeyboardModifier.NoModifier):
    QTest.mouseClick(table.viewport(), LEFT, keys, table.visualRect(index).center())


def editor_at(table, index):
    """Double-click a cell and return the line that opens."""
    click(table, index)
    QTest.mouseDClick(table.viewport(), LEFT, pos=table.visualRect(index).center())
    return open_editor(table)


def open_editor(table):
    editors = [e for e in table.viewport().findChildren(QLineEdit) if e.isVisible()]
    assert len(editors) <= 1
    return editors[0] if editors else None


def type_into(editor, text):
    editor.selectAll()
    QTest.keyClicks(editor, text)


def test_a_weight_is_edited_by_double_click_and_the_others_keep_their_proportions(stage, table):
    stage.controller.editing.place([3.0, 70.0], [[0.1, 0.0], [0.0, 20.0]])
    editor = editor_at(table, cell(table, Column.WEIGHT))
    type_into(editor, "0.25")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    weights = stage.mixture.weights
    assert weights[0] == 0.25
    assert weights.sum() == pytest.approx(1.0)
    assert weights[1] / weights[2] == pytest.approx((0.6 * 2 / 3) / (1 / 3))
    assert stage.entry.label == "Set the weight of component 1"
    assert open_editor(table) is None


@pytest.mark.parametrize(
    ("column", "feature", "text", "expected"),
    [
        (Column.MEAN, 1, "81.5", lambda m: m.means[1, 1] == 81.5),
        (Column.MEAN, 0, "-4", lambda m: m.means[1, 0] == -4.0),
        (Column.MEAN, 0, " 2,5 ", lambda m: m.means[1, 0] == 2.5),
        (Column.MEAN, 1, "0", lambda m: m.means[1, 1] == 0.0),
        (Column.WEIGHT, 0, "0", lambda m: m.weights.tolist() == [1.0, 0.0]),
        (Column.WEIGHT, 0, "1", lambda m: m.weights.tolist() == [0.0, 1.0]),
        (Column.DEVIATION, 0, "0.5", lambda m: m.covariances[1, 0, 0] == 0.25),
        (Column.DEVIATION, 1, "2e0", lambda m: m.covariances[1, 1, 1] == 4.0),
        (
            Column.CORRELATION,
            0,
            "-0.5",
            lambda m: m.covariances[1, 0, 1] == pytest.approx(-0.5 * np.sqrt(0.17 * 36.0)),
        ),
    ],
)
def test_every_number_can_be_edited(stage, table, column, feature, text, expected):
    editor = editor_at(table, cell(table, column, 1, feature))
    type_into(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert expected(stage.mixture)


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        (Column.CORRELATION, "1.5", "positive semi-definite"),
        (Column.WEIGHT, "2", "between 0 and 1"),
        (Column.DEVIATION, "-1", "negative"),
        (Column.MEAN, "abc", "not a number"),
        (Column.MEAN, "1e999", "too large"),
        (Column.MEAN, "-1e200", "out of reach"),
        (Column.DEVIATION, "1e160", "out of reach"),
        (Column.MEAN, "", "not a number"),
        (Column.MEAN, "   ", "not a number"),
        (Column.MEAN, "nan", "not a number"),
        (Column.DEVIATION, "inf", "not a number"),
        (Column.DEVIATION, "1e400", "too large"),
        (Column.WEIGHT, "-0.1", "between 0 and 1"),
        (Column.MEAN, "1,234", "two ways"),
    ],
)
def test_a_bad_number_is_refused_in_place_with_the_reason(stage, table, column, text, reason):
    before = stage.session.snapshot
    editor = editor_at(table, cell(table, column))
    type_into(editor, text) if text else editor.setModified(not editor.clear())
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert open_editor(table) is editor
    assert editor.property("invalid") is True
    assert reason in editor.toolTip()
    assert reason in editor.accessibleDescription()
    assert editor.text() == text
    assert stage.session.snapshot is before
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert open_editor(table) is None
    assert stage.session.snapshot is before


@pytest.mark.parametrize("column", [Column.MEAN, Column.DEVIATION])
@pytest.mark.parametrize("text", ["1e100", "1e-100", "0"])
def test_the_largest_and_smallest_numbers_are_taken_and_shown(stage, table, column, text):
    editor = editor_at(table, cell(table, column))
    type_into(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    shown = table.model().place(cell(table, column))
    assert table.model().number(shown) == pytest.approx(float(text), rel=1e-12)
    table.grab()


def test_typing_on_forgives_and_a_good_number_is_then_taken(stage, table):
    editor = editor_at(table, cell(table, Column.CORRELATION))
    type_into(editor, "1.5")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    type_into(editor, "0.5")
    assert editor.property("invalid") is False
    assert editor.toolTip() == ""
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert stage.mixture.covariances[0, 0, 1] == pytest.approx(0.5 * np.sqrt(0.07 * 33.0))


def test_a_bad_number_left_by_a_click_elsewhere_is_dropped_aloud(stage, table):
    before = stage.session.snapshot
    editor = editor_at(table, cell(table, Column.CORRELATION))
    type_into(editor, "7")
    click(table, cell(table, Column.MEAN, 1))
    assert open_editor(table) is None
    assert stage.session.snapshot is before
    assert "positive semi-definite" in stage.told[-1].text


def test_a_good_number_left_by_a_click_elsewhere_is_taken(stage, table):
    editor = editor_at(table, cell(table, Column.MEAN))
    type_into(editor, "2.5")
    click(table, cell(table, Column.MEAN, 1))
    assert stage.mixture.means[0, 0] == 2.5


def test_an_editor_opened_and_closed_changes_nothing(stage, table):
    before = stage.session.snapshot
    editor = editor_at(table, cell(table, Column.DEVIATION))
    assert parse_number(editor.text()) == np.sqrt(0.07)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert stage.session.snapshot is before


def test_the_editor_of_a_narrow_cell_is_wide_enough_to_read(table):
    cell_rect = table.visualRect(cell(table, Column.CORRELATION))
    editor = editor_at(table, cell(table, Column.CORRELATION))
    assert editor.geometry().right() == cell_rect.right()
    assert (
        editor.width() >= editor.fontMetrics().horizontalAdvance("−0.123456789") > cell_rect.width()
    )


def test_tab_commits_and_goes_from_number_to_number(stage, table):
    editor = editor_at(table, cell(table, Column.WEIGHT))
    visited = []
    for _ in range(7):
        visited.append((table.currentIndex().row(), table.currentIndex().column()))
        QTest.keyClick(open_editor(table), Qt.Key.Key_Tab)
    assert visited == [(0, 1), (0, 3), (1, 3), (0, 4), (1, 4), (0, 5), (2, 1)]
    assert open_editor(table) is not editor
    QTest.keyClick(open_editor(table), Qt.Key.Key_Backtab)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (2, 1)


def test_a_digit_or_f2_begins_editing_the_cell_reached_by_keys(stage, table):
    click(table, cell(table, Column.MEAN))
    QTest.keyClick(table, Qt.Key.Key_7)
    assert open_editor(table).text() == "7"
    QTest.keyClick(open_editor(table), Qt.Key.Key_Return)
    assert stage.mixture.means[0, 0] == 7.0
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    assert open_editor(table).text() == "7"


@pytest.mark.parametrize("text", ["q", "w", "%"])
def test_what_begins_no_number_begins_no_editing(table, text):
    click(table, cell(table, Column.MEAN))
    QTest.keyClicks(table, text)
    assert open_editor(table) is None


def test_what_is_being_typed_stays_while_em_goes_on(stage, table):
    editor = editor_at(table, cell(table, Column.MEAN))
    type_into(editor, "3.")
    stage.controller.stepping.step()
    assert open_editor(table) is editor
    assert editor.text() == "3."
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert stage.mixture.means[0, 0] == 3.0


def test_a_click_selects_and_ctrl_click_toggles(stage, table):
    click(table, cell(table, Column.NUMBER, 1))
    assert stage.session.presentation.selection == (1,)
    click(table, cell(table, Column.MEAN, 0, 1), CTRL)
    assert stage.session.presentation.selection == (0, 1)
    click(table, cell(table, Column.HEALTH, 1), CTRL)
    assert stage.session.presentation.selection == (0,)


def test_keys_select_toggle_and_delete(stage, table):
    click(table, cell(table, Column.MEAN))
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert stage.session.presentation.selection == (0,)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert stage.session.presentation.selection == (1,)
    QTest.keyClick(table, Qt.Key.Key_A, CTRL)
    assert stage.session.presentation.selection == (0, 1)
    QTest.keyClick(table, Qt.Key.Key_Space, CTRL)
    assert stage.session.presentation.selection == (0,)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert stage.mixture.n_components == 1
    np.testing.assert_array_equal(stage.mixture.means, PAIR.means[1:])


def test_code_selects_and_edits_without_an_intent_of_the_table(stage, table, monkeypatch):
    said = []
    monkeypatch.setattr(stage.controller.presenting, "select", said.append)
    stage.controller.presenting.toggle_selected(0)
    said.clear()
    stage.controller.stepping.step()
    stage.controller.editing.undo()
    assert said == []


def test_the_selection_is_a_tint_over_the_whole_component(stage, table):
    stage.controller.presenting.select([1])
    picture = table.viewport().grab().toImage()
    for index, tinted in (
        (cell(table, Column.MEAN, 1, 1), True),
        (cell(table, Column.MEAN), False),
    ):
        corner = table.visualRect(index).topLeft()
        color = picture.pixelColor(corner.x() + 2, corner.y() + 2)
        assert color == QColor(LIGHT.selection if tinted else LIGHT.card)


@pytest.mark.parametrize("component", [0, 1])
def test_a_component_is_known_by_the_colour_of_its_disc(stage, table, component):
    picture = table.viewport().grab().toImage()
    center = table.visualRect(cell(table, Column.NUMBER, component)).center()
    color = picture.pixelColor(center.x() - 8, center.y())
    assert color == QColor(*component_color(component))


def test_texts_are_rounded_and_tool_tips_are_not(stage, table):
    index = cell(table, Column.DEVIATION, 0, 1)
    assert index.data() == "5.74"
    tip = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert tip.startswith("Component 1, standard deviation σ of waiting: ")
    assert parse_number(tip.rpartition(" ")[2]) == np.sqrt(33.0)


def test_the_light_tells_health_in_words_too(stage, table):
    stage.controller.editing.set_deviation(0, 0, 0.0)
    stage.controller.editing.set_deviation(0, 1, 0.0)
    collapsed = cell(table, Column.HEALTH, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    healthy = cell(table, Column.HEALTH, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "collapsed onto a point" in collapsed
    assert "healthy" in healthy
    assert "Effective number of points" in healthy


def test_an_undefined_correlation_is_a_dash(stage, table):
    stage.controller.editing.set_deviation(0, 0, 0.0)
    assert cell(table, Column.CORRELATION).data() == "–"
    assert cell(table, Column.CORRELATION).data(Qt.ItemDataRole.EditRole) == ""


def test_the_effective_numbers_of_points_follow_the_responsibilities(stage, table):
    stage.controller.stepping.e_step()
    shown = [float(cell(table, Column.EFFECTIVE, k).data()) for k in range(2)]
    expected = stage.session.derived.responsibilities.sum(axis=0)
    np.testing.assert_allclose(shown, expected, atol=0.05)
    assert sum(shown) == pytest.approx(272.0, abs=0.1)
    words = cell(table, Column.EFFECTIVE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("Component 1, effective number of points n: ")


def test_what_one_component_gains_in_points_is_painted_at_the_other_too(stage, table):
    stage.controller.stepping.e_step()
    told = []
    table.model().dataChanged.connect(lambda first, last: told.append((first, last)))
    stage.controller.editing.drag_means((1,), 1, [2.5, 60.0])
    lost = cell(table, Column.EFFECTIVE, 0)
    assert any(
        first.row() <= lost.row() <= last.row() and first.column() == last.column() == lost.column()
        for first, last in told
    )


def told_columns(table, change):
    """Return which cells of which component are told to have changed: (component, column)."""
    told = set()

    def note(first, last):
        for row in range(first.row(), last.row() + 1):
            told.update((row // 2, Column(c)) for c in range(first.column(), last.column() + 1))

    table.model().dataChanged.connect(note)
    change()
    table.model().dataChanged.disconnect(note)
    return told


SPREAD = {
    Column.DEVIATION,
    Column.CORRELATION,
    Column.COVARIANCE_WITH_FIRST,
    Column.COVARIANCE_WITH_SECOND,
}


def test_of_a_component_moved_only_what_changes_is_painted(stage, table):
    stage.controller.stepping.e_step()
    mixture = stage.session.snapshot.mixture
    editing = stage.controller.editing
    told = told_columns(table, lambda: editing.drag_means((1,), 1, mixture.means[1] + 0.5))
    assert {column for _, column in told} == {Column.MEAN, Column.EFFECTIVE}
    assert (0, Column.MEAN) not in told
    editing.cancel()
    told = told_columns(table, lambda: editing.drag_covariance(0, 1.5 * mixture.covariances[0]))
    assert {column for _, column in told} == SPREAD | {Column.EFFECTIVE}
    assert {k for k, column in told if column in SPREAD} == {0}
    editing.cancel()
    told = told_columns(table, lambda: stage.controller.presenting.select([0]))
    assert told == {(k, column) for k in range(2) for column in Column}


def test_the_effective_number_is_no_parameter_to_edit(stage, table):
    assert editor_at(table, cell(table, Column.EFFECTIVE)) is None


def test_all_numbers_of_a_million_points_fit_the_panel(qtbot):
    apply_theme(QApplication.instance(), LIGHT)  # the font of the window
    X = np.random.default_rng(0).normal(size=(1_000, 2)) * 10.0
    stage = Stage(qtbot).open(Dataset.from_array(np.tile(X, (1_000, 1))))
    stage.place(Mixture([1.0], [[-12.34, -56.78]], [[[90.0, 4.0], [4.0, 90.0]]]))
    table = stage.put(ComponentsTable(stage.controller, LIGHT), (360, 300)).view
    assert cell(table, Column.EFFECTIVE).data() == "1000000"
    assert table.horizontalScrollBar().maximum() == 0


def test_tiny_covariances_are_written_to_three_digits(stage, table):
    stage.controller.editing.drag_covariance(0, np.diag([1.23456e-17, 1.0]))
    assert cell(table, Column.COVARIANCE_WITH_FIRST).data() == "1.23×10⁻¹⁷"


def test_a_bar_for_scrolling_sideways_covers_no_row(plane_window):
    plane_window.resize(1280, 720)
    place(plane_window, ([5.0, -3.0], np.diag([1e-130, 1e-134])), ([5.0, -3.0], np.eye(2)))
    table = plane_window.components_table.view
    table.show_matrix(True)
    settle(plane_window)
    assert table.horizontalScrollBar().maximum() > 0
    assert table.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize(("height", "in_sight"), [(720, 4), (1080, 8)])
def test_a_high_window_has_more_components_in_sight(plane_window, height, in_sight):
    plane_window.resize(1280, height)
    place(plane_window, *(([x, -3.0], np.eye(2)) for x in np.linspace(0.0, 9.0, 9)))
    table = plane_window.components_table.view
    n_rows = table.viewport().height() / table.rowHeight(0)
    assert n_rows / 2 == pytest.approx(in_sight, abs=0.5)


def test_on_a_line_there_is_no_correlation(stage, table):
    stage.controller.documents.choose_columns([1])
    stage.controller.editing.place([60.0], [[25.0]])
    assert table.isColumnHidden(Column.CORRELATION)
    assert table.model().rowCount() == 1
    assert cell(table, Column.DEVIATION).data() == "5.00"


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        (Column.WEIGHT, "0,25", lambda m: m.weights.tolist() == [0.25, 0.75]),
        (Column.MEAN, " 57.5", lambda m: m.means[0, 0] == 57.5),
        (Column.DEVIATION, "2e0", lambda m: m.covariances[0, 0, 0] == 4.0),
        (Column.DEVIATION, "0", lambda m: m.covariances[0, 0, 0] == 0.0),
    ],
)
def test_on_a_line_every_number_can_be_edited(stage, table, column, text, expected):
    stage.controller.documents.choose_columns([1])
    for mean in (55.0, 80.0):
        stage.controller.editing.place([mean], [[25.0]])
    editor = editor_at(table, cell(table, column))
    type_into(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert expected(stage.mixture)
    table.grab()


@pytest.mark.parametrize("text", ["nan", "-1", "1e400", " "])
def test_on_a_line_a_bad_number_is_refused_in_place(stage, table, text):
    stage.controller.documents.choose_columns([1])
    stage.controller.editing.place([60.0], [[25.0]])
    before = stage.session.snapshot
    editor = editor_at(table, cell(table, Column.DEVIATION))
    type_into(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert open_editor(table) is editor
    assert editor.property("invalid") is True
    assert stage.session.snapshot is before


def test_it_says_what_to_do_while_there_is_nothing(qtbot):
    stage = Stage(qtbot)
    card = stage.put(ComponentsTable(stage.controller, DARK))
    assert card.findChild(object, "components_empty").isVisible()
    assert not card.view.isVisible()
    stage.place(PAIR)
    assert card.view.isVisible()
    assert not card.findChild(object, "components_empty").isVisible()


def test_components_without_data_have_no_health(qtbot):
    stage = Stage(qtbot)
    table = stage.put(ComponentsTable(stage.controller, DARK)).view
    stage.place(PAIR)
    assert cell(table, Column.HEALTH).data(Qt.ItemDataRole.AccessibleTextRole) == "Component 1"
    assert cell(table, Column.EFFECTIVE).data() == "–"
    assert cell(table, Column.MEAN, 1, 1).data() == "80.00"
    table.grab()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_no_number_is_cut_at_the_width_of_the_panel(qtbot, theme):
    """Tiny, huge and negative numbers are written as powers of ten, the longest of all texts."""
    stage = Stage(qtbot).open(Dataset.from_array([[-2e-9, 3e12], [5e-9, -4e12]]))
    stage.place(Mixture([1.0], [[-1.234e-9, -1.234e12]], [[[1e-18, 0.0], [0.0, 1e24]]]))
    table = stage.put(ComponentsTable(stage.controller, theme), (360, 300)).view
    for column in (*PARAMETERS, Column.EFFECTIVE):
        if table.isColumnHidden(column):
            continue
        for feature in (0, 1):
            index = cell(table, column, 0, feature)
            width = table.fontMetrics().horizontalAdvance(index.data())
            assert width + 8 <= table.columnWidth(column)


class TestMatrix:
    """The covariance matrix in the place of deviations and correlation."""

    @pytest.fixture
    def matrix(self, stage, table):
        table.parentWidget().findChild(QToolButton, "components_matrix").click()
        return table

    def test_it_shows_the_matrix(self, stage, matrix):
        assert matrix.isColumnHidden(Column.DEVIATION)
        assert matrix.isColumnHidden(Column.CORRELATION)
        shown = [
            float(cell(matrix, column, 1, d).data().replace("−", "-"))
            for d in range(2)
            for column in (Column.COVARIANCE_WITH_FIRST, Column.COVARIANCE_WITH_SECOND)
        ]
        np.testing.assert_allclose(shown, stage.mixture.covariances[1].ravel(), rtol=1e-3)

    def test_an_entry_is_edited_with_its_mirror_image(self, stage, matrix):
        index = cell(matrix, Column.COVARIANCE_WITH_SECOND, 1, 0)
        matrix.model().enter(index, "0.5")
        covariance = stage.mixture.covariances[1]
        assert covariance[0, 1] == covariance[1, 0] == 0.5
        matrix.model().enter(cell(matrix, Column.COVARIANCE_WITH_SECOND, 1, 1), "40")
        assert stage.mixture.covariances[1][1, 1] == 40.0

    @pytest.mark.parametrize(("d", "text"), [(0, "100"), (1, "-1"), (1, "0")])
    def test_what_is_no_covariance_is_refused(self, stage, matrix, d, text):
        before = stage.mixture
        with pytest.raises(ValueError, match="positive semi-definite"):
            matrix.model().enter(cell(matrix, Column.COVARIANCE_WITH_SECOND, 1, d), text)
        assert stage.mixture is before


def test_what_was_selected_while_there_was_no_room_is_in_sight_where_there_is(stage, table):
    stage.place(PAIR)
    table.resize(table.width(), table.horizontalHeader().height() + 30)  # less than a component
    stage.controller.presenting.select([3])
    stage.controller.presenting.select([0])
    assert table.verticalScrollBar().value() == 0


def test_a_component_selected_on_the_plot_is_brought_into_sight(stage, table):
    for k in range(12):
        stage.controller.editing.place([2.0 + 0.2 * k, 70.0], [[0.1, 0.0], [0.0, 20.0]])
    table.resize(table.width(), 150)
    seen = table.viewport().rect()
    for component in (0, 13, 7):
        stage.controller.presenting.select([component])
        assert seen.contains(table.visualRect(cell(table, Column.WEIGHT, component)).center())
        assert seen.contains(table.visualRect(cell(table, Column.MEAN, component, 1)).center())
