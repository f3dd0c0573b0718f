"""The dialog in which Gaussian clusters are generated, with a live preview."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gmm_explorer.controller import Controller
from gmm_explorer.data import Dataset, DatasetError
from gmm_explorer.view.dialogs.blob_fields import BlobFields
from gmm_explorer.view.dialogs.dataset_preview import DatasetPreview
from gmm_explorer.view.widgets.card import plain_label
from gmm_explorer.view.widgets.dialog import Dialog, Role

_FIELDS_WIDTH = 248


class GenerateDialog(Dialog):
    """Clusters to one's own measure; what the preview shows is what the window gets.

    Parameters
    ----------
    controller
        Takes the data.
    """

    def __init__(self, controller: Controller, parent: QWidget | None = None) -> None:
        super().__init__("generate_dialog", "Generate data", parent)
        self._controller = controller
        self._fields = BlobFields()
        self._fields.setFixedWidth(_FIELDS_WIDTH)
        self._fields.changed.connect(self._draw)
        self._preview = DatasetPreview()
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._fields)
        row.addWidget(self._preview, 1)
        self.body.addLayout(row)
        self._problem = plain_label(small=True)
        self._problem.setObjectName("generate_dialog_problem")
        self._problem.setWordWrap(True)
        self.body.addWidget(self._problem)
        self.add_button("Cancel", Role.RejectRole, "Keep the data that are open")
        self._generate = self.add_button(
            "Generate", Role.AcceptRole, "Put these points into the window", primary=True
        )
        self._draw()

    def accept(self) -> None:
        """Put the data into the window."""
        if self._dataset is not None:
            label = f"Generate {self._dataset.provenance}"
            self._controller.documents.take_data(self._dataset, label)
            super().accept()

    def _draw(self) -> None:
        """Show what the fields describe, or say in place why it cannot be."""
        self._dataset: Dataset | None = None
        problem = ""
        try:
            self._dataset = self._fields.dataset()
        except DatasetError as error:
            problem = f"{error}."
        self._preview.show_dataset(self._dataset)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._generate.setEnabled(self._dataset is not None)
