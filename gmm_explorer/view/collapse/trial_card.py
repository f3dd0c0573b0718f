"""One repair in the comparison: a picture, and what came of it in numbers."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from gmm_explorer.controller.explain import fate
from gmm_explorer.controller.remedies import in_words
from gmm_explorer.controller.trials import Trial
from gmm_explorer.em import EMState, Outcome
from gmm_explorer.em.repairs import Repair
from gmm_explorer.model import Snapshot
from gmm_explorer.view.collapse.trial_picture import Backdrop, TrialPicture
from gmm_explorer.view.style.numbers import fixed
from gmm_explorer.view.style.plain_text import breakable
from gmm_explorer.view.widgets.card import plain_label

WIDTH = 196
_WAITING = "waiting…"
_LONGEST = 88  # letters that so many lines hold; the tool tip has all
_LINES = 4  # of what came of it, so that cards keep their size


class TrialCard(QPushButton):
    """A card that is chosen by mouse or keys once its repair has led somewhere.

    Parameters
    ----------
    repair
        What is tried.
    snapshot
        The state it is tried on.
    behind
        What is behind its picture.
    number
        Its place among the others, from 0.

    Attributes
    ----------
    trial : Trial or None
        Where it led, as soon as that is known.
    """

    def __init__(self, repair: Repair, snapshot: Snapshot, behind: Backdrop, number: int) -> None:
        super().__init__()
        self.setObjectName(f"trial_{number}")
        self.setProperty("trial", True)
        self.setCheckable(True)
        self.setEnabled(False)
        self.setFixedWidth(WIDTH)
        self.trial: Trial | None = None
        self._snapshot = snapshot
        self._words = in_words(repair)
        verb, _, manner = self._words.partition(", ")
        self._picture = TrialPicture(behind)
        self._text = plain_label(_WAITING, small=True)
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._text.setFixedHeight(_LINES * self._text.fontMetrics().lineSpacing() + 4)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 10, 12, 10)
        self._layout.setSpacing(4)
        self._layout.addWidget(plain_label(verb, heading=True))
        self._layout.addWidget(plain_label(manner, dim=True, small=True))
        self._layout.addWidget(self._picture)
        self._layout.addWidget(self._text)
        self._say(_WAITING)

    def show_way(self, state: EMState) -> None:
        """Show how far the repair has come."""
        self._picture.show_mixture(state.mixture)
        log_likelihood = fixed(state.log_likelihood, 3)
        self._say(f"log L {log_likelihood}\niteration {state.n_iter:,}…")

    def show_trial(self, trial: Trial) -> None:
        """Show where the repair has led."""
        self.trial = trial
        self._picture.show_mixture(None if trial.last is None else trial.last.mixture)
        self._say(self._outcome(trial))
        self.setEnabled(trial.cured is not None)

    def sizeHint(self) -> QSize:
        """Ask for room for what stands in the layout."""
        return self._layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Ask for as much: words are not cut."""
        return self._layout.minimumSize()

    def _say(self, text: str) -> None:
        elided = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
        self._text.setText(breakable(elided))
        self.setAccessibleName(f"{self._words}: {text}".replace("\n", ", "))
        self.setToolTip(text if self.trial is not None else "")

    def _outcome(self, trial: Trial) -> str:
        state = trial.last
        if state is None or trial.cured is None:
            return trial.reason
        if state.outcome is Outcome.DEGENERATE:
            k, health = next((k, h) for k, h in enumerate(state.health) if h.is_collapsed)
            told = fate(health, self._snapshot)
            return f"After {_iterations(state)} component {k + 1} {told} again"
        numbers = f"log L {fixed(state.log_likelihood, 3)}"
        if trial.bic is not None:
            numbers += f"\nBIC {fixed(trial.bic, 1)}"
        tight = "" if trial.tight is None else f"\nbut component {trial.tight + 1} is tight"
        return f"{numbers}\n{_ending(state)}{tight}"


def _ending(state: EMState) -> str:
    if state.outcome is Outcome.CONVERGED:
        return f"converged, {_iterations(state)}"
    return f"not converged after {_iterations(state)}"


def _iterations(state: EMState) -> str:
    return f"{state.n_iter:,} iteration{'' if state.n_iter == 1 else 's'}"
