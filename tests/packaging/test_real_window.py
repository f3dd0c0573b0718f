"""The tests marked real_window do reach a real window system where one was asked for."""

import os

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton


@pytest.mark.real_window
def test_a_click_arrives_through_the_platform_asked_for(qtbot):
    button = QPushButton("Step")
    qtbot.addWidget(button)
    clicks = []
    button.clicked.connect(lambda: clicks.append(1))
    button.show()
    qtbot.waitExposed(button)

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))

    assert clicks == [1]
    assert QApplication.platformName() == os.environ["QT_QPA_PLATFORM"]
