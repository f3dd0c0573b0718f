import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from gmm_explorer.controller.notice import Loudness, Notice
from gmm_explorer.view.panels.banner import Banner
from gmm_explorer.view.style.theme import LIGHT, style_sheet
from tests.view.stage import PAIR, Stage, old_faithful

NOTICE = Notice(Loudness.INFO, "Converged after 12 iterations.", "It gained less than 1e-06.")


@pytest.fixture
def stage(qtbot):
    return Stage(qtbot).open(old_faithful(), PAIR)


@pytest.fixture
def banner(stage):
    window = QWidget()
    banner = Banner(window)
    banner.resize(700, 40)
    window.render_frame = banner.render_frame
    stage.put(window, (700, 60))
    stage.controller.notices.told.connect(banner.tell)
    return banner


def collapse(stage):
    """Put the first component on the first point."""
    for feature, value in enumerate(stage.session.snapshot.dataset.X[0]):
        stage.controller.editing.set_mean(0, feature, float(value))
        stage.controller.editing.set_deviation(0, feature, 0.0)


def words(banner):
    return [banner.findChild(QLabel, f"notice_{part}").text() for part in ("headline", "text")]


def test_it_is_silent_until_there_is_something_to_say(banner):
    assert banner.isHidden()


def test_it_tells_until_the_state_changes(stage, banner):
    stage.controller.notices.tell(NOTICE)
    assert banner.isVisible()
    assert words(banner) == [NOTICE.headline, NOTICE.text]
    assert banner.property("banner") == "info"
    stage.controller.presenting.select([0])
    assert banner.isVisible()
    stage.controller.stepping.step()
    assert banner.isHidden()


def test_while_a_hand_drags_it_neither_goes_nor_comes(stage, banner):
    mean = stage.mixture.means[0]
    stage.controller.notices.tell(NOTICE)
    stage.controller.editing.drag_means([0], 0, mean + 1.0)
    assert words(banner) == [NOTICE.headline, NOTICE.text]
    stage.controller.editing.cancel()
    assert banner.isVisible()
    stage.controller.editing.drag_means([0], 0, mean + 1.0)
    stage.controller.editing.finish("Move component 1")
    assert banner.isHidden()
    stage.controller.stepping.e_step()
    stage.controller.editing.drag_means([0], 0, mean + 1e9)
    assert banner.isHidden()
    stage.controller.editing.finish("Move component 1")
    assert "Component 1 has lost all its points" in words(banner)[0]


def test_the_button_dismisses(stage, banner):
    stage.controller.notices.tell(NOTICE)
    QTest.mouseClick(banner.findChild(QPushButton, "banner_dismiss"), Qt.MouseButton.LeftButton)
    assert banner.isHidden()


def test_escape_dismisses(stage, banner):
    stage.controller.notices.tell(NOTICE)
    QTest.keyClick(banner.findChild(QPushButton, "banner_dismiss"), Qt.Key.Key_Escape)
    assert banner.isHidden()
    assert banner.notice is None


def test_a_collapse_is_named_until_it_is_dismissed_and_again_in_the_next_state(stage, banner):
    collapse(stage)
    assert banner.isVisible()
    assert "Component 1 has collapsed onto point 1" in words(banner)[0]
    assert banner.property("banner") == "warning"
    banner.dismiss()
    stage.controller.presenting.select([1])
    assert banner.isHidden()
    stage.controller.editing.set_weight(1, 0.5)
    assert banner.isVisible()
    stage.controller.presenting.select([0])
    stage.controller.editing.delete_selected()
    assert banner.isHidden()


def test_a_repaired_collapse_is_no_longer_named(stage, banner):
    collapse(stage)
    stage.controller.editing.set_deviation(0, 0, 0.5)
    stage.controller.editing.set_deviation(0, 1, 5.0)
    assert banner.isHidden()


def test_markup_is_shown_as_it_is(stage, banner):
    stage.controller.notices.tell(Notice(Loudness.ERROR, "<h1>x</h1>", "<b>y</b>"))
    for part in ("headline", "text"):
        label = banner.findChild(QLabel, f"notice_{part}")
        assert label.textFormat() is Qt.TextFormat.PlainText
    assert words(banner) == ["<h1>x</h1>", "<b>y</b>"]


@pytest.mark.parametrize("width", [320, 500, 700, 1200])
@pytest.mark.parametrize("length", [1, 12])
def test_no_word_is_cut_at_any_width(qtbot, width, length):
    """Labels that wrap are given at least the height that their text needs."""
    window = QWidget()
    qtbot.addWidget(window)
    window.setStyleSheet(style_sheet(LIGHT))
    layout = QVBoxLayout(window)
    banner = Banner()
    layout.addWidget(banner)
    layout.addWidget(QWidget(), 1)
    window.resize(width, 1200)
    window.show()
    headline = "; ".join(["Component 3 has collapsed onto point 41 at (3.5, 70)"] * length)
    banner.tell(Notice(Loudness.WARNING, headline, "Go back or regularise. " * length + "x" * 200))
    labels = [banner.findChild(QLabel, f"notice_{part}") for part in ("headline", "text")]
    qtbot.waitUntil(lambda: all(has_room(label) for label in labels), timeout=1000)
    assert window.width() == width


@pytest.mark.parametrize(("width", "beside"), [(370, False), (1200, True)])
def test_long_words_have_the_whole_width_and_buttons_a_row_of_their_own(qtbot, width, beside):
    banner = Banner()
    qtbot.addWidget(banner)
    banner.resize(width, 300)
    banner.show()
    banner.tell(Notice(Loudness.WARNING, "Component 1 is empty.", "No r is above zero for it."))
    words = banner.findChild(QLabel, "notice_headline").parentWidget()
    button = banner.findChild(QPushButton, "banner_dismiss")
    qtbot.waitUntil(lambda: (button.y() < words.geometry().bottom()) is beside, timeout=1000)
    assert beside or words.width() > 0.9 * width


def has_room(label):
    """Whether a label is as large as its text."""
    flags = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.TextFlag.TextSingleLine
    room = QRect(0, 0, label.width(), 10_000)
    needed = label.fontMetrics().boundingRect(room, int(flags.value), label.text())
    return needed.height() <= label.height() and needed.width() <= label.width()
