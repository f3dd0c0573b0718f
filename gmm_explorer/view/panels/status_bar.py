"""The line below everything: where EM stands, its log-likelihood, and what the mouse would do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QStatusBar, QWidget

from gmm_explorer.model import Entry, Frame, Session
from gmm_explorer.view.panels import status_words
from gmm_explorer.view.style.exact_text import exact_text
from gmm_explorer.view.style.plain_text import tool_tip
from gmm_explorer.view.widgets.elided_label import ElidedLabel
from gmm_explorer.view.widgets.steady_label import SteadyLabel


class StatusLine(QStatusBar):
    """Iteration, log-likelihood and its change, and at the right the hint for the tool in hand.

    Parameters
    ----------
    session
        Knows which entry of the history came before.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self.setSizeGripEnabled(False)
        self._session = session
        self._phase = self._added("status_phase", "Phase")
        self._log_likelihood = self._added("status_log_likelihood", "Log-likelihood")
        self._per_point = self._added("status_per_point", "Log-likelihood per point", dim=True)
        self._points = self._added("status_points", "Points", dim=True)
        self._hint = ElidedLabel()
        self._hint.setObjectName("status_hint")
        self._hint.setAccessibleName("Hint")
        self._hint.setProperty("dim", True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._hint.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(self._hint, 1)

    def set_hint(self, text: str) -> None:
        """Say what the tool in hand does."""
        self._hint.setText(text)
        self._hint.setToolTip(tool_tip(text))

    def render_frame(self, old: Frame | None, new: Frame) -> None:
        """Say where EM stands."""
        words = {
            self._phase: status_words.phase(new),
            self._log_likelihood: status_words.log_likelihood(new, self._before(new)),
            self._per_point: status_words.per_point(new),
            self._points: status_words.points(new),
        }
        for label, text in words.items():
            label.show_text(text)
        value = new.derived.log_likelihood
        exact = "" if value is None else f": {exact_text(value)}"
        self._log_likelihood.setToolTip(f"ln p(X) of the mixture shown, in nats{exact}")

    def _before(self, frame: Frame) -> Entry | None:
        """Return the entry that the state shown came from: a preview comes from where we are."""
        timeline = self._session.timeline
        position = timeline.position if frame.previewing else timeline.before
        return None if position is None else position.entry

    def _added(self, name: str, accessible_name: str, **properties: bool) -> SteadyLabel:
        label = SteadyLabel()
        for property_name, value in properties.items():
            label.setProperty(property_name, value)
        label.setObjectName(name)
        label.setAccessibleName(accessible_name)
        label.setToolTip(accessible_name)
        self.addWidget(label)
        return label
