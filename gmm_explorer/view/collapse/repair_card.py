"""The card over the plot on which a repair is tuned, seen, and done or dropped."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from gmm_explorer.controller import Controller
from gmm_explorer.controller.editing import named
from gmm_explorer.controller.explain import a_sentence
from gmm_explorer.controller.remedies import Remedy
from gmm_explorer.controller.repairing import Proposal
from gmm_explorer.em.repairs import RepairError
from gmm_explorer.model import Frame, Snapshot
from gmm_explorer.view.collapse.proposal_words import proposal_text
from gmm_explorer.view.collapse.repair_fields import RepairFields, with_degrees
from gmm_explorer.view.style.plain_text import breakable
from gmm_explorer.view.widgets.card import plain_label


class RepairCard(QFrame):
    """Shows what a repair would do, dashed on the plot, until it is done or dropped.

    Parameters
    ----------
    controller
        Takes the intents.

    Attributes
    ----------
    toggled
        ``toggled(shown)``: it has been opened or closed.
    """

    toggled = Signal(bool)

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self.setObjectName("repair_card")
        self.setProperty("banner", "info")
        self.setAccessibleName("Repair")
        self._controller = controller
        self._snapshot: Snapshot | None = None
        self._proposal: Proposal | None = None
        self._fields: RepairFields | None = None
        self._title = plain_label(heading=True)
        self._title.setObjectName("repair_title")
        self._sentence = plain_label()
        self._sentence.setWordWrap(True)
        self._sentence.setMinimumWidth(1)  # wrapped text must never widen the window
        self._outcome = plain_label(small=True)
        self._outcome.setObjectName("repair_outcome")
        self._outcome.setWordWrap(True)
        self._outcome.setMinimumWidth(1)
        self._standing = QCheckBox("Also in runs")
        self._standing.setObjectName("repair_standing")
        self._standing.setToolTip("Runs that collapse then repair themselves like this and go on")
        self._cancel = _button("repair_cancel", "Cancel", "Leave the state as it is (Escape)")
        self._apply = _button("repair_apply", "Repair", "Do what is shown dashed (Return)")
        self._apply.setProperty("primary", True)
        self._cancel.clicked.connect(self.close_card)
        self._apply.clicked.connect(self._enter)
        self._place = QVBoxLayout()
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._title, 1)
        top.addWidget(self._standing)
        top.addWidget(self._cancel)
        top.addWidget(self._apply)
        bottom = QHBoxLayout()
        bottom.setSpacing(12)
        bottom.addLayout(self._place)
        bottom.addWidget(self._outcome, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self._sentence)
        layout.addLayout(bottom)

    def offer(self, remedy: Remedy, frame: Frame) -> None:
        """Show what a kind of repair would do with its usual parameters."""
        self._snapshot = frame.snapshot
        self._title.setText(remedy.verb)
        self._sentence.setText(breakable(remedy.sentence))
        self._standing.setChecked(False)
        self._replace_fields(
            RepairFields(with_degrees(remedy.usual, frame.snapshot.n_features or 1))
        )
        self._propose()
        if self._proposal is not None:
            components = named(self._proposal.components)
            self._title.setText(f"{remedy.verb} · {components}")
        self.show()
        self.toggled.emit(True)
        self._apply.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_card(self) -> None:
        """Drop what is proposed."""
        if self.isVisible():
            self.hide()
            self.toggled.emit(False)
            self._proposal = None
            self._controller.repairing.withdraw()

    def render_frame(self, _old: Frame | None, new: Frame) -> None:
        """Drop what was proposed for another state."""
        if new.snapshot is not self._snapshot:
            self.close_card()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Drop it on Escape; do it on Return, unless a number is being typed."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not isinstance(self.focusWidget(), QLineEdit):
                self._enter()
        else:
            super().keyPressEvent(event)

    def _replace_fields(self, fields: RepairFields) -> None:
        if self._fields is not None:
            self._place.removeWidget(self._fields)
            self._fields.setParent(None)  # at once: two fields of one name would mislead
            self._fields.deleteLater()
        self._fields = fields
        self._place.addWidget(fields)
        fields.changed.connect(self._propose)
        fields.another.connect(self._try_another)

    def _try_another(self) -> None:
        self._controller.repairing.try_another()
        self._propose()

    def _propose(self) -> None:
        """Show what the fields say on the plot, or say why it cannot be."""
        if self._fields is None:
            return
        repairing = self._controller.repairing
        try:
            self._proposal = repairing.propose(self._fields.repair)
            text = proposal_text(self._proposal, repairing.log_likelihood(self._proposal))
        except RepairError as error:
            self._proposal, text = None, a_sentence(error)
        self._outcome.setText(breakable(text))
        self._outcome.setProperty("refusal", self._proposal is None)
        self._apply.setEnabled(self._proposal is not None)

    def _enter(self) -> None:
        proposal = self._proposal
        if proposal is None:
            return
        if self._standing.isChecked():
            self._controller.repairing.rely_on(proposal.repair)
        self._controller.repairing.enter(proposal)
        self.close_card()


def _button(name: str, text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setToolTip(tip)
    return button
