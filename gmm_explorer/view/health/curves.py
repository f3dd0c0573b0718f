"""The log-likelihood and, on demand, the smallest eigenvalues under it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmm_explorer.controller import Controller
from gmm_explorer.model import Frame
from gmm_explorer.view.health.eigenvalue_plot import EigenvaluePlot
from gmm_explorer.view.likelihood.likelihood_plot import LikelihoodPlot
from gmm_explorer.view.style.theme import Theme


class Curves(QWidget):
    """Two plots over the same iterations, the second one hidden until it is wanted.

    Attributes
    ----------
    grown
        ``grown(on)``: there are two plots from now on, or one again.
    """

    grown = Signal(bool)

    def __init__(self, likelihood: LikelihoodPlot, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self.likelihood = likelihood
        self.eigenvalues = EigenvaluePlot(likelihood, controller, theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(likelihood, 1)
        layout.addWidget(self.eigenvalues, 1)
        self.eigenvalues.hide()

    def render_frame(self, old: Frame | None, new: Frame) -> None:
        """Draw the path around where we are."""
        self.likelihood.render_frame(old, new)
        wanted = new.presentation.tracing.eigenvalues
        if wanted is self.eigenvalues.isHidden():
            self.eigenvalues.setVisible(wanted)
            # The layout has to know first what is hidden.
            QTimer.singleShot(0, self, lambda: self.grown.emit(wanted))
        if wanted:
            self.eigenvalues.render_frame(new)

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self.likelihood.set_theme(theme)
        self.eigenvalues.set_theme(theme)
