import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSpinBox

from gmm_explorer.em import INITIALIZERS, EMSettings, Prior
from gmm_explorer.em.repairs import AddToDiagonal, ResetComponent
from gmm_explorer.view.panels.model_panel import ModelPanel
from tests.view.stage import PAIR, Stage, old_faithful


@pytest.fixture
def stage(qtbot):
    return Stage(qtbot).open(old_faithful(), PAIR)


@pytest.fixture
def action(stage):
    action = QAction("&Initialise")
    action.triggered.connect(stage.controller.stepping.initialize)
    return action


@pytest.fixture
def panel(stage, action):
    return stage.put(ModelPanel(stage.controller, action), (248, 420))


def type_number(field, text, key=Qt.Key.Key_Return):
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, key)


def test_start_and_seed_are_for_the_next_initialisation(stage, panel):
    type_number(panel.findChild(QSpinBox, "model_n_components"), "4")
    type_number(panel.findChild(QSpinBox, "model_seed"), "17")
    start = stage.session.presentation.start
    assert (start.n_components, start.method, start.seed) == (4, "k-means++", 17)
    assert stage.mixture.n_components == 2
    QTest.mouseClick(panel.findChild(QPushButton, "model_initialize"), Qt.MouseButton.LeftButton)
    assert stage.mixture.n_components == 4
    assert stage.entry.label == "Start: k-means++, seed 17"
    assert panel.findChild(QSpinBox, "model_seed").value() == 18


def test_half_a_number_is_not_taken_while_it_is_typed(stage, panel):
    before = stage.entry
    field = panel.findChild(QSpinBox, "model_max_iter")
    field.selectAll()
    QTest.keyClicks(field, "50")
    assert stage.entry is before
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert stage.session.snapshot.settings.max_iter == 50


def test_a_key_that_initialises_finds_what_has_been_typed(stage, panel, action):
    field = panel.findChild(QSpinBox, "model_n_components")
    field.selectAll()
    QTest.keyClicks(field, "12")
    action.trigger()
    assert stage.mixture.n_components == 12


def test_every_method_of_the_core_is_offered_and_works(stage, panel):
    combo = panel.findChild(QComboBox, "model_start_method")
    assert [combo.itemData(i) for i in range(combo.count())] == list(INITIALIZERS)
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    for method in INITIALIZERS:
        assert stage.session.presentation.start.method == method
        stage.controller.stepping.initialize()
        assert stage.mixture.n_components == 3
        QTest.keyClick(combo, Qt.Key.Key_Down)


def test_the_button_is_the_face_of_the_action(panel, action):
    button = panel.findChild(QPushButton, "model_initialize")
    action.setEnabled(False)
    assert not button.isEnabled()
    action.setText("Start &again")
    assert button.text() == "Start &again"


def test_the_covariance_type_projects_at_once(stage, panel):
    combo = panel.findChild(QComboBox, "model_covariance_type")
    assert [combo.itemText(i) for i in range(4)] == ["full", "diagonal", "spherical", "tied"]
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert stage.session.snapshot.settings.covariance_type == "diag"
    assert stage.mixture.covariances[0, 0, 1] == 0.0
    stage.controller.editing.undo()
    assert combo.currentText() == "full"


@pytest.mark.parametrize(
    ("text", "value", "shown"), [("1e-6", 1e-6, "1e−6"), ("0.001", 0.001, "0.001"), ("0", 0.0, "0")]
)
def test_regularisation_takes_numbers_as_people_write_them(stage, panel, text, value, shown):
    field = panel.findChild(QLineEdit, "model_reg_covar")
    type_number(field, text)
    assert stage.session.snapshot.settings.reg_covar == value
    assert field.text() == shown


def test_a_floor_under_the_eigenvalues_is_set_here_too(stage, panel):
    field = panel.findChild(QLineEdit, "model_eigenvalue_floor")
    assert field.text() == "0"
    type_number(field, "1e-4")
    assert stage.session.snapshot.settings.eigenvalue_floor == 1e-4
    type_number(field, "0")
    assert stage.session.snapshot.settings.eigenvalue_floor == 0.0


@pytest.mark.parametrize(
    ("text", "reason"), [("-1", "0 or above"), ("abc", "not a number"), ("1e999", "too large")]
)
def test_bad_regularisation_is_refused_in_place_and_escape_restores(stage, panel, text, reason):
    before = stage.session.snapshot
    field = panel.findChild(QLineEdit, "model_reg_covar")
    type_number(field, text)
    assert stage.session.snapshot is before
    assert field.property("invalid") is True
    assert reason in field.toolTip()
    assert field.text() == text
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "0"
    assert field.property("invalid") is False
    assert "squared units" in field.toolTip()


def test_a_refused_number_left_by_tab_stays_in_sight(stage, panel):
    field = panel.findChild(QLineEdit, "model_tol")
    type_number(field, "-3", Qt.Key.Key_Tab)
    assert field.property("invalid") is True
    assert field.text() == "-3"
    assert stage.session.snapshot.settings.tol == EMSettings().tol


def test_a_prior_is_switched_on_and_off(stage, panel):
    field = panel.findChild(QComboBox, "model_prior")
    assert field.currentText() == "none"
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.currentText() == "weak"
    assert isinstance(stage.session.snapshot.settings.prior, Prior)
    chosen = stage.session.snapshot
    field.activated.emit(1)
    assert stage.session.snapshot is chosen
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert stage.session.snapshot.settings.prior is None


def test_convergence_is_set(stage, panel):
    type_number(panel.findChild(QLineEdit, "model_tol"), "1e-9")
    type_number(panel.findChild(QSpinBox, "model_max_iter"), "50")
    settings = stage.session.snapshot.settings
    assert (settings.tol, settings.max_iter) == (1e-9, 50)


def test_code_changes_settings_without_an_intent(stage, panel, monkeypatch):
    said = []
    stage.controller.stepping.change_settings(EMSettings("tied", 0.5, tol=0.25, max_iter=7))
    monkeypatch.setattr(stage.controller.stepping, "change_settings", said.append)
    monkeypatch.setattr(stage.controller.presenting, "prepare_start", said.append)
    stage.controller.editing.undo()
    stage.controller.editing.redo()
    assert panel.findChild(QComboBox, "model_covariance_type").currentText() == "tied"
    assert panel.findChild(QLineEdit, "model_reg_covar").text() == "0.5"
    assert panel.findChild(QSpinBox, "model_max_iter").value() == 7
    assert said == []


def test_every_control_has_a_name_and_a_word_of_help(panel):
    for kind in (QComboBox, QSpinBox, QPushButton):
        for control in panel.findChildren(kind):
            assert control.objectName()
            assert control.accessibleName()
            assert control.toolTip()


def test_what_runs_do_about_a_collapse_is_chosen(stage, panel):
    field = panel.findChild(QComboBox, "model_standing_repair")
    assert field.currentText() == "stop, ask"
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.currentText() == "regularise"
    assert stage.session.presentation.standing == AddToDiagonal(at_every_step=True)
    QTest.keyClick(field, Qt.Key.Key_Home)
    assert stage.session.presentation.standing is None


def test_a_repair_with_parameters_of_a_persons_own_stays_what_it_is(stage, panel):
    field = panel.findChild(QComboBox, "model_standing_repair")
    stage.controller.repairing.rely_on(ResetComponent("worst"))
    assert field.currentText() == "reset"
    field.activated.emit(field.currentIndex())
    assert stage.session.presentation.standing == ResetComponent("worst")
