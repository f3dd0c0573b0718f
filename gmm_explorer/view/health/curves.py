"""The log-likelihood and, on demand, the smallest eigenvalues under it."""

from functools import cached_property

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGraphicsView, QVBoxLayout, QWidget

from gmm_explorer.controller import Controller
from gmm_explorer.model import Frame
from gmm_explorer.view.health.eigenvalue_plot import EigenvaluePlot
from gmm_explorer.view.likelihood.likelihood_plot import LikelihoodPlot
from gmm_explorer.view.style.theme import Theme


class Curves(QWidget):
    """Two plots over the same iterations, the second one made and shown when it is wanted.

    Attributes
    ----------
    grown
        ``grown(on)``: there are two plots from now on, or one again.
    """

    grown = Signal(bool)

    def __init__(self, likelihood: LikelihoodPlot, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self.likelihood = likelihood
        self._controller = controller
        self._theme = theme
        self._shown = False
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(likelihood, 1)

    @cached_property
    def eigenvalues(self) -> EigenvaluePlot:
        """The plot of the smallest eigenvalues."""
        plot = EigenvaluePlot(self.likelihood, self._controller, self._theme)
        plot.hide()
        self._layout.addWidget(plot, 1)
        return plot

    @property
    def plots(self) -> tuple[QGraphicsView, ...]:
        """The plots that are shown."""
        return (self.likelihood, self.eigenvalues) if self._shown else (self.likelihood,)

    def render_frame(self, old: Frame | None, new: Frame) -> None:
        """Draw the path around where we are."""
        self.likelihood.render_frame(old, new)
        wanted = new.presentation.tracing.eigenvalues
        if wanted is not self._shown:
            self._shown = wanted
            self.eigenvalues.set_theme(self._theme)
            self.eigenvalues.setVisible(wanted)
            # The layout has to know first what is hidden.
            QTimer.singleShot(0, self, lambda: self.grown.emit(wanted))
        if wanted:
            self.eigenvalues.render_frame(new)

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self._theme = theme
        self.likelihood.set_theme(theme)
        if self._shown:
            self.eigenvalues.set_theme(theme)
