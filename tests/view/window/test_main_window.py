"""The main job, end to end, on the real window with real mouse and key events."""

import json
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QFileDialog, QLabel, QLineEdit
from sklearn.mixture import GaussianMixture

from gmm_explorer import window_arguments
from gmm_explorer.app import create_window
from gmm_explorer.resource_path import resource_path
from gmm_explorer.view.widgets.scrolled import Scrolled
from tests.view.hand import Hand
from tests.view.windows import place, settle, show, trigger

pytestmark = pytest.mark.real_window

FAITHFUL = str(resource_path("data", "old_faithful.csv"))
NAMES = {
    "file": "open open_parameters generate export_parameters export_figure example_old_faithful "
    "paste import import_again export_responsibilities export_trace export_script "
    "export_animation",
    "edit": "undo redo delete_component copy_parameters paste_parameters",
    "tool": "select place paint erase jitter",
    "paint": "wider narrower denser sparser spray on_line jitter_all",
    "em": "initialize e_step m_step step back forward run stop restart",
    "view": "fit_data colour_at_once",
    "help": "shortcuts about",
}


@pytest.fixture
def faithful(qtbot):
    """Return a window with Old Faithful from its CSV and a Gaussian placed in each cluster."""
    window = show(qtbot, create_window([FAITHFUL]))
    settle(window)
    plane = window.plot_area.plane
    hand = Hand(plane)
    qtbot.keyClick(window, Qt.Key.Key_P)
    hand.drag(hand.over(2.1, 54.0), hand.over(2.6, 54.0))
    hand.drag(hand.over(4.2, 80.0), hand.over(4.7, 80.0))
    qtbot.keyClick(window, Qt.Key.Key_V)
    return window


def run(qtbot, window):
    with qtbot.waitSignal(window.controller.running.toggled, check_params_cb=lambda on: not on):
        qtbot.keyClick(window, Qt.Key.Key_R)


def sklearn_from(start, X, covariance_type="full"):
    """Return scikit-learn's fit from the very same start."""
    precisions = {
        "full": np.linalg.inv(start.covariances),
        "tied": np.linalg.inv(start.covariances[0]),
    }[covariance_type]
    model = GaussianMixture(
        start.n_components,
        covariance_type=covariance_type,
        reg_covar=0.0,
        tol=1e-14,
        max_iter=5000,
        weights_init=start.weights,
        means_init=start.means,
        precisions_init=precisions,
    )
    return model.fit(X)


def test_old_faithful_by_hand_ends_where_the_world_says(qtbot, faithful):
    session = faithful.session
    start = session.snapshot.mixture
    settings = replace(session.snapshot.settings, tol=1e-14, max_iter=5000)
    faithful.controller.stepping.change_settings(settings)
    run(qtbot, faithful)
    assert session.derived.log_likelihood == pytest.approx(-1130.264, abs=5e-4)
    X = session.snapshot.dataset.X
    peer = sklearn_from(start, X)
    assert session.derived.log_likelihood == pytest.approx(peer.score(X) * len(X), rel=1e-9)
    np.testing.assert_allclose(session.snapshot.mixture.means, peer.means_, rtol=1e-6)


def test_three_tied_components_end_where_mclust_says(qtbot, faithful):
    """Mclust 6 reports -1126.32623646826; its test stops it a hundredth before the optimum."""
    session = faithful.session
    hand = Hand(faithful.plot_area.plane)
    qtbot.keyClick(faithful, Qt.Key.Key_P)
    hand.drag(hand.over(3.7, 72.0), hand.over(4.1, 72.0))
    settings = replace(
        session.snapshot.settings, covariance_type="tied", tol=1e-14, max_iter=20_000
    )
    faithful.controller.stepping.change_settings(settings)
    start = session.snapshot.mixture
    run(qtbot, faithful)
    assert -1126.32623646826 < session.derived.log_likelihood < -1126.3
    X = session.snapshot.dataset.X
    peer = sklearn_from(start, X, "tied")
    assert session.derived.log_likelihood == pytest.approx(peer.score(X) * len(X), rel=1e-9)


def test_the_keys_of_em(qtbot, faithful):
    session = faithful.session
    qtbot.keyClick(faithful, Qt.Key.Key_E)
    assert not session.snapshot.needs_e_step
    qtbot.keyClick(faithful, Qt.Key.Key_M)
    assert session.snapshot.n_iter == 1
    assert session.snapshot.needs_e_step
    qtbot.keyClick(faithful, Qt.Key.Key_S)
    assert session.snapshot.n_iter == 2
    qtbot.keyClick(faithful, Qt.Key.Key_PageDown)
    assert session.snapshot.n_iter == 3
    qtbot.keyClick(faithful, Qt.Key.Key_PageUp)
    assert session.snapshot.n_iter == 2
    trigger(faithful, "em_forward")
    assert session.snapshot.n_iter == 3
    trigger(faithful, "em_restart")
    assert session.snapshot.n_iter == 0


def test_undo_and_redo_by_keys_go_over_everything(qtbot, faithful):
    session = faithful.session
    ctrl = Qt.KeyboardModifier.ControlModifier
    run(qtbot, faithful)
    fitted = session.snapshot
    for _ in range(4):  # the run, two placements, the file
        qtbot.keyClick(faithful, Qt.Key.Key_Z, ctrl)
    assert session.snapshot.dataset is None
    assert faithful.plot_area.canvas is None
    for _ in range(4):
        qtbot.keyClick(faithful, Qt.Key.Key_Y, ctrl)
    assert session.snapshot is fitted


def test_the_run_button_is_clicked_and_stop_ends_it(qtbot, faithful):
    session = faithful.session
    settings = replace(session.snapshot.settings, tol=0.0, max_iter=10**9)
    faithful.controller.stepping.change_settings(settings)
    button = faithful.findChild(object, "toolbar_em_run")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.frame.pending is not None)
    assert faithful.findChild(QAction, "em_stop").isEnabled()
    assert not faithful.findChild(QAction, "em_run").isEnabled()
    qtbot.mouseClick(faithful.findChild(object, "toolbar_em_stop"), Qt.MouseButton.LeftButton)
    assert not faithful.controller.running.active
    assert session.snapshot.n_iter > 0


def test_closing_the_window_ends_a_run(qtbot, faithful):
    settings = replace(faithful.session.snapshot.settings, tol=0.0, max_iter=10**9)
    faithful.controller.stepping.change_settings(settings)
    trigger(faithful, "em_run")
    faithful.close()
    assert not faithful.controller.running.active


def answer(qtbot, window, path):
    """Type a path into the dialog that has opened, and press Return."""
    dialogs = window.findChildren(QFileDialog, "file_dialog")
    (dialog,) = [dialog for dialog in dialogs if dialog.isVisible()]
    name = dialog.findChild(QLineEdit)
    name.setText(str(path))
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(name, Qt.Key.Key_Return)


def test_export_by_the_menu_and_open_again(qtbot, faithful, tmp_path):
    run(qtbot, faithful)
    session = faithful.session
    fitted = session.snapshot.mixture
    qtbot.keyClick(faithful, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    answer(qtbot, faithful, tmp_path / "out.json")
    written = json.loads((tmp_path / "out.json").read_text())
    assert written["means"] == fitted.means.tolist()
    np.testing.assert_allclose(
        np.array(written["precisions"]) @ written["covariances"], [np.eye(2)] * 2, atol=1e-9
    )
    trigger(faithful, "em_restart")
    trigger(faithful, "file_open_parameters")
    answer(qtbot, faithful, tmp_path / "out.json")
    np.testing.assert_array_equal(session.snapshot.mixture.covariances, fitted.covariances)
    assert session.snapshot.n_iter == 0


def test_a_file_dropped_on_the_window_opens(qtbot, window):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(FAITHFUL)])
    where, keys = QPointF(300, 300), Qt.KeyboardModifier.NoModifier
    actions, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(where.toPoint(), actions, data, button, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(where, actions, data, button, keys))
    assert window.session.snapshot.dataset.n_samples == 272


def test_a_bad_file_is_told_in_a_dialog_and_the_window_lives_on(qtbot, faithful, tmp_path):
    bad = tmp_path / "ragged.csv"
    bad.write_text("x,y\n1,2\n3\n4,5\n")
    before = faithful.session.snapshot
    faithful.open(bad)
    (dialog,) = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isModal()]
    text = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "ragged.csv" in text
    assert "line 3" in text
    dialog.close()
    assert faithful.session.snapshot is before
    trigger(faithful, "em_step")
    assert faithful.session.snapshot.n_iter == 1


class Piped(BytesIO):
    """What stands in for ``sys.stdin``, and for the terminal where nothing is piped."""

    def __init__(self, content, terminal=False):
        super().__init__(content)
        self.buffer = self
        self.isatty = lambda: terminal


def test_a_table_that_is_piped_in_is_opened(qtbot, monkeypatch):
    monkeypatch.setattr("sys.stdin", Piped(b"x;y\n1,5;2\n2,5;7\n3,5;1\n"))
    window = create_window(["-"])
    qtbot.addWidget(window)
    assert window.session.snapshot.dataset.X.tolist() == [[1.5, 2.0], [2.5, 7.0], [3.5, 1.0]]
    assert window.session.snapshot.dataset.provenance == "standard input"
    assert window_arguments.stands_alone(window_arguments.window_parser().parse_args(["-"]))


@pytest.mark.parametrize(
    ("stream", "word"),
    [
        (Piped(b""), "standard input: it is empty"),
        (Piped(b"", terminal=True), "Nothing is piped"),
        (None, "standard input: it is empty"),
    ],
)
def test_nothing_piped_in_is_told_in_the_banner(qtbot, monkeypatch, stream, word):
    monkeypatch.setattr("sys.stdin", stream)
    window = create_window(["-"])
    qtbot.addWidget(window)
    assert window.session.snapshot.dataset is None
    assert word in window.plot_area.banner.notice.text


def test_a_bad_file_on_the_command_line_is_told_in_the_banner(qtbot, tmp_path):
    window = create_window([str(tmp_path / "nowhere.csv")])
    qtbot.addWidget(window)
    assert "nowhere.csv" in window.plot_area.banner.notice.text


def test_a_singular_step_is_told_in_the_banner_and_can_be_undone(qtbot, faithful):
    faithful.controller.editing.set_deviation(0, 0, 0.0)
    before = faithful.session.snapshot
    trigger(faithful, "em_step")
    assert faithful.session.snapshot is before
    assert "Component 1" in faithful.plot_area.banner.notice.headline
    trigger(faithful, "edit_undo")
    trigger(faithful, "em_step")
    assert faithful.session.snapshot.n_iter == 1


@pytest.mark.parametrize(
    "name", [f"{room}_{verb}" for room, verbs in NAMES.items() for verb in verbs.split()]
)
def test_every_action_has_its_name_a_tip_and_the_window_as_parent(window, name):
    action = window.findChild(QAction, name)
    assert action is not None
    assert action.parent() is window
    assert action.toolTip()


def test_an_empty_window_offers_what_to_do_and_nothing_else(window):
    enabled = {
        action.objectName()
        for action in window.actions_table
        if action.isEnabled() and action.objectName().startswith(("em_", "edit_", "file_export"))
    }
    # A mixture may come before its data.
    assert enabled == {"edit_paste_parameters"}
    assert window.plot_area.canvas is None


def test_undo_says_what_it_undoes(window):
    trigger(window, "file_example_old_faithful")
    assert window.findChild(QAction, "edit_undo").text() == "&Undo Example: Old Faithful"


def test_colour_at_once_lets_colours_follow_a_placement(qtbot, plane_window):
    qtbot.keyClick(plane_window, Qt.Key.Key_C)
    place(plane_window, ([3.0, -3.0], np.eye(2)), ([7.0, -3.0], np.eye(2)))
    assert plane_window.session.derived.responsibilities is not None


def test_the_columns_decide_between_plane_and_line(window, tmp_path):
    path = tmp_path / "three.csv"
    path.write_text("a,b,c\n1,2,3\n4,5,7\n6,5,4\n")
    window.open(path)
    assert window.plot_area.canvas is window.plot_area.plane
    window.controller.documents.choose_columns([2])
    assert window.plot_area.canvas is window.plot_area.line


def test_the_layout_comes_back_after_a_restart(qtbot, window):
    toggle = next(t for t in window.workspace.toggles if t.objectName() == "view_panel_model")
    toggle.trigger()
    window.close()
    again = create_window([])
    qtbot.addWidget(again)
    again.show()
    toggles = {t.objectName(): t.isChecked() for t in again.workspace.toggles}
    assert not toggles["view_panel_model"]
    assert toggles["view_panel_data"]


def test_the_layout_of_a_high_window_leaves_every_card_its_place_in_a_low_one(qtbot):
    heights = {}
    for height in (900, 720):
        window = create_window([])
        window.resize(1280, height)
        show(qtbot, window)
        settle(window)
        model, shown = window.model_panel.parentWidget(), window.show_panel.parentWidget()
        together = shown in window.workspace.tabifiedDockWidgets(model)
        assert together is (height == 720)
        shown.raise_()
        settle(window)
        heights[height] = window.show_panel.height()
        window.close()
    assert heights[720] > 200


def test_an_open_window_made_low_keeps_every_field_of_the_model_in_reach(qtbot):
    window = create_window([])
    window.resize(1280, 900)
    show(qtbot, window)
    settle(window)
    model, shown = window.model_panel.parentWidget(), window.show_panel.parentWidget()
    assert shown not in window.workspace.tabifiedDockWidgets(model)
    window.resize(1280, 720)
    qtbot.waitUntil(lambda: shown in window.workspace.tabifiedDockWidgets(model))
    window.resize(960, 640)
    settle(window)
    [area] = window.model_panel.findChildren(Scrolled)
    for field in area.findChildren(QAbstractSpinBox):
        # Of a field with a cursor Qt's ensureWidgetVisible looks at the cursor alone.
        for corner in (field.rect().topLeft(), field.rect().bottomLeft()):
            area.ensureVisible(0, field.mapTo(area.widget(), corner).y(), 0, 1)
        inside = field.visibleRegion().boundingRect()
        assert inside == field.rect(), field.objectName()


def test_cards_that_a_hand_took_apart_stay_so_in_a_low_window(qtbot, window):
    shown = window.show_panel.parentWidget()
    shown.setFloating(True)
    window.close()
    again = create_window([])
    again.resize(1280, 720)
    show(qtbot, again)
    assert again.show_panel.parentWidget().isFloating()


def test_the_theme_follows_the_desktop(window):
    from gmm_explorer.view.style.theme import DARK, LIGHT

    trigger(window, "file_example_old_faithful")
    shown = {}
    for theme in (LIGHT, DARK):
        window.set_theme(theme)
        settle(window)
        shown[theme.name] = window.grab().toImage().pixelColor(window.width() // 2, 200).lightness()
    assert shown["light"] > 200
    assert shown["dark"] < 60


def test_the_status_line_says_what_to_do_next_and_what_a_drag_would_do(qtbot, window):
    def hint():
        return window.status_line.findChild(QLabel, "status_hint").text()

    assert hint() == "Open, generate or choose data first"
    trigger(window, "file_example_old_faithful")
    assert "Press P" in hint()
    trigger(window, "em_initialize")
    assert "select" in hint()
    hand = Hand(window.plot_area.plane)
    settle(window)
    hand.move(hand.on(window.plot_area.plane.badges[0]))
    assert hint().startswith("Drag to move component 1; Alt snaps to a point")
    hand.move(hand.over(3.0, 80.0))
    assert "select" in hint()


def test_escape_dismisses_the_banner(qtbot, window):
    trigger(window, "file_example_old_faithful")
    assert window.plot_area.banner.isVisible()
    qtbot.keyClick(window.plot_area.plane, Qt.Key.Key_Escape)
    assert not window.plot_area.banner.isVisible()


def test_space_plays_and_pauses_and_brackets_set_the_pace(qtbot, faithful):
    session, playing = faithful.session, faithful.controller.playing
    for _ in range(5):
        qtbot.keyClick(faithful, Qt.Key.Key_BracketRight)
    assert session.presentation.playback.speed == float("inf")
    qtbot.keyClick(faithful, Qt.Key.Key_BracketLeft)
    assert session.presentation.playback.speed == 60.0
    settings = replace(session.snapshot.settings, tol=0.0, max_iter=10**6)
    faithful.controller.stepping.change_settings(settings)
    qtbot.keyClick(faithful, Qt.Key.Key_Space)
    assert faithful.findChild(QAction, "em_play").text() == "&Pause"
    qtbot.waitUntil(lambda: session.snapshot.n_iter >= 2)
    qtbot.keyClick(faithful, Qt.Key.Key_Space)
    assert not playing.active
    assert faithful.findChild(QAction, "em_play").text() == "&Play"


def test_no_key_has_two_meanings(window):
    keys = [key.toString() for action in window.actions_table for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
