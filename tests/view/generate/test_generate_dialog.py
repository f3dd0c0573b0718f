"""The dialog of generated data, by mouse and keys."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QLabel,
    QListWidget,
    QPushButton,
    QSpinBox,
    QWidget,
)

from gmm_explorer.controller.lane import FILES
from gmm_explorer.data import room
from gmm_explorer.data.generators import (
    KINDS,
    Blobs,
    Grid,
    HeavyTails,
    LineMixture,
    Moons,
    Number,
    Rings,
    Uniform,
    parameters,
)
from gmm_explorer.view.generate.dataset_preview import MOST_POINTS
from gmm_explorer.view.generate.generate_dialog import GenerateDialog
from gmm_explorer.view.generate.memory import Memory
from gmm_explorer.view.generate.recipe_fields import object_name
from tests.view.stage import PAIR, Stage, old_faithful

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


@pytest.fixture
def window(dialog_owner):
    return dialog_owner


@pytest.fixture
def stage(qtbot):
    return Stage(qtbot)


@pytest.fixture
def memory():
    return Memory()


@pytest.fixture
def dialog(qtbot, stage, window, memory):
    return opened(qtbot, stage, window, memory)


def opened(qtbot, stage, window, memory):
    dialog = GenerateDialog(stage.controller, memory, window)  # which goes with the window
    dialog.open()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    return dialog


def click(dialog, name):
    QTest.mouseClick(dialog.findChild(QPushButton, name), LEFT)


def choose(dialog, kind):
    """Click on the row of a kind."""
    kinds = dialog.findChild(QListWidget)
    item = kinds.findItems(kind.title, Qt.MatchFlag.MatchExactly)[0]
    QTest.mouseClick(kinds.viewport(), LEFT, pos=kinds.visualItemRect(item).center())


def write(dialog, name, text):
    """Type into a field in place of what it holds."""
    field = dialog.findChild(QSpinBox, name) or dialog.findChild(QDoubleSpinBox, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    return field


def problem(dialog):
    label = dialog.findChild(QLabel, "generate_dialog_problem")
    return label.text() if label.isVisible() else ""


def dataset(stage):
    return stage.session.snapshot.dataset


def test_what_is_generated_is_what_the_fields_say(stage, dialog):
    write(dialog, "generate_clusters", "4")
    write(dialog, "generate_points", "300")
    write(dialog, "generate_stretch", "3")
    write(dialog, "generate_overlap", "0.1")
    write(dialog, "generate_imbalance", "0.25")
    write(dialog, "generate_outliers", "0.1")
    write(dialog, "generate_noise", "0.3")
    write(dialog, "generate_seed", "7")
    click(dialog, "generate_dialog_generate")
    recipe = Blobs(
        n_clusters=4,
        n_points=300,
        stretch=3.0,
        overlap=0.1,
        imbalance=0.25,
        outliers=0.1,
        noise=0.3,
    )
    np.testing.assert_array_equal(dataset(stage).X, recipe.dataset(7).X)
    assert stage.entry.label == "Generate 4 Gaussian blobs, 300 points, seed 7"


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_chosen_by_a_click_and_made(stage, dialog, kind):
    choose(dialog, kind)
    assert dialog.findChild(QLabel, "generate_about").text() == f"{kind.about}."
    click(dialog, "generate_dialog_generate")
    np.testing.assert_array_equal(dataset(stage).X, kind().dataset(0).X)


def test_kinds_are_chosen_with_arrow_keys(stage, dialog):
    kinds = dialog.findChild(QListWidget)
    assert kinds.hasFocus()
    for _ in range(3):
        QTest.keyClick(kinds, Key.Key_Down)
    QTest.keyClick(kinds, Key.Key_Return)
    np.testing.assert_array_equal(dataset(stage).X, Rings().dataset(0).X)


def test_fields_come_after_the_kinds_and_the_seed_after_the_fields(dialog):
    choose(dialog, Moons)
    walked = []
    for _ in range(7):
        QTest.keyClick(dialog.focusWidget(), Key.Key_Tab)
        walked.append(dialog.focusWidget().objectName())
    assert walked == [
        "generate_points",
        "generate_noise",
        "generate_outliers",
        "generate_seed",
        "generate_new_seed",
        "generate_dialog_generate",
        "generate_dialog_cancel",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_has_a_field_that_is_followed(stage, dialog, kind):
    choose(dialog, kind)
    changed = {}
    for name, number in parameters(kind).items():
        if isinstance(number, Number):
            field = write(dialog, object_name(number), "")
            QTest.keyClick(field, Key.Key_Up)
            changed[name] = field.value()
    assert problem(dialog) == ""
    click(dialog, "generate_dialog_generate")
    np.testing.assert_array_equal(dataset(stage).X, kind(**changed).dataset(0).X)
    usual = kind()
    assert all(value != getattr(usual, name) for name, value in changed.items())


def test_a_density_is_chosen_from_a_list(stage, dialog):
    choose(dialog, LineMixture)
    density = dialog.findChild(QComboBox, "generate_density")
    density.setFocus()
    QTest.keyClick(density, Key.Key_Down)
    click(dialog, "generate_dialog_generate")
    np.testing.assert_array_equal(dataset(stage).X, LineMixture(density="claw").dataset(0).X)
    assert stage.entry.label == "Generate Claw density, 500 points, seed 0"


def test_the_picture_follows_every_digit(dialog):
    caption = dialog.findChild(QLabel, "generate_caption")
    points = write(dialog, "generate_points", "2")
    assert caption.text() == "3 Gaussian blobs, 2 points, seed 0"
    before = dialog.findChild(QWidget, "dataset_preview").grab().toImage()
    QTest.keyClicks(points, "00")
    assert caption.text() == "3 Gaussian blobs, 200 points, seed 0"
    assert dialog.findChild(QWidget, "dataset_preview").grab().toImage() != before


def test_of_a_million_points_a_part_is_shown_and_all_are_made(stage, dialog, monkeypatch):
    drawn = []
    plain = Blobs.draw
    monkeypatch.setattr(
        Blobs, "draw", lambda self, rng: drawn.append(self.n_points) or plain(self, rng)
    )
    write(dialog, "generate_points", "1000000")
    assert max(drawn) <= MOST_POINTS
    caption = dialog.findChild(QLabel, "generate_caption").text()
    assert caption == "3 Gaussian blobs, 1,000,000 points, seed 0; 2,000 of the kind are shown"
    write(dialog, "generate_points", "20000")
    click(dialog, "generate_dialog_generate")
    assert dataset(stage).n_samples == 20_000


def test_many_points_are_made_beside_the_window(qtbot, stage, dialog):
    write(dialog, "generate_points", "200000")
    click(dialog, "generate_dialog_generate")
    assert dialog.isVisible()
    assert dialog.findChild(QLabel, "generate_caption").text() == "Making the points…"
    assert not dialog.findChild(QPushButton, "generate_dialog_generate").isEnabled()
    qtbot.waitUntil(lambda: dataset(stage) is not None)
    np.testing.assert_array_equal(dataset(stage).X, Blobs(n_points=200_000).dataset(0).X)


def test_points_that_are_being_made_can_be_done_without(qtbot, stage, dialog):
    write(dialog, "generate_points", "200000")
    click(dialog, "generate_dialog_generate")
    closed = []
    dialog.finished.connect(closed.append)
    QTest.keyClick(dialog, Key.Key_Escape)
    assert closed == [QDialog.DialogCode.Rejected]
    done = []
    FILES.put(lambda: done.append(True))  # after what was under way
    qtbot.waitUntil(lambda: bool(done))
    QTest.qWait(1)
    assert dataset(stage) is None


def test_memory_that_is_gone_by_then_is_said_in_place(qtbot, stage, dialog, monkeypatch):
    write(dialog, "generate_points", "200000")
    monkeypatch.setattr(room, "available_memory", lambda: 10**6)
    click(dialog, "generate_dialog_generate")
    qtbot.waitUntil(lambda: problem(dialog).startswith("200,000 points with 3 components need"))
    assert dialog.findChild(QListWidget).isEnabled()
    monkeypatch.undo()
    click(dialog, "generate_new_seed")
    assert problem(dialog) == ""
    assert dialog.findChild(QPushButton, "generate_dialog_generate").isEnabled()


@pytest.mark.parametrize(
    ("kind", "name", "text", "sentence"),
    [
        (Blobs, "clusters", "0", "Clusters cannot be 0: give a number from 1 to 99."),
        (
            Blobs,
            "points",
            "1000001",
            "Points cannot be 1,000,001: give a number from 1 to 1,000,000.",
        ),
        (Blobs, "overlap", "1.5", "Overlap cannot be 1.5: give a number from 0 to 0.99."),
        (HeavyTails, "freedom", "0.5", "Freedom cannot be 0.5: give a number from 1 to 100."),
        (Uniform, "width", "0", "Width cannot be 0: give a number from 0.01 to 1000."),
        (Grid, "rows", "11", "Rows cannot be 11: give a number from 1 to 10."),
    ],
)
def test_a_number_out_of_range_is_named_in_place(stage, dialog, kind, name, text, sentence):
    choose(dialog, kind)
    field = write(dialog, f"generate_{name}", text)
    assert problem(dialog) == sentence
    assert field.property("invalid")
    assert not dialog.findChild(QPushButton, "generate_dialog_generate").isEnabled()
    QTest.keyClick(field, Key.Key_Return)
    assert dialog.isVisible()
    assert dataset(stage) is None
    dialog.grab()
    write(
        dialog,
        f"generate_{name}",
        "1" if name == "freedom" else "0.5" if name == "overlap" else "3",
    )
    assert problem(dialog) == ""
    assert not field.property("invalid")
    assert dialog.findChild(QPushButton, "generate_dialog_generate").isEnabled()


def test_arrow_keys_stay_in_the_range(dialog):
    clusters = write(dialog, "generate_clusters", "2")
    for _ in range(4):
        QTest.keyClick(clusters, Key.Key_Down)
    assert clusters.value() == 1
    imbalance = write(dialog, "generate_imbalance", "0.9")
    for _ in range(4):
        QTest.keyClick(imbalance, Key.Key_Up)
    assert imbalance.value() == 0.95
    assert problem(dialog) == ""


def test_what_leaves_the_centres_alone_says_so(dialog):
    overlap = dialog.findChild(QDoubleSpinBox, "generate_overlap")
    assert overlap.text() == "as drawn"
    QTest.keyClick(overlap, Key.Key_Up)
    assert overlap.text() == "0.05"
    QTest.keyClick(overlap, Key.Key_Down)
    assert overlap.text() == "as drawn"


def test_more_points_than_there_is_room_for_are_refused_in_place(stage, dialog, monkeypatch):
    monkeypatch.setattr(room, "available_memory", lambda: 10**6)
    points = write(dialog, "generate_points", "900000")
    QTest.keyClick(points, Key.Key_Return)
    assert problem(dialog).startswith("900,000 points with 3 components need about")
    assert dataset(stage) is None
    write(dialog, "generate_points", "900")
    assert problem(dialog) == ""
    click(dialog, "generate_dialog_generate")
    assert dataset(stage).n_samples == 900


def test_on_a_line_nothing_is_stretched(stage, dialog):
    dimension = dialog.findChild(QComboBox, "generate_dimension")
    dimension.setFocus()
    QTest.keyClick(dimension, Key.Key_Down)
    assert not dialog.findChild(QDoubleSpinBox, "generate_stretch").isEnabled()
    QTest.keyClick(dialog, Key.Key_Return)
    assert dataset(stage).n_features == 1


def test_what_means_nothing_on_a_line_is_no_fault_there(stage, dialog):
    choose(dialog, Uniform)
    write(dialog, "generate_height", "0")
    assert problem(dialog) == "Height cannot be 0: give a number from 0.01 to 1000."
    dimension = dialog.findChild(QComboBox, "generate_dimension")
    dimension.setFocus()
    QTest.keyClick(dimension, Key.Key_Down)
    assert problem(dialog) == ""
    click(dialog, "generate_dialog_generate")
    assert dataset(stage).n_features == 1


def test_a_new_seed_draws_other_points(stage, dialog):
    click(dialog, "generate_new_seed")
    assert dialog.findChild(QSpinBox, "generate_seed").value() == 1
    choose(dialog, Moons)
    assert dialog.findChild(QSpinBox, "generate_seed").value() == 1
    click(dialog, "generate_dialog_generate")
    np.testing.assert_array_equal(dataset(stage).X, Moons().dataset(1).X)


@pytest.mark.parametrize("leave", [Key.Key_Escape, None])
def test_cancelling_keeps_the_data(stage, dialog, leave):
    if leave is None:
        click(dialog, "generate_dialog_cancel")
    else:
        QTest.keyClick(dialog, leave)
    assert dataset(stage) is None
    assert not dialog.isVisible()


def test_fields_are_as_they_were_left(qtbot, stage, window, memory, dialog):
    write(dialog, "generate_clusters", "5")
    choose(dialog, Rings)
    write(dialog, "generate_rings", "3")
    write(dialog, "generate_seed", "9")
    write(dialog, "generate_noise", "77")  # which cannot be, and is not kept
    QTest.keyClick(dialog, Key.Key_Escape)
    again = opened(qtbot, stage, window, memory)
    assert again.findChild(QSpinBox, "generate_rings").value() == 3
    assert again.findChild(QDoubleSpinBox, "generate_noise").value() == Rings().noise
    assert again.findChild(QSpinBox, "generate_seed").value() == 9
    choose(again, Blobs)
    assert again.findChild(QSpinBox, "generate_clusters").value() == 5


def test_without_a_mixture_none_can_be_sampled(dialog):
    kinds = dialog.findChild(QListWidget)
    item = kinds.item(kinds.count() - 1)
    assert item.text() == "From the plot"
    assert not item.flags() & Qt.ItemFlag.ItemIsEnabled
    assert item.toolTip() == "Place a component first, or initialise"
    QTest.mouseClick(kinds.viewport(), LEFT, pos=kinds.visualItemRect(item).center())
    assert kinds.currentItem().text() == "Gaussian blobs"


def test_a_sample_is_of_the_mixture_in_the_units_of_the_table(qtbot, stage, window, memory):
    stage.open(old_faithful().standardised(True))
    stage.controller.documents.standardise(False)
    stage.place(PAIR)
    stage.controller.documents.standardise(True)
    memory.offer_mixture(stage.session.snapshot)
    memory.kind = "mixture"
    dialog = opened(qtbot, stage, window, memory)
    assert dialog.findChild(QSpinBox, "generate_points").value() == 272
    click(dialog, "generate_dialog_generate")
    made = dataset(stage)
    assert made.names == ("eruptions", "waiting")
    np.testing.assert_allclose(made.truth.means, PAIR.means, rtol=1e-12)
    np.testing.assert_allclose(made.truth.covariances, PAIR.covariances, rtol=1e-12)
    assert stage.session.presentation.shown.truth
