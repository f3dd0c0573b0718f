"""The card with the parameters of the components."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from gmm_explorer.controller import Controller
from gmm_explorer.model import Frame
from gmm_explorer.view.panels.components_view import ComponentsView
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.card import Card, plain_label

_MATRIX, _SHAPE = "show Σ", "show σ, ρ"


class ComponentsTable(Card):
    """Weights, means, deviations and correlations, all editable, with a health light each."""

    def __init__(self, controller: Controller, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Components", parent)
        self.setObjectName("components_card")
        self.view = ComponentsView(controller, theme)
        self._empty = plain_label("Place a component, or initialise", dim=True)
        self._empty.setWordWrap(True)
        self._empty.setObjectName("components_empty")
        self._matrix = QToolButton()
        self._matrix.setObjectName("components_matrix")
        self._matrix.setProperty("link", True)
        self._matrix.setCheckable(True)
        self._matrix.setText(_MATRIX)
        self._matrix.setToolTip("Covariance matrices, or standard deviations and correlations")
        self._matrix.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._matrix.toggled.connect(self._show_matrix)
        self._matrix.hide()
        self.add_beside_heading(self._matrix)
        self.add_table(self.view, self._empty)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def render_frame(self, old: Frame | None, new: Frame) -> None:
        """Show the parameters, if what they show is not what was shown."""
        if old is None or _drawn(old) != _drawn(new):
            self._empty.setVisible(new.snapshot.mixture is None)
            self._matrix.setVisible(new.snapshot.mixture is not None)
            self.view.setVisible(new.snapshot.mixture is not None)
            self.view.show_frame(new)

    def _show_matrix(self, on: bool) -> None:
        self._matrix.setText(_SHAPE if on else _MATRIX)
        self.view.show_matrix(on)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.view.set_theme(theme)


def _drawn(frame: Frame) -> tuple[object, ...]:
    """Return what the card draws; all but the selection are compared by identity."""
    snapshot = frame.snapshot
    return snapshot.mixture, snapshot.dataset, frame.derived.health, frame.presentation.selection
