"""The dialog in which Gaussian clusters are generated, with a live preview."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gmm_explorer.controller import Controller
from gmm_explorer.data import Dataset, blobs
from gmm_explorer.view.card import Rows, plain_label
from gmm_explorer.view.dataset_preview import DatasetPreview
from gmm_explorer.view.fields import LARGEST_WHOLE_NUMBER, decimal_field, whole_number_field

MOST_CLUSTERS = 30
MOST_POINTS = 1_000_000

_MARGIN = 20
_FIELDS_WIDTH = 248


class GenerateDialog(QDialog):
    """Clusters to one's own measure; what the preview shows is what the window gets.

    Parameters
    ----------
    controller
        Takes the data.
    """

    def __init__(self, controller: Controller, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("generate_dialog")
        self.setWindowTitle("Generate data")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._controller = controller
        self._make_fields()
        self._preview = DatasetPreview()
        self._lay_out()
        self._connect()
        self._dataset = self._generate()
        self._show_preview()

    def accept(self) -> None:
        """Put the data into the window."""
        self._controller.documents.take_data(self._dataset, f"Generate {self._dataset.provenance}")
        super().accept()

    def _make_fields(self) -> None:
        self._n_features = QComboBox()
        self._n_features.setObjectName("generate_dimension")
        self._n_features.setToolTip("Two columns on a plane, or one on a line")
        self._n_features.addItem("2-D", 2)
        self._n_features.addItem("1-D", 1)
        self._n_clusters = whole_number_field(
            "generate_clusters", 1, MOST_CLUSTERS, "How many Gaussians the points are drawn from"
        )
        self._n_points = whole_number_field(
            "generate_points", 1, MOST_POINTS, "How many points are drawn"
        )
        self._n_points.setSingleStep(100)
        self._spread = decimal_field(
            "generate_spread", 0.01, 20.0, 0.1, "Standard deviation; centres lie from −10 to 10"
        )
        self._stretch = decimal_field(
            "generate_stretch", 1.0, 50.0, 0.5, "Longer axis over shorter axis of each cluster"
        )
        self._imbalance = decimal_field(
            "generate_imbalance", 0.0, 0.95, 0.05, "By how much each cluster is rarer than the last"
        )
        self._seed = whole_number_field(
            "generate_seed", 0, LARGEST_WHOLE_NUMBER, "The same seed gives the same points"
        )
        self._n_clusters.setValue(3)
        self._n_points.setValue(500)
        self._spread.setValue(1.0)
        self._new_seed = QPushButton("New seed")
        self._new_seed.setObjectName("generate_new_seed")
        self._new_seed.setToolTip("Draw other points of the same kind")
        self._new_seed.setAutoDefault(False)

    def _lay_out(self) -> None:
        rows = Rows()
        rows.add("Dimension", self._n_features)
        rows.add("Clusters", self._n_clusters)
        rows.add("Points", self._n_points)
        rows.add("Spread σ", self._spread)
        rows.add("Stretch", self._stretch)
        rows.add("Imbalance", self._imbalance)
        rows.add("Seed", self._seed)
        rows.add("", self._new_seed)
        rows.setRowStretch(rows.rowCount(), 1)
        fields = QWidget()
        fields.setLayout(rows)
        fields.setFixedWidth(_FIELDS_WIDTH)
        self._buttons = QDialogButtonBox()
        generate = QPushButton("Generate")
        generate.setObjectName("generate_accept")
        generate.setToolTip("Put these points into the window")
        generate.setDefault(True)
        self._buttons.addButton(generate, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        middle = QHBoxLayout()
        middle.setSpacing(_MARGIN)
        middle.addWidget(fields)
        middle.addWidget(self._preview, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(12)
        layout.addWidget(plain_label("Generate data", title=True))
        layout.addLayout(middle, 1)
        layout.addWidget(self._buttons)

    def _connect(self) -> None:
        self._n_features.currentIndexChanged.connect(self._refresh)
        for field in (self._n_clusters, self._n_points, self._seed):
            field.valueChanged.connect(self._refresh)
        for number in (self._spread, self._stretch, self._imbalance):
            number.valueChanged.connect(self._refresh)
        self._new_seed.clicked.connect(lambda: self._seed.stepUp())
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def _refresh(self) -> None:
        self._dataset = self._generate()
        self._show_preview()

    def _show_preview(self) -> None:
        self._stretch.setEnabled(self._dataset.n_features > 1)
        self._preview.show_dataset(self._dataset)

    def _generate(self) -> Dataset:
        return blobs(
            self._seed.value(),
            n_clusters=self._n_clusters.value(),
            n_points=self._n_points.value(),
            n_features=self._n_features.currentData(),
            spread=self._spread.value(),
            stretch=self._stretch.value(),
            imbalance=self._imbalance.value(),
        )
