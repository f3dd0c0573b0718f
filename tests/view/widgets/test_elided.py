import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmm_explorer.view.widgets.elided_combo_box import ElidedComboBox
from gmm_explorer.view.widgets.elided_label import ElidedLabel

ENDS = "a long way " * 10


def label(text):
    return ElidedLabel(text)


def combo(text):
    box = ElidedComboBox()
    box.addItem(text)
    box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


@pytest.mark.parametrize("make", [label, combo])
def test_a_long_text_shows_its_ends_and_an_ellipsis(qtbot, make):
    """Texts that differ only in the middle look the same where the middle is cut out."""
    pictures = []
    for text in (f"{ENDS}one {ENDS}", f"{ENDS}two {ENDS}", "one"):
        window = QWidget()
        qtbot.addWidget(window)
        layout = QVBoxLayout(window)
        layout.addWidget(make(text))
        window.setFixedSize(160, 60)
        window.show()
        pictures.append(window.grab().toImage())
    assert pictures[0] == pictures[1]
    assert pictures[0] != pictures[2]


def test_the_list_of_a_combo_box_shows_the_choice_whole(qtbot):
    box = combo("a choice of some thirty letters")
    qtbot.addWidget(box)
    box.resize(80, 28)
    box.show()
    box.showPopup()
    assert box.view().width() > box.view().fontMetrics().horizontalAdvance(box.itemText(0))
    box.hidePopup()
