"""Which columns are fitted, which one is the known truth, and in which units."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from gmm_explorer.files import ColumnPreview, scale_warning
from gmm_explorer.view.style.plain_text import breakable
from gmm_explorer.view.widgets.card import Rows, plain_label
from gmm_explorer.view.widgets.fields import choice_field, offer_choices

NOTHING = -1
"""In place of a column."""


class ColumnChoice(QWidget):
    """Choosers for x, y and the labels, and whether the columns are standardised.

    Attributes
    ----------
    relabelled
        Another column says what each row is known to belong to.
    """

    relabelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: Sequence[ColumnPreview] = ()
        self._x = choice_field("import_x", "The column along the x axis")
        self._y = choice_field(
            "import_y", "The column along the y axis; with none, x alone is fitted, on a line"
        )
        self._labels = choice_field(
            "import_labels", "A column that says what each row is known to belong to"
        )
        self._standardise = QCheckBox("Standardise")
        self._standardise.setObjectName("import_standardise")
        self._standardise.setToolTip("Fit columns of mean 0 and standard deviation 1")
        self._warning = plain_label(small=True)
        self._warning.setObjectName("import_scale_warning")
        self._warning.setWordWrap(True)
        self._x.activated.connect(self._choose_x)
        self._y.activated.connect(self._warn)
        self._standardise.toggled.connect(self._warn)
        self._labels.activated.connect(self.relabelled)
        rows = Rows()
        self.setLayout(rows)
        rows.add("x", self._x)
        rows.add("y", self._y)
        rows.add("Labels", self._labels)
        rows.add_wide(self._standardise)
        rows.add_wide(self._warning)

    @property
    def fitted(self) -> tuple[int, ...]:
        """The one or two columns that are fitted, numbered from 0 in the file."""
        chosen = (self._x.currentData(), self._y.currentData())
        return tuple(column for column in chosen if column not in (None, NOTHING))

    @property
    def labels(self) -> int | None:
        """The column that holds the known truth."""
        column = self._labels.currentData()
        return None if column in (None, NOTHING) else int(column)

    @property
    def is_standardised(self) -> bool:
        """Whether the columns are to be standardised."""
        return self._standardise.isChecked()

    def offer(self, columns: Sequence[ColumnPreview], loaded: Sequence[int]) -> None:
        """Let columns be chosen, among those that are loaded; what was chosen stays if it can."""
        self._columns = columns
        self._offer_axes({column: columns[column].name for column in loaded})
        others = {n: column.name for n, column in enumerate(columns) if n not in loaded}
        numbers = {n: columns[n].name for n in loaded}
        labels = NOTHING if self.labels is None or self.labels >= len(columns) else self.labels
        offer_choices(self._labels, {NOTHING: "none"} | others | numbers, labels)
        self._warn()

    def _offer_axes(self, numbers: Mapping[int, str]) -> None:
        before = self.fitted
        order = [column for column in before if column in numbers]
        kept_line = len(before) == 1 and bool(order)
        order += [column for column in numbers if column not in order]
        x = order[0] if order else NOTHING
        y = order[1] if len(order) > 1 and not kept_line else NOTHING
        offer_choices(self._x, numbers, x)
        self._offer_y(numbers, x, y)

    def _offer_y(self, numbers: Mapping[int, str], x: int, y: int) -> None:
        rest = {column: name for column, name in numbers.items() if column != x}
        offer_choices(self._y, rest | {NOTHING: "none (1-D)"}, y)

    def _choose_x(self) -> None:
        """Keep y another column than x: the column of the other axis exchanges the two."""
        x, y = self._x.currentData(), self._y.currentData()
        numbers = {self._x.itemData(row): self._x.itemText(row) for row in range(self._x.count())}
        if y == x:
            y = next((column for column in numbers if column != x), NOTHING)
        self._offer_y(numbers, x, y)
        self._warn()

    def _warn(self) -> None:
        chosen = [self._columns[column] for column in self.fitted]
        text = scale_warning([c.values for c in chosen], [c.name for c in chosen])
        self._warning.setText(breakable(text))
        self._warning.setVisible(bool(text) and not self.is_standardised)
