"""The dialog that shows the numbers behind a collapse, as the tutorial prints them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from gmm_explorer.controller.chain import chain
from gmm_explorer.controller.explain import fate
from gmm_explorer.controller.witnessing import Witnessing
from gmm_explorer.model import Snapshot
from gmm_explorer.model.evidence import Evidence
from gmm_explorer.view.collapse.number_grid import NumberGrid
from gmm_explorer.view.style.numbers import fixed, significant
from gmm_explorer.view.style.plain_text import breakable
from gmm_explorer.view.widgets.card import plain_label
from gmm_explorer.view.widgets.dialog import Dialog, Role
from gmm_explorer.view.widgets.fields import choice_field

MOST_ROWS = 8
_DECIMALS = 6
_DIGITS = 6
_WIDTH = 640


class EvidenceDialog(Dialog):
    """The responsibilities, the mean and the covariance of a component, and what follows.

    Parameters
    ----------
    witnessing
        Finds the numbers.
    snapshot
        The state shown.
    """

    def __init__(
        self, witnessing: Witnessing, snapshot: Snapshot, parent: QWidget | None = None
    ) -> None:
        super().__init__("evidence_dialog", "Why it collapsed", parent)
        self.setMinimumWidth(_WIDTH)
        self._witnessing = witnessing
        self._snapshot = snapshot
        self._shown: QWidget | None = None
        self._chooser = self._made_chooser()
        self._headline = plain_label("Working out the numbers…", heading=True)
        self._headline.setObjectName("evidence_headline")
        self._headline.setWordWrap(True)
        self.body.addWidget(self._chooser, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._headline)
        self.body.addStretch(1)
        self.add_button("Close", Role.RejectRole, "Go back to the window", primary=True)
        self.finished.connect(witnessing.forget)
        self._ask()

    def _made_chooser(self) -> QComboBox:
        chooser = choice_field("evidence_component", "Which of the collapsed components")
        chooser.setAccessibleName("Component")
        for k in self._witnessing.components:
            chooser.addItem(f"Component {k + 1}", k)
        chooser.setVisible(chooser.count() > 1)
        chooser.activated.connect(self._ask)
        return chooser

    def _ask(self) -> None:
        component = self._chooser.currentData()
        if component is not None:
            self._witnessing.ask(component, self._show)

    def _show(self, evidence: Evidence | None) -> None:
        if evidence is None:
            return
        headline = f"Component {evidence.component + 1} {fate(evidence.health, self._snapshot)}"
        when = "" if evidence.n_iter is None else f", in iteration {evidence.n_iter:,}"
        self._headline.setText(breakable(f"{headline}{when}."))
        if self._shown is not None:
            self.body.removeWidget(self._shown)
            self._shown.deleteLater()
        self._shown = self._made_numbers(evidence)
        self.body.insertWidget(2, self._shown)

    def _made_numbers(self, evidence: Evidence) -> QWidget:
        names = () if self._snapshot.dataset is None else self._snapshot.dataset.names
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        numbers = QHBoxLayout()
        numbers.setSpacing(40)
        numbers.addLayout(_titled("Responsibilities", _responsibilities(evidence, names)))
        numbers.addLayout(_titled("Mean μ", _mean(evidence)))
        numbers.addLayout(_titled("Covariance Σ", _covariance(evidence)))
        numbers.addStretch(1)
        layout.addLayout(numbers)
        layout.addLayout(_links(chain(evidence)))
        return page


def _titled(title: str, grid: NumberGrid) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addWidget(plain_label(title, heading=True))
    column.addWidget(grid)
    column.addStretch(1)
    return column


def _responsibilities(evidence: Evidence, names: tuple[str, ...]) -> NumberGrid:
    rows = [
        [str(row + 1), *(significant(float(x), _DIGITS) for x in point), fixed(float(r), _DECIMALS)]
        for row, point, r in zip(
            evidence.rows[:MOST_ROWS].tolist(),
            evidence.points,
            evidence.responsibilities,
            strict=False,
        )
    ]
    notes = []
    more = len(evidence.rows) - len(rows)
    if more:
        notes.append(f"and {more:,} more above zero")
    if evidence.n_rest:
        who = "all other" if rows else "all"
        notes.append(f"{who} {evidence.n_rest:,}: {fixed(0.0, _DECIMALS)}")
    return NumberGrid("evidence_responsibilities", ["i", *names, "r"], rows, notes)


def _mean(evidence: Evidence) -> NumberGrid:
    return NumberGrid(
        "evidence_mean", (), [[significant(float(x), _DIGITS)] for x in evidence.mean]
    )


def _covariance(evidence: Evidence) -> NumberGrid:
    rows = [[significant(float(x), _DIGITS) for x in row] for row in evidence.covariance]
    return NumberGrid("evidence_covariance", (), rows)


def _links(sentences: tuple[str, ...]) -> QVBoxLayout:
    """Return the chain of causes, numbered."""
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(plain_label("The chain of causes", heading=True))
    for number, sentence in enumerate(sentences, 1):
        label = plain_label(breakable(f"{number}.  {sentence}"))
        label.setObjectName(f"evidence_link_{number}")
        label.setWordWrap(True)
        column.addWidget(label)
    return column
