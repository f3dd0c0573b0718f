import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from gmm_explorer.view.panels.empty_state import EmptyState


@pytest.fixture
def chosen():
    return []


@pytest.fixture
def empty(qtbot, chosen):
    actions = []
    for name in ("open", "generate"):
        action = QAction(name)
        action.triggered.connect(lambda _checked=False, name=name: chosen.append(name))
        actions.append(action)
    menu = QMenu()
    empty = EmptyState(*actions, menu)
    empty.kept = (actions, menu)
    qtbot.addWidget(menu)
    qtbot.addWidget(empty)
    empty.resize(640, 560)
    empty.show()
    return empty


def button(empty, name):
    return empty.findChild(QPushButton, f"empty_state_{name}")


@pytest.mark.parametrize("name", ["open", "generate"])
def test_a_click_anywhere_on_a_choice_does_it(empty, chosen, name):
    QTest.mouseClick(button(empty, name), Qt.MouseButton.LeftButton)
    word = button(empty, name).findChildren(QLabel)[-1]
    at = word.mapTo(button(empty, name), word.rect().center())
    assert button(empty, name).childAt(at) is word
    QTest.mouseClick(
        empty.windowHandle(), Qt.MouseButton.LeftButton, pos=word.mapTo(empty, word.rect().center())
    )
    assert chosen == [name, name]


def test_choices_are_reached_and_done_by_keys(empty, chosen):
    button(empty, "open").setFocus()
    QTest.keyClick(empty, Qt.Key.Key_Tab)
    QTest.keyClick(button(empty, "generate"), Qt.Key.Key_Space)
    assert chosen == ["generate"]


def test_the_third_choice_is_the_menu_of_examples(empty):
    assert button(empty, "example").menu() is empty.kept[1]


@pytest.mark.parametrize("width", [300, 640, 1400])
def test_nothing_is_cut_or_stretched(empty, width):
    empty.resize(width, 560)
    empty.grab()
    for name in ("open", "generate", "example"):
        choice = button(empty, name)
        assert choice.width() <= 420
        for label in choice.findChildren(QLabel):
            assert label.width() >= label.sizeHint().width()
