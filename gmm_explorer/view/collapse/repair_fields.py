"""The parameters of each kind of repair, as fields; what they say is a repair."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from gmm_explorer.controller.remedies import PLACES
from gmm_explorer.em.repairs import (
    AddToDiagonal,
    FloorEigenvalues,
    Repair,
    ResetComponent,
    UsePrior,
)
from gmm_explorer.view.widgets.card import plain_label
from gmm_explorer.view.widgets.fields import choice_field
from gmm_explorer.view.widgets.number_field import NumberField

TUTORIAL = AddToDiagonal(1e-6, is_relative=False)
Value = float | bool | str
_NUMBER_WIDTH = 72
_WHEN = (("once", False), ("every M-step", True))
_UNITS = (("× variance", True), ("absolute", False))


class RepairFields(QWidget):
    """The parameters of one repair, side by side.

    Parameters
    ----------
    repair
        What they say at first.

    Attributes
    ----------
    changed
        They say something else now.
    another
        Another random choice is wanted.
    repair : Repair
        What they say.
    """

    changed = Signal()
    another = Signal()

    def __init__(self, repair: Repair, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.repair = repair
        self._numbers: dict[str, NumberField] = {}
        self._choices: dict[str, QComboBox] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        match repair:
            case AddToDiagonal():
                self._offer_diagonal()
            case FloorEigenvalues():
                self._offer_floor()
            case UsePrior():
                self._offer_prior()
            case ResetComponent():
                self._offer_place()
        self._show()

    def _offer_diagonal(self) -> None:
        self._add_number("amount", "ε", "What is added to each variance; above 0")
        self._add_choice(
            "is_relative",
            _UNITS,
            "Times the variance of each column, or in squared units of the data",
        )
        self._add_choice("at_every_step", _WHEN, "Whether EM stays plain afterwards")
        tip = "The tutorial's ε: 1e−6 in squared units of the data, whatever its scale"
        self._add_button("repair_tutorial", "Tutorial's 1e−6", tip, self._take_tutorial)

    def _offer_floor(self) -> None:
        tip = "The least eigenvalue, the data scaled to a spread of 1 in each column; above 0"
        self._add_number("floor", "Floor", tip)
        self._add_choice("at_every_step", _WHEN, "Whether EM stays plain afterwards")

    def _offer_prior(self) -> None:
        tip = "How many points' worth of belief pull each mean to the middle of the data"
        self._add_number("shrinkage", "κ", tip)
        tip = "Degrees of freedom: how many points' worth of belief the covariance has; usually D+2"
        self._add_number("degrees_of_freedom", "ν", tip)

    def _offer_place(self) -> None:
        places = tuple((text, place) for place, text in PLACES.items())
        self._add_choice("place", places, "Where the component begins anew")
        tip = "Draw another random point"
        self._add_button("repair_another", "Another point", tip, self.another.emit)

    def _add_number(self, name: str, text: str, tip: str) -> None:
        field = NumberField(lambda value: self._take(name, value), tip)
        field.setObjectName(f"repair_{name}")
        field.setFixedWidth(_NUMBER_WIDTH)
        field.setAccessibleName(text)
        label = plain_label(text, dim=True)
        label.setBuddy(field)
        self._row.addWidget(label)
        self._row.addWidget(field)
        self._numbers[name] = field

    def _add_choice(self, name: str, choices: tuple[tuple[str, Value], ...], tip: str) -> None:
        field = choice_field(f"repair_{name}", tip)
        field.setAccessibleName(tip)
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        field.setMinimumWidth(0)
        for text, value in choices:
            field.addItem(text, value)
        field.activated.connect(lambda: self._take(name, field.currentData()))
        self._row.addWidget(field)
        self._choices[name] = field

    def _add_button(self, name: str, text: str, tip: str, deed: Callable[[], None]) -> None:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setProperty("link", True)
        button.setToolTip(tip)
        button.clicked.connect(lambda _checked=False: deed())
        self._row.addWidget(button)

    def _take_tutorial(self) -> None:
        self._set(replace(TUTORIAL, at_every_step=bool(self._value("at_every_step"))))

    def _take(self, name: str, value: Value) -> None:
        """Take one parameter; ValueError says why it cannot be."""
        repair = self.repair
        # One call for all fields: mypy cannot know which type belongs to which name.
        change: dict[str, Any] = {name: value}
        if isinstance(repair, UsePrior):
            self._set(UsePrior(replace(repair.prior, **change)))
        elif name in ("amount", "floor") and not float(value) > 0.0:
            raise ValueError("give a number above 0")
        elif isinstance(repair, AddToDiagonal | FloorEigenvalues | ResetComponent):
            self._set(replace(repair, **change))

    def _set(self, repair: Repair) -> None:
        self.repair = repair
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for name, number in self._numbers.items():
            number.show_value(float(self._value(name)))
        for name, choice in self._choices.items():
            choice.setCurrentIndex(choice.findData(self._value(name)))

    def _value(self, name: str) -> Value:
        holder = self.repair.prior if isinstance(self.repair, UsePrior) else self.repair
        value: Value = getattr(holder, name)
        return value


def with_degrees(repair: Repair, n_features: int) -> Repair:
    """Return a repair in which no parameter is left to the data, so that a field can show it."""
    if not isinstance(repair, UsePrior) or repair.prior.degrees_of_freedom is not None:
        return repair
    return UsePrior(replace(repair.prior, degrees_of_freedom=float(n_features + 2)))
