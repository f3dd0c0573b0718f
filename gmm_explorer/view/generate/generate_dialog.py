"""The dialog in which data are made, with a live preview."""

from itertools import pairwise

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gmm_explorer.controller import Controller
from gmm_explorer.controller.making import Making
from gmm_explorer.controller.table_reading import Refused, Taken
from gmm_explorer.data import Dataset, DatasetError
from gmm_explorer.data.generators import KINDS, MixtureSample, Recipe
from gmm_explorer.view.generate.dataset_preview import MOST_POINTS, DatasetPreview
from gmm_explorer.view.generate.kind_list import KindList
from gmm_explorer.view.generate.magnified import magnified
from gmm_explorer.view.generate.memory import Memory
from gmm_explorer.view.generate.recipe_fields import RecipeFields
from gmm_explorer.view.generate.seed_row import SeedRow
from gmm_explorer.view.widgets.card import plain_label
from gmm_explorer.view.widgets.dialog import Dialog, Role

_SIZE = (900, 580)
_FIELDS_WIDTH = 256
_NO_MIXTURE = "Place a component first, or initialise"


class GenerateDialog(Dialog):
    """Kinds on the left, the parameters of one beside them, a picture of its points on the right.

    What the picture shows is what the window gets, or a part of it drawn in the same way.

    Parameters
    ----------
    controller
        Takes the data.
    memory
        What the fields say at first, and where what they say is kept.
    """

    def __init__(
        self, controller: Controller, memory: Memory, parent: QWidget | None = None
    ) -> None:
        super().__init__("generate_dialog", "Generate data", parent)
        self._controller = controller
        self._memory = memory
        usual = QSize(*(magnified(length, self) for length in _SIZE))
        self.resize(usual.boundedTo(self.screen().availableSize()))
        kinds: tuple[type[Recipe], ...] = (*KINDS, MixtureSample)
        absent = {kind.kind: _NO_MIXTURE for kind in kinds if kind.kind not in memory.recipes}
        self._kinds = KindList(kinds, absent)
        self._about = plain_label(dim=True)
        self._about.setObjectName("generate_about")
        self._about.setWordWrap(True)
        self._fields = RecipeFields(memory.recipes[memory.kind])
        self._seed = SeedRow(memory.seed)
        self._making = Making(self)
        self._preview = DatasetPreview()
        self._caption = plain_label(dim=True, small=True)
        self._caption.setObjectName("generate_caption")
        self._caption.setWordWrap(True)
        self._problem = plain_label(small=True, error=True)
        self._problem.setObjectName("generate_dialog_problem")
        self._problem.setWordWrap(True)
        self._lay_out()
        self.add_button("Cancel", Role.RejectRole, "Keep the data that are open")
        self._generate = self.add_button(
            "Generate", Role.AcceptRole, "Put these points into the window", primary=True
        )
        self._kinds.choose(memory.kind)
        self._kinds.chosen.connect(self._choose_kind)
        self._seed.changed.connect(self._draw)
        self._making.made.connect(self._take)
        self._choose_kind(memory.kind)
        self._kinds.setFocus()

    def accept(self) -> None:
        """Make the data, all of them; the dialog closes when that is done."""
        if self._generate.isEnabled():
            self._making.make(self._fields.recipe, self._seed.seed)
            self._wait(self._making.active)

    def done(self, result: int) -> None:
        """Drop what is being made, and close."""
        self._making.cancel()
        super().done(result)

    def _wait(self, on: bool) -> None:
        """Let nothing be changed while the data are being made."""
        for widget in (self._kinds, self._fields, self._seed, self._generate):
            widget.setEnabled(not on)
        if on:
            self._caption.setText("Making the points…")

    def _take(self, result: Taken | Refused) -> None:
        """Put the data into the window, or say why there are none."""
        if isinstance(result, Refused):
            self._wait(False)
            self._say(result.reason)
            return
        super().accept()
        label = f"Generate {result.dataset.provenance}"
        taken = self._controller.documents.take_data(result.dataset, label, result.data)
        if taken and isinstance(self._fields.recipe, MixtureSample):
            self._controller.presenting.show(truth=True)

    def _lay_out(self) -> None:
        self._side = QVBoxLayout()
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(12)
        self._side.addWidget(self._about)
        self._side.addWidget(self._fields)
        self._side.addWidget(self._seed)
        self._side.addStretch(1)
        side = QWidget()
        side.setFixedWidth(magnified(_FIELDS_WIDTH, self))
        side.setLayout(self._side)
        shown = QVBoxLayout()
        shown.setSpacing(8)
        shown.addWidget(self._preview, 1)
        shown.addWidget(self._caption)
        shown.addWidget(self._problem)
        across = QHBoxLayout()
        across.setSpacing(20)
        across.addWidget(self._kinds)
        across.addWidget(side)
        across.addLayout(shown, 1)
        self.body.addLayout(across, 1)

    def _choose_kind(self, kind: str) -> None:
        """Show the fields of another kind, as they were left."""
        self._memory.kind = kind
        recipe = self._memory.recipes[kind]
        fields = RecipeFields(recipe)
        fields.changed.connect(self._draw)
        self._side.replaceWidget(self._fields, fields)
        fields.show()  # at once: keys may be on their way to it
        self._fields.hide()
        self._fields.setParent(None)
        self._fields.deleteLater()
        self._fields = fields
        self._about.setText(f"{recipe.about}.")
        for before, after in pairwise([self._kinds, *fields.fields]):
            self.setTabOrder(before, after)
        self._draw()

    def _draw(self) -> None:
        """Show what the fields describe, or say in place why it cannot be."""
        recipe, seed = self._fields.recipe, self._seed.seed
        dataset: Dataset | None = None
        problem = ""
        try:
            dataset = recipe.dataset(seed, most=MOST_POINTS)
        except DatasetError as error:
            problem = f"{error}."
        else:
            self._memory.recipes[recipe.kind] = recipe
            self._memory.seed = seed
        self._preview.show_dataset(dataset)
        self._caption.setText("" if dataset is None else _caption(dataset, recipe.n_points))
        self._say(problem)

    def _say(self, problem: str) -> None:
        """Say why there can be no such data, or what there is."""
        self._caption.setVisible(not problem)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._generate.setEnabled(not problem)


def _caption(dataset: Dataset, n_points: int) -> str:
    """Return what is shown, and how much of it."""
    if dataset.n_samples == n_points:
        return dataset.provenance
    return f"{dataset.provenance}; {dataset.n_samples:,} of the kind are shown"
