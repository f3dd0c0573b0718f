"""The card with the health of the components."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from gmm_explorer.controller import Controller
from gmm_explorer.model import Frame
from gmm_explorer.view.health.health_model import HealthModel
from gmm_explorer.view.health.health_table import HealthTable
from gmm_explorer.view.health.words import headline, rule
from gmm_explorer.view.style.plain_text import tool_tip
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.card import Card, plain_label
from gmm_explorer.view.widgets.number_delegate import Index

_EMPTY = "The health of components appears with data and a first component"
_MARGIN = 12
ROOM_FOR_RULE = 160  # pixels beside the rows: a lower card keeps its room for components


class HealthPanel(Card):
    """What makes a covariance singular, component by component; the thresholds at its foot.

    Attributes
    ----------
    wanted
        The card is to be seen: somebody asked for it, or a component has collapsed.
    """

    wanted = Signal()

    def __init__(self, controller: Controller, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Health", parent)
        self.setObjectName("health_panel")
        self._controller = controller
        self._frame: Frame | None = None
        self._entered: Frame | None = None
        self._shown = HealthModel(self)
        self.view = HealthTable(self._shown, theme)
        self.view.pressed.connect(self._select)
        self.view.activated.connect(self._select)
        self._empty = plain_label(_EMPTY, dim=True)
        self._empty.setWordWrap(True)
        self._headline = _words("health_headline")
        self._rule = _words("health_rule", dim=True, small=True)
        self._rule.setText(rule())
        self.setToolTip(tool_tip(rule()))
        self.body.addWidget(self._headline)
        self.add_table(self.view, self._empty)
        self.body.addWidget(self._rule)

    def render_frame(self, old: Frame | None, new: Frame) -> None:
        """Show the health, if the card is seen and what it shows is not what was shown."""
        self._frame = new
        if self.isVisible() and (old is None or _drawn(old) != _drawn(new)):
            self._show(new)
        if not new.previewing:
            # A run may have shown a collapse already before it is entered.
            before, self._entered = self._entered, new
            if before is not None and _has_just_collapsed(before, new):
                self.wanted.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while nobody looked."""
        super().showEvent(event)
        if self._frame is not None:
            self._show(self._frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the rule to the tool tip where there is no room for it."""
        super().resizeEvent(event)
        self._rule.setVisible(self._has_room_for_rule)

    def take_keys(self) -> None:
        """Show the card and give it the keyboard."""
        self.wanted.emit()
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.view.set_theme(theme)

    def _show(self, frame: Frame) -> None:
        self.view.show_frame(frame)
        filled = self._shown.rowCount() > 0
        self._empty.setVisible(not filled)
        self.view.setVisible(filled)
        self._rule.setVisible(self._has_room_for_rule)
        self._headline.setVisible(filled)
        self._headline.setText(headline(frame.vitals))

    @property
    def _has_room_for_rule(self) -> bool:
        rows = self._shown.rowCount()
        height = rows * self.view.verticalHeader().defaultSectionSize()
        return rows > 0 and self.height() >= ROOM_FOR_RULE + height

    def _select(self, index: Index) -> None:
        self._controller.presenting.select([index.row()])


def _words(name: str, **properties: bool) -> QLabel:
    label = plain_label(**properties)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _has_collapsed(frame: Frame) -> bool:
    return any(vital.health.is_collapsed for vital in frame.vitals)


def _has_just_collapsed(before: Frame, now: Frame) -> bool:
    same_data = before.snapshot.dataset is now.snapshot.dataset
    return _has_collapsed(now) and not (same_data and _has_collapsed(before))


def _drawn(frame: Frame) -> tuple[object, ...]:
    return frame.derived, frame.position, frame.presentation.selection
