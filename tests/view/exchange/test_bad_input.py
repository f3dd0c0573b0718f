"""Every file of the collection of bad input in the import dialog."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from gmm_explorer.files.table_source import TableSource
from gmm_explorer.view.exchange.import_dialog import ImportDialog
from tests.files.test_bad_input import assert_says, entry, outcome, path
from tests.view.stage import Stage

__all__ = ["entry", "outcome", "path"]  # fixtures


@pytest.fixture
def stage(qtbot):
    return Stage(qtbot)


def test_the_dialog_says_the_same(qtbot, stage, entry, path, outcome):
    refused = []
    stage.controller.notices.refused.connect(refused.append)
    window = QWidget()
    qtbot.addWidget(window)
    dialog = ImportDialog(TableSource(path), stage.controller.documents, window)
    dialog.open()
    qtbot.waitUntil(lambda: not dialog._reading._newest.active)
    button = dialog.findChild(QPushButton, "import_dialog_import")
    if button.isEnabled():
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not dialog._reading.active)
    taken = stage.session.snapshot.dataset
    if outcome == "refuse":
        assert taken is None
        said = dialog.findChild(QLabel, "import_dialog_problem").text()
        assert_says(entry, said.replace("\N{ZERO WIDTH SPACE}", ""))
        dialog.close()
    elif taken is not None:
        n_rows, n_columns = entry["expect"]["shape"]
        assert taken.table.values.shape == (n_rows, n_columns)
        assert taken.n_features == min(2, n_columns)
        assert np.isfinite(taken.X).all()
    else:  # read, but EM cannot fit it, which is said in one sentence
        assert refused
