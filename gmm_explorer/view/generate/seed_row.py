"""The seed of generated data, always in sight, and a button for another one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gmm_explorer.data.generators import Number
from gmm_explorer.view.generate.number_boxes import number_box
from gmm_explorer.view.widgets.card import Rows
from gmm_explorer.view.widgets.fields import LARGEST_WHOLE_NUMBER

_SEED = Number(
    "Seed", "The same seed gives the same points", 0, LARGEST_WHOLE_NUMBER, 1, is_whole=True
)


class SeedRow(QWidget):
    """A number, and a button that takes the next one.

    Parameters
    ----------
    seed
        What it says at first.

    Attributes
    ----------
    changed
        There is another seed.
    """

    changed = Signal()

    def __init__(self, seed: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = number_box(_SEED)
        self._box.setObjectName("generate_seed")
        self._box.setValue(seed)
        self._box.valueChanged.connect(self.changed)
        another = QPushButton("New seed")
        another.setObjectName("generate_new_seed")
        another.setToolTip("Draw other data of the same kind")
        another.setAutoDefault(False)
        another.clicked.connect(self._box.stepUp)
        rows = Rows()
        rows.add(_SEED.text, self._box)
        rows.addWidget(another, rows.rowCount(), 1)
        self.setLayout(rows)

    @property
    def seed(self) -> int:
        """The seed."""
        return int(self._box.value())
