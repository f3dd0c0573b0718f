"""The panel that says what data are open and which columns of them are fitted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from gmm_explorer.controller import Controller
from gmm_explorer.data import Dataset
from gmm_explorer.model import Frame
from gmm_explorer.view.style.plain_text import tool_tip
from gmm_explorer.view.widgets.card import Card, Rows, plain_label
from gmm_explorer.view.widgets.elided_label import ElidedLabel
from gmm_explorer.view.widgets.fields import choice_field, offer_choices

NO_COLUMN = -1
"""The y column of data that are fitted on a line."""


class DataPanel(Card):
    """Where the data came from, how many points there are, and the choice of columns."""

    def __init__(self, controller: Controller, parent: QWidget | None = None) -> None:
        super().__init__("Data", parent)
        self.setObjectName("data_panel")
        self._controller = controller
        self._dataset: Dataset | None = None
        self._empty = plain_label("No data yet", dim=True)
        self._empty.setObjectName("data_empty")
        self._provenance = ElidedLabel()
        self._provenance.setObjectName("data_provenance")
        self._count = plain_label()
        self._count.setObjectName("data_count")
        self._x = choice_field("data_x_column", "The column along the x axis")
        self._y = choice_field(
            "data_y_column", "The column along the y axis; with none, x alone is fitted, on a line"
        )
        self._x.activated.connect(self._choose_x)
        self._y.activated.connect(self._choose_y)
        self._standardise = QPushButton("off")
        self._standardise.setObjectName("data_standardise")
        self._standardise.setProperty("switch", True)
        self._standardise.setCheckable(True)
        self._standardise.setToolTip("Fit columns of mean 0 and standard deviation 1")
        self._standardise.clicked.connect(self._choose_units)
        self._content = self._laid_out()
        self.body.addWidget(self._empty)
        self.body.addWidget(self._content)
        self._content.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def render_frame(self, old: Frame | None, new: Frame) -> None:
        """Show what data are open, if they are others than those shown."""
        dataset = new.snapshot.dataset
        if dataset is not self._dataset:
            self._dataset = dataset
            self._empty.setVisible(dataset is None)
            self._content.setVisible(dataset is not None)
            if dataset is not None:
                self._draw(dataset)

    def _laid_out(self) -> QWidget:
        content = QWidget()
        rows = Rows()
        content.setLayout(rows)
        first = QHBoxLayout()
        first.addWidget(self._provenance, 1)
        first.addWidget(self._count)
        rows.addLayout(first, 0, 0, 1, 2)
        rows.add("x", self._x)
        rows.add("y", self._y)
        rows.add("Standardise", self._standardise)
        rows.setAlignment(self._standardise, Qt.AlignmentFlag.AlignRight)
        self._x.setAccessibleName("x column")
        self._y.setAccessibleName("y column")
        return content

    def _draw(self, dataset: Dataset) -> None:
        self._provenance.setText(dataset.provenance)
        noun = "point" if dataset.n_samples == 1 else "points"
        self._count.setText(f"{dataset.n_samples:,} {noun}")
        tip = tool_tip("\n".join([dataset.provenance, *dataset.notices]))
        self._provenance.setToolTip(tip)
        self._count.setToolTip(tip)
        self._show_units(dataset)
        columns = dict(enumerate(dataset.table.names))
        x, *rest = dataset.columns
        offer_choices(self._x, columns, x)
        del columns[x]
        offer_choices(self._y, columns | {NO_COLUMN: "none (1-D)"}, rest[0] if rest else NO_COLUMN)

    def _show_units(self, dataset: Dataset) -> None:
        self._standardise.setChecked(dataset.is_standardised)
        self._standardise.setText("on" if dataset.is_standardised else "off")

    def _choose_units(self, on: bool) -> None:
        self._controller.documents.standardise(on)
        if self._dataset is not None:
            self._show_units(self._dataset)  # what was refused is not done

    def _choose_x(self) -> None:
        if self._dataset is not None:
            x, y = self._x.currentData(), self._y.currentData()
            # The column of the other axis exchanges the two.
            self._choose(x, self._dataset.columns[0] if y == x else y)

    def _choose_y(self) -> None:
        self._choose(self._x.currentData(), self._y.currentData())

    def _choose(self, x: int, y: int) -> None:
        self._controller.documents.choose_columns([x] if y == NO_COLUMN else [x, y])
        if self._dataset is not None:
            self._draw(self._dataset)  # columns that were refused are not those fitted
