"""The fields in which Gaussian clusters are described."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from gmm_explorer.data import Dataset, blobs
from gmm_explorer.view.widgets.card import Rows
from gmm_explorer.view.widgets.fields import LARGEST_WHOLE_NUMBER, decimal_field, whole_number_field

MOST_CLUSTERS = 30
MOST_POINTS = 1_000_000


class BlobFields(QWidget):
    """Clusters, points, spread, stretch, imbalance, dimension and seed.

    Attributes
    ----------
    changed
        One of them has another value.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self._set_usual_values()
        self._lay_out()
        self._connect()

    def dataset(self) -> Dataset:
        """Return the data that the fields describe."""
        return blobs(
            self._seed.value(),
            n_clusters=self._n_clusters.value(),
            n_points=self._n_points.value(),
            n_features=self._n_features.currentData(),
            spread=self._spread.value(),
            stretch=self._stretch.value(),
            imbalance=self._imbalance.value(),
        )

    def _set_usual_values(self) -> None:
        self._n_clusters.setValue(3)
        self._n_points.setValue(500)
        self._n_points.setSingleStep(100)
        self._spread.setValue(1.0)

    def _lay_out(self) -> None:
        self._new_seed = QPushButton("New seed")
        self._new_seed.setObjectName("generate_new_seed")
        self._new_seed.setToolTip("Draw other clusters of the same kind")
        self._new_seed.setAutoDefault(False)
        rows = Rows()
        rows.add("Dimension", self._n_features)
        rows.add("Clusters", self._n_clusters)
        rows.add("Points", self._n_points)
        rows.add("Spread σ", self._spread)
        rows.add("Stretch", self._stretch)
        rows.add("Imbalance", self._imbalance)
        rows.add("Seed", self._seed)
        rows.addWidget(self._new_seed, rows.rowCount(), 1)
        rows.setRowStretch(rows.rowCount(), 1)
        self.setLayout(rows)

    def _connect(self) -> None:
        self._n_features.currentIndexChanged.connect(self._follow_dimension)
        for whole in (self._n_clusters, self._n_points, self._seed):
            whole.valueChanged.connect(self.changed)
        for number in (self._spread, self._stretch, self._imbalance):
            number.valueChanged.connect(self.changed)
        self._new_seed.clicked.connect(self._seed.stepUp)

    def _follow_dimension(self) -> None:
        # On a line there is no direction to stretch in.
        self._stretch.setEnabled(self._n_features.currentData() > 1)
        self.changed.emit()
