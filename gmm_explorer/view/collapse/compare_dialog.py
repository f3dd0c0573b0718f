"""The dialog in which every repair is run to convergence and one may be chosen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QGridLayout,
    QProgressBar,
    QScrollArea,
    QWidget,
)

from gmm_explorer.controller.trials import Trials
from gmm_explorer.model import Frame
from gmm_explorer.view.collapse.trial_card import WIDTH, TrialCard
from gmm_explorer.view.collapse.trial_picture import backdrop
from gmm_explorer.view.widgets.card import plain_label
from gmm_explorer.view.widgets.dialog import Dialog, Role

COLUMNS = 5
_GAP = 8
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: COLUMNS,
    Qt.Key.Key_Up: -COLUMNS,
}


class CompareDialog(Dialog):
    """All repairs side by side, filling in as they come to their ends.

    Parameters
    ----------
    trials
        Tries them.
    frame
        The state that is to be repaired.
    """

    def __init__(self, trials: Trials, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__("compare_dialog", "Compare repairs", parent)
        self._trials = trials
        behind = backdrop(frame)
        self._cards = [
            TrialCard(repair, frame.snapshot, behind, number)
            for number, repair in enumerate(trials.repairs)
        ]
        self._group = QButtonGroup(self)
        for card in self._cards:
            self._group.addButton(card)
        self._progress = QProgressBar()
        self._progress.setObjectName("compare_dialog_progress")
        self._progress.setRange(0, len(self._cards))
        self._progress.setTextVisible(False)
        self._told = plain_label(dim=True)
        self._told.setObjectName("compare_dialog_told")
        self.body.addWidget(self._told)
        self.body.addWidget(self._progress)
        self.body.addWidget(self._made_grid(), 1)
        self.add_button("Cancel", Role.RejectRole, "Leave the state as it is (Escape)")
        self._use = self.add_button(
            "Use this repair",
            Role.AcceptRole,
            "Enter the repair and its run into the history, as the branch from here on",
            primary=True,
        )
        self._use.setEnabled(False)
        self._group.buttonToggled.connect(lambda _button, _on: self._follow_choice())
        self.finished.connect(self._leave)
        trials.advanced.connect(self._fill)
        trials.ended.connect(self._fill)
        trials.start()
        self._fill()

    def accept(self) -> None:
        """Enter the chosen repair and where it led."""
        trial = self._chosen_card.trial if self._chosen_card is not None else None
        if trial is not None:
            super().accept()
            self._trials.choose(trial)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from card to card with the arrow keys."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._go(step)

    @property
    def _chosen_card(self) -> TrialCard | None:
        button = self._group.checkedButton()
        return button if isinstance(button, TrialCard) else None

    def _made_grid(self) -> QWidget:
        page = QWidget()
        page.setProperty("transparent", True)
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        for number, card in enumerate(self._cards):
            grid.addWidget(card, *divmod(number, COLUMNS))
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        size = page.sizeHint()
        area.setMinimumWidth(min(size.width(), COLUMNS * (WIDTH + _GAP)) + 2)
        area.setMinimumHeight(min(size.height() + 2, self._most_height()))
        return area

    def _most_height(self) -> int:
        """Return how high the cards may be without the dialog outgrowing the screen."""
        return max(200, QApplication.primaryScreen().availableSize().height() - 260)

    def _fill(self) -> None:
        """Show the trials that have come to their end, and the one under way.

        When all have, the best is chosen.
        """
        done, under_way = self._trials.done, self._trials.under_way
        if under_way is not None:
            self._cards[under_way.number].show_way(under_way.state)
        for card, trial in zip(self._cards, done, strict=False):
            if card.trial is None:
                card.show_trial(trial)
        self._progress.setValue(len(done))
        if len(done) < len(self._cards):
            self._told.setText(f"{len(done)} of {len(self._cards)} have come to their end")
        else:
            good = sum(trial.succeeded for trial in done)
            self._told.setText(
                f"{good} of {len(done)} lead EM on without another collapse; "
                "the lowest BIC without a tight component is chosen"
            )
            self._choose_best()

    def _choose_best(self) -> None:
        """Choose the lowest BIC of those that are not tight, unless a person has chosen."""
        good = [
            (c.trial.tight is not None, c.trial.bic, c)
            for c in self._cards
            if c.trial is not None and c.trial.bic is not None
        ]
        if self._chosen_card is None and good:
            best = min(good, key=lambda one: one[:2])[2]
            best.setChecked(True)
            best.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_choice(self) -> None:
        card = self._chosen_card
        self._use.setEnabled(card is not None and card.trial is not None)

    def _go(self, step: int) -> None:
        """Choose another card, past those that have led nowhere (yet)."""
        here = 0 if self._chosen_card is None else self._cards.index(self._chosen_card)
        there = here + step
        while 0 <= there < len(self._cards):
            if self._cards[there].isEnabled():
                self._cards[there].setChecked(True)
                self._cards[there].setFocus(Qt.FocusReason.OtherFocusReason)
                return
            there += step

    def _leave(self) -> None:
        """End what still runs."""
        self._trials.cancel()
        self._trials.advanced.disconnect(self._fill)
        self._trials.ended.disconnect(self._fill)
