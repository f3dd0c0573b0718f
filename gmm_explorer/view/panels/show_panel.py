"""The panel that chooses which drawings lie over and under the points."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from gmm_explorer.controller import Controller
from gmm_explorer.model import Frame
from gmm_explorer.view.actions import Actions
from gmm_explorer.view.actions.colour_rows import COLOUR_CHOICES
from gmm_explorer.view.actions.show_rows import CONTOURS, DRAWINGS
from gmm_explorer.view.widgets.action_switch import ActionSwitch
from gmm_explorer.view.widgets.card import Card, Rows
from gmm_explorer.view.widgets.fields import choice_field
from gmm_explorer.view.widgets.scrolled import add_scrolled

_ROW_GAP = 2


class ShowPanel(Card):
    """Colours and contours to choose, and a switch for each drawing.

    It scrolls where a small screen has no room for all of it.

    Parameters
    ----------
    controller
        Takes the intents.
    actions
        The window's, for the switches.

    Attributes
    ----------
    rows
        Where more rows can be added.
    """

    def __init__(
        self, controller: Controller, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__("Show", parent)
        self.setObjectName("show_panel")
        self._controller = controller
        self._contours = self._made_contours()
        self._colours = self._made_colours()
        self.rows = Rows()
        self.rows.setVerticalSpacing(_ROW_GAP)
        self.rows.add("Points", self._colours)
        self.rows.add("Contours", self._contours)
        for drawing in DRAWINGS:
            switch = ActionSwitch(actions[drawing.action], f"show_{drawing.field}", drawing.label)
            self.rows.add(drawing.label, switch)
            self.rows.setAlignment(switch, Qt.AlignmentFlag.AlignRight)
        add_scrolled(self, self.rows)

    def render_frame(self, old: Frame | None, new: Frame) -> None:
        """Show the choices, if they are others than those shown."""
        mode = new.presentation.colour_mode
        if old is None or old.presentation.colour_mode is not mode:
            self._colours.setCurrentIndex(self._colours.findData(mode))
        contours = new.presentation.shown.contours
        if old is None or old.presentation.shown.contours is not contours:
            self._contours.setCurrentIndex(self._contours.findData(contours))

    def _made_colours(self) -> QComboBox:
        field = choice_field("show_colours", "What the colours of the points say")
        for choice in COLOUR_CHOICES:
            field.addItem(choice.label, choice.mode)
            field.setItemData(field.count() - 1, choice.tip, Qt.ItemDataRole.ToolTipRole)
        field.activated.connect(
            lambda _index: self._controller.presenting.colour_by(field.currentData())
        )
        return field

    def _made_contours(self) -> QComboBox:
        field = choice_field("show_contours", "Where the ellipses, or the shades under curves, end")
        for contours in CONTOURS:
            field.addItem(contours.value, contours)
        field.activated.connect(
            lambda _index: self._controller.presenting.show(contours=field.currentData())
        )
        return field
