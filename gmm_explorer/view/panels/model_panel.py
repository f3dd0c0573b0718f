"""The panel that says how the next start is made and how EM is run."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QWidget

from gmm_explorer.controller import Controller
from gmm_explorer.controller.remedies import REMEDIES, remedy_named, remedy_of
from gmm_explorer.em import COVARIANCE_TYPES, INITIALIZERS, EMSettings, Prior
from gmm_explorer.em.repairs import Repair
from gmm_explorer.model import Frame, Start
from gmm_explorer.view.style.plain_text import tool_tip
from gmm_explorer.view.widgets.action_button import ActionButton
from gmm_explorer.view.widgets.card import Card, Rows
from gmm_explorer.view.widgets.fields import LARGEST_WHOLE_NUMBER, choice_field, whole_number_field
from gmm_explorer.view.widgets.number_field import NumberField
from gmm_explorer.view.widgets.scrolled import add_scrolled

MOST_COMPONENTS = 99
COVARIANCE_NAMES = {"diag": "diagonal"}
"""What is not called on screen as in the code."""

_ROW_GAP = 5  # pixels: all rows are in sight in a window of 900


class ModelPanel(Card):
    """Number of components, start and seed; family, regularisation and prior; how runs end.

    Parameters
    ----------
    controller
        Takes the intents.
    initialize
        The action that makes a new start.
    """

    def __init__(
        self, controller: Controller, initialize: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__("Model", parent)
        self.setObjectName("model_panel")
        self._controller = controller
        self._start = Start()
        self._settings = EMSettings()
        self._standing: Repair | None = None
        self._make_start_controls()
        self._make_settings_controls()
        self._make_ending_controls()
        self._lay_out(ActionButton(initialize, "model_initialize"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._draw_start()
        self._draw_settings()

    def render_frame(self, old: Frame | None, new: Frame) -> None:
        """Show start and settings, if they are others than those shown."""
        if new.presentation.start is not self._start:
            self._start = new.presentation.start
            self._draw_start()
        if new.snapshot.settings is not self._settings:
            self._settings = new.snapshot.settings
            self._draw_settings()
        if new.presentation.standing is not self._standing:
            self._standing = new.presentation.standing
            self._draw_standing()

    def _make_start_controls(self) -> None:
        self._n_components = whole_number_field(
            "model_n_components", 1, MOST_COMPONENTS, "K: how many components Initialise makes"
        )
        self._method = choice_field("model_start_method", "How Initialise finds its components")
        for method in INITIALIZERS:
            self._method.addItem(method, method)
        self._seed = whole_number_field(
            "model_seed",
            0,
            LARGEST_WHOLE_NUMBER,
            "Of the random numbers: the same seed gives the same start",
        )
        for number in (self._n_components, self._seed):
            # A key that initialises is to find what has been typed so far.
            number.setKeyboardTracking(True)
            number.valueChanged.connect(self._change_start)
        self._method.activated.connect(self._change_start)

    def _make_settings_controls(self) -> None:
        self._covariance_type = choice_field(
            "model_covariance_type",
            "full: every component its own ellipse; diagonal: axes along the columns; "
            "spherical: circles; tied: one ellipse shared by all",
        )
        for name in COVARIANCE_TYPES:
            self._covariance_type.addItem(COVARIANCE_NAMES.get(name, name), name)
        self._reg_covar = NumberField(
            self._change_reg_covar,
            "Added to every variance after an M-step, in squared units of the data; "
            "0 is the plain algorithm, 1e−6 a usual choice",
        )
        self._reg_covar.setObjectName("model_reg_covar")
        self._floor = NumberField(
            self._change_floor,
            "The least eigenvalue that an M-step leaves a covariance, the data scaled to a spread "
            "of 1; 0 is the plain algorithm, 1e−4 a usual choice",
        )
        self._floor.setObjectName("model_eigenvalue_floor")
        self._prior = choice_field(
            "model_prior",
            "weak: a little of the covariance of all points is mixed into every component, which "
            "keeps it from collapsing; EM then climbs the penalised objective, not log L",
        )
        for text, on in (("none", False), ("weak", True)):
            self._prior.addItem(text, on)
        self._covariance_type.activated.connect(self._change_covariance_type)
        self._prior.activated.connect(self._change_prior)

    def _make_ending_controls(self) -> None:
        self._tol = NumberField(
            self._change_tol,
            "A run has converged when the log-likelihood per point gains less; "
            "0 runs to the limit of iterations",
        )
        self._tol.setObjectName("model_tol")
        self._max_iter = whole_number_field(
            "model_max_iter", 1, LARGEST_WHOLE_NUMBER, "After so many iterations a run stops anyway"
        )
        self._max_iter.valueChanged.connect(self._change_max_iter)
        self._collapse = choice_field(
            "model_standing_repair",
            "What runs, and playing, do about a collapse: stop and ask, or repair it and go on, "
            "up to 20 times, each marked on the log-likelihood",
        )
        self._collapse.addItem("stop, ask", "")
        for remedy in REMEDIES:
            self._collapse.addItem(remedy.name, remedy.name)
            tip = tool_tip(f"{remedy.verb}. {remedy.sentence}")
            self._collapse.setItemData(self._collapse.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self._collapse.activated.connect(self._change_standing)

    def _lay_out(self, initialize: ActionButton) -> None:
        rows = Rows()
        rows.setVerticalSpacing(_ROW_GAP)
        rows.add("Components K", self._n_components)
        rows.add("Start", self._method)
        rows.add("Seed", self._seed)
        rows.add_wide(initialize)
        rows.add("Covariance", self._covariance_type)
        rows.add("Regularise ε", self._reg_covar)
        rows.add("Floor λ", self._floor)
        rows.add("Prior", self._prior)
        rows.add("At a collapse", self._collapse)
        rows.add("Tolerance", self._tol)
        rows.add("Max. iterations", self._max_iter)
        add_scrolled(self, rows)

    def _draw_start(self) -> None:
        with QSignalBlocker(self._n_components), QSignalBlocker(self._seed):
            self._n_components.setValue(self._start.n_components)
            self._seed.setValue(self._start.seed)
        self._method.setCurrentIndex(self._method.findData(self._start.method))

    def _draw_settings(self) -> None:
        settings = self._settings
        self._covariance_type.setCurrentIndex(
            self._covariance_type.findData(settings.covariance_type)
        )
        self._reg_covar.show_value(settings.reg_covar)
        self._floor.show_value(settings.eigenvalue_floor)
        self._prior.setCurrentIndex(self._prior.findData(settings.prior is not None))
        self._tol.show_value(settings.tol)
        with QSignalBlocker(self._max_iter):
            self._max_iter.setValue(settings.max_iter)

    def _draw_standing(self) -> None:
        self._collapse.setCurrentIndex(self._collapse.findData(_kind(self._standing)))

    def _change_start(self) -> None:
        self._controller.presenting.prepare_start(
            Start(self._n_components.value(), self._method.currentData(), self._seed.value())
        )

    def _change_covariance_type(self) -> None:
        self._change(replace(self._settings, covariance_type=self._covariance_type.currentData()))

    def _change_reg_covar(self, value: float) -> None:
        self._change(replace(self._settings, reg_covar=value))

    def _change_floor(self, value: float) -> None:
        self._change(replace(self._settings, eigenvalue_floor=value))

    def _change_prior(self) -> None:
        on = self._prior.currentData()
        if on is not (self._settings.prior is not None):  # another prior than ours may be on
            self._change(replace(self._settings, prior=Prior() if on else None))

    def _change_tol(self, value: float) -> None:
        self._change(replace(self._settings, tol=value))

    def _change_max_iter(self, value: int) -> None:
        self._change(replace(self._settings, max_iter=value))

    def _change_standing(self) -> None:
        name = self._collapse.currentData()
        if name != _kind(self._standing):  # one with parameters of a person's own may be on
            repair = remedy_named(name).standing if name else None
            self._controller.repairing.rely_on(repair)

    def _change(self, settings: EMSettings) -> None:
        self._controller.stepping.change_settings(settings)


def _kind(standing: Repair | None) -> str:
    """Return the name of a kind of repair; empty where runs stop and ask."""
    return "" if standing is None else remedy_of(standing).name
